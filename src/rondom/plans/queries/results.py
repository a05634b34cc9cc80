"""Results, statements, solutions, closings."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.audit.log import record
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.organizations import queries as organizations
from rondom.plans import policies
from rondom.plans.models import Closing, CustomSolution, Outcome, Plan, PlanAlert, SelfReport, SolutionCopy
from rondom.plans.queries.action_cards import domain_label
from rondom.plans.rules.results import averages
from rondom.plans.vocabulary import STATEMENTS, AlertKind


@dataclass(frozen=True)
class StatementTrend:
    """One of the six statements with the client's answers over time."""

    words: str
    answers: list[int]

    @property
    def first(self) -> int:
        """The first answer."""
        return self.answers[0]

    @property
    def last(self) -> int:
        """The newest answer."""
        return self.answers[-1]


@dataclass(frozen=True)
class TeamStatements:
    """The mean of a team per statement; None when too few people answered (R-055)."""

    people_enough: bool
    rows: list[tuple[str, float | None]]
    floor: int


@dataclass(frozen=True)
class FoundSolution:
    """A searchable copy; the domain is named only when enough copies share it (R-023)."""

    what: str
    why: str
    room: str
    result: str
    year: int
    domain: str


def outcomes_of(plan: Plan) -> list[Outcome]:
    """Results as far as the reader may see them; the private ones are the client's own."""
    return list(plan.outcomes.all())


def trend_for(actor: Actor, plan: Plan) -> list[StatementTrend]:
    """The client's own trend; empty for everybody else, whom the database shows nothing."""
    rows = list(SelfReport.objects.filter(plan=plan, person_id=actor.id))
    if not rows:
        return []
    return [StatementTrend(str(w), [r.answers[i] for r in rows]) for i, w in enumerate(STATEMENTS)]


def team_statements(actor: Actor, *, at: datetime) -> TeamStatements:
    """The newest answers of a team's clients as means, from the smallest published group on (R-055).

    For the leader of the team. Raises NotAllowed.
    """
    led = organizations.teams_led_by(actor.id, at.astimezone(AMSTERDAM).date())
    if not led:
        raise NotAllowed(reason=_("only the leader of a team sees the figures of the team."))
    floor = organizations.setting("smallest_published_group")
    record(actor=actor, action="self_report.view_team", at=at, part="statistics")
    with acting_as(system_actor("team statements"), at=at):
        rows = SelfReport.objects.filter(plan__case__team_id__in=led).order_by("person_id", "-at")
        newest = rows.distinct("person_id").values_list("answers", flat=True)
        means = averages(list(newest), floor=floor)
    values: list[float | None] = list(means) if means else [None] * len(STATEMENTS)
    pairs = [(str(words), value) for words, value in zip(STATEMENTS, values, strict=True)]
    return TeamStatements(means is not None, pairs, floor)


def solutions_of(plan: Plan) -> list[CustomSolution]:
    """Solutions outside the standard in this file, as far as the reader may see them."""
    return list(plan.solutions.all())


def find_solutions(text: str, *, domain: int | None = None) -> list[FoundSolution]:
    """Search the copies without names; below the smallest group the domain is not named or searched."""
    floor = organizations.setting("smallest_published_group")
    counted = SolutionCopy.objects.values("domain").annotate(n=Count("id"))
    named = {row["domain"] for row in counted if row["n"] >= floor}
    rows = SolutionCopy.objects.order_by("-year", "id")
    if domain is not None and domain in named:
        rows = rows.filter(domain=domain)
    if text.strip():
        vector = SearchVector("what", "why", "room", "result", config="dutch")
        rows = rows.annotate(found=vector).filter(
            found=SearchQuery(text, config="dutch", search_type="websearch")
        )
    return [
        FoundSolution(
            r.what, r.why, r.room, r.result, r.year, domain_label(r.domain) if r.domain in named else ""
        )
        for r in rows[:50]
    ]


def closing_question(actor: Actor, alert_id: UUID, *, at: datetime) -> str:
    """The household of an open question to close, for the leader of its team, with the look in the log.

    Raises NotFound, also for everybody else.
    """
    alert = PlanAlert.objects.filter(pk=alert_id, kind=AlertKind.CLOSING, cleared_at=None)
    row = alert.select_related("case").first()
    if row is None or not policies.leads(actor, row.case):
        raise NotFound
    record(
        actor=actor,
        action="plan.view_closing_question",
        at=at,
        space=row.case.space,
        subjects=[row.case.client_id],
        part="closing",
        object_type="plan_alert",
        object_id=row.pk,
    )
    return str(row.case.name)


def closing_of(case_id: UUID) -> Closing | None:
    """The newest closing of a case, when the reader may see it."""
    return Closing.objects.filter(case_id=case_id).first()
