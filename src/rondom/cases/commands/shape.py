"""How a case counts and for which group it is: the weight in somebody's load, the template of prompts."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.commands.note_timeline import note_on_timeline
from rondom.cases.commands.register import as_register, visible_case
from rondom.cases.commands.wording import real_text
from rondom.cases.models import Case
from rondom.cases.queries.weights import SET_WEIGHT, weight_reason
from rondom.dispatch.commands import command
from rondom.kernel.refusals import NotAllowed, Refusal
from rondom.organizations import queries as organizations

HEAVIEST = 5


class WeightUnknown(Refusal):
    """A weight is a small whole number."""

    code = "weight_unknown"
    sentence = _("Choose a weight from 1 to 5.")
    field = "weight"


class TargetGroupUnknown(Refusal):
    """One of the groups of the city, or none."""

    code = "target_group_unknown"
    sentence = _("Choose a group from the list.")
    field = "target_group"


@command("case.set_weight")
def set_weight(*, actor: Actor, case_id: UUID, weight: int, reason: str, at: datetime) -> Case:
    """How heavy this case counts in the load of its case manager (R-131). By the leader of the team only.

    Nobody makes the own load look heavier, and the client never meets it as an excuse: it is in no
    timeline and in no log of the client. Refusals: NotFound, NotAllowed, WeightUnknown, WordsNeeded.
    """
    case = visible_case(case_id)
    if not (decision := policies.leads(actor, case)):
        raise NotAllowed(reason=decision.reason)
    if not 1 <= weight <= HEAVIEST:
        raise WeightUnknown
    why = real_text(reason, field="reason", max_length=200)
    with as_register(at):
        Case.objects.filter(pk=case.pk).update(weight=weight)
        case.refresh_from_db()
    record(
        actor=actor,
        action=SET_WEIGHT,
        at=at,
        space=case.space,
        part="case",
        object_type="case",
        object_id=case.pk,
        row=decision.row,
        reason=weight_reason(weight, why),
    )
    return case


@command("case.move_group")
def move_group(*, actor: Actor, case_id: UUID, target_group: str, at: datetime) -> Case:
    """Let another template prompt in the same case; nothing in the file changes (R-009).

    An empty group is no template. Refusals: NotFound, NotAllowed, TargetGroupUnknown.
    """
    case = visible_case(case_id)
    if not (decision := policies.is_case_manager(actor, case)):
        raise NotAllowed(reason=decision.reason)
    known_group(target_group)
    with as_register(at):
        Case.objects.filter(pk=case.pk).update(target_group=target_group)
        case.refresh_from_db()
    note_on_timeline(actor=actor, case=case, at=at, kind="case.move_group")
    record(
        actor=actor,
        action="case.move_group",
        at=at,
        space=case.space,
        subjects=[case.client_id],
        part="case",
        object_type="case",
        object_id=case.pk,
        row=decision.row,
    )
    return case


def known_group(slug: str) -> None:
    """Refuse a group that the city does not have; raises TargetGroupUnknown."""
    if slug and slug not in {group.slug for group in organizations.target_groups()}:
        raise TargetGroupUnknown


def usual_domains(slug: str) -> list[int]:
    """The numbers of the life domains that a group usually starts with; a proposal, never more (R-009)."""
    group = next((one for one in organizations.target_groups() if one.slug == slug), None)
    known = {domain.slug: domain.number for domain in organizations.life_domains()}
    return [known[name] for name in (group.domains if group else ()) if name in known]
