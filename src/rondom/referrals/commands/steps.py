"""One state reached: the step, what the sender may see of it, the next date, the log. Inside a command."""

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.scopes import space_of
from rondom.audit.log import record
from rondom.cases import commands as cases
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotFound
from rondom.organizations import queries as organizations
from rondom.privacy import queries as privacy
from rondom.privacy.vocabulary import FeedbackDepth
from rondom.referrals import policies, rules
from rondom.referrals.events import ReferralStepTaken
from rondom.referrals.models import Referral, ReferralProgress, ReferralStep
from rondom.referrals.refusals import AlreadyAnswered, require
from rondom.referrals.register import as_register, clocks, day_of
from rondom.referrals.vocabulary import ReferralState


def to_answer(actor: Actor, referral_id: UUID, at: datetime) -> ReferralProgress:
    """The receiver's side of a referral, locked. Raises NotFound, NotAllowed."""
    rows = ReferralProgress.objects.select_for_update(no_key=True, of=("self",))
    progress = (
        rows.select_related("referral__sender_organization", "case", "desk")
        .filter(referral_id=referral_id)
        .first()
    )
    if progress is None:
        # A sender sees the referral but not this row: there the reason may be told.
        if Referral.objects.filter(pk=referral_id).exists():
            require(policies.NOT_ON_YOUR_DESK)
        raise NotFound
    require(policies.may_answer(actor, progress, at))
    return progress


def require_move(progress: ReferralProgress, state: str) -> None:
    """Raise AlreadyAnswered when this state cannot follow the present one."""
    if not rules.may_become(progress.state, state):
        raise AlreadyAnswered(state=ReferralState(progress.state).label)


def depth_now(progress: ReferralProgress, at: datetime) -> FeedbackDepth:
    """How much may go back to the sender at this moment (R-066): asked anew for every single thing.

    Before there is a file, what the person said to the sender counts; afterwards only the permission
    that stands in the file. Read as the register: not everybody who helps sees the permissions.
    """
    referral = progress.referral
    if progress.case_id is None:
        return FeedbackDepth(referral.feedback)
    with as_register(at):
        return privacy.feedback_depth(
            space=space_of(progress.scope), organization_id=referral.sender_organization_id, at=at
        )


def take_step(
    *,
    actor: Actor,
    progress: ReferralProgress,
    state: str,
    at: datetime,
    reason: str = "",
    next_step: str = "",
    next_words: str = "",
    fulfilled: bool | None = None,
    by_sender: bool = False,
) -> ReferralStep:
    """Append the step and bring the receiver's row into line. Raises AlreadyAnswered.

    `by_sender` keeps what the receiver knows out of the sender's row of the log.
    """
    require_move(progress, state)
    depth = depth_now(progress, at)
    shared = rules.step_goes_back(state, depth, in_case=progress.case_id is not None)
    referral = progress.referral
    with as_register(at):
        step = ReferralStep.objects.create(
            referral=referral,
            scope=progress.scope,
            sender_scope=referral.sender_scope if shared else None,
            state=state,
            at=at,
            by_id=actor.id,
            by_name=actor.name or actor.organization_name,
            by_function=str(actor.function),
            reason=reason,
            next_step=next_step,
            next_words=next_words,
            fulfilled=fulfilled,
        )
        begin_term(progress, state, at)
    tell_file(actor, progress, f"referral.{state}", at)
    log(actor, progress, f"referral.{state}", at, by_sender=by_sender)
    publish(ReferralStepTaken(referral_id=referral.pk, step_id=step.pk, shared=shared), at=at)
    return step


def begin_term(progress: ReferralProgress, state: str, at: datetime) -> None:
    """Put the receiver's row in a state with its own last day. Runs inside the register."""
    progress.state = state
    progress.since = at
    progress.due_on = rules.due_on(state, day_of(at), clocks=clocks(), calendar=organizations.calendar())
    progress.alarm = 0
    progress.paused_until = None
    progress.save()


def tell_file(actor: Actor, progress: ReferralProgress, kind: str, at: datetime) -> None:
    """A line on the timeline of the file, when there is one (R-006)."""
    if progress.case is None:
        return
    with as_register(at):
        cases.note_on_timeline(
            actor=actor,
            case=progress.case,
            at=at,
            kind=kind,
            scope=progress.scope,
            words={"organization": progress.referral.sender_organization.name},
            object_type="referral",
            object_id=progress.referral_id,
        )


def log(
    actor: Actor, progress: ReferralProgress, action: str, at: datetime, *, by_sender: bool = False
) -> None:
    """One row in the log about a referral, with the person when they are known here."""
    row = "sent" if by_sender else "P4" if progress.case_id else "desk"
    record(
        actor=actor,
        action=action,
        at=at,
        space=space_of(progress.scope) if progress.case_id and not by_sender else None,
        subjects=[progress.person_id] if progress.person_id and not by_sender else (),
        part="referral",
        object_type="referral",
        object_id=progress.referral_id,
        row=row,
        ground=progress.referral.ground,
    )
