"""What is refused about a referral, each in one sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from rondom.access.decision import Decision
from rondom.kernel.refusals import NotAllowed, Refusal


class ConsentOrGroundMissing(Refusal):
    """A referral needs permission or a legal ground (R-060)."""

    code = "consent_or_ground_missing"
    sentence = _(
        "Ask the person first whether you may send this, and tick that they agree. If that cannot be, "
        "choose the law on which you send it."
    )
    field = "ground"


class QuestionMissing(Refusal):
    """Nobody can help without knowing with what."""

    code = "question_missing"
    sentence = _("Write in one sentence what the person needs.")
    field = "question"


class QuestionShort(Refusal):
    """Asked once; the same text is accepted the second time (R-060)."""

    code = "question_short"
    sentence = _(
        "This is short. Can you say in one sentence what the person needs? If this is all, send it again."
    )
    field = "question"


class NameMissing(Refusal):
    """A referral is about somebody."""

    code = "name_missing"
    sentence = _("Write the name of the person.")
    field = "family_name"


class BirthDateImpossible(Refusal):
    """A birth date in the future or more than 120 years ago."""

    code = "birth_date_impossible"
    sentence = _("Check the birth date: it must be a day in the past 120 years.")
    field = "birth_date"


class BirthDateMissing(Refusal):
    """Two people may have the same name."""

    code = "birth_date_missing"
    sentence = _("Fill in the birth date, so that it cannot be somebody else with the same name.")
    field = "birth_date"


class BirthDateDiffers(Refusal):
    """Same name, other birth date: perhaps the wrong person (R-060)."""

    code = "birth_date_differs"
    sentence = _(
        "You sent a referral before for somebody with this name and another birth date. Check the "
        "date, and tick the box when it is right."
    )
    field = "birth_date"


class UnknownUrgency(Refusal):
    """One of four."""

    code = "unknown_urgency"
    sentence = _("Choose how soon help is needed.")
    field = "urgency"


class ReceiverMissing(Refusal):
    """A person or a desk, not both."""

    code = "receiver_missing"
    sentence = _("Choose one desk, or write the name of one colleague. Not both.")
    field = "receiver"


class ColleagueUnknown(Refusal):
    """A name that nobody here has."""

    code = "colleague_unknown"
    sentence = _("Nobody with the name “{name}” works here. Check the spelling, or choose a desk.")
    field = "colleague"


class ColleagueUnclear(Refusal):
    """A name that several people have."""

    code = "colleague_unclear"
    sentence = _("Choose whom you mean: more than one colleague has this name.")
    field = "person"


class AlreadyAnswered(Refusal):
    """Somebody else was first, or it has ended."""

    code = "already_answered"
    sentence = _("This referral is {state} already. Look at what happened before you do anything.")

    def __init__(self, *, state: object) -> None:
        super().__init__(state=state)


class ReasonMissing(Refusal):
    """Declining and passing on need a reason that says something."""

    code = "reason_missing"
    sentence = _("Write in your own words why, so that the sender understands it.")
    field = "reason"


class NextStepMissing(Refusal):
    """Declining never ends in nothing (R-064)."""

    code = "next_step_missing"
    sentence = _("Say what happens now: another service, advice to the sender, or a call together.")
    field = "next_step"


class SameDesk(Refusal):
    """Passing on to the desk where it lies."""

    code = "same_desk"
    sentence = _("It lies on this desk already. Choose another desk, or accept it.")
    field = "desk"


class ThirdForward(Refusal):
    """Ping-pong (R-064)."""

    code = "third_forward"
    sentence = _(
        "This referral was passed on twice already and stays here. Both team leaders have been told; "
        "decide together who helps."
    )


class PauseReasonMissing(Refusal):
    """The clock does not stand still for nothing (R-063)."""

    code = "pause_reason_missing"
    sentence = _("Write what you wait for, so that the sender and the person understand it.")
    field = "reason"


class PauseEndImpossible(Refusal):
    """A pause ends, on a day that can be kept in mind."""

    code = "pause_end_impossible"
    sentence = _("Choose a day after today and within three months. Then the clock runs again by itself.")
    field = "until"


class NotPausable(Refusal):
    """Only what somebody is at work on can wait."""

    code = "not_pausable"
    sentence = _("This cannot wait: it is {state}. First say that you have seen it.")


class NotPaused(Refusal):
    """The clock runs already."""

    code = "not_paused"
    sentence = _("The clock runs already. Nothing has changed.")


class NotStuck(Refusal):
    """Telling the leaders is for what cannot be passed on any more."""

    code = "not_stuck"
    sentence = _("This can still be passed on. Choose the desk that can help, or decline it with advice.")


class OutcomeMissing(Refusal):
    """A result has a category (R-063)."""

    code = "outcome_missing"
    sentence = _("Choose how it ended.")
    field = "category"


class SentenceMissing(Refusal):
    """A result has one sentence that says something (R-063)."""

    code = "sentence_missing"
    sentence = _('Write one sentence about it in your own words; "handled" tells the sender nothing.')
    field = "sentence"


class AlreadyInCase(Refusal):
    """A referral becomes part of one file."""

    code = "already_in_case"
    sentence = _("This referral is part of a file already. Open that file.")


class AcceptFirst(Refusal):
    """A case is opened for what was accepted."""

    code = "accept_first"
    sentence = _("Accept the referral first, then open a file for it.")


class AnotherBirthDate(Refusal):
    """The file that was chosen is about somebody else."""

    code = "another_birth_date"
    sentence = _("The person in that file has another birth date than in the referral. Check who it is.")
    field = "case"


def require(decision: Decision) -> Decision:
    """Raise NotAllowed with the reason of the decision, or answer it."""
    if not decision:
        raise NotAllowed(reason=decision.reason)
    return decision
