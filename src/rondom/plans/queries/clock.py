"""What the clock must notice. Read as the system."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from rondom.people import queries as people
from rondom.plans.models import Action, Bottleneck, Closing, Goal, Plan, PlanAlert
from rondom.plans.queries.parties import Party, silent_parties
from rondom.plans.queries.story import PROBLEM_LEVELS, money_domain
from rondom.plans.rules.lines import OPEN_ACTIONS, OPEN_GOALS
from rondom.plans.vocabulary import ActionState, AlertKind, ClosingState, PlanState

WATCHED = (
    AlertKind.REMINDED,
    AlertKind.SILENT_PARTY,
    AlertKind.BOTTLENECK,
    AlertKind.NO_MONEY_STEP,
    AlertKind.AFTERCARE,
)


def newly_overdue(today: date) -> list[UUID]:
    """Open actions of live plans whose date passed and whose owner was not told yet."""
    rows = Action.objects.overdue(today).filter(overdue_told_at=None, plan__ended_at=None)
    return list(rows.values_list("pk", flat=True))


def published_plans() -> QuerySet[Plan]:
    """Live plans with a version that parties can speak about."""
    return Plan.objects.live().filter(published_number__gt=0).select_related("case")


def silent_since_publishing(plan: Plan) -> list[Party]:
    """Parties with an own line on which they have not spoken."""
    client = people.person(plan.case.client_id)
    return silent_parties(plan, client.name if client else "")


def bottlenecks_for_leaders(today: date) -> QuerySet[Bottleneck]:
    """Unsolved, and the party's time to answer first is over (R-021)."""
    rows = Bottleneck.objects.filter(solved_at=None, react_by__lt=today, plan__state__in=_live())
    return rows.select_related("plan")


def aftercare_due(today: date) -> QuerySet[Closing]:
    """Files that are still closed on the day on which somebody would ask how things are (R-024).

    Until somebody took it off the list: once is enough.
    """
    asked = PlanAlert.objects.filter(kind=AlertKind.AFTERCARE, about_id=OuterRef("pk"))
    rows = Closing.objects.filter(state=ClosingState.CLOSED, aftercare_on__lte=today)
    return rows.exclude(Exists(asked.filter(cleared_at__isnull=False)))


def plans_without_money_step() -> list[Plan]:
    """Live plans with a money problem and nothing concrete about money yet (R-020)."""
    number = money_domain()
    if number is None:
        return []
    plans = Plan.objects.live().filter(
        case__domain_entries__domain=number,
        case__domain_entries__replaced_at=None,
        case__domain_entries__problem__in=PROBLEM_LEVELS,
    )
    stepped = set(
        Goal.objects.filter(plan__in=plans, domain=number, state__in=OPEN_GOALS)
        .exclude(first_step="")
        .values_list("plan_id", flat=True)
    )
    acted = Q(state__in=OPEN_ACTIONS) | Q(state=ActionState.DONE)
    stepped |= set(
        Action.objects.filter(acted, plan__in=plans, domain=number).values_list("plan_id", flat=True)
    )
    return [plan for plan in plans.select_related("case").distinct() if plan.pk not in stepped]


def watched_alerts() -> QuerySet[PlanAlert]:
    """Open alerts that the clock raises and takes away again."""
    return PlanAlert.objects.filter(kind__in=WATCHED, cleared_at=None)


def _live() -> list[str]:
    return [PlanState.DRAFT, PlanState.ACTIVE]
