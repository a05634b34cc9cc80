"""The receiver's answer: received, accepted, declined, passed on."""

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.text import clean_text, is_filler
from rondom.organizations import queries as organizations
from rondom.referrals import refusals, rules
from rondom.referrals.commands.steps import depth_now, log, take_step, to_answer
from rondom.referrals.events import ReferralSent, ReferralStuck
from rondom.referrals.landing import land
from rondom.referrals.models import (
    Referral,
    ReferralForward,
    ReferralPause,
    ReferralProgress,
    ReferralReport,
    ReferralStep,
)
from rondom.referrals.register import as_register, clocks, day_of
from rondom.referrals.vocabulary import NextStep, ReferralState


@command("referral.confirm")
def confirm_receipt(*, actor: Actor, referral_id: UUID, at: datetime) -> ReferralStep:
    """Say that somebody has seen it (R-062). Refusals: NotFound, NotAllowed, AlreadyAnswered."""
    return take_step(
        actor=actor, progress=to_answer(actor, referral_id, at), state=ReferralState.RECEIVED, at=at
    )


@command("referral.accept")
def accept_referral(
    *, actor: Actor, referral_id: UUID, at: datetime, assignee_id: UUID | None = None
) -> ReferralStep:
    """Take it on, as the one who makes the first contact (default: the actor) (R-063, R-065).

    Of two at once one is first. Refusals: NotFound, NotAllowed, AlreadyAnswered.
    """
    progress = to_answer(actor, referral_id, at)
    _see(actor, progress, at)
    person = organizations.professional(assignee_id or actor.id)
    with as_register(at):
        progress.assignee = person if person and not person.has_left else None
        progress.save(update_fields=["assignee"])
    return take_step(actor=actor, progress=progress, state=ReferralState.ACCEPTED, at=at)


@command("referral.decline")
def decline_referral(
    *,
    actor: Actor,
    referral_id: UUID,
    reason: str,
    next_step: str,
    at: datetime,
    next_words: str = "",
) -> ReferralStep:
    """Say no with a reason and what happens now; it goes back to the sender (R-064).

    Refusals: NotFound, NotAllowed, AlreadyAnswered, ReasonMissing, NextStepMissing, TextTooLong.
    """
    progress = to_answer(actor, referral_id, at)
    why = clean_text(reason, field="reason", max_length=2000)
    if is_filler(why):
        raise refusals.ReasonMissing
    if next_step not in NextStep.values:
        raise refusals.NextStepMissing
    words = clean_text(next_words, field="next_words", max_length=2000)
    if next_step != NextStep.JOINT_CALL and is_filler(words):
        raise refusals.NextStepMissing(field="next_words")
    _see(actor, progress, at)
    return take_step(
        actor=actor,
        progress=progress,
        state=ReferralState.DECLINED,
        at=at,
        reason=why,
        next_step=next_step,
        next_words=words,
    )


def _see(actor: Actor, progress: ReferralProgress, at: datetime) -> None:
    """An answer is a receipt too."""
    if progress.state == ReferralState.SENT:
        take_step(actor=actor, progress=progress, state=ReferralState.RECEIVED, at=at)


def forward_referral(
    *, actor: Actor, referral_id: UUID, desk_id: UUID, reason: str, at: datetime
) -> ReferralForward:
    """Pass it on to another desk; its term begins anew there, the sender sees where it lies (R-064).

    The third time is refused, and the refusal is told to both team leaders (and the case manager).
    Refusals: NotFound, NotAllowed, AlreadyAnswered, ReasonMissing, SameDesk, ThirdForward, TextTooLong.
    """
    try:
        return _forward(actor=actor, referral_id=referral_id, desk_id=desk_id, reason=reason, at=at)
    except refusals.ThirdForward:
        # The refusal undid everything; that it happened must be told all the same.
        report_stuck(actor=actor, referral_id=referral_id, at=at)
        raise


@command("referral.forward")
def _forward(*, actor: Actor, referral_id: UUID, desk_id: UUID, reason: str, at: datetime) -> ReferralForward:
    """One passing on, for `forward_referral`, which names what is refused.

    Refusals: NotFound, NotAllowed, AlreadyAnswered, ThirdForward, ReasonMissing, SameDesk, NoFrontDesk.
    """
    progress = to_answer(actor, referral_id, at)
    if progress.state not in {ReferralState.SENT, ReferralState.RECEIVED}:
        raise refusals.AlreadyAnswered(state=ReferralState(progress.state).label)
    if not rules.may_forward(progress.forwards):
        raise refusals.ThirdForward
    why = clean_text(reason, field="reason", max_length=2000)
    if is_filler(why):
        raise refusals.ReasonMissing
    landing = land(desk_id=desk_id, person_id=None, on=day_of(at))
    if landing.desk.pk == progress.desk_id:
        raise refusals.SameDesk
    depth = depth_now(progress, at)
    log(actor, progress, "referral.forward", at)
    shared = rules.step_goes_back(ReferralState.RECEIVED, depth, in_case=progress.case_id is not None)
    with as_register(at):
        forward = ReferralForward.objects.create(
            referral=progress.referral,
            scope=progress.scope,
            sender_scope=progress.referral.sender_scope if shared else None,
            number=progress.forwards + 1,
            from_desk=progress.desk,
            to_desk=landing.desk,
            reason=why,
            at=at,
            by_id=actor.id,
            by_name=actor.name,
            by_function=str(actor.function),
        )
        progress.desk = landing.desk
        progress.assignee = None
        progress.forwards += 1
        progress.since = at
        progress.due_on = rules.due_on(
            ReferralState.SENT, day_of(at), clocks=clocks(), calendar=organizations.calendar()
        )
        progress.alarm = 0
        progress.save()
        move_to(progress, scope_of(landing.desk.space, Part.DESK))
    publish(ReferralSent(referral_id=progress.referral_id), at=at)
    return forward


@command("referral.report_stuck")
def report_stuck(*, actor: Actor, referral_id: UUID, at: datetime) -> None:
    """Say that it was passed on twice and still does not fit; both team leaders hear it (R-064).

    Refusals: NotFound, NotAllowed, AlreadyAnswered, NotStuck (it can still be passed on).
    """
    progress = to_answer(actor, referral_id, at)
    if progress.state not in {ReferralState.SENT, ReferralState.RECEIVED}:
        raise refusals.AlreadyAnswered(state=ReferralState(progress.state).label)
    if rules.may_forward(progress.forwards):
        raise refusals.NotStuck
    with as_register(at):
        progress.stuck = True
        progress.save(update_fields=["stuck"])
    log(actor, progress, "referral.report_stuck", at)
    publish(ReferralStuck(referral_id=referral_id), at=at)


def move_to(progress: ReferralProgress, scope: int) -> None:
    """Let everything of a referral lie in another place. Runs inside the register."""
    progress.scope = scope
    progress.save(update_fields=["scope"])
    Referral.objects.filter(pk=progress.referral_id).update(scope=scope)
    for model in (ReferralStep, ReferralReport, ReferralForward, ReferralPause):
        model.objects.filter(referral_id=progress.referral_id).update(scope=scope)
