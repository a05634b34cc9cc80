"""The clock of a referral stands still while something is waited for, with a reason and an end (R-063)."""

from datetime import date, datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.text import clean_text, is_filler
from rondom.organizations import queries as organizations
from rondom.referrals import refusals, rules
from rondom.referrals.commands.steps import depth_now, log, tell_file, to_answer
from rondom.referrals.events import ReferralPaused
from rondom.referrals.models import ReferralPause, ReferralProgress
from rondom.referrals.register import as_register, day_of
from rondom.referrals.vocabulary import ReferralState


@command("referral.pause")
def pause_referral(
    *, actor: Actor, referral_id: UUID, reason: str, until: date, at: datetime
) -> ReferralPause:
    """Stop the clock until a day; the days that were left are left then too, and it runs again by itself.

    Whoever may know that the referral moves on sees the reason and the day: the sender, and the person.
    Refusals: NotFound, NotAllowed, NotPausable, PauseReasonMissing, PauseEndImpossible, TextTooLong.
    """
    progress = to_answer(actor, referral_id, at)
    if progress.state not in rules.PAUSABLE or progress.due_on is None:
        raise refusals.NotPausable(state=ReferralState(progress.state).label)
    why = clean_text(reason, field="reason", max_length=1000)
    if is_filler(why):
        raise refusals.PauseReasonMissing
    today = day_of(at)
    if until <= today or (until - today).days > rules.LONGEST_PAUSE:
        raise refusals.PauseEndImpossible
    calendar = organizations.calendar()
    due = progress.due_on
    if progress.paused_until and progress.paused_until > today:
        due = rules.due_after_resuming(due, progress.paused_until, today, calendar)
    due = rules.due_after_pause(due, today, until, calendar)
    return _keep(actor, progress, at, reason=why, until=until, due_on=due, action="referral.pause")


@command("referral.resume")
def resume_referral(*, actor: Actor, referral_id: UUID, at: datetime) -> ReferralPause:
    """Let the clock run again before the day. Refusals: NotFound, NotAllowed, NotPaused."""
    progress = to_answer(actor, referral_id, at)
    today = day_of(at)
    if progress.paused_until is None or progress.paused_until <= today or progress.due_on is None:
        raise refusals.NotPaused
    due = rules.due_after_resuming(progress.due_on, progress.paused_until, today, organizations.calendar())
    return _keep(actor, progress, at, reason="", until=None, due_on=due, action="referral.resume")


def _keep(
    actor: Actor,
    progress: ReferralProgress,
    at: datetime,
    *,
    reason: str,
    until: date | None,
    due_on: date,
    action: str,
) -> ReferralPause:
    in_case = progress.case_id is not None
    shared = rules.step_goes_back(progress.state, depth_now(progress, at), in_case=in_case)
    with as_register(at):
        row = ReferralPause.objects.create(
            referral=progress.referral,
            scope=progress.scope,
            sender_scope=progress.referral.sender_scope if shared else None,
            reason=reason,
            until=until,
            due_on=due_on,
            at=at,
            by_id=actor.id,
            by_name=actor.name,
            by_function=str(actor.function),
        )
        progress.due_on = due_on
        progress.paused_until = until
        progress.alarm = 0
        progress.save(update_fields=["due_on", "paused_until", "alarm"])
    tell_file(actor, progress, action, at)
    log(actor, progress, action, at)
    publish(ReferralPaused(referral_id=progress.referral_id, shared=shared), at=at)
    return row
