"""Words of the meeting."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PART_KIND = "meeting"
PULSE_KIND = "pulse"
GUEST_KIND = "guest"
EXPERT = "expert_by_experience"
"""The function of an expert by experience, as the register of an organization writes it (R-040)."""


class MeetingState(TextChoices):
    """Where a meeting stands."""

    PROPOSED = "proposed", pgettext_lazy("meeting", "looking for a time")
    PLANNED = "planned", pgettext_lazy("meeting", "planned")
    RUNNING = "running", pgettext_lazy("meeting", "going on now")
    HELD = "held", pgettext_lazy("meeting", "held")
    FIXED = "fixed", pgettext_lazy("meeting", "held, summary is final")
    REFUSED = "refused", pgettext_lazy("meeting", "not planned")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")


class Mode(TextChoices):
    """How people meet."""

    IN_PERSON = "in_person", _("around one table")
    VIDEO = "video", _("by video")
    MIXED = "mixed", _("around one table, with somebody by video")


class ParticipantKind(TextChoices):
    """What somebody is at the table."""

    CLIENT = "client", _("the client")
    NETWORK = "network", _("family or friend")
    PROFESSIONAL = "professional", _("professional")


class Sight(TextChoices):
    """How much of a meeting somebody who is invited may see (R-005, R-040)."""

    MEETING = "meeting", pgettext_lazy("sight", "the whole meeting")
    AGENDA = "agenda", pgettext_lazy("sight", "only when, where and what we talk about")


class ToldBy(TextChoices):
    """By which way the client's own words came in, when somebody else typed them (R-029)."""

    SPOKEN = "spoken", pgettext_lazy("told", "said at the table")
    PHONE = "phone", pgettext_lazy("told", "said by telephone")
    PAPER = "paper", pgettext_lazy("told", "written on paper")


class Reply(TextChoices):
    """An answer to an invitation."""

    WAITING = "waiting", pgettext_lazy("reply", "no answer yet")
    COMES = "comes", pgettext_lazy("reply", "comes")
    OTHER_TIME = "other_time", pgettext_lazy("reply", "asks for another time")
    CANNOT = "cannot", pgettext_lazy("reply", "cannot come")


class Admission(TextChoices):
    """Whether the client agrees with somebody who was added later (R-025)."""

    NOT_NEEDED = "not_needed", pgettext_lazy("admission", "invited from the start")
    ASKED = "asked", pgettext_lazy("admission", "the client is asked")
    ACCEPTED = "accepted", pgettext_lazy("admission", "the client agrees")
    REFUSED = "refused", pgettext_lazy("admission", "the client does not agree")


class Attendance(TextChoices):
    """Whether somebody was there (R-036)."""

    EXPECTED = "expected", pgettext_lazy("attendance", "not noted yet")
    PRESENT = "present", pgettext_lazy("attendance", "present")
    ABSENT_WITH_NOTICE = "absent_with_notice", pgettext_lazy("attendance", "absent, said so before")
    ABSENT = "absent", pgettext_lazy("attendance", "absent, said nothing")
    REPRESENTED = "represented", pgettext_lazy("attendance", "represented by somebody else")


class AbsenceReason(TextChoices):
    """Why people meet about a client who is not there (R-033)."""

    DECLINED = "declined", _("the client did not want to come")
    ILL = "ill", _("the client is ill")
    SAFETY = "safety", _("it would not be safe")
    URGENT = "urgent", _("it could not wait")


class Interpreter(TextChoices):
    """Who translates (R-034)."""

    NONE = "none", _("no interpreter needed")
    PROFESSIONAL = "professional", _("a professional interpreter")
    RELATIVE = "relative", _("somebody from my family")
    CHILD = "child", _("my child")
    FRIEND = "friend", _("a friend or neighbour")


class Step(TextChoices):
    """The script of the meeting, in this order (R-026, R-032)."""

    WELCOME = "welcome", pgettext_lazy("step", "Welcome")
    CLIENT = "client", pgettext_lazy("step", "The client tells")
    ROLES = "roles", pgettext_lazy("step", "Who are you, what can you decide")
    GOALS = "goals", pgettext_lazy("step", "Goals")
    OBSTACLES = "obstacles", pgettext_lazy("step", "What is in the way")
    OPTIONS = "options", pgettext_lazy("step", "What can we do")
    AGREEMENTS = "agreements", pgettext_lazy("step", "Who does what")
    CLOSING = "closing", pgettext_lazy("step", "The client's last word")


