"""What was done: first contact, a word in between, the result; and the sender taking it back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from rondom.access.actor import Actor
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotFound
from rondom.kernel.text import clean_text
from rondom.referrals import policies, refusals, rules
from rondom.referrals.commands.steps import begin_term, depth_now, log, take_step, to_answer
from rondom.referrals.events import ReferralReported
from rondom.referrals.models import (
    Referral,
    ReferralProgress,
    ReferralReport,
    ReferralStep,
    ReferralSummary,
)
from rondom.referrals.refusals import require
from rondom.referrals.register import as_register
from rondom.referrals.vocabulary import FULFILLED, OutcomeCategory, ReferralState, ReportKind


@command("referral.record_contact")
def record_first_contact(*, actor: Actor, referral_id: UUID, at: datetime) -> ReferralStep:
    """The person was met or spoken to (R-063). Refusals: NotFound, NotAllowed, AlreadyAnswered."""
    progress = to_answer(actor, referral_id, at)
    return take_step(actor=actor, progress=progress, state=ReferralState.CONTACTED, at=at)


@command("referral.report_progress")
def report_progress(*, actor: Actor, referral_id: UUID, sentence: str, at: datetime) -> ReferralReport:
    """A word in between: help is under way; the next one is due a month later (R-063).

    Refusals: NotFound, NotAllowed, AlreadyAnswered, SentenceMissing, TextTooLong, TextUnreadable.
    """
    progress = to_answer(actor, referral_id, at)
    said = _sentence(sentence)
    if progress.state == ReferralState.UNDER_WAY:
        with as_register(at):
            begin_term(progress, ReferralState.UNDER_WAY, at)
    else:
        take_step(actor=actor, progress=progress, state=ReferralState.UNDER_WAY, at=at)
    return _report(actor=actor, progress=progress, kind=ReportKind.PROGRESS, sentence=said, at=at)


@command("referral.close")
def close_with_result(
    *,
    actor: Actor,
    referral_id: UUID,
    category: str,
    sentence: str,
    at: datetime,
    summary: str = "",
) -> ReferralReport:
    """End it with an outcome and one sentence; how much of that goes back, the person decided (R-063, R-066).

    Refusals: NotFound, NotAllowed, AlreadyAnswered, OutcomeMissing, SentenceMissing, TextTooLong.
    """
    progress = to_answer(actor, referral_id, at)
    if category not in OutcomeCategory.values:
        raise refusals.OutcomeMissing
    said = _sentence(sentence)
    whole = clean_text(summary, field="summary", max_length=10_000)
    depth = depth_now(progress, at)
    # The words first: whoever reacts to the step finds them.
    report = _report(
        actor=actor, progress=progress, kind=ReportKind.RESULT, sentence=said, at=at, category=category
    )
    if whole:
        with as_register(at):
            signed = _signed(actor, progress, at, shared=rules.summary_goes_back(depth))
            ReferralSummary.objects.create(words=whole, **signed)
    take_step(
        actor=actor,
        progress=progress,
        state=ReferralState.CLOSED,
        at=at,
        fulfilled=category in FULFILLED,
    )
    return report


@command("referral.cancel")
def cancel_referral(*, actor: Actor, referral_id: UUID, at: datetime, reason: str = "") -> ReferralStep:
    """The sender takes it back, for a reason that the receiver reads.

    Refusals: NotFound, NotAllowed, AlreadyAnswered, TextTooLong, TextUnreadable.
    """
    referral = Referral.objects.filter(pk=referral_id).first()
    if referral is None:
        raise NotFound
    require(policies.may_cancel(actor, referral, at))
    why = clean_text(reason, field="reason", max_length=2000)
    with as_register(at):
        rows = ReferralProgress.objects.select_for_update(no_key=True, of=("self",))
        progress = rows.select_related("referral__sender_organization", "case").get(referral_id=referral_id)
    return take_step(
        actor=actor, progress=progress, state=ReferralState.CANCELLED, at=at, reason=why, by_sender=True
    )


def _sentence(text: str) -> str:
    said = clean_text(text, field="sentence", max_length=1000)
    if rules.is_canned(said):
        raise refusals.SentenceMissing
    return said


def _report(
    *,
    actor: Actor,
    progress: ReferralProgress,
    kind: str,
    sentence: str,
    at: datetime,
    category: str = "",
) -> ReferralReport:
    shared = rules.words_go_back(depth_now(progress, at))
    if rules.is_over(progress.state):
        raise refusals.AlreadyAnswered(state=ReferralState(progress.state).label)
    with as_register(at):
        report = ReferralReport.objects.create(
            kind=kind,
            category=category,
            sentence=sentence,
            **_signed(actor, progress, at, shared=shared),
        )
    log(actor, progress, f"referral.write_{kind}", at)
    publish(ReferralReported(referral_id=progress.referral_id, report_id=report.pk, shared=shared), at=at)
    return report


def _signed(actor: Actor, progress: ReferralProgress, at: datetime, *, shared: bool) -> dict[str, Any]:
    """Who wrote it, when, and whether the sender may see it."""
    return {
        "referral": progress.referral,
        "scope": progress.scope,
        "sender_scope": progress.referral.sender_scope if shared else None,
        "at": at,
        "by_id": actor.id,
        "by_name": actor.name,
        "by_function": str(actor.function),
    }
