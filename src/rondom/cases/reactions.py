"""What this module does at once when something lower changed."""

from datetime import datetime

from django.db.models import Q, QuerySet

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.cases.commands.case_manager import appoint_case_manager
from rondom.cases.commands.clock import refresh_cover
from rondom.cases.commands.register import as_register
from rondom.cases.commands.requests import follow_leader
from rondom.cases.grants import rewrite_grants_of
from rondom.cases.models import Case, Involvement
from rondom.cases.rules import day_of
from rondom.organizations import queries as organizations
from rondom.organizations.events import (
    LeadershipChanged,
    ProfessionalLeft,
    StandInChanged,
    StructureApplied,
    WorkingRoleEnded,
    WorkingRoleStarted,
)
from rondom.organizations.vocabulary import WorkFunction
from rondom.people.events import ConflictChanged
from rondom.privacy.events import BasisChanged


def rewrite_grants_of_space(event: BasisChanged, *, actor: Actor, at: datetime) -> None:
    """A consent, conflict or shield changed: the grants of that household follow in this transaction."""
    with acting_as(system_actor("grants"), at=at):
        found = list(Case.objects.filter(space=event.space).values_list("pk", flat=True))
    rewrite_grants_of(found, actor=actor, at=at)


def rewrite_grants_of_person(event: ConflictChanged, *, actor: Actor, at: datetime) -> None:
    """Two people must be kept apart (or no longer): every household of the person is decided anew."""
    with acting_as(system_actor("grants"), at=at):
        spaces = Case.objects.filter(household__members__person_id=event.person_id)
        found = list(spaces.values_list("pk", flat=True).distinct())
    rewrite_grants_of(found, actor=actor, at=at)


def rewrite_grants_of_team(event: LeadershipChanged, *, actor: Actor, at: datetime) -> None:
    """A team got another leader: who led it sees its files no longer, in this transaction (P6).

    What waits for a leader's answer waits for the new one.
    """
    with as_register(at):
        follow_leader(team_id=event.team_id, at=at)
    _rewrite(Case.objects.filter(team_id=event.team_id), actor, at)


def rewrite_grants_of_covered(event: StandInChanged, *, actor: Actor, at: datetime) -> None:
    """Somebody is away, is back, or has another stand-in; a leader may be away too (P5, P6)."""
    led = organizations.teams_led_by(event.professional_id, day_of(at))
    held = Q(assignments__professional_id=event.professional_id, assignments__until=None)
    _rewrite(Case.objects.filter(held | Q(team_id__in=led)), actor, at)


def rewrite_grants_of_placed(
    event: WorkingRoleStarted | WorkingRoleEnded, *, actor: Actor, at: datetime
) -> None:
    """A working role began or ended: rights follow it in every file of this professional (R-074)."""
    helps = Q(involvements__professional_id=event.professional_id, involvements__until=None)
    held = Q(assignments__professional_id=event.professional_id, assignments__until=None)
    _rewrite(Case.objects.open().filter(helps | held), actor, at)


def rewrite_grants_after_set_up(event: StructureApplied, *, actor: Actor, at: datetime) -> None:
    """A set-up was applied: who leads or stands in may be another, found as the clock finds it."""
    del event, actor
    clock = system_actor("set-up")
    with acting_as(clock, at=at):
        refresh_cover(actor=clock, at=at)


def _rewrite(rows: QuerySet[Case], actor: Actor, at: datetime) -> None:
    with acting_as(system_actor("grants"), at=at):
        found = list(rows.values_list("pk", flat=True).distinct())
    rewrite_grants_of(found, actor=actor, at=at)


def put_stand_ins_in_place(event: ProfessionalLeft, *, actor: Actor, at: datetime) -> None:
    """Somebody left: in the same transaction the stand-in, or else the team leader, acts as case manager.

    Leaving is never delayed (R-010, R-074). The leader finds each case on the start page, to reassign.
    """
    del actor
    clock = system_actor("case manager left")
    with acting_as(clock, at=at):
        held = list(Case.objects.open().filter(case_manager_id=event.professional_id))
        stand_in = organizations.stand_in_for(event.professional_id, day_of(at))
        functions = organizations.functions_of([stand_in.pk], day_of(at)) if stand_in else {}
        if set().union(*functions.values()) == {WorkFunction.EXPERT_BY_EXPERIENCE}:
            stand_in = None  # sees what a client grants, never a whole file
        for case in held:
            leader = organizations.team_leader(case.team_id, day_of(at))
            acting = stand_in or leader
            if acting is not None and acting.pk != event.professional_id:
                appoint_case_manager(
                    actor=clock,
                    case_id=case.pk,
                    professional_id=acting.pk,
                    reason="left",
                    acting=True,
                    at=at,
                )
        helped = Involvement.objects.filter(professional_id=event.professional_id, until=None)
        touched = set(helped.values_list("case_id", flat=True))
        helped.update(until=at)
        rewrite_grants_of(touched, actor=clock, at=at)
