"""Freezing a version, line by line."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from rondom.access.actor import Actor
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.organizations import queries as organizations
from rondom.plans import policies
from rondom.plans.commands import telling
from rondom.plans.commands.order import shown_order
from rondom.plans.commands.refusals import NothingInPlan, require
from rondom.plans.events import PlanPublished
from rondom.plans.models import Action, Annex, Bottleneck, Goal, Plan, PlanVersion, Stance, VersionLine
from rondom.plans.rules import lines
from rondom.plans.rules.agreement import still_shows
from rondom.plans.vocabulary import LineKind


@command("plan.publish")
def publish_version(*, actor: Actor, plan_id: UUID, at: datetime, note: str = "") -> PlanVersion:
    """Freeze the plan as it stands: every line with its stances, in the line's own scope (R-018).

    What is stuck and was stuck in the version before is marked as carried over. Earlier versions stay.
    Refusals: NotFound, NotAllowed, PlanEnded, NothingInPlan, TextTooLong.
    """
    plan = telling.live_plan(plan_id)
    decision = require(policies.may_publish(actor, plan))
    plan = telling.live_plan(plan_id, lock=True)
    text = telling.optional(note, field="note", max_length=1000)
    rows = _goals(plan) + _actions(plan)
    if not rows:
        raise NothingInPlan
    version = PlanVersion.objects.create(
        scope=plan.scope,
        plan=plan,
        number=plan.published_number + 1,
        published_at=at,
        published_by_id=actor.id,
        published_by_name=actor.name[:120],
        note=text,
    )
    rows += _barriers(plan) + _annexes(plan)
    VersionLine.objects.bulk_create(VersionLine(version=version, **row) for row in rows)
    Plan.objects.filter(pk=plan.pk).update(
        published_number=version.number, published_at=at, version=F("version") + 1
    )
    told = telling.Told(
        "plan.publish",
        plan.scope,
        plan.case.client_id,
        "plan_version",
        version.pk,
        row=decision.row,
        words={"number": version.number},
        timeline=True,
    )
    telling.tell(actor=actor, at=at, told=told)
    publish(PlanPublished(plan_id=plan.pk, version_id=version.pk), at=at)
    return version


def _goals(plan: Plan) -> list[dict[str, Any]]:
    order = [place.id for place in shown_order(plan)]
    goals = {g.pk: g for g in Goal.objects.filter(plan=plan, state__in=lines.OPEN_GOALS)}
    stances = _stances(plan, {key: goal.worded_at for key, goal in goals.items()})
    return [
        _row(LineKind.GOAL, goals[key], position, _goal_body(goals[key], stances))
        for position, key in enumerate(order, start=1)
    ]


def _goal_body(goal: Goal, stances: dict[UUID, list[Any]]) -> dict[str, Any]:
    return {
        "title": goal.title,
        "domain": _domain(goal.domain),
        "owner": goal.owner,
        "owner_name": goal.owner_name,
        "first_step": goal.first_step,
        "first_step_on": _iso(goal.first_step_on),
        "due_on": _iso(goal.due_on),
        "state": goal.state,
        "term": goal.term,
        # Only the keys: the words of a strength stand in the story, which not every reader of a line sees.
        "strengths": [str(key) for key in goal.strength_ids],
        "stances": stances.get(goal.pk, []),
    }


def _actions(plan: Plan) -> list[dict[str, Any]]:
    rows = Action.objects.filter(plan=plan, state__in=lines.OPEN_ACTIONS).order_by("due_on", "created_at")
    stances = _stances(plan, {row.pk: row.worded_at for row in rows})
    return [
        _row(
            LineKind.ACTION,
            action,
            position,
            {
                "title": action.what,
                "domain": _domain(action.domain),
                "owner": action.owner_kind,
                "owner_name": action.owner_name,
                "due_on": _iso(action.due_on),
                "state": action.state,
                # Only the key: the words of the goal stand in the goal's own scope.
                "goal": str(action.goal_id) if action.goal_id else "",
                "stances": stances.get(action.pk, []),
            },
        )
        for position, action in enumerate(rows, start=1)
    ]


def _barriers(plan: Plan) -> list[dict[str, Any]]:
    before = set(
        VersionLine.objects.filter(
            version__plan=plan, version__number=plan.published_number, kind=LineKind.BARRIER
        ).values_list("line_id", flat=True)
    )
    rows = Bottleneck.objects.filter(plan=plan, solved_at=None).order_by("raised_at")
    return [
        _row(
            LineKind.BARRIER,
            barrier,
            position,
            {
                "title": barrier.text,
                "domain": _domain(barrier.domain),
                "cause": barrier.kind,
                "party": barrier.party_name,
                "since_on": _iso(barrier.since_on),
                "route": barrier.route,
            },
            carried_over=barrier.pk in before,
        )
        for position, barrier in enumerate(rows, start=1)
    ]


def _annexes(plan: Plan) -> list[dict[str, Any]]:
    """What stands beside the plan at that moment: the line, never what is in the document."""
    rows = Annex.objects.filter(plan=plan, withdrawn_at=None, replaced_by=None).order_by("attached_at")
    return [
        _row(
            LineKind.ANNEX,
            annex,
            position,
            {
                "title": annex.summary,
                "domain": _domain(annex.domain),
                "requires": annex.requires,
                "other_rule": annex.other_rule,
                "document_on": _iso(annex.document_on),
            },
        )
        for position, annex in enumerate(rows, start=1)
    ]


def _row(kind: str, line: Any, position: int, body: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"scope": line.scope, "kind": kind, "line_id": line.pk, "position": position, "body": body, **more}


def _stances(plan: Plan, worded: dict[UUID, datetime | None]) -> dict[UUID, list[dict[str, Any]]]:
    """By line, the last word of each person that stands beside the line as it is now."""
    last: dict[tuple[UUID | None, UUID], Stance] = {}
    for row in Stance.objects.filter(plan=plan).order_by("at"):
        last[(row.goal_id or row.action_id, row.person_id)] = row
    found: dict[UUID, list[dict[str, Any]]] = {}
    for (line_id, _person), row in sorted(last.items(), key=lambda item: item[1].at):
        if line_id not in worded or not still_shows(row.stance, row.at, worded[line_id]):
            continue
        found.setdefault(line_id, []).append(
            {
                "name": row.person_name,
                "role": row.person_role,
                "stance": row.stance,
                "words": row.words,
                "channel": row.channel,
                "witness": row.witness,
                "on": telling.today(row.at).isoformat(),
            }
        )
    return found


def _domain(number: int) -> dict[str, str]:
    found = organizations.life_domain(number)
    return {"nl": found.nl, "en": found.en} if found else {"nl": "", "en": ""}


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""
