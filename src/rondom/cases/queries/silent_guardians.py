"""Somebody with authority over a child does not answer: nothing is shared, so somebody must act (R-044)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from rondom.cases.models import Case
from rondom.cases.queries.start_lines import ME, OTHERS, TodayItem
from rondom.cases.rules import day_of
from rondom.kernel.working_days import add_working_days
from rondom.organizations import queries as organizations
from rondom.privacy import queries as privacy


def waiting_guardians(actor_id: UUID, now: datetime) -> QuerySet[Any]:
    """Open questions about a child in the cases of this case manager, each with `asked_at` (R-044)."""
    mine = Case.objects.open().filter(case_manager_id=actor_id)
    here = mine.filter(space=OuterRef("space"))
    rows = privacy.waiting_about_children(now).filter(space__in=mine.values("space"))
    return rows.only("space").annotate(
        case_id=Subquery(here.values("pk")[:1]), household=Subquery(here.values("name")[:1])
    )


def guardian_line(one: Any, at: datetime) -> TodayItem:
    """The line on the start page: with others until its day, then with the case manager."""
    asked = day_of(one.asked_at)
    days = organizations.setting("client_request_working_days")
    due = add_working_days(asked, days, organizations.calendar())
    return TodayItem(
        side=ME if day_of(at) > due else OTHERS,
        sentence=_(
            "Somebody with authority over a child has not answered about a permission. Nothing is shared "
            "until then. Call, write down the answer, or say on that page why you go on without."
        ),
        url_name="case_permissions",
        url_id=one.case_id,
        case_id=one.case_id,
        case_name=one.household or "",
        due_on=due,
        weight=4,
    )
