"""Copies of a file outside the site, as far as the client and the case manager may know of them (R-043)."""

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.audit.copies import Copy, copies_by, copies_of
from rondom.cases.models import Case, Involvement
from rondom.cases.rules import day_of
from rondom.cases.vocabulary import Visibility
from rondom.kernel.refusals import NotFound
from rondom.organizations import queries as organizations
from rondom.privacy import queries as privacy


def copies_of_case(actor: Actor, case: Case, *, at: datetime) -> list[Copy]:
    """What was printed or saved of this file, for its client and its case manager; NotFound for others.

    Confidential acts and emergency access of which the client is not told yet are left out, and for the
    case manager parties that are hidden from the household's helpers.
    """
    client = actor.is_resident and actor.id == case.client_id
    if not client and case.case_manager_id != actor.id:
        raise NotFound
    with acting_as(system_actor("copies"), at=at):
        found = [one for one in copies_of(case.space) if not one.confidential]
        hidden = frozenset() if client else _hidden_parties(case, at)
        untold = privacy.untold_spans(case.space)
    return [
        one
        for one in found
        if one.organization_id not in hidden
        and not (one.row == "P11" and any(start <= one.at <= end for start, end in untold))
    ]


def _hidden_parties(case: Case, at: datetime) -> frozenset[UUID | None]:
    hidden = Involvement.objects.filter(case=case, visibility=Visibility.HIDDEN)
    secret = [o.pk for o in organizations.organizations(day_of(at)) if o.sensitive or not o.name_public]
    return frozenset({*hidden.values_list("organization_id", flat=True), *secret} - {None})


def own_copies(actor: Actor, *, at: datetime) -> list[Copy]:
    """What this professional printed or saved, also of files that they see no longer; NotFound for others."""
    if not actor.is_professional:
        raise NotFound
    with acting_as(system_actor("copies"), at=at):
        return copies_by(actor.id)


def copies_of_party(space: int, organization_id: UUID, *, since: datetime | None) -> list[Copy]:
    """Copies that the people of one party made. Read as the system, for asking them to delete these."""
    return [one for one in copies_of(space, since=since) if one.organization_id == organization_id]
