"""Goals: in the client's wording, accepted by the client, a few at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from rondom.access.actor import Actor
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotFound
from rondom.kernel.text import is_filler
from rondom.organizations import queries as organizations
from rondom.plans import policies
from rondom.plans.commands import telling
from rondom.plans.commands.parts import checked_owner, let_owner_go, let_owner_in, line_scope
from rondom.plans.commands.refusals import (
    ChoiceUnknown,
    OrderIsTheClients,
    ReasonMissing,
    StateImpossible,
    StrengthUnknown,
    TooManyNow,
    YesIsTheClients,
    require,
)
from rondom.plans.events import PlanChanged
from rondom.plans.models import Annex, Goal, LineStep, Plan
from rondom.plans.queries.story import strengths_of
from rondom.plans.rules import lines, ordering
from rondom.plans.vocabulary import Channel, GoalOwner, GoalState, Owner, OwnerKind, StepKind, Term


@dataclass(frozen=True, kw_only=True)
class GoalWords:
    """What is asked about a goal. No `strength_ids` means: none found yet."""

    title: str
    domain: int
    owner: str = GoalOwner.CLIENT
    first_step: str = ""
    first_step_on: date | None = None
    due_on: date | None = None
    strength_ids: Sequence[UUID] = ()
    professional_id: UUID | None = None
    annex_id: UUID | None = None


@command("goal.add")
def add_goal(
    *, actor: Actor, plan_id: UUID, goal: GoalWords, at: datetime, about_id: UUID | None = None
) -> Goal:
    """Add a goal: agreed at once when the client adds it, else proposed until the client's yes (R-017).

    `goal.annex_id` names the attached document that the goal comes from (R-015).
    `about_id` names a member of the household whom the goal is about: it then stands in a part that
    follows the story and names that person, and the professional who owns the goal.
    Refusals: NotFound, NotAllowed, PlanEnded, TextMissing, TextTooLong, TextUnreadable, DomainUnknown,
    ChoiceUnknown, DateInPast, StrengthUnknown, OwnerNotInvolved.
    """
    plan = telling.live_plan(plan_id)
    fields = _checked(plan, goal, at)
    scope = line_scope(actor=actor, plan=plan, domain=goal.domain, about_id=about_id, at=at)
    in_core = policies.may_join_in(actor, plan.space).allowed
    if in_core:
        plan = telling.live_plan(plan_id, lock=True)
    by_client = policies.is_client(actor, plan)
    row = Goal.objects.create(
        scope=scope,
        plan=plan,
        client_id=plan.case.client_id,
        created_at=at,
        created_by_id=actor.id,
        created_by_name=actor.name[:120],
        state=GoalState.AGREED if by_client else GoalState.PROPOSED,
        accepted_at=at if by_client else None,
        term=Term.NOW if in_core and _has_room(plan) else Term.LATER,
        rank=_last_rank(plan) + 1,
        annex=_annex(plan, goal.annex_id, scope),
        **fields,
    )
    let_owner_in(actor=actor, plan=plan, scope=scope, owner_id=row.owner_id, at=at)
    telling.add_step(actor=actor, line=row, kind=StepKind.ADDED, state=row.state, at=at)
    telling.tell_line(actor=actor, at=at, action="goal.add", line=row, timeline=True)
    publish(PlanChanged(plan_id=plan.pk, scope=row.scope, by_id=actor.id), at=at)
    return row


@command("goal.change")
def change_goal(*, actor: Actor, goal_id: UUID, version: int, goal: GoalWords, at: datetime) -> Goal:
    """Change the words of a goal; the texts before stay readable.

    When a professional rewords it, the client's yes is asked again. The domain stays: another domain is
    another goal. Refusals: NotFound, NotAllowed, PlanEnded, StaleVersion, and those of `add_goal`.
    """
    row = telling.goal_to_change(goal_id)
    plan = telling.live_plan(row.plan_id)
    require(policies.may_word(actor, row))
    fields = _checked(plan, goal, at, keep=row)
    fields.pop("domain")
    was = {k: _plain(getattr(row, k)) for k, v in fields.items() if getattr(row, k) != v}
    if was.keys() - {"strength_ids"}:
        fields["worded_at"] = at
    if "title" in was and not policies.is_client(actor, plan):
        fields |= {"state": GoalState.PROPOSED, "accepted_at": None}
    owner_before = row.owner_id
    telling.save_version(row, version=version, **fields)
    if row.owner_id != owner_before:
        let_owner_in(actor=actor, plan=plan, scope=row.scope, owner_id=row.owner_id, at=at)
        let_owner_go(actor=actor, plan=plan, scope=row.scope, owner_id=owner_before, at=at)
    now = {k: _plain(getattr(row, k)) for k in was}
    telling.add_step(actor=actor, line=row, kind=StepKind.CHANGED, state=row.state, at=at, was=was, now=now)
    telling.tell_line(actor=actor, at=at, action="goal.change", line=row)
    publish(PlanChanged(plan_id=plan.pk, scope=row.scope, by_id=actor.id), at=at)
    return row


@command("goal.accept")
def accept_goal(
    *, actor: Actor, goal_id: UUID, at: datetime, channel: str = Channel.SCREEN, witness: str = ""
) -> Goal:
    """The client's yes to a proposed goal; on paper or by telephone with a named witness.

    Refusals: NotFound, PlanEnded, YesIsTheClients, WitnessMissing, StateImpossible, NotAllowed.
    """
    row = telling.goal_to_change(goal_id)
    plan = telling.live_plan(row.plan_id)
    said = {}
    if not policies.is_client(actor, plan):
        said = telling.witnessed(channel, witness, refusal=YesIsTheClients)
        require(policies.may_witness(actor, row.scope))
    if row.state != GoalState.PROPOSED:
        raise StateImpossible(old=row.get_state_display(), new=GoalState.AGREED.label)
    telling.save_version(row, version=row.version, state=GoalState.AGREED, accepted_at=at)
    telling.add_step(
        actor=actor,
        line=row,
        kind=StepKind.ACCEPTED,
        state=row.state,
        at=at,
        now=said,
    )
    telling.tell_line(actor=actor, at=at, action="goal.accept", line=row, timeline=True)
    publish(PlanChanged(plan_id=plan.pk, scope=row.scope, by_id=actor.id), at=at)
    return row


@command("goal.set_state")
def set_goal_state(*, actor: Actor, goal_id: UUID, state: str, reason: str, at: datetime) -> Goal:
    """Reached, no longer needed, or taken up again. Dropping says why.

    Refusals: NotFound, NotAllowed, PlanEnded, StateImpossible, ReasonMissing, YesIsTheClients.
    """
    row = telling.goal_to_change(goal_id)
    plan = telling.live_plan(row.plan_id)
    require(policies.may_word(actor, row))
    if not lines.may_goal_become(row.state, state):
        known = GoalState(state).label if state in GoalState.values else state
        raise StateImpossible(old=row.get_state_display(), new=known)
    if state == GoalState.AGREED and row.accepted_at is None and not policies.is_client(actor, plan):
        raise YesIsTheClients
    why = telling.optional(reason, field="reason", max_length=1000)
    if state == GoalState.DROPPED and is_filler(why):
        raise ReasonMissing
    accepted = row.accepted_at or (at if state == GoalState.AGREED else None)
    telling.save_version(row, version=row.version, state=state, accepted_at=accepted)
    telling.add_step(actor=actor, line=row, kind=StepKind.STATE, state=state, reason=why, at=at)
    telling.tell_line(actor=actor, at=at, action="goal.set_state", line=row, timeline=True)
    publish(PlanChanged(plan_id=plan.pk, scope=row.scope, by_id=actor.id), at=at)
    return row


@command("goal.set_term")
def set_goal_term(
    *,
    actor: Actor,
    goal_id: UUID,
    term: str,
    at: datetime,
    channel: str = Channel.SCREEN,
    witness: str = "",
) -> Goal:
    """Put a goal at now or later; at most the city's number of goals is for now (R-017).

    Once the client chose an order, or when this goal is, others need the client's yes with a named witness,
    as in `move_goal` (R-020). Refusals: NotFound, NotAllowed, PlanEnded, ChoiceUnknown, OrderIsTheClients,
    WitnessMissing, TooManyNow.
    """
    row = telling.goal_to_change(goal_id)
    require(policies.may_write(actor, row.scope))
    if term not in Term.values:
        raise ChoiceUnknown(field="term")
    plan = telling.live_plan(row.plan_id)
    require(policies.may_join_in(actor, plan.space))
    said = {}
    if not policies.is_client(actor, plan) and _client_chose(plan, row):
        said = telling.witnessed(channel, witness, refusal=OrderIsTheClients)
    plan = telling.live_plan(row.plan_id, lock=True)
    if term == Term.NOW and row.term != Term.NOW and not _has_room(plan):
        raise TooManyNow(limit=organizations.setting("goals_now"))
    telling.save_version(row, version=row.version, term=term)
    now = {"term": term, **said}
    telling.add_step(actor=actor, line=row, kind=StepKind.TERM, state=row.state, at=at, now=now)
    telling.tell_line(actor=actor, at=at, action="goal.set_term", line=row)
    publish(PlanChanged(plan_id=plan.pk, scope=row.scope, by_id=actor.id), at=at)
    return row


def _client_chose(plan: Plan, goal: Goal) -> bool:
    """Whether the client decided about the order of goals, or about when this one is."""
    if plan.ordered_by_client_at is not None:
        return True
    steps = LineStep.objects.filter(goal=goal, kind=StepKind.TERM)
    return steps.filter(by_id=plan.case.client_id).exists()


def _checked(plan: Plan, goal: GoalWords, at: datetime, keep: Goal | None = None) -> dict[str, Any]:
    owner = GoalOwner.MEMBER if keep and keep.owner == GoalOwner.MEMBER else goal.owner
    if owner not in GoalOwner.values or (owner == GoalOwner.MEMBER and keep is None):
        raise ChoiceUnknown(field="owner")
    owner_id, owner_name = (
        (keep.owner_id, keep.owner_name) if keep and owner == GoalOwner.MEMBER else (None, "")
    )
    if goal.professional_id and owner in {GoalOwner.PROFESSIONAL, GoalOwner.BOTH}:
        staff = checked_owner(plan, Owner(OwnerKind.PROFESSIONAL, goal.professional_id, ""), at)
        owner_id, owner_name = staff.id, staff.name
    known = strengths_of(plan.case)
    if any(key not in known for key in goal.strength_ids):
        raise StrengthUnknown
    # What this writer does not see, this writer does not take off either.
    unseen = [key for key in keep.strength_ids if key not in known] if keep else []
    # A date that was right when it was chosen may stay when only the words change.
    dates = {
        name: day if keep and getattr(keep, name) == day else telling.not_past(day, at, field=name)
        for name, day in (("first_step_on", goal.first_step_on), ("due_on", goal.due_on))
    }
    return {
        "title": telling.words(goal.title, field="title", max_length=telling.TITLE_LENGTH),
        "domain": telling.known_domain(goal.domain),
        "owner": owner,
        "owner_id": owner_id,
        "owner_name": owner_name,
        "first_step": telling.optional(goal.first_step, field="first_step", max_length=telling.TITLE_LENGTH),
        "strength_ids": list(dict.fromkeys([*goal.strength_ids, *unseen])),
        **dates,
    }


def _annex(plan: Plan, annex_id: UUID | None, scope: int) -> Annex | None:
    """The document a goal comes from, of the same plan and for the same readers. Raises NotFound."""
    if annex_id is None:
        return None
    found = Annex.objects.filter(pk=annex_id, plan=plan, scope=scope).first()
    if found is None:
        raise NotFound
    return found


def _has_room(plan: Plan) -> bool:
    now = Goal.objects.filter(plan=plan, term=Term.NOW, state__in=lines.OPEN_GOALS).count()
    return ordering.has_room_now(now, limit=organizations.setting("goals_now"))


def _last_rank(plan: Plan) -> int:
    ranks = Goal.objects.filter(plan=plan).order_by("-rank").values_list("rank", flat=True)
    return ranks.first() or 0


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return [str(v) for v in value] if isinstance(value, list) else value