class SpeakingLater(TextChoices):
    """Whether the client chose to speak later; it counts only when the client says so (R-026)."""

    NO = "no", pgettext_lazy("speaking later", "no")
    SAID_BY_CHAIR = "said_by_chair", pgettext_lazy("speaking later", "noted by the chair, not confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("speaking later", "the client confirmed it")
    DENIED = "denied", pgettext_lazy("speaking later", "the client says it was not her or his choice")


class Concept(TextChoices):
    """The five sensitising concepts (R-028)."""

    VISION = "vision", _("Team vision and goals")
    SHARED_DECISIONS = "shared_decisions", _("Deciding together")
    CONFLICTS = "conflicts", _("Conflicts")
    TEAM_SUPPORT = "team_support", _("Support for each other")
    OPENNESS = "openness", _("Open communication")


PROMPTS = {
    Concept.VISION: (
        _("Do we all mean the same goal? Say it in your own words."),
        _("Which goal comes first for the client?"),
    ),
    Concept.SHARED_DECISIONS: (
        _("Which other choice is possible?"),
        _("Who has not said yet what she or he thinks of this?"),
    ),
    Concept.CONFLICTS: (
        _("What do we not agree on? It may stay on the table."),
        _("What would you ask, if you did not know each other?"),
    ),
    Concept.TEAM_SUPPORT: (
        _("Who needs help with a task? Who can give it?"),
        _("What went well, and who did that?"),
    ),
    Concept.OPENNESS: (
        _("What has not been said yet?"),
        _("Which word needs to be explained?"),
    ),
}


class Discussed(TextChoices):
    """One tap per concept."""

    DISCUSSED = "discussed", pgettext_lazy("concept", "discussed")
    PARTLY = "partly", pgettext_lazy("concept", "partly")
    NOT = "not", pgettext_lazy("concept", "not")


class CheckedBy(TextChoices):
    """Who ticks the five concepts."""

    CHAIR = "chair", _("the chair")
    CLIENT = "client", _("the client")


class TurnKind(TextChoices):
    """What somebody did when taking the floor."""

    INTRODUCTION = "introduction", _("introduction")
    TURN = "turn", _("speaks")


class StanceKind(TextChoices):
    """What one person thinks of a decision (R-031)."""

    AGREES = "agrees", pgettext_lazy("stance", "agrees")
    CONCERN = "concern", pgettext_lazy("stance", "agrees, with a worry")
    DISAGREES = "disagrees", pgettext_lazy("stance", "does not agree")
    NOT_ASKED = "not_asked", pgettext_lazy("stance", "not asked yet")


class AbsenceAnswer(TextChoices):
    """What the client says about the noted reason for not being there."""

    WAITING = "waiting", pgettext_lazy("absence", "not answered")
    RIGHT = "right", pgettext_lazy("absence", "that is right")
    WRONG = "wrong", pgettext_lazy("absence", "that is not right")


class GuestPointState(TextChoices):
    """What became of a point that a guest proposed (R-034)."""

    WAITING = "waiting", _("proposed, not answered yet")
    TAKEN = "taken", _("stands on the agenda")
    LEFT_OUT = "left_out", _("not this time")


class NoteKind(TextChoices):
    """What is added to the summary after the meeting (R-035)."""

    ADDITION = "addition", _("added by the client")
    CORRECTION = "correction", _("correction")
    AMENDMENT = "amendment", _("change after it was final")
    INPUT = "input", _("input of somebody who could not come")
    NOT_RIGHT = "not_right", _("the client says: this is not right")


class PulseAnswer(TextChoices):
    """Answers of the one-minute look back."""

    YES = "yes", pgettext_lazy("pulse", "yes")
    A_BIT = "a_bit", pgettext_lazy("pulse", "a bit")
    NO = "no", pgettext_lazy("pulse", "no")


PULSE_QUESTIONS = {
    "heard": _("Did people listen to you?"),
    "words": _("Did you understand the words that were used?"),
    "said": _("Could you say what you wanted to say?"),
    "disagree": _("Was there room to say that you did not agree?"),
    "ease": _("Did you feel at ease?"),
}
"""Five plain questions in our own words (R-029)."""


REDACTABLE = (
    "decision",
    "disagreement",
    "view",
    "agreement",
    "agenda",
    "role_line",
    "note",
    "closing_word",
    "first_words",
    "stance",
)
"""Parts of the minutes whose text can be made illegible."""


@dataclass(frozen=True)
class Invitee:
    """Somebody to be invited: a professional, or a person of the household or its network."""

    kind: str
    id: UUID


@dataclass(frozen=True)
class GivenView:
    """How one participant sees a matter, in that person's own words."""

    participant_id: UUID
    words: str
