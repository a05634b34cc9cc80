"""What of a referral may be told to its sender: for the doors of partner systems."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rondom.referrals.models import Referral, ReferralPause, ReferralReport, ReferralStep
from rondom.referrals.queries.cards import last_step, pause_now
from rondom.referrals.register import as_register, day_of
from rondom.referrals.rules import is_over
from rondom.referrals.vocabulary import OutcomeCategory, ReferralState, ReportKind


@dataclass(frozen=True)
class SharedResult:
    """The result as far as it was shared; `words` is empty when only the status goes back."""

    closed_on: date
    report_id: UUID | None
    words: str
    outcome: str


@dataclass(frozen=True)
class SharedPause:
    """What is waited for, and the day on which the clock runs again by itself (R-063)."""

    until: date
    reason: str


@dataclass(frozen=True)
class SharedNews:
    """Where a referral stands for its sender: never more than was shared when it was written."""

    state: str
    since: datetime
    reason: str
    fulfilled: bool
    note: str
    result: SharedResult | None
    pause: SharedPause | None = None


def shared_news(*, referral_id: UUID, at: datetime) -> SharedNews:
    """Only rows with a sender's scope are read, whoever asks."""
    with as_register(at):
        referral = Referral.objects.get(pk=referral_id)
        steps = list(ReferralStep.objects.filter(referral=referral, sender_scope=referral.sender_scope))
        reports = list(
            ReferralReport.objects.filter(referral=referral, sender_scope=referral.sender_scope).order_by(
                "at"
            )
        )
        pauses = list(ReferralPause.objects.filter(referral=referral, sender_scope=referral.sender_scope))
    last = last_step(steps)
    if last is None:
        return SharedNews(ReferralState.SENT, referral.sent_at, "", True, "", None)
    reason = last.reason
    if last.state == ReferralState.DECLINED:
        reason = "\n".join(filter(None, [last.reason, last.get_next_step_display(), last.next_words]))
    return SharedNews(
        state=last.state,
        since=last.at,
        reason=str(reason),
        fulfilled=last.fulfilled is not False,
        note=reports[-1].sentence if reports else "",
        result=_result(last, reports),
        pause=_pause(last, pauses, at),
    )


def _pause(last: ReferralStep, pauses: list[ReferralPause], at: datetime) -> SharedPause | None:
    """The pause that stands now, as far as it was shared; what is over does not wait."""
    pause = None if is_over(last.state) else pause_now(pauses, last.at, at)
    return SharedPause(pause.until, pause.reason) if pause and pause.until else None


def _result(last: ReferralStep, reports: list[ReferralReport]) -> SharedResult | None:
    if last.state != ReferralState.CLOSED or not last.fulfilled:
        return None
    report = next((r for r in reports if r.kind == ReportKind.RESULT), None)
    return SharedResult(
        closed_on=day_of(last.at),
        report_id=report.pk if report else None,
        words=report.sentence if report else "",
        outcome=str(OutcomeCategory(report.category).label) if report else "",
    )
