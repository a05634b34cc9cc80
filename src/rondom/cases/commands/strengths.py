"""Strengths: what the household can build on."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.commands.register import visible_case
from rondom.cases.commands.wording import real_line
from rondom.cases.models import Strength
from rondom.cases.vocabulary import StrengthKind
from rondom.dispatch.commands import command
from rondom.kernel.refusals import NotAllowed, NotFound, Refusal


class StrengthKindUnknown(Refusal):
    """A sort of strength from the list."""

    code = "strength_kind_unknown"
    sentence = _("Choose what sort of strength this is.")
    field = "kind"


@command("strength.add")
def add_strength(
    *, actor: Actor, case_id: UUID, text: str, kind: str, at: datetime, person_id: UUID | None = None
) -> Strength:
    """Add a strength; it stands above the problems and can carry a goal (R-004).

    Refusals: NotFound, NotAllowed, WordsNeeded (filler), StrengthKindUnknown, TextTooLong.
    """
    case = visible_case(case_id)
    decision = policies.may_write(actor, space=case.space, part=Part.STORY, at=at)
    if not decision:
        raise NotAllowed(reason=decision.reason)
    if kind not in StrengthKind.values:
        raise StrengthKindUnknown
    strength = Strength.objects.create(
        case=case,
        scope=scope_of(case.space, Part.STORY),
        person_id=person_id,
        kind=kind,
        text=real_line(text, field="text", max_length=500),
        written_at=at,
        author_id=actor.id,
        author_name=actor.name,
    )
    _told(actor, strength, "strength.add", at, decision.row)
    return strength


@command("strength.end")
def end_strength(*, actor: Actor, strength_id: UUID, at: datetime) -> None:
    """Take a strength off the list; goals that rest on it keep its words. Refusals: NotFound, NotAllowed."""
    strength = Strength.objects.select_related("case").filter(pk=strength_id, ended_at=None).first()
    if strength is None:
        raise NotFound
    decision = policies.may_write(actor, space=strength.case.space, part=Part.STORY, at=at)
    if not decision:
        raise NotAllowed(reason=decision.reason)
    Strength.objects.filter(pk=strength.pk).update(ended_at=at)
    _told(actor, strength, "strength.end", at, decision.row)


def _told(actor: Actor, strength: Strength, action: str, at: datetime, row: str) -> None:
    case = strength.case
    record(
        actor=actor,
        action=action,
        at=at,
        space=case.space,
        subjects=[strength.person_id or case.client_id],
        part="strengths",
        object_type="strength",
        object_id=strength.pk,
        row=row,
    )
