"""What the clock does: remind, put on the list, mark as late. Run as the system, one command per row."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from rondom.access.actor import Actor
from rondom.access.scopes import Part, plan_part, scope_of
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotFound
from rondom.plans.commands.telling import action_to_change
from rondom.plans.events import ActionOverdue, StanceReminderDue
from rondom.plans.models import Action, Plan, PlanAlert
from rondom.plans.queries.story import money_domain
from rondom.plans.vocabulary import AlertKind

PART_OF = {
    AlertKind.REMINDED: Part.CORE,
    AlertKind.SILENT_PARTY: Part.OVERVIEW,
    AlertKind.BOTTLENECK: Part.OVERVIEW,
    AlertKind.AFTERCARE: Part.OVERVIEW,
}


@command("action.mark_overdue")
def mark_overdue(*, actor: Actor, action_id: UUID, at: datetime) -> Action:
    """Tell the owner once that a date passed. Refusals: NotFound."""
    row = action_to_change(action_id)
    Action.objects.filter(pk=row.pk).update(overdue_told_at=at)
    record(
        actor=actor,
        action="action.mark_overdue",
        at=at,
        space=row.scope >> 16,
        subjects=[row.client_id],
        part="plan",
        object_type="action",
        object_id=row.pk,
    )
    publish(ActionOverdue(action_id=row.pk, owner_id=row.owner_id), at=at)
    return row


@command("plan.raise_alert")
def raise_alert(
    *, actor: Actor, plan_id: UUID, kind: str, about_id: UUID, at: datetime, who: str = ""
) -> PlanAlert | None:
    """Put something on the list, once while it is open; None when it stands there already.

    The list says that something asks for attention, never what: the scope keeps money matters with those
    who may know about money. Refusals: NotFound.
    """
    plan = Plan.objects.select_related("case").filter(pk=plan_id).first()
    if plan is None:
        raise NotFound
    part = PART_OF.get(AlertKind(kind), plan_part(money_domain() or 0))
    record(
        actor=actor,
        action="plan.raise_alert",
        at=at,
        space=plan.space,
        subjects=[plan.case.client_id],
        part="plan",
        object_type="plan",
        object_id=plan.pk,
        reason=kind,
    )
    try:
        with transaction.atomic():  # noqa: TID251 - a savepoint: the alert may stand there already
            alert = PlanAlert.objects.create(
                scope=scope_of(plan.space, part),
                case_id=plan.case_id,
                kind=kind,
                about_id=about_id,
                who=who[:200],
                raised_at=at,
                raised_by_id=actor.id,
            )
    except IntegrityError:
        return None
    if kind == AlertKind.REMINDED:
        publish(StanceReminderDue(plan_id=plan.pk, person_id=about_id), at=at)
    return alert


@command("plan.settle_alerts")
def settle_alerts(*, actor: Actor, alert_ids: list[UUID], at: datetime) -> int:
    """Take off the list what is no longer so; answers how many."""
    record(actor=actor, action="plan.settle_alerts", at=at, part="plan", reason=str(len(alert_ids)))
    return PlanAlert.objects.filter(pk__in=alert_ids, cleared_at=None).update(cleared_at=at)
