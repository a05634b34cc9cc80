"""Clock jobs of the plan: late actions, silent parties, bottlenecks, money without a first step."""

from datetime import date, datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.context import system_actor
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.working_days import working_days_between
from rondom.organizations import queries as organizations
from rondom.plans.commands.watch import mark_overdue, raise_alert, settle_alerts
from rondom.plans.queries import clock as due
from rondom.plans.vocabulary import AlertKind

DAYS_AFTER_REMINDER = 2
"""Working days between the reminder and the team leader's list: time to answer the reminder."""
NAME = "rondom.plans.jobs.watch_plans"


def watch_plans(*, at: datetime) -> None:
    """Notice everything about plans that is due today; twice changes nothing (R-018, R-020, R-021)."""
    actor = system_actor(NAME)
    today = at.astimezone(AMSTERDAM).date()
    for action_id in due.newly_overdue(today):
        mark_overdue(actor=actor, action_id=action_id, at=at)
    kept = _silence(actor, today, at) | _bottlenecks(actor, today, at) | _money(actor, today, at)
    gone = [alert.pk for alert in due.watched_alerts() if (alert.kind, alert.about_id) not in kept]
    if gone:
        settle_alerts(actor=actor, alert_ids=gone, at=at)


def _silence(actor: Actor, today: date, at: datetime) -> set[tuple[str, UUID]]:
    term = organizations.setting("stance_confirmation_working_days")
    calendar = organizations.calendar()
    kept: set[tuple[str, UUID]] = set()
    for plan in due.published_plans():
        waited = working_days_between(_day(plan.published_at), today, calendar)
        if waited < term:
            continue
        for party in due.silent_since_publishing(plan):
            kept.add((AlertKind.REMINDED, party.id))
            raise_alert(actor=actor, plan_id=plan.pk, kind=AlertKind.REMINDED, about_id=party.id, at=at)
            if waited >= term + DAYS_AFTER_REMINDER:
                kept.add((AlertKind.SILENT_PARTY, party.id))
                raise_alert(
                    actor=actor,
                    plan_id=plan.pk,
                    kind=AlertKind.SILENT_PARTY,
                    about_id=party.id,
                    who=party.name,
                    at=at,
                )
    return kept


def _bottlenecks(actor: Actor, today: date, at: datetime) -> set[tuple[str, UUID]]:
    kept: set[tuple[str, UUID]] = set()
    for row in due.bottlenecks_for_leaders(today):
        kept.add((AlertKind.BOTTLENECK, row.pk))
        raise_alert(actor=actor, plan_id=row.plan_id, kind=AlertKind.BOTTLENECK, about_id=row.pk, at=at)
    return kept


def _money(actor: Actor, today: date, at: datetime) -> set[tuple[str, UUID]]:
    term = organizations.setting("first_money_step_working_days")
    calendar = organizations.calendar()
    kept: set[tuple[str, UUID]] = set()
    for plan in due.plans_without_money_step():
        if working_days_between(_day(plan.started_at), today, calendar) >= term:
            kept.add((AlertKind.NO_MONEY_STEP, plan.pk))
            raise_alert(actor=actor, plan_id=plan.pk, kind=AlertKind.NO_MONEY_STEP, about_id=plan.pk, at=at)
    return kept


def _day(moment: datetime | None) -> date:
    if moment is None:
        raise ValueError("a published plan has a moment")
    return moment.astimezone(AMSTERDAM).date()
