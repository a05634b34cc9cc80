"""What is stuck: named in plain words, answered by the party, taken along the route."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import plan_part, scope_of
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotFound
from rondom.kernel.text import is_filler
from rondom.organizations import queries as organizations
from rondom.plans import policies
from rondom.plans.commands import telling
from rondom.plans.commands.refusals import (
    BlamingText,
    BottleneckSolved,
    ChoiceUnknown,
    DateInFuture,
    ReasonMissing,
    RouteBackwards,
    TextMissing,
    as_list,
    require,
)
from rondom.plans.events import BottleneckRaised
from rondom.plans.models import Action, Bottleneck, BottleneckStep, Goal, Plan, PlanAlert
from rondom.plans.rules import barriers
from rondom.plans.rules.lines import may_action_become
from rondom.plans.vocabulary import ActionState, AlertKind, BarrierStep, BottleneckKind, RouteStep, StepKind


@dataclass(frozen=True, kw_only=True)
class StuckWords:
    """What is asked about something that is stuck. `keep_words` answers the question to rewrite."""

    kind: str
    text: str
    since_on: date
    organization_id: UUID | None = None
    party_name: str = ""
    keep_words: bool = False


@command("bottleneck.raise")
def raise_bottleneck(
    *,
    actor: Actor,
    plan_id: UUID,
    stuck: StuckWords,
    at: datetime,
    action_id: UUID | None = None,
    goal_id: UUID | None = None,
    domain: int | None = None,
) -> Bottleneck:
    """Say that an action, a goal or something of a life domain is stuck (R-021).

    The party concerned gets a term to answer before the team leader sees it. Text that blames brings a
    question to rewrite. Refusals: NotFound, NotAllowed, PlanEnded, TextMissing, TextTooLong, DomainUnknown,
    ChoiceUnknown, DateInFuture, BlamingText.
    """
    plan = telling.live_plan(plan_id)
    if stuck.kind not in BottleneckKind.values:
        raise ChoiceUnknown(field="kind")
    if stuck.since_on > telling.today(at):
        raise DateInFuture(field="since_on")
    text = _neutral(stuck.text, field="text", keep=stuck.keep_words)
    line = _line(plan, action_id, goal_id)
    number = line.domain if line else telling.known_domain(-1 if domain is None else domain)
    scope = line.scope if line else scope_of(plan.space, plan_part(number))
    require(policies.may_write(actor, scope))
    term = organizations.setting("bottleneck_reaction_working_days")
    row = Bottleneck.objects.create(
        scope=scope,
        plan=plan,
        action=line if isinstance(line, Action) else None,
        goal=line if isinstance(line, Goal) else None,
        domain=number,
        kind=stuck.kind,
        text=text,
        organization_id=stuck.organization_id,
        party_name=_party(stuck),
        since_on=stuck.since_on,
        react_by=barriers.react_by(telling.today(at), working_days=term, calendar=organizations.calendar()),
        raised_at=at,
        raised_by_id=actor.id,
        raised_by_name=actor.name[:120],
    )
    _step(actor, row, BarrierStep.RAISED, at)
    if isinstance(line, Action) and may_action_become(line.state, ActionState.STUCK):
        telling.save_version(line, version=line.version, state=ActionState.STUCK)
        telling.add_step(actor=actor, line=line, kind=StepKind.STATE, state=ActionState.STUCK, at=at)
    _tell(actor, row, "bottleneck.raise", at)
    publish(BottleneckRaised(bottleneck_id=row.pk), at=at)
    return row


@command("bottleneck.react")
def react_to_bottleneck(
    *, actor: Actor, bottleneck_id: UUID, text: str, at: datetime, keep_words: bool = False
) -> BottleneckStep:
    """The party concerned answers.

    Refusals: NotFound, NotAllowed, PlanEnded, BottleneckSolved, TextMissing, BlamingText.
    """
    row = _open(bottleneck_id, at)
    require(policies.may_react(actor, row))
    answer = _neutral(text, field="text", keep=keep_words)
    step = _step(actor, row, BarrierStep.REACTED, at, text=answer)
    _tell(actor, row, "bottleneck.react", at)
    return step


@command("bottleneck.take_step")
def take_route_step(
    *, actor: Actor, bottleneck_id: UUID, route: str, at: datetime, reason: str = ""
) -> Bottleneck:
    """Take the next step of the route; leaving one out needs a reason, a crisis for one (R-016).

    Refusals: NotFound, NotAllowed, PlanEnded, BottleneckSolved, ChoiceUnknown, RouteBackwards, ReasonMissing,
    StaleVersion.
    """
    row = _open(bottleneck_id, at)
    require(policies.may_write(actor, row.scope))
    if route not in RouteStep.values:
        raise ChoiceUnknown(field="route")
    if barriers.is_backwards(row.route, route):
        raise RouteBackwards
    why = telling.optional(reason, field="reason", max_length=1000)
    if barriers.skips(row.route, route) and is_filler(why):
        raise ReasonMissing
    telling.save_version(row, version=row.version, route=route)
    _step(actor, row, BarrierStep.ROUTE, at, text=why, route=route)
    _tell(actor, row, "bottleneck.take_step", at)
    return row


@command("bottleneck.solve")
def solve_bottleneck(*, actor: Actor, bottleneck_id: UUID, how: str, at: datetime) -> Bottleneck:
    """Solved, and how; an action that nothing else keeps stuck goes on.

    Refusals: NotFound, NotAllowed, PlanEnded, BottleneckSolved, TextMissing, StaleVersion.
    """
    row = _open(bottleneck_id, at)
    require(policies.may_write(actor, row.scope))
    text = telling.words(how, field="text", max_length=1000)
    telling.save_version(row, version=row.version, solved_at=at)
    _step(actor, row, BarrierStep.SOLVED, at, text=text)
    _goes_on(actor, row, at)
    with acting_as(system_actor("plan alerts"), at=at):
        PlanAlert.objects.filter(kind=AlertKind.BOTTLENECK, about_id=row.pk, cleared_at=None).update(
            cleared_at=at
        )
    _tell(actor, row, "bottleneck.solve", at)
    return row


def _goes_on(actor: Actor, row: Bottleneck, at: datetime) -> None:
    line = row.action
    others = Bottleneck.objects.filter(action=line, solved_at=None).exclude(pk=row.pk)
    if line is None or line.state != ActionState.STUCK or others.exists():
        return
    telling.save_version(line, version=line.version, state=ActionState.STARTED)
    telling.add_step(actor=actor, line=line, kind=StepKind.STATE, state=line.state, at=at)


def _open(bottleneck_id: UUID, at: datetime) -> Bottleneck:
    row = Bottleneck.objects.select_related("action").filter(pk=bottleneck_id).first()
    if row is None:
        raise NotFound
    telling.not_ended(row.plan_id, at)
    if row.solved_at is not None:
        raise BottleneckSolved
    return row


def _line(plan: Plan, action_id: UUID | None, goal_id: UUID | None) -> Action | Goal | None:
    if action_id:
        line: Action | Goal = telling.action_to_change(action_id)
    elif goal_id:
        line = telling.goal_to_change(goal_id)
    else:
        return None
    if line.plan_id != plan.pk:
        raise NotFound
    return line


def _neutral(text: str, *, field: str, keep: bool) -> str:
    clean = telling.words(text, field=field, max_length=2000)
    found = barriers.blaming_words(clean)
    if found and not keep:
        raise BlamingText(words=as_list(list(found)))
    return clean


def _party(stuck: StuckWords) -> str:
    if stuck.organization_id:
        party = organizations.organization(stuck.organization_id)
        if party is None:
            raise ChoiceUnknown(field="organization")
        return party.name
    name = telling.name_line(stuck.party_name, field="party_name")
    if not name:
        raise TextMissing(field="party_name")
    return name


def _step(
    actor: Actor, row: Bottleneck, kind: str, at: datetime, *, text: str = "", route: str = ""
) -> BottleneckStep:
    return BottleneckStep.objects.create(
        scope=row.scope,
        bottleneck=row,
        kind=kind,
        route=route,
        text=text,
        at=at,
        by_id=actor.id,
        by_name=actor.name[:120],
        organization_name=actor.organization_name[:200],
    )


def _tell(actor: Actor, row: Bottleneck, action: str, at: datetime) -> None:
    client = Plan.objects.filter(pk=row.plan_id).values_list("case__client_id", flat=True).first()
    told = telling.Told(
        action, row.scope, client or row.raised_by_id, "bottleneck", row.pk, words={}, timeline=True
    )
    telling.tell(actor=actor, at=at, told=told)
