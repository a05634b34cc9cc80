"""The plan on paper: filled from what the reader may see, in Dutch or English."""

from datetime import date, datetime
from typing import Literal

from django.utils import formats, translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rondom.cases.queries import Said
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.documents.content import (
    ActionLine,
    AnnexLine,
    BarrierLine,
    ContactLine,
    GoalLine,
    PlanDocument,
    Stance,
    StanceLine,
    Words,
)
from rondom.plans.queries.action_cards import ActionView
from rondom.plans.queries.annexes import AnnexView
from rondom.plans.queries.barrier_cards import BarrierView
from rondom.plans.queries.goal_cards import GoalView
from rondom.plans.queries.page import PlanPage
from rondom.plans.queries.stance_cards import StanceView
from rondom.plans.vocabulary import StanceKind, Term

ON_PAPER = {
    StanceKind.AGREES: Stance.AGREES,
    StanceKind.DISAGREES: Stance.DISAGREES,
    StanceKind.NOT_REACHED: Stance.NOT_ASKED,
    StanceKind.NOT_ASKED: Stance.NOT_ASKED,
}


def plan_document(
    page: PlanPage, *, language: Literal["nl", "en"], at: datetime, large_print: bool = False
) -> PlanDocument:
    """The plan as a printed document with stances and dates. Pure: `page` holds what may be seen.

    The states in `page` must have been read in the same language (`translation.override`).
    """
    with translation.override(language):
        today = at.astimezone(AMSTERDAM).date()
        plan = page.plan
        version_on = _day(plan.published_at or plan.started_at)
        manager = page.case.case_manager
        return PlanDocument(
            title=_("Our plan"),
            language=language,
            printed_on=today,
            large_print=large_print,
            contact=ContactLine(name=manager.name, phone=manager.phone) if manager else None,
            version=plan.published_number,
            version_on=version_on,
            own_words=_words(page),
            words_kept="" if page.sees_story else str(page.why_not_story),
            strengths=tuple(page.strengths),
            goals=tuple(_goal(g) for g in [*page.now, *page.later]) + _loose(page),
            barriers=tuple(_barrier(b) for b in page.barriers),
            annexes=tuple(_annex(a) for a in page.annexes),
            left_out=_("What stands in parts of the file that are not yours to see is not printed here."),
        )


def _words(page: PlanPage) -> tuple[Words, ...]:
    if page.story is None:
        return ()
    texts = [page.story.matters, page.story.wants, page.story.refuses]
    on = _day(page.story.written_at)
    return tuple(Words(text=t, by=page.client, on=on, language=page.story.language) for t in texts if t)


def _goal(goal: GoalView) -> GoalLine:
    return GoalLine(
        title=goal.title,
        domain=goal.domain,
        owner=goal.owner,
        due_on=goal.due,
        state=goal.status,
        first_step=goal.first_step,
        later=goal.term == Term.LATER,
        strengths=tuple(goal.strengths) or _no_strengths(goal),
        actions=tuple(_action(a) for a in goal.actions),
        stances=tuple(_stance(s) for s in goal.stances) + _of_actions(goal.actions),
        reaction=_reaction(goal.said),
    )


def _no_strengths(goal: GoalView) -> tuple[str, ...]:
    return () if goal.hidden_strengths else (_("none found yet"),)


def _loose(page: PlanPage) -> tuple[GoalLine, ...]:
    if not page.loose:
        return ()
    return (
        GoalLine(
            title=_("Other things we do"),
            actions=tuple(_action(a) for a in page.loose),
            stances=_of_actions(page.loose),
        ),
    )


def _action(action: ActionView) -> ActionLine:
    return ActionLine(
        what=action.what,
        owner=action.who,
        due_on=action.due,
        state=action.status,
        done=action.state == "done",
        reaction=_reaction(action.said),
    )


def _reaction(said: list[Said]) -> Words | None:
    """What the client said beside a line, as far as this reader may read it (R-008)."""
    read = [one for one in said if one.words]
    if not read:
        return None
    last = read[-1]
    return Words(text="\n".join(one.words for one in read), by=last.by, on=_day(last.at))


def _stance(row: StanceView) -> StanceLine:
    words = row.words
    if row.stance == StanceKind.NOT_REACHED:
        words = f"{row.word}: {row.words}"
    if row.how:
        words = f"{words} ({row.how})".strip()
    words = f"{words} {row.before}".strip()
    return StanceLine(
        person=row.name,
        stance=ON_PAPER[StanceKind(row.stance)],
        role=row.role,
        words=words,
        on=_day(row.at) if row.at else None,
    )


def _of_actions(actions: list[ActionView]) -> tuple[StanceLine, ...]:
    """Stances on actions, told with the action they are about."""
    found: list[StanceLine] = []
    for action in actions:
        for row in action.stances:
            line = _stance(row)
            words = f"{action.what}. {line.words}".strip()
            found.append(
                StanceLine(person=line.person, stance=line.stance, role=line.role, words=words, on=line.on)
            )
    return tuple(found)


def _barrier(row: BarrierView) -> BarrierLine:
    views = tuple(Words(text=s.text, by=s.organization_name or s.by_name, on=_day(s.at)) for s in row.answers)
    return BarrierLine(
        matter=f"{row.text} ({row.kind}: {row.party})", views=views, next_step=row.next_route, state=row.route
    )


def _annex(row: AnnexView) -> AnnexLine:
    withdrawn = _("withdrawn on %(day)s")
    day = formats.date_format(localtime(row.withdrawn_at), "DATE_FORMAT") if row.withdrawn_at else ""
    return AnnexLine(
        summary=row.summary,
        rule=row.rule,
        document_on=row.document_on,
        by=row.who,
        state=withdrawn % {"day": day} if day else "",
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()
