"""The case list: the deadline that hurts most first, for a worker with 60 and a leader with 1,500."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.cases.models import Case, Involvement, OwnWords
from rondom.cases.vocabulary import CaseState
from rondom.kernel.sorting_rules import sorting_rule

PAGE_SIZE = 25
COUNT_LIMIT = 1000
SHOWN_IN_LIST = ("name", "next_deadline_on", "last_activity_at", "client_id", "case_manager__name")


@dataclass(frozen=True)
class CasePage:
    """One page of cases. `total` is exact up to a thousand; `more_than` says that there are more."""

    cases: list[Case]
    number: int
    has_next: bool
    total: int
    more_than: bool

    @property
    def has_previous(self) -> bool:
        """Not the first page."""
        return self.number > 1


@sorting_rule(
    "case_order",
    what=_("Orders the list of cases: the nearest known date first, then what was touched last."),
    why=_("So that an eviction or cut-off is seen before it happens."),
    inputs=("case.next_deadline_on", "case.last_activity_at"),
)
def filtered_cases(actor: Actor, *, whose: str = "all", state: str = CaseState.OPEN) -> QuerySet[Case]:
    """Cases the actor may see. `whose`: mine (I am case manager), involved, deadline, silent, all."""
    rows = Case.objects.filter(state=state).select_related("case_manager").only(*SHOWN_IN_LIST)
    if whose == "mine":
        rows = rows.filter(case_manager_id=actor.id)
    elif whose == "involved":
        here = Involvement.objects.filter(case=OuterRef("pk"), professional_id=actor.id, until=None)
        rows = rows.filter(Exists(here)).exclude(case_manager_id=actor.id)
    elif whose == "deadline":
        rows = rows.filter(next_deadline_on__isnull=False)
    elif whose == "silent":
        rows = rows.filter(~Exists(OwnWords.objects.filter(case=OuterRef("pk"))), case_manager_id=actor.id)
    return rows.order_by(F("next_deadline_on").asc(nulls_last=True), "-last_activity_at", "id")


def case_page(rows: QuerySet[Case], number: int) -> CasePage:
    """A page of 25, in two queries: no count beyond a thousand."""
    start = (max(number, 1) - 1) * PAGE_SIZE
    found = list(rows[start : start + PAGE_SIZE + 1])
    counted = rows.order_by().values("pk")[: COUNT_LIMIT + 1].count()
    return CasePage(
        cases=found[:PAGE_SIZE],
        number=max(number, 1),
        has_next=len(found) > PAGE_SIZE,
        total=min(counted, COUNT_LIMIT),
        more_than=counted > COUNT_LIMIT,
    )
