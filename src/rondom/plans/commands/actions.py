"""Actions: one owner, one date, states that are added."""

from datetime import date, datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.text import is_filler
from rondom.plans import policies
from rondom.plans.commands import telling
from rondom.plans.commands.parts import checked_owner, scope_for
from rondom.plans.commands.refusals import (
    GoalUnknown,
    OwnerMissing,
    ReasonMissing,
    StateImpossible,
    require,
)
from rondom.plans.events import ActionAssigned, PlanChanged
from rondom.plans.models import Action, Goal
from rondom.plans.rules import lines
from rondom.plans.vocabulary import ActionState, Owner, StepKind


@command("action.add")
def add_action(
    *,
    actor: Actor,
    plan_id: UUID,
    what: str,
    domain: int,
    owner: Owner,
    due_on: date,
    at: datetime,
    goal_id: UUID | None = None,
    source_type: str = "",
    source_id: UUID | None = None,
) -> Action:
    """Add an action with one owner and a date (R-017).

    With a source (an agreement of a meeting) a second call answers the action that is there. An owner who
    does not read this life domain, or comes from the own network, sees this line and nothing more.
    Refusals: NotFound, NotAllowed, PlanEnded, TextMissing, TextTooLong, TextUnreadable, DomainUnknown,
    DateInPast, OwnerMissing, OwnerNotInvolved, GoalUnknown.
    """
    plan = telling.live_plan(plan_id)
    text = telling.words(what, field="what", max_length=telling.TITLE_LENGTH)
    telling.known_domain(domain)
    telling.not_past(due_on, at, field="due_on")
    who = checked_owner(plan, owner, at)
    goal = _goal_of(plan.pk, goal_id)
    if source_id and (earlier := Action.objects.filter(source_type=source_type, source_id=source_id).first()):
        telling.tell_line(actor=actor, at=at, action="action.add", line=earlier)
        return earlier
    row = Action.objects.create(
        scope=scope_for(actor=actor, plan=plan, domain=domain, owner=who, at=at),
        plan=plan,
        goal=goal,
        client_id=plan.case.client_id,
        domain=domain,
        what=text,
        owner_kind=who.kind,
        owner_id=_key(who),
        owner_name=who.name,
        due_on=due_on,
        created_at=at,
        created_by_id=actor.id,
        created_by_name=actor.name[:120],
        source_type=source_type,
        source_id=source_id,
    )
    telling.add_step(actor=actor, line=row, kind=StepKind.ADDED, state=row.state, at=at)
    telling.tell_line(actor=actor, at=at, action="action.add", line=row, timeline=True)
    publish(ActionAssigned(action_id=row.pk, owner_id=row.owner_id), at=at)
    publish(PlanChanged(plan_id=plan.pk, scope=row.scope, by_id=actor.id), at=at)
    return row


@command("action.change")
def change_action(
    *, actor: Actor, action_id: UUID, version: int, what: str, due_on: date, at: datetime
) -> Action:
    """Change the words or the date of an action. Another owner is another action: carry it over.

    Refusals: NotFound, NotAllowed, PlanEnded, StaleVersion, TextMissing, TextTooLong, DateInPast.
    """
    row = telling.action_to_change(action_id)
    require(policies.may_write(actor, row.scope))
    telling.live_plan(row.plan_id)
    text = telling.words(what, field="what", max_length=telling.TITLE_LENGTH)
    if due_on != row.due_on:
        telling.not_past(due_on, at, field="due_on")
    was = {"what": row.what} if row.what != text else {}
    was |= {"due_on": row.due_on.isoformat()} if row.due_on != due_on else {}
    worded_at = at if was else row.worded_at
    telling.save_version(
        row, version=version, what=text, due_on=due_on, overdue_told_at=None, worded_at=worded_at
    )
    now = {k: str(getattr(row, k)) for k in was}
    telling.add_step(actor=actor, line=row, kind=StepKind.CHANGED, state=row.state, at=at, was=was, now=now)
    telling.tell_line(actor=actor, at=at, action="action.change", line=row)
    publish(PlanChanged(plan_id=row.plan_id, scope=row.scope, by_id=actor.id), at=at)
    return row


@command("action.report")
def report_action(*, actor: Actor, action_id: UUID, state: str, at: datetime, reason: str = "") -> Action:
    """Say how an action stands: its owner, or whoever may write the line. Dropping says why.

    The owner may be somebody who only reads this line, so the step is stored as the system after the
    policy said yes. Refusals: NotFound, NotAllowed, PlanEnded, StateImpossible, ReasonMissing, StaleVersion.
    """
    row = telling.action_to_change(action_id)
    telling.not_ended(row.plan_id, at)
    decision = require(policies.may_report(actor, row))
    if state == ActionState.CARRIED_OVER or not lines.may_action_become(row.state, state):
        raise StateImpossible(old=row.get_state_display(), new=_label(state))
    why = telling.optional(reason, field="reason", max_length=1000)
    if state in lines.NEEDS_REASON and is_filler(why):
        raise ReasonMissing
    with acting_as(system_actor("plan lines"), at=at):
        telling.save_version(row, version=row.version, state=state)
        telling.add_step(actor=actor, line=row, kind=StepKind.STATE, state=state, reason=why, at=at)
    telling.tell_line(actor=actor, at=at, action="action.report", line=row, row=decision.row, timeline=True)
    publish(PlanChanged(plan_id=row.plan_id, scope=row.scope, by_id=actor.id), at=at)
    return row


@command("action.carry_over")
def carry_over_action(
    *, actor: Actor, action_id: UUID, due_on: date, at: datetime, owner: Owner | None = None
) -> Action:
    """End an action as carried over and start it again with a new date, perhaps a new owner.

    Refusals: NotFound, NotAllowed, PlanEnded, StateImpossible, DateInPast, OwnerNotInvolved.
    """
    old = telling.action_to_change(action_id)
    require(policies.may_write(actor, old.scope))
    plan = telling.live_plan(old.plan_id)
    if not lines.may_action_become(old.state, ActionState.CARRIED_OVER):
        raise StateImpossible(old=old.get_state_display(), new=ActionState.CARRIED_OVER.label)
    telling.not_past(due_on, at, field="due_on")
    new = add_action(
        actor=actor,
        plan_id=plan.pk,
        what=old.what,
        domain=old.domain,
        owner=owner or Owner(old.owner_kind, old.owner_id, old.owner_name),
        due_on=due_on,
        goal_id=old.goal_id,
        at=at,
    )
    Action.objects.filter(pk=new.pk).update(carried_from=old)
    telling.save_version(old, version=old.version, state=ActionState.CARRIED_OVER)
    telling.add_step(actor=actor, line=old, kind=StepKind.STATE, state=old.state, at=at)
    telling.tell_line(actor=actor, at=at, action="action.carry_over", line=old)
    return new


def _key(owner: Owner) -> UUID:
    """The key of an owner. Raises OwnerMissing."""
    if owner.id is None:
        raise OwnerMissing
    return owner.id


def _goal_of(plan_id: UUID, goal_id: UUID | None) -> Goal | None:
    if goal_id is None:
        return None
    goal = Goal.objects.filter(pk=goal_id, plan_id=plan_id).first()
    if goal is None:
        raise GoalUnknown
    return goal


def _label(state: str) -> str:
    return str(ActionState(state).label) if state in ActionState.values else state
