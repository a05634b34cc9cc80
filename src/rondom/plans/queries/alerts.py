"""What asks for attention, told without content: for the case manager and the leader of the team."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.cases import queries as cases
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotFound
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import WorkFunction
from rondom.plans.models import PlanAlert
from rondom.plans.vocabulary import AlertKind

WHAT_TO_DO = {
    AlertKind.REMINDED: "",
    AlertKind.SILENT_PARTY: _("Call, and ask what they think. It goes from this list with the answer."),
    AlertKind.NO_MONEY_STEP: _("Make one small first step about money with the client."),
    AlertKind.BOTTLENECK: _("Ask in the plan what the party answered, and which step comes next."),
    AlertKind.JOIN_REQUEST: _(
        "Ask the client first. With permission and a place among who is involved, the plan opens by itself."
    ),
    AlertKind.CLOSING: _("The team leader decides."),
    AlertKind.AFTERCARE: _("Let somebody call the client. Does it not go well? Take up the file again."),
}


@dataclass(frozen=True)
class AlertView:
    """Something on the list, without content."""

    alert: PlanAlert
    case_id: UUID
    household: str
    kind: str
    sentence: str
    may_decide: bool
    what_to_do: str

    @property
    def is_done_by_hand(self) -> bool:
        """Somebody says that it is done; the other lines go when what they are about is over."""
        return self.kind in {AlertKind.JOIN_REQUEST, AlertKind.AFTERCARE}


def alerts_for(actor: Actor, *, at: datetime) -> list[AlertView]:
    """What asks for attention in the cases of this case manager, or of the teams this leader leads."""
    led = teams_led(actor, at)
    return alert_views(alert_rows(actor.id, led), led)


def alerts_in(actor: Actor, case_id: UUID, *, at: datetime) -> list[AlertView]:
    """The same of one case. Raises NotFound for who neither manages it nor leads its team."""
    led = teams_led(actor, at)
    case = cases.case_for(actor, case_id, at=at, part="plan")
    if case.case_manager_id != actor.id and case.team_id not in led:
        raise NotFound
    return alert_views(alert_rows(actor.id, led).filter(case_id=case_id), led)


def teams_led(actor: Actor, at: datetime) -> list[UUID]:
    """The teams this actor leads. No query for who leads none."""
    if not actor.has_role(WorkFunction.TEAM_LEADER):
        return []
    return organizations.teams_led_by(actor.id, at.astimezone(AMSTERDAM).date())


def alert_rows(actor_id: UUID, led: Sequence[UUID] = ()) -> QuerySet[PlanAlert]:
    """The open alerts that are for this actor, to be read along with other rows."""
    mine = Q(case__case_manager_id=actor_id)
    rows = PlanAlert.objects.filter(mine | Q(case__team_id__in=led) if led else mine, cleared_at=None)
    return rows.exclude(kind=AlertKind.REMINDED).select_related("case").order_by("raised_at")


def alert_views(rows: Iterable[PlanAlert], led: list[UUID]) -> list[AlertView]:
    """These alerts for who leads these teams."""
    return [
        AlertView(
            alert=a,
            case_id=a.case_id,
            household=a.case.name,
            kind=a.kind,
            sentence=f"{a.who}: {AlertKind(a.kind).label}" if a.who else str(AlertKind(a.kind).label),
            may_decide=a.kind == AlertKind.CLOSING and a.case.team_id in led,
            what_to_do=str(WHAT_TO_DO[AlertKind(a.kind)]),
        )
        for a in rows
    ]
