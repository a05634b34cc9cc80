"""What every write of the plan does besides: load, check text, log, put on the timeline, publish."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import space_of
from rondom.audit.log import record
from rondom.cases import queries as cases
from rondom.cases.commands import note_on_timeline
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotFound, Refusal, StaleVersion
from rondom.kernel.text import clean_line, clean_text, is_filler
from rondom.organizations import queries as organizations
from rondom.plans.commands.refusals import DateInPast, DomainUnknown, PlanEnded, TextMissing, WitnessMissing
from rondom.plans.models import Action, Goal, LineStep, Plan
from rondom.plans.vocabulary import Channel, GoalOwner, PlanState

TITLE_LENGTH = 500
TEXT_LENGTH = 5_000


@dataclass(frozen=True)
class Told:
    """One row for the log, and a line for the timeline when `timeline`."""

    action: str
    scope: int
    client_id: UUID
    object_type: str
    object_id: UUID
    part: str = "plan"
    reason: str = ""
    row: str = ""
    others: tuple[UUID, ...] = ()
    words: dict[str, Any] | None = None
    timeline: bool = False


def tell(*, actor: Actor, at: datetime, told: Told) -> None:
    """Write the log, and the timeline in the scope of the thing itself.

    The timeline is written as the system: whoever may only read a line (its owner, a party that
    answers) also leaves a trace there.
    """
    space = space_of(told.scope)
    record(
        actor=actor,
        action=told.action,
        at=at,
        space=space,
        subjects=[told.client_id, *told.others],
        part=told.part,
        object_type=told.object_type,
        object_id=told.object_id,
        reason=told.reason,
        row=told.row,
    )
    if not told.timeline:
        return
    with acting_as(system_actor("timeline"), at=at):
        case = cases.case_of_space(space)
        if case is not None:
            note_on_timeline(
                actor=actor,
                case=case,
                at=at,
                kind=told.action,
                scope=told.scope,
                words=told.words or {},
                object_type=told.object_type,
                object_id=told.object_id,
            )


def tell_line(
    *, actor: Actor, at: datetime, action: str, line: Goal | Action, row: str = "", timeline: bool = False
) -> None:
    """Write that something happened to a line; a resident who owns it is a subject too."""
    kind = "goal" if isinstance(line, Goal) else "action"
    others = [line.owner_id] if line.owner_id and _owned_by_relative(line) else []
    told = Told(
        action,
        line.scope,
        line.client_id,
        kind,
        line.pk,
        row=row,
        others=tuple(others),
        timeline=timeline,
    )
    tell(actor=actor, at=at, told=told)


def _owned_by_relative(line: Goal | Action) -> bool:
    if isinstance(line, Goal):
        return line.owner == GoalOwner.MEMBER
    return line.owner_kind in {"supporter", "member"}


def add_step(
    *,
    actor: Actor,
    line: Goal | Action,
    kind: str,
    at: datetime,
    state: str = "",
    reason: str = "",
    was: dict[str, Any] | None = None,
    now: dict[str, Any] | None = None,
) -> None:
    """Add a row to what happened to a line."""
    LineStep.objects.create(
        scope=line.scope,
        plan_id=line.plan_id,
        goal=line if isinstance(line, Goal) else None,
        action=line if isinstance(line, Action) else None,
        kind=kind,
        state=state,
        reason=reason,
        was=was or {},
        now=now or {},
        at=at,
        by_id=actor.id,
        by_name=actor.name[:120],
    )


def live_plan(plan_id: UUID, *, lock: bool = False) -> Plan:
    """The plan when it is visible and not ended. Raises NotFound, PlanEnded.

    `lock` waits for whoever changes the order or the number of goals at this moment; it needs
    writing access to the frame of the plan.
    """
    rows = Plan.objects.select_related("case")
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    plan = rows.filter(pk=plan_id).first()
    if plan is None:
        raise NotFound
    if plan.state == PlanState.ENDED:
        raise PlanEnded
    return plan


def goal_to_change(goal_id: UUID) -> Goal:
    """The goal when it is visible. Raises NotFound."""
    goal = Goal.objects.filter(pk=goal_id).first()
    if goal is None:
        raise NotFound
    return goal


def action_to_change(action_id: UUID) -> Action:
    """The action when it is visible. Raises NotFound."""
    action = Action.objects.filter(pk=action_id).first()
    if action is None:
        raise NotFound
    return action


def save_version(row: Any, *, version: int, **changes: Any) -> None:
    """Store changes only when nobody saved in between. Raises StaleVersion."""
    rows = type(row).objects.filter(pk=row.pk, version=version)
    if not rows.update(**changes, version=version + 1):
        raise StaleVersion
    for name, value in changes.items():
        setattr(row, name, value)
    row.version = version + 1


def words(value: str, *, field: str, max_length: int = TEXT_LENGTH) -> str:
    """Text that says something. Raises TextMissing, TextTooLong, TextUnreadable."""
    clean = clean_text(value, field=field, max_length=max_length)
    if is_filler(clean):
        raise TextMissing(field=field)
    return clean


def optional(value: str, *, field: str, max_length: int = TEXT_LENGTH) -> str:
    """Text that may be empty. Raises TextTooLong, TextUnreadable."""
    return clean_text(value, field=field, max_length=max_length)


def name_line(value: str, *, field: str) -> str:
    """A name on one line, perhaps empty. Raises TextTooLong, TextUnreadable."""
    return clean_line(value, field=field, max_length=120)


def witnessed(channel: str, witness: str, *, refusal: type[Refusal]) -> dict[str, str]:
    """How the client said yes to somebody else, and who was there, to be kept with what was done.

    Raises `refusal` when it was not on paper or by telephone, WitnessMissing, TextTooLong, TextUnreadable.
    """
    if channel not in {Channel.PAPER, Channel.PHONE}:
        raise refusal
    named = name_line(witness, field="witness")
    if is_filler(named):
        raise WitnessMissing
    return {"channel": channel, "witness": named}


def not_ended(plan_id: UUID, at: datetime) -> None:
    """Nothing while people work with the plan, also for who sees one line of it. Raises PlanEnded."""
    with acting_as(system_actor("plan lines"), at=at):
        if Plan.objects.filter(pk=plan_id, state=PlanState.ENDED).exists():
            raise PlanEnded


def today(at: datetime) -> date:
    """The calendar day in Amsterdam of this moment."""
    return at.astimezone(AMSTERDAM).date()


def not_past(day: date | None, at: datetime, *, field: str) -> date | None:
    """The day, when it is today or later. Raises DateInPast."""
    if day is not None and day < today(at):
        raise DateInPast(field=field)
    return day


def known_domain(number: int) -> int:
    """The number of a life domain that the city uses. Raises DomainUnknown."""
    if organizations.life_domain(number) is None:
        raise DomainUnknown
    return number
