"""Role cards, stand-ins and leadership: to whom a household or colleague can turn."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.text import clean_text, is_filler
from rondom.organizations import policies, rules
from rondom.organizations.commands.present import at_work
from rondom.organizations.commands.refusals import (
    CardIncomplete,
    EndOutsidePeriod,
    ExpertStandsIn,
    OwnStandIn,
    RoleUnknown,
    StandInsInCircle,
    TeamUnknown,
    require,
)
from rondom.organizations.events import LeadershipChanged, StandInChanged
from rondom.organizations.models import Professional, RoleCard, StandIn, Team, TeamLeadership

CARD_LENGTH = 600


@command("rolecard.replace")
def replace_role_card(
    *,
    actor: Actor,
    professional_id: UUID,
    does: str,
    decides: str,
    does_not_decide: str,
    call_when: str,
    availability: str,
    at: datetime,
) -> RoleCard:
    """Write somebody's role card; an earlier card stays readable with its dates (R-104).

    Refusals: ProfessionalUnknown, ProfessionalHasLeft, NotAllowed, CardIncomplete, TextTooLong,
    TextUnreadable.
    """
    person = at_work(professional_id)
    require(policies.may_change_own_details(actor, person.id))
    texts = {"does": does, "decides": decides, "does_not_decide": does_not_decide, "call_when": call_when}
    clean = {name: clean_text(text, field=name, max_length=CARD_LENGTH) for name, text in texts.items()}
    for name, text in clean.items():
        # "Nothing" is a true answer to what somebody may decide; to the other questions it is not.
        if not text or (name in ("does", "call_when") and is_filler(text)):
            raise CardIncomplete(field=name)
    RoleCard.objects.filter(professional=person, replaced_at__isnull=True).update(replaced_at=at)
    card = RoleCard.objects.create(
        professional=person,
        availability=clean_text(availability, field="availability", max_length=CARD_LENGTH),
        written_at=at,
        **clean,
    )
    record(actor=actor, action="rolecard.replace", at=at, object_type="rolecard", object_id=card.id)
    return card


@command("standin.arrange")
def set_stand_in(
    *,
    actor: Actor,
    professional_id: UUID,
    stand_in_id: UUID,
    starts_on: date,
    ends_on: date | None,
    at: datetime,
) -> StandIn:
    """Let a colleague answer for somebody from a day until a day, both included.

    With an end it is an absence; without one it is the fixed stand-in, whom pages name at all times
    (R-010). An earlier arrangement of the same sort in that period gives way. An expert by experience
    answers for another expert only (R-040). Refusals: ProfessionalUnknown, ProfessionalHasLeft, NotAllowed,
    OwnStandIn, ExpertStandsIn, EndOutsidePeriod, StandInsInCircle.
    """
    person = at_work(professional_id)
    require(policies.may_arrange_stand_in(actor, person, at.astimezone(AMSTERDAM).date()))
    if stand_in_id == professional_id:
        raise OwnStandIn
    other = at_work(stand_in_id)
    if _only_expert(other, starts_on) and not _only_expert(person, starts_on):
        raise ExpertStandsIn(name=other.name)
    if ends_on is not None and ends_on < starts_on:
        raise EndOutsidePeriod
    away = StandIn.objects.filter(professional=other, ends_on__isnull=False)
    if ends_on is not None and any(
        rules.overlaps(starts_on, ends_on, row.starts_on, row.ends_on) for row in away
    ):
        raise StandInsInCircle(name=other.name)
    same_sort = StandIn.objects.filter(professional=person, ends_on__isnull=ends_on is None)
    _give_way(same_sort, starts_on, ends_on)
    arranged = StandIn.objects.create(
        professional=person, stand_in=other, starts_on=starts_on, ends_on=ends_on
    )
    record(actor=actor, action="standin.arrange", at=at, object_type="standin", object_id=arranged.id)
    publish(StandInChanged(professional_id=person.id), at=at)
    return arranged


def _only_expert(person: Professional, on: date) -> bool:
    return rules.only_expert(person.roles.unended(on).values_list("function", flat=True))


@command("standin.end")
def end_stand_in(*, actor: Actor, stand_in_row_id: UUID, ends_on: date, at: datetime) -> None:
    """The colleague is back: the arrangement ends on this day, which still counts.

    Refusals: RoleUnknown, NotAllowed, EndOutsidePeriod.
    """
    row = (
        StandIn.objects.select_for_update(of=("self",))
        .select_related("professional")
        .filter(pk=stand_in_row_id)
        .first()
    )
    if row is None:
        raise RoleUnknown
    require(policies.may_arrange_stand_in(actor, row.professional, at.astimezone(AMSTERDAM).date()))
    if ends_on < row.starts_on:
        raise EndOutsidePeriod
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    record(actor=actor, action="standin.end", at=at, object_type="standin", object_id=row.id)
    publish(StandInChanged(professional_id=row.professional_id), at=at)


@command("team.appoint_leader")
def appoint_team_leader(
    *,
    actor: Actor,
    team_id: UUID,
    professional_id: UUID,
    stand_in_id: UUID | None,
    starts_on: date,
    at: datetime,
) -> TeamLeadership:
    """Name who leads a team from a day on, and who acts in their place; the one before ends the day before.

    Refusals: NotAllowed, TeamUnknown, ProfessionalUnknown, ProfessionalHasLeft, OwnStandIn,
    EndOutsidePeriod (the present leader began later).
    """
    require(policies.may_configure(actor))
    team = Team.objects.select_for_update().filter(pk=team_id).first()
    if team is None:
        raise TeamUnknown
    leader = at_work(professional_id)
    if stand_in_id == professional_id:
        raise OwnStandIn
    deputy = at_work(stand_in_id) if stand_in_id else None
    for before in TeamLeadership.objects.filter(team=team, ends_on__isnull=True):
        if before.starts_on >= starts_on:
            raise EndOutsidePeriod(field="starts_on")
        before.ends_on = starts_on - timedelta(days=1)
        before.save(update_fields=["ends_on"])
    leadership = TeamLeadership.objects.create(
        team=team, professional=leader, stand_in=deputy, starts_on=starts_on
    )
    record(actor=actor, action="team.appoint_leader", at=at, object_type="team", object_id=team.id, row="P13")
    publish(LeadershipChanged(team_id=team.id), at=at)
    return leadership


def _give_way(rows: QuerySet[StandIn], starts_on: date, ends_on: date | None) -> None:
    """Shorten or remove arrangements that share a day with the new one, so that one colleague answers."""
    later_or_open = Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on)
    overlapping = rows.filter(later_or_open)
    if ends_on is not None:
        overlapping = overlapping.filter(starts_on__lte=ends_on)
    overlapping.filter(starts_on__gte=starts_on).delete()
    overlapping.update(ends_on=starts_on - timedelta(days=1))
