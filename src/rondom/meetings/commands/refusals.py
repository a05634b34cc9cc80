"""What the meeting will not do, each said in one sentence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rondom.kernel.refusals import Refusal


class MeetingMovedOn(Refusal):
    """The act does not fit the state of the meeting."""

    code = "meeting_moved_on"
    sentence = _(
        "This does not fit any more: the meeting is {state}. Open the meeting to see what you can do now."
    )


class ClientTimesMissing(Refusal):
    """A proposal starts from when the client can come (R-025)."""

    code = "client_times_missing"
    sentence = _("Start with the client: fill in at least one moment that suits the client.")
    field = "first_on"


class ClientPlaceMissing(Refusal):
    """A proposal starts from where the client wants to meet (R-025)."""

    code = "client_place_missing"
    sentence = _("Start with the client: fill in where the client wants to meet.")
    field = "place"


class OutsideClientTimes(Refusal):
    """The time is not one that the client offered."""

    code = "outside_client_times"
    sentence = _(
        "This is not a moment that the client offered. Choose one of those, or write how the client agreed."
    )
    field = "client_agreed"


class MeetingInPast(Refusal):
    """A meeting is planned ahead."""

    code = "meeting_in_past"
    sentence = _("This moment has passed. Choose a later date and time.")
    field = "starts_on"


class ChairMissing(Refusal):
    """A meeting has one chair (R-032)."""

    code = "chair_missing"
    sentence = _(
        "Choose who leads the meeting, from the professionals who are invited. Without a chair "
        "it cannot open."
    )
    field = "chair"


class ReasonMissing(Refusal):
    """A reason is a sentence, not a dot."""

    code = "reason_missing"
    sentence = _("Write in a few words why. The client reads it too.")
    field = "reason"


class WordsMissing(Refusal):
    """Real words are needed."""

    code = "words_missing"
    sentence = _("Write it in a few words.")
    field = "words"


class InviteeUnknown(Refusal):
    """The invited person exists and works here, or belongs to the household's circle."""

    code = "invitee_unknown"
    sentence = _("Choose somebody from the list.")
    field = "invitee"


class AlreadyInvited(Refusal):
    """The same person once."""

    code = "already_invited"
    sentence = _("{name} is invited already.")
    field = "invitee"


class InviteeInConflict(Refusal):
    """A relative of the household does not sit at its table as professional (D1)."""

    code = "invitee_in_conflict"
    sentence = _("{name} cannot be invited to this meeting. Choose a colleague.")
    field = "invitee"


class InviteeShielded(Refusal):
    """Somebody from whom the client or a child is shielded (D2)."""

    code = "invitee_shielded"
    sentence = _(
        "This person cannot be invited: there is a safety shield. Only the case manager can "
        "decide otherwise, "
        "with a reason."
    )
    field = "shield_reason"


class ExpertOnlyAtRequest(Refusal):
    """An expert by experience comes at the client's wish (R-040)."""

    code = "expert_only_at_request"
    sentence = _("An expert by experience comes when the client asks for it. Ask the client first.")
    field = "invitee"


class ClientAlreadyAnswered(Refusal):
    """The client's answer on somebody who was added stands."""

    code = "client_already_answered"
    sentence = _("This question has been answered already.")


class CannotLeaveOut(Refusal):
    """The client and the chair belong to the meeting."""

    code = "cannot_leave_out"
    sentence = _(
        "The client and the chair cannot be taken off the list. Cancel the meeting, or choose "
        "another chair first."
    )


class NotInvited(Refusal):
    """Only who is invited does this."""

    code = "not_invited"
    sentence = _("Only people who are invited to this meeting can do this.")
    status = 403


class AnswerUnknown(Refusal):
    """A choice that does not exist."""

    code = "answer_unknown"
    sentence = _("Choose one of the answers.")
    field = "answer"


class LinkSpent(Refusal):
    """The link was used, is too old, or never existed: the same answer."""

    code = "link_spent"
    sentence = _("This link does not work any more. Call the person who invited you.")
    status = 404


class TooFewOptions(Refusal):
    """Two options or the reason why there is only one (R-031)."""

    code = "too_few_options"
    sentence = _("Write at least two possibilities, or write why there is no other.")
    field = "options"


class DisagreementNeedsWords(Refusal):
    """A "no" carries its words."""

    code = "disagreement_needs_words"
    sentence = _("Write what {name} does not agree with.")
    field = "words"


class ClientViewFirst(Refusal):
    """A disagreement starts with how the client sees it (R-030)."""

    code = "client_view_first"
    sentence = _("Write first how the client sees it. The others come after that.")
    field = "client_view"


class OneViewTooFew(Refusal):
    """A disagreement has two sides."""

    code = "one_view_too_few"
    sentence = _("Write how at least one other person sees it.")
    field = "other_view"


class NotYourView(Refusal):
    """Only a named party says that a matter is settled for them (R-030)."""

    code = "not_your_view"
    sentence = _("Only the people who are named in it can say that it is settled, each for themselves.")
    status = 403


class OnlyClientAnswers(Refusal):
    """Nobody answers for the client (R-028, R-029)."""

    code = "only_client_answers"
    sentence = _("Only the client answers this, on her or his own device.")
    status = 403


class WorkersDevice(Refusal):
    """The look back is not filled in on a worker's device (R-029)."""

    code = "workers_device"
    sentence = _(
        "This is a device of a worker. Open this page on your own phone or computer, so that "
        "nobody looks along."
    )
    status = 403


class DateInPast(Refusal):
    """An agreement lies ahead."""

    code = "date_in_past"
    sentence = _("This date has passed. Choose today or later.")
    field = "due_on"


class DomainMissing(Refusal):
    """An action of the plan belongs to a part of life."""

    code = "domain_missing"
    sentence = _("Choose which part of life this is about, so that it can become an action of the plan.")
    field = "domain"


class NotInPlanYet(Refusal):
    """The plan does not take the agreement: there is none, or the owner does not stand in the register."""

    code = "not_in_plan_yet"
    sentence = _(
        "This cannot become an action yet. Start the plan, or put {name} in the register of who helps, first."
    )


class AbsenceReasonMissing(Refusal):
    """Talking about somebody who is not there needs a reason (R-033)."""

    code = "absence_reason_missing"
    sentence = _("The client was not there. Choose why.")
    field = "absence_reason"


class SafetyReasonMissing(Refusal):
    """Not telling the client needs a safety reason in words."""

    code = "safety_reason_missing"
    sentence = _(
        "Write why it would not be safe to tell the client, in at least 20 characters. The "
        "privacy officer can read it."
    )
    field = "safety_exception"


class CorrectionsClosed(Refusal):
    """The summary is final: only an amendment with a reason (R-035)."""

    code = "corrections_closed"
    sentence = _("The summary is final. You can still add a change, with the reason for it.")
    field = "reason"


class PartUnknown(Refusal):
    """The part to make illegible exists in this meeting and has not been blanked yet."""

    code = "part_unknown"
    sentence = _("This part does not exist, or its text was removed already.")


class AskTooSoon(Refusal):
    """Very many requests: first agree a rhythm (R-039)."""

    code = "ask_too_soon"
    sentence = _(
        "A request for a meeting is waiting already. Your case manager answers it, with a reason if it is no."
    )
