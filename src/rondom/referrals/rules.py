"""Pure rules of a referral: which state follows which, when something is due, what goes back."""

from dataclasses import dataclass
from datetime import date, timedelta

from rondom.kernel.text import is_filler
from rondom.kernel.working_days import Calendar, add_working_days, next_working_day, working_days_between
from rondom.privacy.vocabulary import FeedbackDepth
from rondom.referrals.vocabulary import ReferralState

S = ReferralState

MOVES: dict[str, frozenset[str]] = {
    S.SENT: frozenset({S.RECEIVED, S.CANCELLED}),
    S.RECEIVED: frozenset({S.ACCEPTED, S.DECLINED, S.CANCELLED}),
    S.ACCEPTED: frozenset({S.CONTACTED, S.CLOSED, S.CANCELLED}),
    S.CONTACTED: frozenset({S.UNDER_WAY, S.CLOSED, S.CANCELLED}),
    S.UNDER_WAY: frozenset({S.CLOSED, S.CANCELLED}),
    S.DECLINED: frozenset(),
    S.CLOSED: frozenset(),
    S.CANCELLED: frozenset(),
}
"""Every move of a referral. What ended never moves again; a new question is a new referral."""

MOST_FORWARDS = 2
"""The third forward of the same request is ping-pong (R-064)."""

SHORTEST_QUESTION = 20
"""Characters; below it the form asks once whether that is really all (R-060)."""


@dataclass(frozen=True)
class Clocks:
    """The terms of the city (R-063). Working days, except feedback: calendar days."""

    receipt: int
    decision: int
    first_contact: int
    feedback: int


def may_become(before: str, after: str) -> bool:
    """Whether a referral in one state may go to another."""
    return after in MOVES[before]


def is_over(state: str) -> bool:
    """Whether nothing is expected of anybody any more."""
    return not MOVES[state]


def due_on(state: str, since: date, *, clocks: Clocks, calendar: Calendar) -> date | None:
    """The last day for the next step, counted from the day this state began; None when it is over."""
    if state == S.SENT and clocks.receipt == 0:
        return since if calendar.is_working_day(since) else next_working_day(since, calendar)
    if state in {S.CONTACTED, S.UNDER_WAY}:
        return since + timedelta(days=clocks.feedback)
    terms = {S.SENT: clocks.receipt, S.RECEIVED: clocks.decision, S.ACCEPTED: clocks.first_contact}
    return add_working_days(since, terms[S(state)], calendar) if state in terms else None


LONGEST_PAUSE = 92
"""Days; who waits longer than three months closes the referral or asks anew (R-063)."""

PAUSABLE = frozenset({S.RECEIVED, S.ACCEPTED, S.CONTACTED, S.UNDER_WAY})


def due_after_pause(due: date, today: date, until: date, calendar: Calendar) -> date:
    """The last day when the clock stands still from today until a day: what was left is left then too."""
    left = working_days_between(today, due, calendar) if due > today else 0
    return add_working_days(until, left, calendar)


def due_after_resuming(due: date, until: date, today: date, calendar: Calendar) -> date:
    """The last day when the clock runs again today, before the day until which it would stand still."""
    return add_working_days(today, working_days_between(until, due, calendar), calendar)


def alarm_level(due: date | None, today: date, calendar: Calendar) -> int:
    """How far it should have been told: 0 nobody, 1 the receiver, 2 the team leader, 3 open loops (R-063)."""
    if due is None or today <= due:
        return 0
    return min(3, max(1, working_days_between(due, today, calendar)))


def step_goes_back(state: str, depth: FeedbackDepth, *, in_case: bool) -> bool:
    """Whether the sender may see that this state was reached (R-066).

    Before there is a case, what happens is an answer to the sender's own letter: receipt and a
    refusal with advice always return, or the person would be lost between two desks.
    """
    if state == S.CANCELLED:
        return True
    if not in_case and state in {S.SENT, S.RECEIVED, S.DECLINED}:
        return True
    return depth != FeedbackDepth.NOTHING


def words_go_back(depth: FeedbackDepth) -> bool:
    """Whether the sender may read the outcome and what was said about it."""
    return depth in {FeedbackDepth.OUTCOME, FeedbackDepth.FULL}


def summary_goes_back(depth: FeedbackDepth) -> bool:
    """Whether the sender may read the whole summary."""
    return depth == FeedbackDepth.FULL


def may_forward(forwards: int) -> bool:
    """Whether a referral that was passed on so often may be passed on once more."""
    return forwards < MOST_FORWARDS


def is_short(question: str) -> bool:
    """Whether the form should ask once if this is really all."""
    return len(question) < SHORTEST_QUESTION or is_filler(question)


def is_canned(sentence: str) -> bool:
    """Whether a sentence of feedback says nothing ("handled")."""
    bare = sentence.strip(" .!").casefold()
    return is_filler(sentence) or len(bare.split()) < 3
