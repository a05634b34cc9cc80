"""What a page shows of lines: frozen, in words, ready for a template."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rondom.organizations import queries as organizations
from rondom.plans.models import Action, Bottleneck, BottleneckStep, Goal, Stance
from rondom.plans.queries.roles import role_words
from rondom.plans.rules import barriers, lines
from rondom.plans.vocabulary import (
    ActionState,
    BarrierStep,
    Channel,
    GoalState,
    OwnerKind,
    RouteStep,
    StanceKind,
)

GOAL_TONES = {"proposed": "waiting", "agreed": "active", "reached": "done", "dropped": "stopped"}
ACTION_TONES = {
    "planned": "new",
    "started": "active",
    "done": "done",
    "stuck": "waiting",
    "dropped": "stopped",
    "carried_over": "stopped",
}
STANCE_TONES = {"agrees": "done", "disagrees": "late", "not_reached": "waiting", "not_asked": "new"}


@dataclass(frozen=True)
class StanceView:
    """What one person thinks of one line. Without `at` the person was not asked yet."""

    person_id: UUID
    name: str
    role: str
    stance: str
    words: str = ""
    at: datetime | None = None
    how: str = ""
    object_by: date | None = None
    mine: bool = False

    @property
    def word(self) -> str:
        """The stance in words."""
        return str(StanceKind(self.stance).label)

    @property
    def tone(self) -> str:
        """Shape and colour beside the word."""
        return STANCE_TONES[self.stance]


@dataclass(frozen=True)
class ActionView:
    """An action; the keys `what`, `who`, `due`, `status`, `tone` are those of the goal card."""

    id: UUID
    what: str
    who: str
    due: date
    status: str
    tone: str
    state: str
    domain: str
    version: int
    overdue: bool
    mine: bool
    may_report: bool
    may_change: bool
    owner_kind: str
    goal_id: UUID | None
    stances: list[StanceView] = field(default_factory=list)
    url: str = ""

    @property
    def is_open(self) -> bool:
        """Not done, dropped or carried over."""
        return self.state in lines.OPEN_ACTIONS


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
    actions: list[ActionView] = field(default_factory=list)
    stances: list[StanceView] = field(default_factory=list)

    @property
    def is_proposed(self) -> bool:
        """Waits for the client's yes."""
        return self.state == GoalState.PROPOSED

    @property
    def is_open(self) -> bool:
        """Proposed or agreed."""
        return self.state in lines.OPEN_GOALS


@dataclass(frozen=True)
class BarrierView:
    """A bottleneck with its clock and the party's answers."""

    id: UUID
    text: str
    kind: str
    party: str
    since: date
    react_by: date
    route: str
    next_route: str
    next_value: str
    offered: bool
    may_change: bool
    may_react: bool
    solved: bool
    raised_by: str
    about: str
    answers: list[BottleneckStep]
    steps: list[BottleneckStep]


def stance_views(rows: list[Stance], expected: list[tuple[UUID, str]], me: UUID) -> list[StanceView]:
    """The last word of everybody on a line, and who was not asked yet."""
    last: dict[UUID, Stance] = {}
    for row in rows:
        last[row.person_id] = row
    found = [
        StanceView(
            row.person_id,
            row.person_name,
            role_words(row.person_role),
            row.stance,
            row.words,
            row.at,
            _how(row),
            row.object_by,
            row.person_id == me,
        )
        for row in last.values()
    ]
    missing = [
        StanceView(key, name, "", StanceKind.NOT_ASKED, mine=key == me)
        for key, name in expected
        if key not in last
    ]
    return found + missing


def action_view(
    action: Action, *, writable: frozenset[int], me: UUID, today: date, **more: Any
) -> ActionView:
    """An action as a page shows it. `writable`: parts that the reader may write."""
    overdue = lines.is_overdue(action.state, action.due_on, today)
    may_change = (action.scope & 0xFFFF) in writable
    return ActionView(
        id=action.pk,
        what=action.what,
        who=owner_words(action),
        due=action.due_on,
        status=_("too late") if overdue else str(ActionState(action.state).label),
        tone="late" if overdue else ACTION_TONES[action.state],
        state=action.state,
        domain=domain_label(action.domain),
        version=action.version,
        overdue=overdue,
        mine=action.owner_id == me,
        may_report=may_change or action.owner_id == me,
        may_change=may_change,
        owner_kind=action.owner_kind,
        goal_id=action.goal_id,
        **more,
    )


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
        actions=actions,
        stances=stances,
    )


def barrier_view(
    row: Bottleneck,
    steps: list[BottleneckStep],
    *,
    writable: frozenset[int],
    organization_id: UUID | None,
    today: date,
    about: str,
) -> BarrierView:
    """A bottleneck as a page shows it."""
    term = organizations.setting("bottleneck_next_step_working_days")
    following = barriers.next_step(row.route)
    offered = barriers.is_next_step_offered(
        row.since_on, today, working_days=term, calendar=organizations.calendar()
    )
    return BarrierView(
        id=row.pk,
        text=row.text,
        kind=row.get_kind_display(),
        party=row.party_name,
        since=row.since_on,
        react_by=row.react_by,
        route=str(RouteStep(row.route).label),
        next_route=str(RouteStep(following).label) if following else "",
        next_value=following or "",
        offered=offered and bool(following) and row.solved_at is None,
        may_change=(row.scope & 0xFFFF) in writable,
        may_react=row.organization_id is not None and row.organization_id == organization_id,
        solved=row.solved_at is not None,
        raised_by=row.raised_by_name,
        about=about,
        answers=[s for s in steps if s.kind == BarrierStep.REACTED],
        steps=steps,
    )


def owner_words(action: Action) -> str:
    """Who does it; somebody from the own network is named as such."""
    if action.owner_kind == OwnerKind.SUPPORTER:
        return _("%(name)s, own network") % {"name": action.owner_name}
    return action.owner_name


def goal_owner(goal: Goal, client: str) -> str:
    """Whose goal it is, with names."""
    if goal.owner == "client":
        return client
    if goal.owner == "member":
        return goal.owner_name
    if goal.owner == "both":
        return _("%(one)s and %(other)s") % {"one": client, "other": goal.owner_name or _("a professional")}
    return goal.owner_name or _("a professional")


def domain_label(number: int) -> str:
    """The life domain in the reader's language."""
    found = organizations.life_domain(number)
    return found.label if found else ""


def _how(row: Stance) -> str:
    if row.channel == Channel.SCREEN:
        return ""
    return _("%(how)s, with %(witness)s; written down by %(name)s") % {
        "how": row.get_channel_display(),
        "witness": row.witness,
        "name": row.recorded_by_name,
    }
