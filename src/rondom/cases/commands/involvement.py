"""The involvement register: who starts and who stops helping."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.commands.note_timeline import note_on_timeline
from rondom.cases.commands.register import as_register, visible_case
from rondom.cases.events import InvolvementEnded, InvolvementStarted
from rondom.cases.grants import rewrite_grants
from rondom.cases.models import Case, Involvement
from rondom.cases.vocabulary import InvolvementKind, Visibility
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotAllowed, NotFound, Refusal
from rondom.organizations import queries as organizations

PART_OF = {
    Visibility.SHOWN: Part.INVOLVEMENT,
    Visibility.MASKED: Part.INVOLVEMENT_MASKED,
    Visibility.HIDDEN: Part.INVOLVEMENT_HIDDEN,
}


class AlreadyInvolved(Refusal):
    """The same person stands in the register already."""

    code = "already_involved"
    sentence = _("{name} is involved already.")
    field = "professional"


class UnknownParty(Refusal):
    """An involvement names a party that exists."""

    code = "unknown_party"
    sentence = _("Choose an organisation from the list.")
    field = "organization"


@command("involvement.start")
def involve(
    *,
    actor: Actor,
    case_id: UUID,
    organization_id: UUID,
    professional_id: UUID | None,
    kind: str,
    function: str,
    domains: list[int],
    ground: str,
    at: datetime,
    why: str = "",
    purpose: str = "care",
    visibility: str = Visibility.SHOWN,
) -> Involvement:
    """Put a party in the register; grants follow from consent or ground (R-080, R-042, R-046).

    A masked involvement gets a visible twin that says only that another organization is involved.
    Refusals: NotFound, NotAllowed, UnknownParty, AlreadyInvolved.
    """
    case = visible_case(case_id)
    decision = policies.may_steer(actor, case) or policies.is_client(actor, case)
    if not decision:
        raise NotAllowed(reason=decision.reason)
    party = organizations.organization(organization_id)
    if party is None:
        raise UnknownParty
    person = organizations.professional(professional_id) if professional_id else None
    row = Involvement(
        case=case,
        scope=scope_of(case.space, PART_OF[Visibility(visibility)]),
        organization=party,
        professional=person,
        kind=kind,
        function=function,
        domains=domains,
        visibility=visibility,
        purpose=purpose,
        ground=ground,
        why=why,
        since=at,
    )
    # Asked with the actor's own eyes: a hidden involvement must not be betrayed by this refusal.
    if person and Involvement.objects.filter(case=case, professional=person, until=None).exists():
        raise AlreadyInvolved(name=person.name)
    with as_register(at):
        row.save(force_insert=True)
        if visibility == Visibility.MASKED:
            _add_mask(case, row, at)
        note_on_timeline(
            actor=actor,
            case=case,
            at=at,
            kind="involvement.start",
            scope=row.scope,
            words={"organization": party.name, "name": person.name if person else ""},
        )
    record(
        actor=actor,
        action="involvement.start",
        at=at,
        space=case.space,
        subjects=[case.client_id],
        part="involvement",
        object_type="involvement",
        object_id=row.pk,
        row=decision.row,
        ground=ground,
        confidential=visibility == Visibility.HIDDEN and not actor.is_resident,
    )
    rewrite_grants(actor=actor, case_id=case.pk, at=at)
    publish(InvolvementStarted(case_id=case.pk, involvement_id=row.pk), at=at)
    return row


def _add_mask(case: Case, row: Involvement, at: datetime) -> None:
    Involvement.objects.create(
        case=case,
        scope=scope_of(case.space, Part.INVOLVEMENT),
        kind=InvolvementKind.PARTNER,
        function="masked",
        visibility=Visibility.SHOWN,
        ground=row.ground,
        since=at,
        mask_of=row.pk,
    )


@command("involvement.end")
def end_involvement(*, actor: Actor, involvement_id: UUID, reason: str, at: datetime) -> None:
    """End an involvement: its grants end in the same transaction. Refusals: NotFound, NotAllowed."""
    row = Involvement.objects.select_related("case").filter(pk=involvement_id, until=None).first()
    if row is None:
        raise NotFound
    case = row.case
    decision = policies.may_steer(actor, case) or policies.is_client(actor, case)
    if not decision and row.professional_id != actor.id:
        raise NotAllowed(reason=decision.reason)
    with as_register(at):
        Involvement.objects.filter(pk=row.pk).update(until=at)
        Involvement.objects.filter(mask_of=row.pk).update(until=at)
        note_on_timeline(actor=actor, case=case, at=at, kind="involvement.end", scope=row.scope)
    record(
        actor=actor,
        action="involvement.end",
        at=at,
        space=case.space,
        subjects=[case.client_id],
        part="involvement",
        object_type="involvement",
        object_id=row.pk,
        reason=reason,
    )
    rewrite_grants(actor=actor, case_id=case.pk, at=at)
    publish(InvolvementEnded(case_id=case.pk, involvement_id=row.pk), at=at)
