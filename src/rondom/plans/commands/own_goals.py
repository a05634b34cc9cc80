"""The own goals of somebody in the household who is not the client: a young person (R-017, R-044)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.cases import queries as cases
from rondom.cases.queries import OwnFile
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotFound
from rondom.organizations import queries as organizations
from rondom.people import queries as people
from rondom.plans import policies
from rondom.plans.commands import telling
from rondom.plans.commands.refusals import NoPlanYet, StateImpossible, TooYoungForOwnGoal, require
from rondom.plans.events import PlanChanged
from rondom.plans.models import Goal, Plan
from rondom.plans.rules import lines
from rondom.plans.vocabulary import GoalOwner, GoalState, StepKind, Term

DECIDES = {"self", "adult"}


@command("goal.add_own")
def add_own_goal(
    *, actor: Actor, case_id: UUID, title: str, domain: int, at: datetime, first_step: str = ""
) -> Goal:
    """Add a goal of one's own to one's own part of the plan: nobody else's line is touched (R-017).

    From the age of own say it is agreed at once; below it, it is proposed until the client's yes, as a
    young person and a parent decide together (R-044). Who may see the shared core sees it.
    Refusals: NotFound (no own file in this case), TooYoungForOwnGoal, NoPlanYet, TextMissing,
    TextTooLong, TextUnreadable, DomainUnknown.
    """
    file = _own_file(actor, case_id, at)
    decides = _decides(actor, at)
    plan, rank = _plan_and_rank(case_id, at)
    row = Goal.objects.create(
        scope=file.scope,
        plan_id=plan.pk,
        client_id=plan.case.client_id,
        domain=telling.known_domain(domain),
        title=telling.words(title, field="title", max_length=telling.TITLE_LENGTH),
        first_step=telling.optional(first_step, field="first_step", max_length=telling.TITLE_LENGTH),
        owner=GoalOwner.MEMBER,
        owner_id=actor.id,
        owner_name=actor.name[:120],
        state=GoalState.AGREED if decides else GoalState.PROPOSED,
        accepted_at=at if decides else None,
        term=Term.LATER,
        rank=rank,
        created_at=at,
        created_by_id=actor.id,
        created_by_name=actor.name[:120],
    )
    telling.add_step(actor=actor, line=row, kind=StepKind.ADDED, state=row.state, at=at)
    telling.tell_line(actor=actor, at=at, action="goal.add_own", line=row, row="named", timeline=True)
    publish(PlanChanged(plan_id=plan.pk, scope=row.scope, by_id=actor.id), at=at)
    return row


@command("goal.change_own")
def change_own_goal(
    *, actor: Actor, goal_id: UUID, version: int, title: str, at: datetime, first_step: str = ""
) -> Goal:
    """Change the words of one's own goal; the words before stay readable (R-017).

    Below the age of own say other words ask the client's yes anew (R-044). Refusals: NotFound,
    NotAllowed, TooYoungForOwnGoal, StaleVersion, NoPlanYet, TextMissing, TextTooLong, TextUnreadable.
    """
    row = Goal.objects.filter(pk=goal_id, owner=GoalOwner.MEMBER, owner_id=actor.id).first()
    if row is None:
        raise NotFound
    require(policies.may_word(actor, row))
    decides = _decides(actor, at)
    case_id = next((one.case_id for one in cases.own_files(actor, at=at) if one.scope == row.scope), None)
    if case_id is None:
        raise NotFound
    _plan_and_rank(case_id, at)
    fields = {
        "title": telling.words(title, field="title", max_length=telling.TITLE_LENGTH),
        "first_step": telling.optional(first_step, field="first_step", max_length=telling.TITLE_LENGTH),
    }
    was = {name: getattr(row, name) for name, value in fields.items() if getattr(row, name) != value}
    again: dict[str, Any] = (
        {} if decides or "title" not in was else {"state": GoalState.PROPOSED, "accepted_at": None}
    )
    again |= {"worded_at": at} if was else {}
    telling.save_version(row, version=version, **fields, **again)
    now = {name: getattr(row, name) for name in was}
    telling.add_step(actor=actor, line=row, kind=StepKind.CHANGED, state=row.state, at=at, was=was, now=now)
    telling.tell_line(actor=actor, at=at, action="goal.change_own", line=row, row="named")
    publish(PlanChanged(plan_id=row.plan_id, scope=row.scope, by_id=actor.id), at=at)
    return row


@command("goal.withdraw_own")
def withdraw_own_goal(*, actor: Actor, goal_id: UUID, at: datetime, words: str = "") -> Goal:
    """Take one's own goal back; no reason is owed, what was written stays in the history (R-017, R-044).

    Whoever wrote it decides that alone, at every age: a goal of one's own is never kept by somebody else.
    Refusals: NotFound, StateImpossible, NoPlanYet, TextTooLong, TextUnreadable.
    """
    mine = Goal.objects.filter(owner=GoalOwner.MEMBER, owner_id=actor.id, created_by_id=actor.id)
    row = mine.filter(pk=goal_id).first() if actor.is_resident else None
    if row is None:
        raise NotFound
    case_id = next((one.case_id for one in cases.own_files(actor, at=at) if one.scope == row.scope), None)
    if case_id is None:
        raise NotFound
    _plan_and_rank(case_id, at)
    if row.state not in lines.OPEN_GOALS:
        raise StateImpossible(old=row.get_state_display(), new=GoalState.WITHDRAWN.label)
    why = telling.optional(words, field="words", max_length=1000)
    telling.save_version(row, version=row.version, state=GoalState.WITHDRAWN)
    telling.add_step(actor=actor, line=row, kind=StepKind.STATE, state=row.state, reason=why, at=at)
    telling.tell_line(actor=actor, at=at, action="goal.withdraw_own", line=row, row="named", timeline=True)
    publish(PlanChanged(plan_id=row.plan_id, scope=row.scope, by_id=actor.id), at=at)
    return row


def _own_file(actor: Actor, case_id: UUID, at: datetime) -> OwnFile:
    """The actor's own file in this case. Raises NotFound: a client's goals go the ordinary way."""
    found = cases.own_files(actor, at=at) if actor.is_resident else []
    file = next((one for one in found if one.case_id == case_id), None)
    if file is None:
        raise NotFound
    return file


def _decides(actor: Actor, at: datetime) -> bool:
    """Whether the actor is old enough to decide alone. Raises TooYoungForOwnGoal."""
    ages = organizations.age_bands()
    with acting_as(system_actor("own file"), at=at):
        person = people.person(actor.id)
    if person is None:
        raise NotFound
    band = people.age_band(
        person,
        telling.today(at),
        guardian_below=ages.guardian_below,
        shared_below=ages.shared_below,
        adult_at=ages.adult_at,
    )
    if band == "guardian":
        raise TooYoungForOwnGoal
    return band in DECIDES


def _plan_and_rank(case_id: UUID, at: datetime) -> tuple[Plan, int]:
    """The live plan, which a young person does not see, and the last place in it. Raises NoPlanYet."""
    with acting_as(system_actor("plan lines"), at=at):
        plan = Plan.objects.live().filter(case_id=case_id).select_related("case").first()
        if plan is None:
            raise NoPlanYet
        last = Goal.objects.filter(plan=plan).order_by("-rank").values_list("rank", flat=True).first()
    return plan, (last or 0) + 1
