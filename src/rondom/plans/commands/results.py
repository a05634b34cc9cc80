"""What came of it: told by the client, seen by the professional, and what was done outside the standard."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.scopes import Part, plan_part, scope_of
from rondom.dispatch.commands import command
from rondom.kernel.refusals import NotFound
from rondom.people import queries as people
from rondom.plans import policies
from rondom.plans.commands import telling
from rondom.plans.commands.parts import own_scope
from rondom.plans.commands.refusals import (
    AnswersMissing,
    ChoiceUnknown,
    IdentifyingText,
    OnlyTheClient,
    ReasonMissing,
    as_list,
    require,
)
from rondom.plans.models import CustomSolution, Outcome, Plan, SelfReport, SolutionCopy
from rondom.plans.rules import results
from rondom.plans.vocabulary import Moment


@command("outcome.tell")
def tell_outcome(
    *,
    actor: Actor,
    plan_id: UUID,
    words: str,
    improved_domains: Sequence[int],
    at: datetime,
    private: bool = False,
) -> Outcome:
    """Name a result at any moment; it need not match a goal (R-054).

    The client tells it in own words, in private if wished; a professional's view is a row of its own.
    Nobody changes either.
    Refusals: NotFound, NotAllowed, TextMissing, TextTooLong, DomainUnknown, OnlyTheClient.
    """
    plan = _plan(plan_id)
    by_client = policies.is_client(actor, plan)
    if private and not by_client:
        raise OnlyTheClient
    text = telling.words(words, field="words")
    domains = sorted({telling.known_domain(number) for number in improved_domains})
    story = scope_of(plan.space, Part.STORY)
    if not private:
        require(policies.may_write(actor, story))
    row = Outcome.objects.create(
        scope=own_scope(actor=actor, plan=plan, at=at) if private else story,
        plan=plan,
        words=text,
        by_client=by_client,
        by_id=actor.id,
        by_name=actor.name[:120],
        improved_domains=domains,
        private=private,
        at=at,
    )
    told = telling.Told(
        "outcome.tell", row.scope, plan.case.client_id, "outcome", row.pk, timeline=not private
    )
    telling.tell(actor=actor, at=at, told=told)
    return row


@command("self_report.fill_in")
def fill_in_statements(
    *, actor: Actor, plan_id: UUID, answers: Sequence[int], moment: str, at: datetime
) -> SelfReport:
    """The client's own six answers; nobody else holds them (R-055, R-020).

    The same answer everywhere is kept and marked.
    Refusals: NotFound, OnlyTheClient, AnswersMissing, ChoiceUnknown.
    """
    plan = _plan(plan_id)
    if not policies.is_client(actor, plan):
        raise OnlyTheClient
    if not results.are_answers(answers):
        raise AnswersMissing
    if moment not in Moment.values:
        raise ChoiceUnknown(field="moment")
    row = SelfReport.objects.create(
        scope=own_scope(actor=actor, plan=plan, at=at),
        plan=plan,
        person_id=actor.id,
        answers=list(answers),
        moment=moment,
        same_everywhere=results.is_same_everywhere(answers),
        at=at,
    )
    told = telling.Told("self_report.fill_in", row.scope, plan.case.client_id, "self_report", row.pk)
    telling.tell(actor=actor, at=at, told=told)
    return row


@dataclass(frozen=True, kw_only=True)
class SolutionWords:
    """A customised solution; `copy` also stores a searchable copy without names."""

    domain: int
    what: str
    why: str
    room: str
    agreed_by: str
    result: str = ""
    copy: bool = False


@command("solution.record")
def record_solution(*, actor: Actor, plan_id: UUID, solution: SolutionWords, at: datetime) -> CustomSolution:
    """Store what departed from the standard, why, which room in the rules, who agreed, the result (R-023).

    Refusals: NotFound, NotAllowed, DomainUnknown, TextMissing, ReasonMissing, TextTooLong, IdentifyingText.
    """
    plan = _plan(plan_id)
    scope = scope_of(plan.space, plan_part(telling.known_domain(solution.domain)))
    require(policies.may_write(actor, scope))
    why = telling.optional(solution.why, field="why")
    if not why:
        raise ReasonMissing(field="why")
    texts = {
        "what": telling.words(solution.what, field="what"),
        "why": telling.words(why, field="why"),
        "room": telling.words(solution.room, field="room"),
        "result": telling.optional(solution.result, field="result"),
    }
    row = CustomSolution.objects.create(
        scope=scope,
        plan=plan,
        domain=solution.domain,
        agreed_by=telling.words(solution.agreed_by, field="agreed_by"),
        at=at,
        by_id=actor.id,
        by_name=actor.name[:120],
        copied=solution.copy,
        **texts,
    )
    if solution.copy:
        _copy(plan, row, texts, at)
    told = telling.Told("solution.record", scope, plan.case.client_id, "solution", row.pk, timeline=True)
    telling.tell(actor=actor, at=at, told=told)
    return row


def _copy(plan: Plan, row: CustomSolution, texts: dict[str, str], at: datetime) -> None:
    names = _names(plan, at)
    found = results.identifying_parts(" ".join(texts.values()), names)
    if found:
        raise IdentifyingText(parts=as_list(list(found)))
    SolutionCopy.objects.create(
        domain=row.domain, target_group=plan.case.target_group, year=telling.today(at).year, **texts
    )


def _names(plan: Plan, at: datetime) -> list[str]:
    """Whoever could be recognised: the household, its relatives and everybody who helps."""
    members = [m.person_id for m in people.members(plan.household_id, telling.today(at))]
    related = people.relationships(members, telling.today(at))
    keys = {*members, *(r.person_id for r in related), *(r.other_id for r in related)}
    named = [str(p) for p in people.persons_named(keys).values()]
    parties = plan.case.involvements.select_related("professional")
    helping = [i.professional.name for i in parties if i.professional]
    return [plan.case.name, *named, *helping]


def _plan(plan_id: UUID) -> Plan:
    plan = Plan.objects.select_related("case").filter(pk=plan_id).first()
    if plan is None:
        raise NotFound
    return plan
