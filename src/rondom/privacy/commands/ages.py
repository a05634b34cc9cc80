"""A birthday changes who decides: permissions are asked anew and parental access ends (R-044)."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.models import DynamicPart, PartHolder
from rondom.access.scopes import space_of
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.clock import AMSTERDAM
from rondom.organizations import queries as organizations
from rondom.people import queries as people
from rondom.privacy import policies
from rondom.privacy.commands.consents import MONTH_DAYS
from rondom.privacy.commands.guardians import ask_guardians_elsewhere
from rondom.privacy.commands.register import end_by_clock
from rondom.privacy.events import AgeReached, BasisChanged, ConsentAsked
from rondom.privacy.models import Consent, ConsentStep
from rondom.privacy.vocabulary import ConsentChannel, ConsentState

if TYPE_CHECKING:
    from rondom.people.models import Person

YOUNG = ("guardian", "shared")


@command("ages.follow")
def follow_ages(*, actor: Actor, at: datetime) -> int:
    """Ask anew what was decided under an earlier age band, and end what parents saw of a grown child.

    For the clock job, as the system. Answers how many permissions and holders changed.
    """
    on = at.astimezone(AMSTERDAM).date()
    changed = _ask_anew(actor, on, at) + _end_parental_access(actor, on, at)
    if not changed:
        record(actor=actor, action="ages.follow", at=at, outcome="nothing_to_do")
    return changed


def _ask_anew(actor: Actor, on: date, at: datetime) -> int:
    rows = Consent.objects.filter(
        state__in=[ConsentState.GIVEN, ConsentState.PROPOSED, ConsentState.DISPUTED], asked_band__in=YOUNG
    ).select_related("person")
    older = [row for row in rows if policies.band(row.person, on) != row.asked_band]
    for consent in older:
        end_by_clock(actor, consent, at)
        _copy(actor, consent, policies.band(consent.person, on), at)
        publish(AgeReached(person_id=consent.person_id, space=consent.space), at=at)
    return len(older)


def _copy(actor: Actor, old: Consent, band: str, at: datetime) -> None:
    months = organizations.setting("consent_validity_months")
    new = Consent.objects.create(
        scope=old.scope,
        space=old.space,
        person_id=old.person_id,
        organization_id=old.organization_id,
        kind=old.kind,
        purpose=old.purpose,
        domains=old.domains,
        feedback=old.feedback,
        state=ConsentState.PROPOSED,
        valid_until=at + timedelta(days=round(months * MONTH_DAYS)),
        asked_why=old.asked_why,
        asked_band=band,
    )
    ConsentStep.objects.create(
        scope=new.scope,
        consent=new,
        state=ConsentState.PROPOSED,
        channel=ConsentChannel.PORTAL,
        by_id=actor.id,
        by_name="",
        at=at,
    )
    ask_guardians_elsewhere(new, at)
    publish(ConsentAsked(consent_id=new.pk), at=at)


def _end_parental_access(actor: Actor, on: date, at: datetime) -> int:
    ended = 0
    for part in DynamicPart.objects.filter(kind="subject", subject_id__isnull=False):
        child = people.person(part.subject_id) if part.subject_id else None
        if child is None or policies.band(child, on) in YOUNG:
            continue
        parents = _parents(child, on)
        live = PartHolder.objects.filter(part=part, holder_id__in=parents, valid_to=None)
        if count := live.update(valid_to=at):
            ended += count
            _told(actor, part, child, at)
    return ended


def _parents(child: "Person", on: date) -> list[UUID]:
    return [row.parent_id for row in people.guardians(child.pk, on)]


def _told(actor: Actor, part: DynamicPart, child: "Person", at: datetime) -> None:
    record(
        actor=actor,
        action="parental_access.end",
        at=at,
        space=part.space,
        subjects=[child.pk],
        part="shared",
        object_type="part",
        object_id=part.pk,
    )
    publish(BasisChanged(space=space_of(part.scope)), at=at)
