"""What plans have for the start page of a worker: own actions, late ones of others, alerts."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.cases import queries as cases
from rondom.cases.queries import TodayItem, day_of
from rondom.plans.models import Action, Plan
from rondom.plans.queries.own import alerts_for
from rondom.plans.vocabulary import AlertKind

SOON = timedelta(days=7)
AT_MOST = 50

SENTENCES = {
    AlertKind.SILENT_PARTY: _("{who} has not said yet what they think of the plan."),
    AlertKind.NO_MONEY_STEP: _("There is no first step about money yet."),
    AlertKind.BOTTLENECK: _("Something in the plan is stuck."),
    AlertKind.JOIN_REQUEST: _("{who} asks to take part in the plan."),
    AlertKind.CLOSING: _("{who} asks to close without having spoken to the client."),
}


def today_items(actor: Actor, *, at: datetime) -> list[TodayItem]:
    """Own actions of this week, late actions of others in own cases, and what asks for attention.

    About six queries, whatever the caseload.
    """
    if not actor.is_professional:
        return []
    return [*_own(actor, at), *_of_others(actor, at), *_alerts(actor, at)]


def _own(actor: Actor, at: datetime) -> list[TodayItem]:
    today = day_of(at)
    rows = Action.objects.open().filter(owner_id=actor.id, due_on__lte=today + SOON).order_by("due_on")
    mine = list(rows[:AT_MOST])
    # Not joined: the owner of a single line does not see the plan around it.
    plans = Plan.objects.filter(pk__in={a.plan_id for a in mine}).select_related("case")
    known = {plan.pk: plan.case for plan in plans}
    found = []
    for action in mine:
        case = known.get(action.plan_id)
        late = action.due_on < today
        found.append(
            TodayItem(
                side=cases.ME,
                sentence=_("An action of yours is too late.") if late else _("An action of yours is due."),
                url_name="plan" if case else "own_line_steps",
                url_id=case.pk if case else action.pk,
                case_id=case.pk if case else None,
                case_name=case.name if case else "",
                due_on=action.due_on,
                weight=5 if late else 3,
            )
        )
    return found


def _of_others(actor: Actor, at: datetime) -> list[TodayItem]:
    rows = (
        Action.objects.overdue(day_of(at))
        .filter(plan__case__case_manager_id=actor.id, plan__ended_at=None)
        .exclude(owner_id=actor.id)
        .select_related("plan__case")
        .order_by("due_on")
    )
    return [
        TodayItem(
            side=cases.OTHERS,
            sentence=_("{who} has an action that is too late."),
            url_name="plan",
            url_id=a.plan.case_id,
            case_id=a.plan.case_id,
            case_name=a.plan.case.name,
            due_on=a.due_on,
            weight=4,
            words={"who": a.owner_name},
        )
        for a in rows[:AT_MOST]
    ]


def _alerts(actor: Actor, at: datetime) -> list[TodayItem]:
    return [
        TodayItem(
            side=cases.ME,
            sentence=SENTENCES[AlertKind(alert.kind)],
            url_name="plan_closing_decision" if alert.may_decide else "plan",
            url_id=alert.alert.pk if alert.may_decide else alert.case_id,
            case_id=alert.case_id,
            case_name=alert.household,
            due_on=day_of(alert.alert.raised_at),
            weight=6,
            words={"who": alert.alert.who},
        )
        for alert in alerts_for(actor, at=at)[:AT_MOST]
    ]
