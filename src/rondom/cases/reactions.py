"""What this module does at once when something lower changed."""

from datetime import datetime

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.cases.commands.case_manager import appoint_case_manager
from rondom.cases.grants import rewrite_grants
from rondom.cases.models import Case, Involvement
from rondom.cases.rules import day_of
from rondom.organizations import queries as organizations
from rondom.organizations.events import ProfessionalLeft
from rondom.people.events import ConflictChanged
from rondom.privacy.events import BasisChanged


def rewrite_grants_of_space(event: BasisChanged, *, actor: Actor, at: datetime) -> None:
    """A consent, conflict or shield changed: the grants of that household follow in this transaction."""
    with acting_as(system_actor("grants"), at=at):
        found = list(Case.objects.filter(space=event.space).values_list("pk", flat=True))
    for case_id in found:
        rewrite_grants(actor=actor, case_id=case_id, at=at)


def rewrite_grants_of_person(event: ConflictChanged, *, actor: Actor, at: datetime) -> None:
    """Two people must be kept apart (or no longer): every household of the person is decided anew."""
    with acting_as(system_actor("grants"), at=at):
        spaces = Case.objects.filter(household__members__person_id=event.person_id)
        found = list(spaces.values_list("pk", flat=True).distinct())
    for case_id in found:
        rewrite_grants(actor=actor, case_id=case_id, at=at)


def put_stand_ins_in_place(event: ProfessionalLeft, *, actor: Actor, at: datetime) -> None:
    """Somebody left: in the same transaction the stand-in, or else the team leader, acts as case manager.

    Leaving is never delayed (R-010, R-074). The leader finds each case on the start page, to reassign.
    """
    del actor
    clock = system_actor("case manager left")
    with acting_as(clock, at=at):
        held = list(Case.objects.open().filter(case_manager_id=event.professional_id))
        stand_in = organizations.stand_in_for(event.professional_id, day_of(at))
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
        for case_id in touched:
            rewrite_grants(actor=clock, case_id=case_id, at=at)
