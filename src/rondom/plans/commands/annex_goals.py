"""Goals that stand in an attached document come into the one plan as proposals (R-015)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.plans.commands import telling
from rondom.plans.commands.annex_refusals import AnnexGoalsMissing, AnnexGoalsTooMany, AnnexGoalsUnasked
from rondom.plans.commands.goals import GoalWords, add_goal, set_goal_state
from rondom.plans.models import Annex, Goal
from rondom.plans.vocabulary import GoalState

MOST_GOALS = 10
"""Of one document; the rest of it can be read in the document itself."""


def checked_goals(goals: Sequence[str], *, has_goals: bool) -> None:
    """Nothing when the goals fit the answer whether there are any.

    Raises AnnexGoalsMissing, AnnexGoalsUnasked, AnnexGoalsTooMany, TextMissing, TextTooLong, TextUnreadable.
    """
    if has_goals and not goals:
        raise AnnexGoalsMissing
    if goals and not has_goals:
        raise AnnexGoalsUnasked
    if len(goals) > MOST_GOALS:
        raise AnnexGoalsTooMany(number=len(goals), limit=MOST_GOALS)
    for goal in goals:
        telling.words(goal, field="goals", max_length=telling.TITLE_LENGTH)


def bring_goals(
    *, actor: Actor, annex: Annex, goals: Sequence[str], about_id: UUID | None, at: datetime
) -> list[Goal]:
    """Each goal as a line of the plan in the document's life domain: proposed until the client's yes."""
    return [
        add_goal(
            actor=actor,
            plan_id=annex.plan_id,
            goal=GoalWords(title=title, domain=annex.domain, annex_id=annex.pk),
            about_id=about_id,
            at=at,
        )
        for title in goals
    ]


def leave_out_proposals(*, actor: Actor, annex: Annex, reason: str, at: datetime) -> None:
    """What only a withdrawn document proposed is left out; what the client said yes to stays hers."""
    waiting = Goal.objects.filter(annex=annex, state=GoalState.PROPOSED, accepted_at=None)
    for key in waiting.values_list("pk", flat=True):
        set_goal_state(actor=actor, goal_id=key, state=GoalState.DROPPED, reason=reason, at=at)
