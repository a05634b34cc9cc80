"""Actions as a page shows them: frozen, in words, ready for a template."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rondom.cases.queries import Said
from rondom.organizations import queries as organizations
from rondom.plans.models import Action
from rondom.plans.queries.stance_cards import StanceView
from rondom.plans.rules import lines
from rondom.plans.vocabulary import ActionState, OwnerKind

ACTION_TONES = {
    "planned": "new",
    "started": "active",
    "done": "done",
    "stuck": "waiting",
    "dropped": "stopped",
    "carried_over": "stopped",
}


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
    said: list[Said] = field(default_factory=list)
    """What the client said beside it: reactions, and that it is not right (R-008)."""
    url: str = ""

    @property
    def is_open(self) -> bool:
        """Not done, dropped or carried over."""
        return self.state in lines.OPEN_ACTIONS


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


def owner_words(action: Action) -> str:
    """Who does it; somebody from the own network is named as such."""
    if action.owner_kind == OwnerKind.SUPPORTER:
        return _("%(name)s, own network") % {"name": action.owner_name}
    return action.owner_name


def domain_label(number: int) -> str:
    """The life domain in the reader's language."""
    found = organizations.life_domain(number)
    return found.label if found else ""
