"""Exactly one named case manager."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.commands.caseload import require_room
from rondom.cases.commands.note_timeline import note_on_timeline
from rondom.cases.commands.open_case import CaseManagerMustBePerson, require_more_than_expert
from rondom.cases.commands.register import as_register, working_case
from rondom.cases.commands.requests import follow_case_manager
from rondom.cases.events import CaseManagerChanged
from rondom.cases.grants import rewrite_grants
from rondom.cases.models import Case, CaseManagerAssignment, Involvement
from rondom.cases.rules import day_of
from rondom.cases.vocabulary import InvolvementKind
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotAllowed, Refusal
from rondom.organizations import queries as organizations
from rondom.privacy.commands import sharing

if TYPE_CHECKING:
    from rondom.organizations.models import Professional


class AlreadyCaseManager(Refusal):
    """Nothing would change."""

    code = "already_case_manager"
    sentence = _("{name} is the case manager already.")
    field = "case_manager"


class CaseManagerOfTheTeam(Refusal):
    """The case manager reads the whole file, so it is somebody of the team that the client came to."""

    code = "case_manager_of_the_team"
    sentence = _("{name} does not work in the team of this case now. Choose somebody of the team.")
    field = "case_manager"


def require_place(person: Professional, team_id: UUID, at: datetime) -> None:
    """Nothing when this person has a working role in the team now, not only as an expert by experience.

    Raises CaseManagerOfTheTeam, CaseManagerIsExpert.
    """
    here = organizations.working_roles(person.pk, day_of(at)).filter(team_id=team_id)
    functions = list(here.values_list("function", flat=True))
    if not functions:
        raise CaseManagerOfTheTeam(name=person.name)
    require_more_than_expert(person.name, functions)


@command("case.appoint_case_manager")
def appoint_case_manager(
    *,
    actor: Actor,
    case_id: UUID,
    professional_id: UUID,
    reason: str,
    at: datetime,
    acting: bool = False,
    introduced_at: datetime | None = None,
) -> CaseManagerAssignment:
    """End the current assignment and start the next in one step: never none, never two (R-010, R-012).

    Refusals: NotFound, NotAllowed, CaseIsClosed, CaseManagerMustBePerson, AlreadyCaseManager,
    CaseManagerOfTheTeam, CaseManagerIsExpert, AboveNorm (an acting one is never refused: somebody must hold
    the case).
    """
    case = working_case(case_id)
    if actor.kind != "system" and not (decision := policies.may_steer(actor, case)):
        raise NotAllowed(reason=decision.reason)
    person = organizations.professional(professional_id)
    if person is None or person.has_left:
        raise CaseManagerMustBePerson
    if actor.kind != "system":
        require_place(person, case.team_id, at)
    if not acting:
        require_room(
            actor=actor,
            professional_id=professional_id,
            name=person.name,
            weight=case.weight,
            team_id=case.team_id,
            reason=reason,
            at=at,
        )
    with as_register(at):
        case = Case.objects.select_for_update(no_key=True, of=("self",)).get(pk=case_id)
        if case.case_manager_id == professional_id:
            raise AlreadyCaseManager(name=person.name)
        former_id = case.case_manager_id
        CaseManagerAssignment.objects.filter(case=case, until=None).update(until=at)
        assignment = CaseManagerAssignment.objects.create(
            case=case,
            scope=case.scope,
            professional_id=professional_id,
            since=at,
            acting=acting,
            reason=reason,
            introduced_at=introduced_at,
        )
        Case.objects.filter(pk=case.pk).update(case_manager=person, last_activity_at=at)
        if not Involvement.objects.filter(case=case, professional_id=professional_id, until=None).exists():
            Involvement.objects.create(
                case=case,
                scope=scope_of(case.space, Part.INVOLVEMENT),
                organization_id=person.organization_id,
                professional_id=professional_id,
                kind=InvolvementKind.TEAM,
                function="case_manager",
                ground=case.ground,
                since=at,
            )
        follow_case_manager(case=case, professional_id=professional_id, at=at)
        sharing.follow_case_manager(space=case.space, former_id=former_id, next_id=professional_id, at=at)
        note_on_timeline(
            actor=actor, case=case, at=at, kind="case.appoint_case_manager", words={"name": person.name}
        )
    record(
        actor=actor,
        action="case.appoint_case_manager",
        at=at,
        space=case.space,
        subjects=[case.client_id],
        part="case manager",
        object_type="case",
        object_id=case.pk,
        reason=reason,
    )
    rewrite_grants(actor=actor, case_id=case.pk, at=at)
    publish(CaseManagerChanged(case_id=case.pk, assignment_id=assignment.pk), at=at)
    return assignment
