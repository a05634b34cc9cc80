"""Words of the plan."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MONEY_SLUG = "money"


class PlanState(TextChoices):
    """Where a plan stands."""

    DRAFT = "draft", pgettext_lazy("plan", "draft")
    ACTIVE = "active", pgettext_lazy("plan", "active")
    ENDED = "ended", pgettext_lazy("plan", "ended")


class GoalState(TextChoices):
    """A goal is proposed until the client says yes (R-017)."""

    PROPOSED = "proposed", pgettext_lazy("goal", "proposed")
    AGREED = "agreed", pgettext_lazy("goal", "agreed")
    REACHED = "reached", pgettext_lazy("goal", "reached")
    DROPPED = "dropped", pgettext_lazy("goal", "no longer needed")
    WITHDRAWN = "withdrawn", pgettext_lazy("goal", "withdrawn by whose goal it was")


class Term(TextChoices):
    """A few goals are for now; the rest waits."""

    NOW = "now", pgettext_lazy("goal", "now")
    LATER = "later", pgettext_lazy("goal", "later")


class GoalOwner(TextChoices):
    """Whose goal it is."""

    CLIENT = "client", pgettext_lazy("goal owner", "the client")
    PROFESSIONAL = "professional", pgettext_lazy("goal owner", "a professional")
    BOTH = "both", pgettext_lazy("goal owner", "the client and a professional")
    MEMBER = "member", pgettext_lazy("goal owner", "somebody from the household")


class OwnerKind(TextChoices):
    """Who can own an action."""

    PROFESSIONAL = "professional", pgettext_lazy("action owner", "a professional")
    CLIENT = "client", pgettext_lazy("action owner", "the client")
    SUPPORTER = "supporter", pgettext_lazy("action owner", "somebody from the family's own network")
    MEMBER = "member", pgettext_lazy("action owner", "somebody from the household")


class ActionState(TextChoices):
    """How an action stands; each state reached is one added row."""

    PLANNED = "planned", pgettext_lazy("action", "planned")
    STARTED = "started", pgettext_lazy("action", "started")
    DONE = "done", pgettext_lazy("action", "done")
    STUCK = "stuck", pgettext_lazy("action", "stuck")
    DROPPED = "dropped", pgettext_lazy("action", "dropped")
    CARRIED_OVER = "carried_over", pgettext_lazy("action", "carried over")


class LineKind(TextChoices):
    """What a line of the plan is."""

    GOAL = "goal", _("goal")
    ACTION = "action", _("action")
    BARRIER = "barrier", _("what is in the way")
    ANNEX = "annex", _("attached document")


class Requirement(TextChoices):
    """Which law or rule asks for a separate document beside the one plan (R-015)."""

    YOUTH_ACT = "youth_act", _("plan under the Youth Act")
    SOCIAL_SUPPORT_ACT = "wmo", _("support plan under the Social Support Act (Wmo)")
    DEBT_HELP = "debt_help", _("debt help plan (Wgs)")
    SAFETY = "safety", _("safety plan")
    COURT = "court", _("order of a court or of the probation service")
    OTHER = "other", _("another rule")


class FileKind(TextChoices):
    """What an attached document is, by its content."""

    PDF = "pdf", _("PDF")
    PNG = "png", _("picture (PNG)")
    JPEG = "jpeg", _("picture (JPEG)")


class StepKind(TextChoices):
    """What happened to a line."""

    ADDED = "added", pgettext_lazy("line", "added")
    CHANGED = "changed", pgettext_lazy("line", "changed")
    STATE = "state", pgettext_lazy("line", "moved on")
    ACCEPTED = "accepted", pgettext_lazy("line", "accepted by the client")
    TERM = "term", pgettext_lazy("line", "put at another time")
    MOVED = "moved", pgettext_lazy("line", "put in another place")


class StanceKind(TextChoices):
    """What one person thinks of one line (R-018)."""

    AGREES = "agrees", _("agrees")
    DISAGREES = "disagrees", _("disagrees")
    NOT_REACHED = "not_reached", _("could not be asked")
    NOT_ASKED = "not_asked", _("not asked yet")


class Channel(TextChoices):
    """How somebody confirmed."""

    SCREEN = "screen", _("on screen")
    PAPER = "paper", _("on paper")
    PHONE = "phone", _("by telephone")


class BottleneckKind(TextChoices):
    """Why something is stuck (R-021)."""

    RULE = "rule", _("a rule or a law")
    CAPACITY = "capacity", _("nobody has time or room")
    DISAGREEMENT = "disagreement", _("we do not agree")
    NO_ANSWER = "no_answer", _("no answer")
    INFORMATION = "information", _("something is not known yet")


class RouteStep(TextChoices):
    """The route when something is stuck; first together, a meeting as last resort (R-016)."""

    JOINT_PLAN = "joint_plan", _("one plan together")
    BOTTLENECK = "bottleneck", _("say what is stuck")
    JOINT_ATTEMPT = "joint_attempt", _("try together with the party where it is stuck")
    CASE_MEETING = "case_meeting", _("case meeting")
    ESCALATION = "escalation", _("a decision higher up")


class BarrierStep(TextChoices):
    """What happened to a bottleneck."""

    RAISED = "raised", pgettext_lazy("bottleneck", "raised")
    REACTED = "reacted", pgettext_lazy("bottleneck", "answered by the party")
    ROUTE = "route", pgettext_lazy("bottleneck", "next step taken")
    SOLVED = "solved", pgettext_lazy("bottleneck", "solved")


class AlertKind(TextChoices):
    """Why the plan asks for attention; shown without content."""

    REMINDED = "reminded", _("was reminded to say what they think of the plan")
    SILENT_PARTY = "silent_party", _("has not said yet what they think of the plan")
    NO_MONEY_STEP = "no_money_step", _("there is no first step about money yet")
    BOTTLENECK = "bottleneck", _("something in the plan is stuck")
    JOIN_REQUEST = "join_request", _("asks to take part in the plan")
    CLOSING = "closing", _("asks to close without having spoken to the client")
    AFTERCARE = "aftercare", _("it is time to ask how things are")


class Moment(TextChoices):
    """When the six statements were filled in."""

    START = "start", _("at the start")
    LATER = "later", _("later on")


class ClosingState(TextChoices):
    """Where a closing stands."""

    ASKED = "asked", _("waits for the team leader")
    CLOSED = "closed", _("closed")
    REOPENED = "reopened", _("reopened")


STATEMENTS = (
    _("I decide with others what happens."),
    _("The plan feels like mine."),
    _("I know what the next step is."),
    _("I can do something about my situation myself."),
    _("My head is calm enough to think."),
    _("I sleep without lying awake over my worries."),
)
"""Six plain statements on co-ownership, self-direction and calm, two each (R-055)."""

ANSWERS = (
    (1, _("not at all")),
    (2, _("a little")),
    (3, _("half")),
    (4, _("mostly")),
    (5, _("completely")),
)


@dataclass(frozen=True)
class Owner:
    """Who does an action. `id` is the key of the professional or the person; a name is always there."""

    kind: str
    id: UUID | None
    name: str
