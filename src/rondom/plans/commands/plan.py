"""The one plan of a household: start, join, activate."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import Part, scope_of
from rondom.cases import queries as cases
from rondom.cases.commands import CaseIsClosed
from rondom.cases.vocabulary import CaseState
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotFound
from rondom.kernel.text import is_filler
from rondom.plans import policies
from rondom.plans.commands.refusals import (
    AlreadyAsked,
    ClosingAsksAnswer,
    OwnWordsMissing,
    PlanExists,
    require,
)
from rondom.plans.commands.telling import Told, live_plan, optional, save_version, tell
from rondom.plans.events import JoinAnswered, PlanChanged
from rondom.plans.models import Plan, PlanAlert
from rondom.plans.queries.story import has_own_words
from rondom.plans.vocabulary import AlertKind, PlanState


@command("plan.start")
def start_plan(*, actor: Actor, case_id: UUID, at: datetime) -> Plan:
    """Start the draft of the one plan of this household (R-015, R-016).

    The start is always now: a plan cannot be dated back. Refusals: NotFound, NotAllowed, CaseIsClosed,
    PlanExists.
    """
    case = cases.case_for(actor, case_id, at=at, log=False)
    decision = require(policies.may_join_in(actor, case.space))
    if case.state != CaseState.OPEN:
        raise CaseIsClosed
    if Plan.objects.live().filter(household_id=case.household_id).exists():
        raise PlanExists
    try:
        with transaction.atomic():  # noqa: TID251 - a savepoint, so that the loser of a race gets a sentence
            plan = Plan.objects.create(
                scope=scope_of(case.space, Part.CORE),
                space=case.space,
                case_id=case.pk,
                household_id=case.household_id,
                started_at=at,
                started_by_id=actor.id,
                started_by_name=actor.name[:120],
            )
    except IntegrityError as error:
        raise PlanExists from error
    told = Told("plan.start", plan.scope, case.client_id, "plan", plan.pk, row=decision.row, timeline=True)
    tell(actor=actor, at=at, told=told)
    return plan


@command("plan.activate")
def activate_plan(
    *, actor: Actor, plan_id: UUID, version: int, at: datetime, without_words_reason: str = ""
) -> Plan:
    """Make the draft the working plan (R-001: own words first, or a stored reason).

    Refusals: NotFound, NotAllowed, PlanEnded, OwnWordsMissing, StaleVersion, TextTooLong.
    """
    plan = live_plan(plan_id)
    decision = require(policies.may_join_in(actor, plan.space))
    reason = optional(without_words_reason, field="without_words_reason", max_length=1000)
    if not has_own_words(plan.case) and is_filler(reason):
        raise OwnWordsMissing
    begins = plan.state == PlanState.DRAFT
    if begins:
        save_version(
            plan, version=version, state=PlanState.ACTIVE, activated_at=at, without_words_reason=reason
        )
    told = Told(
        "plan.activate", plan.scope, plan.case.client_id, "plan", plan.pk, row=decision.row, timeline=begins
    )
    tell(actor=actor, at=at, told=told)
    if begins:
        publish(PlanChanged(plan_id=plan.pk, scope=plan.scope, by_id=actor.id), at=at)
    return plan


@command("plan.ask_to_join")
def ask_to_join(*, actor: Actor, case_id: UUID, at: datetime) -> PlanAlert:
    """Ask the case manager to let you take part, without learning whether there is a plan (R-015).

    Refusals: NotFound, AlreadyAsked.
    """
    case = cases.case_for(actor, case_id, at=at, log=False)
    scope = scope_of(case.space, Part.OVERVIEW)
    asked = PlanAlert.objects.filter(
        case_id=case.pk, kind=AlertKind.JOIN_REQUEST, about_id=actor.id, cleared_at=None
    )
    if asked.exists():
        raise AlreadyAsked
    alert = PlanAlert.objects.create(
        scope=scope,
        case_id=case.pk,
        kind=AlertKind.JOIN_REQUEST,
        about_id=actor.id,
        who=f"{actor.name}, {actor.organization_name}"[:200].rstrip(", "),
        raised_at=at,
        raised_by_id=actor.id,
    )
    told = Told("plan.ask_to_join", scope, case.client_id, "plan_alert", alert.pk, part="involvement")
    tell(actor=actor, at=at, told=told)
    return alert


@command("plan.clear_alert")
def clear_alert(*, actor: Actor, alert_id: UUID, at: datetime) -> PlanAlert:
    """Take something off the list: the case manager, or the leader of the team.

    Refusals: NotFound, NotAllowed, ClosingAsksAnswer.
    """
    alert = PlanAlert.objects.select_related("case").filter(pk=alert_id, cleared_at=None).first()
    if alert is None:
        raise NotFound
    require(policies.may_clear(actor, alert))
    if alert.kind == AlertKind.CLOSING:
        raise ClosingAsksAnswer
    with acting_as(system_actor("plan alerts"), at=at):
        PlanAlert.objects.filter(pk=alert.pk).update(cleared_at=at)
    if alert.kind == AlertKind.JOIN_REQUEST:
        publish(JoinAnswered(alert_id=alert.pk), at=at)
    told = Told("plan.clear_alert", alert.scope, alert.case.client_id, "plan_alert", alert.pk)
    tell(actor=actor, at=at, told=told)
    return alert
