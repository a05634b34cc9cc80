"""Life domains and strengths, as far as the reader may see them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rondom.cases import rules
from rondom.cases.models import Case, DomainEntry, Strength
from rondom.cases.queries.case import MyRelation
from rondom.cases.queries.register import is_suspended
from rondom.kernel.sorting_rules import sorting_rule
from rondom.organizations import queries as organizations


def domain_grid(case: Case) -> list[DomainEntry]:
    """The current entries the reader may see, by domain (R-003)."""
    return list(domain_rows(case.pk).select_related("person"))


def domain_rows(case_id: UUID) -> QuerySet[DomainEntry]:
    """The same, to be read along with other rows."""
    rows = DomainEntry.objects.filter(case_id=case_id, replaced_at=None)
    return rows.order_by("domain", "written_at")


@sorting_rule(
    "multiple_problems",
    what=_("Shows that a household has trouble on several life domains at once."),
    why=_("So that help is brought into line. It never decides who gets help."),
    inputs=("domain.problem",),
)
def has_multiple_problems(
    entries: Iterable[DomainEntry], relation: MyRelation, stopped: frozenset[str] | None = None
) -> bool | None:
    """The mark of R-003; None for a reader who does not see every domain. Never stored, never exported."""
    if relation.row not in {"P4", "P8"}:
        return None
    if "multiple_problems" in stopped if stopped is not None else is_suspended("multiple_problems"):
        return None
    above = organizations.setting("multi_problem_above_domains")
    return rules.has_multiple_problems(((e.domain, e.problem) for e in entries), above)


def strengths_of(case: Case) -> list[Strength]:
    """Strengths, listed above problems (R-004)."""
    return list(strength_rows(case.pk))


def strength_rows(case_id: UUID) -> QuerySet[Strength]:
    """The same, to be read along with other rows."""
    return Strength.objects.filter(case_id=case_id, ended_at=None)


def strength_words(case: Case) -> dict[UUID, str]:
    """The words of every strength by key, also of those that were taken off: what a goal rested on."""
    return dict(Strength.objects.filter(case=case).values_list("pk", "text"))
