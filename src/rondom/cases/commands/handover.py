"""A warm handover: told, introduced, then changed."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.commands.case_manager import appoint_case_manager, require_place
from rondom.cases.commands.caseload import require_room
from rondom.cases.commands.deadlines import DateInPast
from rondom.cases.commands.involvement import involve
from rondom.cases.commands.open_case import CaseManagerMustBePerson
from rondom.cases.commands.register import as_register, working_case
from rondom.cases.commands.wording import real_text, text_or_empty
from rondom.cases.events import HandoverPlanned
from rondom.cases.models import Case, Handover, Involvement
from rondom.cases.rules import day_of
from rondom.cases.vocabulary import InvolvementKind
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotAllowed, NotFound, Refusal
from rondom.kernel.text import clean_line
from rondom.organizations import queries as organizations


class HandoverRunning(Refusal):
    """One handover at a time."""

    code = "handover_running"
    sentence = _("There is a handover already. Complete it or cancel it first.")


class ClientNotTold(Refusal):
    """The client hears it before the change, and meets the new case manager (R-012)."""

    code = "client_not_told"
    sentence = _(
        "The client was not told or not introduced yet. Do that first, or write why it could not be done: "
        "then it is counted and the team leader sees it."
    )
    field = "why_without"


@command("handover.plan")
def plan_handover(
    *,
    actor: Actor,
    case_id: UUID,
    taker_id: UUID,
    reason: str,
    overlap_on: date,
    open_agreements: list[str],
    at: datetime,
) -> Handover:
    """Plan the change: who takes over, from which day both are there, what is still open (R-012).

    The taker becomes a team member of the case at once, so that both know it during the overlap; the
    client is told. Refusals: NotFound, NotAllowed, CaseIsClosed, HandoverRunning, CaseManagerMustBePerson,
    CaseManagerOfTheTeam, CaseManagerIsExpert, DateInPast, AboveNorm, WordsNeeded.
    """
    case = working_case(case_id)
    if not (decision := policies.may_steer(actor, case)):
        raise NotAllowed(reason=decision.reason)
    taker = organizations.professional(taker_id)
    if taker is None or taker.has_left or taker_id == case.case_manager_id or case.case_manager_id is None:
        raise CaseManagerMustBePerson(field="taker")
    require_place(taker, case.team_id, at)
    if overlap_on < day_of(at):
        raise DateInPast(field="overlap_on")
    why = real_text(reason, field="reason", max_length=1000)
    require_room(
        actor=actor,
        professional_id=taker_id,
        name=taker.name,
        weight=case.weight,
        team_id=case.team_id,
        reason=why,
        at=at,
    )
    with as_register(at):
        if Handover.objects.filter(case=case, completed_at=None, cancelled_at=None).exists():
            raise HandoverRunning
        handover = Handover.objects.create(
            case=case,
            scope=scope_of(case.space, Part.STORY),
            giver_id=case.case_manager_id,
            taker=taker,
            reason=why,
            overlap_on=overlap_on,
            open_agreements=[
                clean_line(one, field="open_agreements", max_length=500) for one in open_agreements
            ],
            planned_at=at,
        )
    _involve_taker(actor, case, handover, at)
    _told(actor, handover, "handover.plan", at)
    publish(HandoverPlanned(case_id=case.pk, handover_id=handover.pk), at=at)
    return handover


@command("handover.tell_client")
def tell_client_of_handover(*, actor: Actor, handover_id: UUID, at: datetime) -> Handover:
    """Note that the client was told, in person or by a message (R-012). Refusals: NotFound, NotAllowed."""
    return _step(actor, handover_id, "handover.tell_client", at, client_told_at=at)


@command("handover.introduce")
def introduce_taker(*, actor: Actor, handover_id: UUID, at: datetime) -> Handover:
    """Note that giver, taker and client met (R-012). Refusals: NotFound, NotAllowed."""
    return _step(actor, handover_id, "handover.introduce", at, introduced_at=at)


@command("handover.cancel")
def cancel_handover(*, actor: Actor, handover_id: UUID, at: datetime) -> Handover:
    """Everything stays as it was. Refusals: NotFound, NotAllowed."""
    return _step(actor, handover_id, "handover.cancel", at, cancelled_at=at)


@command("handover.complete")
def complete_handover(*, actor: Actor, handover_id: UUID, at: datetime, why_without: str = "") -> Handover:
    """Change hands. Without the client's knowledge it needs a reason, is counted and shown (R-012).

    Refusals: NotFound, NotAllowed, ClientNotTold, AboveNorm.
    """
    handover, _decision = _open(actor, handover_id, at)
    warm = handover.client_told_at is not None and handover.introduced_at is not None
    why = text_or_empty(why_without, field="why_without", max_length=1000)
    if not warm and not why:
        raise ClientNotTold
    with as_register(at):
        Handover.objects.filter(pk=handover.pk).update(
            completed_at=at, without_contact=not warm, why_without="" if warm else why
        )
    appoint_case_manager(
        actor=actor,
        case_id=handover.case_id,
        professional_id=handover.taker_id,
        reason=handover.reason,
        introduced_at=handover.introduced_at,
        at=at,
    )
    with as_register(at):
        handover.refresh_from_db()
    _told(actor, handover, "handover.complete", at)
    return handover


def _involve_taker(actor: Actor, case: Case, handover: Handover, at: datetime) -> None:
    taker = handover.taker
    if Involvement.objects.filter(case=case, professional=taker, until=None).exists():
        return
    giver = Involvement.objects.filter(case=case, professional_id=handover.giver_id, until=None).first()
    involve(
        actor=actor,
        case_id=case.pk,
        organization_id=taker.organization_id,
        professional_id=taker.pk,
        kind=InvolvementKind.TEAM,
        function="case_manager",
        domains=list(giver.domains) if giver else [],
        ground=case.ground,
        at=at,
    )


def _open(actor: Actor, handover_id: UUID, at: datetime) -> tuple[Handover, object]:
    handover = _running(handover_id)
    if handover is None:
        # The leader does not hold the file, and steers it when neither giver nor taker is there.
        with as_register(at):
            handover = _running(handover_id)
        if handover is None or not policies.may_steer(actor, handover.case):
            raise NotFound
    if not (decision := policies.may_steer(actor, handover.case)):
        raise NotAllowed(reason=decision.reason)
    return handover, decision


def _running(handover_id: UUID) -> Handover | None:
    rows = Handover.objects.select_related("case").filter(completed_at=None, cancelled_at=None)
    return rows.filter(pk=handover_id).first()


def _step(actor: Actor, handover_id: UUID, action: str, at: datetime, **values: datetime) -> Handover:
    handover, _decision = _open(actor, handover_id, at)
    with as_register(at):
        Handover.objects.filter(pk=handover.pk).update(**values)
        handover.refresh_from_db()
    _told(actor, handover, action, at)
    return handover


def _told(actor: Actor, handover: Handover, action: str, at: datetime) -> None:
    record(
        actor=actor,
        action=action,
        at=at,
        space=handover.case.space,
        subjects=[handover.case.client_id],
        part="handover",
        object_type="handover",
        object_id=handover.pk,
    )
