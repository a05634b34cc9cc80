"""Own files of residents who are not the client (R-002)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.models import DynamicPart
from rondom.cases.models import Case


@dataclass(frozen=True)
class OwnFile:
    """A young person's own file: where it is, and who to call. No more of the case than that."""

    case_id: UUID
    space: int
    scope: int
    case_manager_id: UUID | None


def own_files(actor: Actor, *, at: datetime) -> list[OwnFile]:
    """The own files of a resident who is not the client (R-002)."""
    parts = list(DynamicPart.objects.filter(kind="subject", follows_story=True, subject_id=actor.id))
    with acting_as(system_actor("own file"), at=at):
        newest: dict[int, Case] = {}
        for case in Case.objects.filter(space__in=[p.space for p in parts]).order_by("opened_at"):
            newest[case.space] = case
    return [
        OwnFile(newest[p.space].pk, p.space, p.scope, newest[p.space].case_manager_id)
        for p in parts
        if p.space in newest
    ]
