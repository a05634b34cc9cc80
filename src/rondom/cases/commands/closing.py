"""Closing a case and taking it up again."""

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
from rondom.cases.commands.open_case import CaseAlreadyOpen, CaseManagerMustBePerson
from rondom.cases.commands.register import as_register, visible_case
from rondom.cases.events import CaseManagerChanged
from rondom.cases.grants import rewrite_grants
from rondom.cases.models import Case, CaseManagerAssignment, DeadlineAlarm, Handover, Involvement
from rondom.cases.rules import day_of
from rondom.cases.vocabulary import CaseState, InvolvementKind
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotAllowed, Refusal
from rondom.organizations import queries as organizations

if TYPE_CHECKING:
    from rondom.organizations.models import Professional


class CaseNotOpen(Refusal):
    """Only an open case is closed."""

    code = "case_not_open"
    sentence = _("This case is closed already.")


class CaseNotClosed(Refusal):
    """Only a closed case is taken up again."""

    code = "case_not_closed"
    sentence = _("This case is open. Work in it as usual.")


@command("case.close")
def close_case(*, actor: Actor, case_id: UUID, reason: str, at: datetime) -> Case:
    """Close a case: everybody's involvement ends, and the grants with it; the client keeps reading (R-024).

    A handover that runs is over, and nobody is warned of a date any more. What has to be written in the
    file is written before. Refusals: NotFound, NotAllowed, CaseNotOpen.
    """
    case = visible_case(case_id)
    if not (decision := policies.may_steer(actor, case)):
        raise NotAllowed(reason=decision.reason)
    if case.state != CaseState.OPEN:
        raise CaseNotOpen
    with as_register(at):
        Case.objects.filter(pk=case.pk).update(state=CaseState.CLOSED, closed_at=at, last_activity_at=at)
        CaseManagerAssignment.objects.filter(case=case, until=None).update(until=at)
        Involvement.objects.filter(case=case, until=None).update(until=at)
        Handover.objects.filter(case=case, completed_at=None, cancelled_at=None).update(cancelled_at=at)
        # That a date passed without a result stays with the leader: closing does not undo it.
        warned = DeadlineAlarm.objects.filter(case=case, cleared_at=None, threshold_days__gte=0)
        warned.update(cleared_at=at)
        note_on_timeline(actor=actor, case=case, at=at, kind="case.close")
    _record(actor=actor, case=case, action="case.close", row=decision.row, reason=reason, at=at)
    rewrite_grants(actor=actor, case_id=case.pk, at=at)
    return case


@command("case.reopen")
def reopen_case(
    *, actor: Actor, case_id: UUID, reason: str, at: datetime, case_manager_id: UUID | None = None
) -> Case:
    """Take up the same file again, if possible with the same case manager (R-024).

    When that one works in the team no more, the leader acts until somebody is appointed. By the leader of
    the team or the client. Refusals: NotFound, NotAllowed, CaseNotClosed, CaseAlreadyOpen,
    CaseManagerMustBePerson.
    """
    case = visible_case(case_id)
    decision = policies.is_client(actor, case) or policies.may_steer(actor, case)
    if not decision:
        raise NotAllowed(reason=decision.reason)
    if case.state != CaseState.CLOSED:
        raise CaseNotClosed
    manager, acting = _who_takes_up(case, case_manager_id or case.case_manager_id, at)
    with as_register(at):
        if Case.objects.filter(household_id=case.household_id, state=CaseState.OPEN).exists():
            raise CaseAlreadyOpen
        Case.objects.filter(pk=case.pk).update(
            state=CaseState.OPEN, closed_at=None, case_manager=manager, last_activity_at=at
        )
        assignment = CaseManagerAssignment.objects.create(
            case=case, scope=case.scope, professional_id=manager.pk, since=at, reason=reason, acting=acting
        )
        Involvement.objects.create(
            case=case,
            scope=scope_of(case.space, Part.INVOLVEMENT),
            organization_id=manager.organization_id,
            professional_id=manager.pk,
            kind=InvolvementKind.TEAM,
            function="case_manager",
            domains=case.statutory_domains,
            ground=case.ground,
            since=at,
        )
        note_on_timeline(actor=actor, case=case, at=at, kind="case.reopen")
    _record(actor=actor, case=case, action="case.reopen", row=decision.row, reason=reason, at=at)
    rewrite_grants(actor=actor, case_id=case.pk, at=at)
    publish(CaseManagerChanged(case_id=case.pk, assignment_id=assignment.pk), at=at)
    return case


def _who_takes_up(case: Case, wanted_id: UUID | None, at: datetime) -> tuple[Professional, bool]:
    """Who manages the case again, and whether for the moment only. Raises CaseManagerMustBePerson."""
    on = day_of(at)
    wanted = organizations.professional(wanted_id) if wanted_id else None
    here = organizations.working_roles(wanted.pk, on).filter(team_id=case.team_id) if wanted else None
    if wanted and here and not wanted.has_left:
        return wanted, False
    leader = organizations.team_leader(case.team_id, on)
    if leader is None:
        raise CaseManagerMustBePerson
    return leader, True


def _record(*, actor: Actor, case: Case, action: str, row: str, reason: str, at: datetime) -> None:
    record(
        actor=actor,
        action=action,
        at=at,
        space=case.space,
        subjects=[case.client_id],
        part="case",
        object_type="case",
        object_id=case.pk,
        row=row,
        reason=reason,
    )
