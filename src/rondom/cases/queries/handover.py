"""The handover that is open (R-012)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.cases import policies
from rondom.cases.models import Case, Handover


def handover_of(actor: Actor, case: Case, *, at: datetime) -> Handover | None:
    """The handover that is open, or None (R-012).

    The leader of the team does not hold the file: who, when and how far it is, without its words.
    """
    if found := _open_handover(case):
        return found
    if not policies.leads(actor, case):
        return None
    with acting_as(system_actor("handover"), at=at):
        found = _open_handover(case)
    if found:
        found.reason, found.open_agreements = "", []
    return found


@dataclass(frozen=True)
class ColdHandover:
    """A change of case manager that the client did not know of, or without having met (R-012). No words."""

    case_id: UUID
    household: str
    giver: str
    taker: str
    at: datetime


def cold_handovers(team_id: UUID, *, at: datetime) -> list[ColdHandover]:
    """Those of a team in the last year, the newest first: counted and shown to its leader."""
    with acting_as(system_actor("handover"), at=at):
        rows = Handover.objects.filter(
            case__team_id=team_id, without_contact=True, completed_at__gt=at - timedelta(days=365)
        )
        return [
            ColdHandover(one.case_id, one.case.name, one.giver.name, one.taker.name, one.completed_at)
            for one in rows.select_related("case", "giver", "taker").order_by("-completed_at")
            if one.completed_at
        ]


def _open_handover(case: Case) -> Handover | None:
    rows = Handover.objects.filter(case=case, completed_at=None, cancelled_at=None)
    return rows.select_related("giver", "taker").first()
