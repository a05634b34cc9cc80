"""Words of the case."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseState(TextChoices):
    """Where a case stands."""

    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class InvolvementKind(TextChoices):
    """What a party is to this household."""

    TEAM = "team", _("team member")
    PARTNER = "partner", _("partner organisation")
    CONSULTATION = "consultation", _("asked for advice")


class Visibility(TextChoices):
    """Whether others may know that this party is involved."""

    SHOWN = "shown", _("shown")
    MASKED = "masked", _("masked: another organisation is involved")
    HIDDEN = "hidden", _("hidden")


class WordsAbsence(TextChoices):
    """Why there are no own words yet (R-001)."""

    DECLINED = "declined", _("does not want to")
    NOT_YET = "not_yet", _("not yet possible")


class ProblemLevel(TextChoices):
    """How a life domain stands. "Unknown" never counts (R-003)."""

    NONE = "none", _("no problem")
    SOME = "some", _("some trouble")
    SERIOUS = "serious", _("serious trouble")
    UNKNOWN = "unknown", _("not known")


class StrengthKind(TextChoices):
    """What sort of strength (R-004)."""

    SKILL = "skill", _("what somebody can do")
    INTEREST = "interest", _("what somebody likes")
    PERSON = "person", _("somebody close")
    PLACE = "place", _("a place")
    SUCCESS = "success", _("something that worked before")


class SupporterAccess(TextChoices):
    """What somebody from the own network may see (R-005)."""

    NOTHING = "nothing", _("sees nothing")
    AGENDA = "agenda", _("sees appointments")
    LINES = "lines", _("sees chosen plan lines")
    ATTEND = "attend", _("sees chosen plan lines and may come to meetings")


class SupporterState(TextChoices):
    """How a supporter stands."""

    PROPOSED = "proposed", _("proposed, not confirmed by the client")
    CONFIRMED = "confirmed", _("chosen by the client")
    LAPSED = "lapsed", _("lapsed, not renewed")
    ENDED = "ended", _("ended")


class RequestKind(TextChoices):
    """What a client asks that must be answered in writing before a day."""

    CORRECTION = "correction", _("this is not right")
    EXPLAIN_INVOLVEMENT = "explain_involvement", _("why is this party involved?")
    END_INVOLVEMENT = "end_involvement", _("I want this party to stop")
    OTHER_CASE_MANAGER = "other_case_manager", _("I want another case manager")
    EXPERT = "expert", _("I would like an expert by experience beside me")


CORRECTION_ASKED = "request.ask_correction"
CORRECTION_ANSWERED = "request.answer_correction"
"""Lines of the timeline beside the entry that a correction is about; its words stay with who answers it."""


class RequestOutcome(TextChoices):
    """How a request was answered."""

    DONE = "done", _("done as asked")
    PARTLY = "partly", _("done in part")
    NOT_DONE = "not_done", _("not done")
    EXPLAINED = "explained", _("explained")


class DeadlineKind(TextChoices):
    """What is lost when the date passes (R-049)."""

    EVICTION = "eviction", _("eviction")
    CUT_OFF = "cut_off", _("cut-off of energy or water")
    BENEFIT_STOP = "benefit_stop", _("benefit stops")
    COURT = "court", _("day in court")
    OTHER = "other", _("another date")


class DeadlineState(TextChoices):
    """How a deadline ended."""

    RUNNING = "running", _("running")
    AVERTED = "averted", _("averted")
    PASSED = "passed", _("passed")
    MISTAKEN = "mistaken", _("entered by mistake")


class AlarmLevel(TextChoices):
    """To whom an alarm goes."""

    CASE_MANAGER = "case_manager", _("case manager")
    TEAM_LEADER = "team_leader", _("team leader")


class NoteKind(TextChoices):
    """What a note is."""

    NOTE = "note", _("note")
    CONTACT = "contact", _("contact")
    ANALYSIS = "analysis", _("view of a professional")
    TALK = "talk", _("own talk")
