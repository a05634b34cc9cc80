"""Assignment above the norm is a decision of the team leader."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.cases import rules
from rondom.cases.queries.caseload import load_of
from rondom.kernel.refusals import Refusal
from rondom.kernel.text import is_filler
from rondom.organizations import queries as organizations


class AboveNorm(Refusal):
    """The weighted load would go above what was agreed (R-131)."""

    code = "above_norm"
    sentence = _(
        "{name} carries {load} and the norm is {norm}. Ask the team leader, who decides whether this one "
        "can be added."
    )
    field = "case_manager"


def require_room(
    *, actor: Actor, professional_id: UUID, name: str, weight: int, team_id: UUID, reason: str, at: datetime
) -> None:
    """Refuse an assignment above the norm unless the leader of that team gives a reason (R-131).

    Raises AboveNorm.
    """
    on = rules.day_of(at)
    norm = organizations.norm_of(professional_id, on)
    load = load_of(professional_id, at=at)
    if not rules.is_above_norm(load, weight, norm):
        return
    leader = organizations.team_leader(team_id, on)
    decided = leader is not None and leader.pk == actor.id and not is_filler(reason)
    if actor.kind != "system" and not decided:
        raise AboveNorm(name=name, load=load, norm=norm)
