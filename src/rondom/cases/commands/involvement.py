"""The involvement register: who starts and who stops helping."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.commands.note_timeline import note_on_timeline
from rondom.cases.commands.register import as_register, working_case
from rondom.cases.events import InvolvementEnded, InvolvementStarted
from rondom.cases.grants import rewrite_grants
from rondom.cases.models import Case, Involvement
from rondom.cases.queries.experts import wants_expert
from rondom.cases.rules import day_of, function_here
from rondom.cases.vocabulary import InvolvementKind, Visibility
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotAllowed, NotFound, Refusal
from rondom.kernel.text import is_filler
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import WorkFunction

if TYPE_CHECKING:
    from rondom.organizations.models import Organization, Professional

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


class NotOfThisParty(Refusal):
    """A permission for one party opens nothing to somebody of another."""

    code = "not_of_this_party"
    sentence = _("{name} does not work for {party} now. Choose somebody who does, or another organisation.")
    field = "professional"


class NotOfTheTeam(Refusal):
    """The team reads what its clients tell; who comes from outside reads what a permission gives."""

    code = "not_of_the_team"
    sentence = _(
        "{name} does not work in the team of this case. Choose “partner organisation” or “asked for advice”."
    )
    field = "kind"


class ExpertOnlyAtWish(Refusal):
    """An expert by experience helps at the client's wish (R-040)."""

    code = "expert_only_at_wish"
    sentence = _(
        "An expert by experience helps when the client asks for it. Ask the client first, and write here how "
        "the client put it."
    )
    field = "why"


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
    What a consent opens, it opens for the people of that party, so somebody of another one is refused.
    An expert by experience helps at the client's wish: one that stands, or her or his words in `why` (R-040).
    Refusals: NotFound, NotAllowed, CaseIsClosed, UnknownParty, NotOfThisParty, NotOfTheTeam,
    ExpertOnlyAtWish, AlreadyInvolved.
    """
    case = working_case(case_id)
    decision = policies.may_steer(actor, case) or policies.is_client(actor, case)
    if not decision:
        raise NotAllowed(reason=decision.reason)
    party = organizations.organization(organization_id)
    if party is None:
        raise UnknownParty
    person = organizations.professional(professional_id) if professional_id else None
    if person:
        _belongs(person, party, case, kind, at)
        held = organizations.functions_of([person.pk], day_of(at)).get(person.pk, [])
        function = function_here(function, held)
        if function == WorkFunction.EXPERT_BY_EXPERIENCE and not policies.is_client(actor, case):
            _require_wish(case, why, at)
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


def _belongs(person: Professional, party: Organization, case: Case, kind: str, at: datetime) -> None:
    """Nothing when this person works for this party, and a team member in this team (R-080, R-042)."""
    roles = list(organizations.working_roles(person.pk, day_of(at)))
    places = {
        place for role in roles for place in (role.organization_id, role.team and role.team.organization_id)
    }
    if person.has_left or not roles or party.pk not in places | {person.organization_id}:
        raise NotOfThisParty(name=person.name, party=party.name)
    if kind == InvolvementKind.TEAM and case.team_id not in {role.team_id for role in roles}:
        raise NotOfTheTeam(name=person.name)


def _require_wish(case: Case, why: str, at: datetime) -> None:
    """Nothing when the client's wish stands, or is written down here. Raises ExpertOnlyAtWish."""
    if not is_filler(why):
        return
    # As the register: what the client asked is held by who answers it.
    with as_register(at):
        wished = wants_expert(case)
    if not wished:
        raise ExpertOnlyAtWish


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
