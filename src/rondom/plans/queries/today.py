"""What plans have for the start page of a worker: own actions, late ones of others, alerts."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.cases import queries as cases
from rondom.cases.queries import TodayItem, day_of
from rondom.kernel.repeated import Fixed, repeated
from rondom.kernel.together import fetch_together
from rondom.organizations import queries as organizations
from rondom.plans.models import Action, Plan
from rondom.plans.queries.alerts import AlertView, alert_rows, alert_views, teams_led
from rondom.plans.vocabulary import AlertKind

SOON = timedelta(days=7)
OF_ALERT = ("kind", "who", "raised_at", "case__name", "case__team", "case__case_manager")

SENTENCES = {
    AlertKind.SILENT_PARTY: _("{who} has not said yet what they think of the plan."),
    AlertKind.NO_MONEY_STEP: _("There is no first step about money yet."),
    AlertKind.BOTTLENECK: _("Something in the plan is stuck."),
    AlertKind.JOIN_REQUEST: _("{who} asks to take part in the plan."),
    AlertKind.AFTERCARE: _("This file closed some time ago. It is time to ask how things are."),
    AlertKind.CLOSING: _("{who} asks to close without having spoken to the client."),
}


def today_items(actor: Actor, *, at: datetime) -> list[TodayItem]:
    """Own actions of this week, late actions of others in own cases, and what asks for attention.

    One query, whatever the caseload; one more for a team leader.
    """
    if not actor.is_professional:
        return []
    today = day_of(at)
    led = teams_led(actor, at)
    days, most = {"today": today, "soon": today + SOON}, Fixed(organizations.setting("today_items"))
    found = (
        fetch_together(**_lists(actor.id, led, **days, most=most))
        if led
        else _of_worker(actor_id=actor.id, **days, most=most)
    )
    return [
        *cases.lines_of(found["own"], lambda action: _own(action, late=action.due_on < today)),
        *cases.lines_of(found["late"], _of_other),
        *cases.lines_of(found["alerts"], lambda row: _alert(alert_views([row], led)[0])),
    ]


@repeated
def _of_worker(*, actor_id: UUID, today: date, soon: date, most: Fixed) -> dict[str, QuerySet[Any]]:
    return _lists(actor_id, [], today=today, soon=soon, most=most)


def _lists(
    actor_id: UUID, led: list[UUID], *, today: date, soon: date, most: int
) -> dict[str, QuerySet[Any]]:
    # Not joined: the owner of a single line does not see the plan around it.
    around = Plan.objects.filter(pk=OuterRef("plan"))
    own = Action.objects.open().filter(owner_id=actor_id, due_on__lte=soon)
    late = Action.objects.overdue(today).filter(plan__case__case_manager_id=actor_id, plan__ended_at=None)
    own = own.only("due_on").annotate(
        seen_case=Subquery(around.values("case")), seen_name=Subquery(around.values("case__name"))
    )
    late = (
        late.exclude(owner_id=actor_id).only("owner_name", "due_on").annotate(seen_case=F("plan__case"))
    ).annotate(seen_name=F("plan__case__name"))
    alerts = alert_rows(actor_id, led).only(*OF_ALERT)
    return {
        "own": cases.nearest(own, "due_on", "seen_name", most=most),
        "late": cases.nearest(late, "due_on", "seen_name", most=most),
        "alerts": cases.nearest(alerts, "raised_at", most=most),
    }


def _own(action: Any, *, late: bool) -> TodayItem:
    # A name comes along only when the case itself is visible.
    case_id = action.seen_case if action.seen_name is not None else None
    return TodayItem(
        side=cases.ME,
        sentence=_("An action of yours is too late.") if late else _("An action of yours is due."),
        url_name="plan" if case_id else "own_line_steps",
        url_id=case_id or action.pk,
        case_id=case_id,
        case_name=action.seen_name or "",
        due_on=action.due_on,
        weight=5 if late else 3,
    )


def _of_other(action: Any) -> TodayItem:
    return TodayItem(
        side=cases.OTHERS,
        sentence=_("{who} has an action that is too late."),
        url_name="plan",
        url_id=action.seen_case,
        case_id=action.seen_case,
        case_name=action.seen_name,
        due_on=action.due_on,
        weight=4,
        words={"who": action.owner_name},
    )


def _alert(alert: AlertView) -> TodayItem:
    return TodayItem(
        side=cases.ME,
        sentence=SENTENCES[AlertKind(alert.alert.kind)],
        url_name="plan_closing_decision" if alert.may_decide else "plan_attention",
        url_id=alert.alert.pk if alert.may_decide else alert.case_id,
        case_id=alert.case_id,
        case_name=alert.household,
        due_on=day_of(alert.alert.raised_at),
        weight=6,
        words={"who": alert.alert.who},
    )
