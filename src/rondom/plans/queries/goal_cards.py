"""Goals as a page shows them: frozen, in words, ready for a template."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from rondom.cases.queries import Said
from rondom.plans.models import Goal
from rondom.plans.queries.action_cards import ActionView, domain_label
from rondom.plans.queries.stance_cards import StanceView
from rondom.plans.rules import lines
from rondom.plans.vocabulary import GoalState

GOAL_TONES = {
    "proposed": "waiting",
    "agreed": "active",
    "reached": "done",
    "dropped": "stopped",
    "withdrawn": "stopped",
}


@dataclass(frozen=True)
class GoalView:
    """A goal; the keys of the goal card and what the plan page adds."""

    id: UUID
    title: str
    domain: str
    owner: str
    status: str
    tone: str
    state: str
    term: str
    first_step: str
    first_step_on: date | None
    due: date | None
    strengths: list[str]
    hidden_strengths: bool
    """Rests on strengths that this reader does not see."""
    version: int
    may_change: bool
    is_money: bool
    vague: bool
    from_annex: str
    """The line of the attached document that brought this goal; empty for other goals (R-015)."""
    actions: list[ActionView] = field(default_factory=list)
    stances: list[StanceView] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    """What the client said beside it: reactions, and that it is not right (R-008)."""

    @property
    def is_proposed(self) -> bool:
        """Waits for the client's yes."""
        return self.state == GoalState.PROPOSED

    @property
    def is_open(self) -> bool:
        """Proposed or agreed."""
        return self.state in lines.OPEN_GOALS


def goal_view(
    goal: Goal,
    *,
    writable: frozenset[int],
    client: str,
    known: dict[UUID, str],
    sees_story: bool = True,
    money: int | None,
    actions: list[ActionView],
    stances: list[StanceView],
    said: list[Said] | None = None,
    from_annex: str = "",
) -> GoalView:
    """A goal as a page shows it."""
    return GoalView(
        id=goal.pk,
        title=goal.title,
        domain=domain_label(goal.domain),
        owner=goal_owner(goal, client),
        status=str(GoalState(goal.state).label),
        tone=GOAL_TONES[goal.state],
        state=goal.state,
        term=goal.term,
        first_step=goal.first_step,
        first_step_on=goal.first_step_on,
        due=goal.due_on,
        strengths=[known[key] for key in goal.strength_ids if key in known],
        hidden_strengths=not sees_story and bool(goal.strength_ids),
        version=goal.version,
        may_change=(goal.scope & 0xFFFF) in writable,
        is_money=goal.domain == money,
        vague=lines.is_vague(goal.title),
        from_annex=from_annex,
        actions=actions,
        stances=stances,
        said=said or [],
    )


def goal_owner(goal: Goal, client: str) -> str:
    """Whose goal it is, with names."""
    if goal.owner == "client":
        return client
    if goal.owner == "member":
        return goal.owner_name
    if goal.owner == "both":
        return _("%(one)s and %(other)s") % {"one": client, "other": goal.owner_name or _("a professional")}
    return goal.owner_name or _("a professional")
