"""Opening a case."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.commands.caseload import require_room
from rondom.cases.commands.note_timeline import note_on_timeline
from rondom.cases.commands.shape import known_group
from rondom.cases.events import CaseOpened
from rondom.cases.grants import rewrite_grants
from rondom.cases.models import Case, CaseManagerAssignment, Involvement
from rondom.cases.rules import day_of
from rondom.cases.vocabulary import CaseState, InvolvementKind
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotAllowed, NotFound, Refusal
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import WorkFunction
from rondom.people import queries as people


class CaseAlreadyOpen(Refusal):
    """A household has one open case."""

    code = "case_already_open"
    sentence = _("This household already has an open case. Open that one, or ask its case manager.")


class UnknownGround(Refusal):
    """Working on a household needs a legal ground from the register."""

    code = "unknown_ground"
    sentence = _("Choose the legal ground on which you open this case.")
    field = "ground"


class CaseManagerMustBePerson(Refusal):
    """A named person who works here now, never a mailbox or a team."""

    code = "case_manager_must_be_person"
    sentence = _("Name one person who works here now as case manager.")
    field = "case_manager"


class CaseManagerIsExpert(Refusal):
    """The case manager reads the whole file; an expert by experience sees what the client grants (R-040)."""

    code = "case_manager_is_expert"
    sentence = _(
        "{name} works in this team as an expert by experience, who sees only what the client grants. Choose "
        "somebody else of the team."
    )
    field = "case_manager"


def require_more_than_expert(name: str, functions: Iterable[str]) -> None:
    """Nothing when somebody is more than an expert by experience here. Raises CaseManagerIsExpert."""
    if set(functions) == {WorkFunction.EXPERT_BY_EXPERIENCE}:
        raise CaseManagerIsExpert(name=name)


@command("case.open")
def open_case(
    *,
    actor: Actor,
    household_id: UUID,
    client_id: UUID,
    ground: str,
    at: datetime,
    case_manager_id: UUID | None = None,
    team_id: UUID | None = None,
    target_group: str = "",
    domains: list[int] | None = None,
    statutory_domains: list[int] | None = None,
    above_norm: str = "",
) -> Case:
    """Open the case of a household with its one case manager (default: the actor) (R-010).

    `above_norm` is the reason of a team leader who adds it to a full load (R-131).
    Refusals: NotAllowed, NotFound, CaseAlreadyOpen, UnknownGround, TargetGroupUnknown,
    CaseManagerMustBePerson, CaseManagerIsExpert, AboveNorm.
    """
    if not (decision := policies.may_open_case(actor)):
        raise NotAllowed(reason=decision.reason)
    if organizations.legal_ground(ground) is None:
        raise UnknownGround
    known_group(target_group)
    household = people.household(household_id)
    if household is None:
        raise NotFound
    if Case.objects.filter(household_id=household_id, state=CaseState.OPEN).exists():
        raise CaseAlreadyOpen
    manager = organizations.professional(case_manager_id or actor.id)
    if manager is None or manager.has_left:
        raise CaseManagerMustBePerson
    held = organizations.functions_of([manager.pk], day_of(at))
    require_more_than_expert(manager.name, held.get(manager.pk, ()))
    team = team_id or actor.team_id
    if team is None:
        raise NotAllowed(reason=decision.reason)
    require_room(
        actor=actor,
        professional_id=manager.pk,
        name=manager.name,
        weight=1,
        team_id=team,
        reason=above_norm,
        at=at,
    )
    case = Case.objects.create(
        scope=scope_of(household.space, Part.OVERVIEW),
        space=household.space,
        household_id=household_id,
        name=household.name,
        client_id=client_id,
        team_id=team,
        target_group=target_group,
        ground=ground,
        statutory_domains=statutory_domains or [],
        opened_at=at,
        case_manager_id=manager.pk,
        last_activity_at=at,
    )
    CaseManagerAssignment.objects.create(case=case, scope=case.scope, professional_id=manager.pk, since=at)
    Involvement.objects.create(
        case=case,
        scope=scope_of(case.space, Part.INVOLVEMENT),
        organization_id=manager.organization_id,
        professional_id=manager.pk,
        kind=InvolvementKind.TEAM,
        function="case_manager",
        domains=domains or [],
        ground=ground,
        since=at,
    )
    note_on_timeline(actor=actor, case=case, at=at, kind="case.open", object_type="case", object_id=case.pk)
    record(
        actor=actor,
        action="case.open",
        at=at,
        space=case.space,
        subjects=[client_id],
        part="case",
        object_type="case",
        object_id=case.pk,
        row=decision.row,
        ground=ground,
    )
    rewrite_grants(actor=actor, case_id=case.pk, at=at)
    publish(CaseOpened(case_id=case.pk), at=at)
    return case
