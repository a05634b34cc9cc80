"""Closing with the client's last word, and taking up the same file again."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import Part, scope_of
from rondom.cases import queries as cases
from rondom.cases.commands import close_case, reopen_case
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotFound
from rondom.kernel.text import is_filler
from rondom.organizations import queries as organizations
from rondom.plans import policies
from rondom.plans.commands import telling
from rondom.plans.commands.refusals import (
    ClosingAlreadyAsked,
    ClosingNeedsLeader,
    LastWordMissing,
    PlanExists,
    ReasonMissing,
    TooLateToReopen,
    require,
)
from rondom.plans.events import ClosingAsked, PlanClosed
from rondom.plans.models import Closing, Plan, PlanAlert
from rondom.plans.rules import results
from rondom.plans.vocabulary import AlertKind, ClosingState, PlanState


@dataclass(frozen=True, kw_only=True)
class ClosingWords:
    """What is asked at a closing; without contact, `why_not_spoken` goes to the team leader."""

    spoke_with_client: bool
    last_word: str = ""
    contact_later: str = ""
    aftercare_on: date | None = None
    why_not_spoken: str = ""


@command("plan.close")
def close_plan(*, actor: Actor, plan_id: UUID, closing: ClosingWords, at: datetime) -> Closing:
    """Close the file of one household: last word, whom to reach later, after-care date (R-024).

    Without having spoken to the client the team leader decides first: the closing then waits.
    There is no way to close many at once. Refusals: NotFound, NotAllowed, PlanEnded, LastWordMissing,
    TextMissing, ClosingNeedsLeader, ClosingAlreadyAsked, DateInPast.
    """
    plan = telling.live_plan(plan_id)
    require(policies.may_close(actor, plan))
    facts = _checked(closing, at)
    if Closing.objects.filter(plan=plan, state=ClosingState.ASKED).exists():
        raise ClosingAlreadyAsked
    row = Closing.objects.create(
        scope=scope_of(plan.space, Part.STORY),
        plan=plan,
        case_id=plan.case_id,
        state=ClosingState.CLOSED if closing.spoke_with_client else ClosingState.ASKED,
        asked_at=at,
        asked_by_id=actor.id,
        asked_by_name=actor.name[:120],
        closed_at=at if closing.spoke_with_client else None,
        **facts,
    )
    if not closing.spoke_with_client:
        _ask_leader(actor, plan, row, at)
        return row
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.ENDED, ended_at=at)
    _tell(actor, plan, row, "plan.close", at)
    publish(PlanClosed(closing_id=row.pk), at=at)
    close_case(actor=actor, case_id=plan.case_id, reason="", at=at)
    return row


@command("plan.approve_closing")
def approve_closing(*, actor: Actor, alert_id: UUID, approved: bool, at: datetime) -> PlanAlert:
    """The team leader decides about a closing without client contact (R-024).

    Refusals: NotFound, NotAllowed.
    """
    alert = PlanAlert.objects.filter(pk=alert_id, kind=AlertKind.CLOSING, cleared_at=None).first()
    if alert is None:
        raise NotFound
    with acting_as(system_actor("plan closing"), at=at):
        row = Closing.objects.select_related("plan__case").get(pk=alert.about_id)
    decision = require(policies.leads_team(actor, row.plan))
    with acting_as(system_actor("plan closing"), at=at):
        PlanAlert.objects.filter(pk=alert.pk).update(cleared_at=at)
        if approved:
            Closing.objects.filter(pk=row.pk).update(
                state=ClosingState.CLOSED, closed_at=at, approved_by_name=actor.name[:120]
            )
            Plan.objects.filter(pk=row.plan_id).update(state=PlanState.ENDED, ended_at=at)
        else:
            row.delete()
    told = telling.Told(
        "plan.approve_closing" if approved else "plan.refuse_closing",
        alert.scope,
        row.plan.case.client_id,
        "closing",
        row.pk,
        row=decision.row,
    )
    telling.tell(actor=actor, at=at, told=told)
    if approved:
        publish(PlanClosed(closing_id=row.pk), at=at)
        close_case(actor=actor, case_id=row.case_id, reason="", at=at)
    return alert


@command("plan.reopen")
def reopen_plan(*, actor: Actor, case_id: UUID, reason: str, at: datetime) -> Plan:
    """Take up the same file within the term, if possible with the same case manager (R-024).

    By the client or the leader of the team. Refusals: NotFound, NotAllowed, ReasonMissing,
    TooLateToReopen, and those of `reopen_case`.
    """
    case = cases.case_for(actor, case_id, at=at, log=False)
    why = telling.optional(reason, field="reason", max_length=1000)
    if is_filler(why):
        raise ReasonMissing
    months = organizations.setting("reopen_months")
    if case.closed_at and telling.today(at) > results.months_after(telling.today(case.closed_at), months):
        raise TooLateToReopen(months=months)
    reopen_case(actor=actor, case_id=case.pk, reason=why, at=at)
    with acting_as(system_actor("plan closing"), at=at):
        plan = Plan.objects.select_related("case").filter(case_id=case.pk).order_by("-started_at").first()
        if plan is None:
            raise NotFound
        if Plan.objects.live().filter(household_id=case.household_id).exclude(pk=plan.pk).exists():
            raise PlanExists
        state = PlanState.ACTIVE if plan.activated_at else PlanState.DRAFT
        Plan.objects.filter(pk=plan.pk).update(state=state, ended_at=None)
        Closing.objects.filter(plan=plan, state=ClosingState.CLOSED).update(
            state=ClosingState.REOPENED, reopened_at=at, reopened_why=why
        )
    told = telling.Told("plan.reopen", plan.scope, case.client_id, "plan", plan.pk)
    telling.tell(actor=actor, at=at, told=told)
    return plan


def _checked(closing: ClosingWords, at: datetime) -> dict[str, object]:
    last_word = telling.optional(closing.last_word, field="last_word")
    why = telling.optional(closing.why_not_spoken, field="why_not_spoken", max_length=1000)
    if closing.spoke_with_client and is_filler(last_word):
        raise LastWordMissing
    if not closing.spoke_with_client and is_filler(why):
        raise ClosingNeedsLeader
    months = organizations.setting("aftercare_months")
    day = closing.aftercare_on or results.months_after(telling.today(at), months)
    return {
        "spoke_with_client": closing.spoke_with_client,
        "last_word": last_word,
        "why_not_spoken": "" if closing.spoke_with_client else why,
        "contact_later": telling.words(closing.contact_later, field="contact_later", max_length=500),
        "aftercare_on": telling.not_past(day, at, field="aftercare_on"),
    }


def _ask_leader(actor: Actor, plan: Plan, row: Closing, at: datetime) -> None:
    PlanAlert.objects.create(
        scope=scope_of(plan.space, Part.OVERVIEW),
        case_id=plan.case_id,
        kind=AlertKind.CLOSING,
        about_id=row.pk,
        who=actor.name[:200],
        raised_at=at,
        raised_by_id=actor.id,
    )
    _tell(actor, plan, row, "plan.ask_closing", at)
    publish(ClosingAsked(closing_id=row.pk), at=at)


def _tell(actor: Actor, plan: Plan, row: Closing, action: str, at: datetime) -> None:
    told = telling.Told(action, row.scope, plan.case.client_id, "closing", row.pk, timeline=True)
    telling.tell(actor=actor, at=at, told=told)
