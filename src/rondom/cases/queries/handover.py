"""The handover that is open (R-012)."""

from datetime import datetime

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


def _open_handover(case: Case) -> Handover | None:
    rows = Handover.objects.filter(case=case, completed_at=None, cancelled_at=None)
    return rows.select_related("giver", "taker").first()
