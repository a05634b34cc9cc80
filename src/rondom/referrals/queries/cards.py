"""A referral as a page reads it: one shape for receiver, sender and client, filled with what each may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from rondom.kernel.together import fetch_together
from rondom.organizations import queries as organizations
from rondom.referrals import rules
from rondom.referrals.models import Referral, ReferralForward, ReferralPause, ReferralReport, ReferralStep
from rondom.referrals.register import clocks, day_of
from rondom.referrals.vocabulary import ReferralState

if TYPE_CHECKING:
    from rondom.referrals.models import ReferralProgress

ORDER = {state: place for place, state in enumerate(ReferralState.values)}
SIDE_ENDS = {ReferralState.DECLINED, ReferralState.CANCELLED}
MOST = 200


@dataclass(frozen=True)
class ReferralCard:
    """What one reader may know of a referral. `receives` says from which side it is read.

    `state` is the last state that this reader may see; for a sender that may be older than the truth.
    """

    id: UUID
    number: str
    person_name: str
    question: str
    urgency: str
    urgency_label: str
    sender: str
    sender_name: str
    receiver: str
    assignee: str
    state: str
    state_label: str
    since: datetime
    due_on: date | None
    late: bool
    receives: bool
    case_id: UUID | None
    stuck: bool
    waits_until: date | None
    sent_at: datetime

    @property
    def tone(self) -> str:
        """The look of the state."""
        if self.late:
            return "late"
        return {
            "sent": "new",
            "received": "waiting",
            "accepted": "active",
            "contacted": "active",
            "under_way": "active",
            "closed": "done",
        }.get(self.state, "stopped")


@dataclass(frozen=True)
class SentParts:
    """What the card of a sender reads besides the referral itself."""

    steps: list[ReferralStep]
    forwards: list[ReferralForward]
    pauses: list[ReferralPause]


def card_of(
    referral: Referral, progress: ReferralProgress | None, *, at: datetime, parts: SentParts | None = None
) -> ReferralCard:
    """The card for a reader who sees this much.

    For a sender (no `progress`) with `parts`, or with `steps` and `forwards` prefetched.
    """
    if progress is None:
        last = last_step(parts.steps if parts else list(referral.steps.all()))
        state, since = (last.state, last.at) if last else (ReferralState.SENT, referral.sent_at)
        due = rules.due_on(state, day_of(since), clocks=clocks(), calendar=organizations.calendar())
        pauses = parts.pauses if parts else list(referral.pauses.all())
        pause = pause_now(pauses, since, at)
        due = next((row.due_on for row in reversed(pauses) if row.at >= since), due)
    else:
        pause = None
        state, since, due = progress.state, progress.since, progress.due_on
    return ReferralCard(
        id=referral.pk,
        number=referral.number,
        person_name=referral.person_name,
        question=referral.question,
        urgency=referral.urgency,
        urgency_label=str(referral.get_urgency_display()),
        sender=referral.sender_organization.name,
        sender_name=referral.sender_name,
        receiver=_receiver(referral, progress, parts),
        assignee=progress.assignee.name if progress and progress.assignee else "",
        state=state,
        state_label=str(ReferralState(state).label),
        since=since,
        due_on=due,
        late=due is not None and due < day_of(at),
        receives=progress is not None,
        case_id=progress.case_id if progress else None,
        stuck=progress.stuck if progress else False,
        waits_until=pause.until if pause else _waits_until(progress, at),
        sent_at=referral.sent_at,
    )


def pause_now(pauses: list[ReferralPause], since: datetime, at: datetime) -> ReferralPause | None:
    """The pause that stands: the newest since this state was reached, when its day has not come."""
    newest = max((row for row in pauses if row.at >= since), key=lambda row: row.at, default=None)
    return newest if newest and newest.until and newest.until > day_of(at) else None


def _waits_until(progress: ReferralProgress | None, at: datetime) -> date | None:
    until = progress.paused_until if progress else None
    return until if until and until > day_of(at) else None


def last_step(steps: list[ReferralStep]) -> ReferralStep | None:
    """The newest of the steps that the reader sees; of one moment the further state."""
    return max(steps, key=lambda step: (step.at, ORDER[step.state]), default=None)


def _receiver(referral: Referral, progress: ReferralProgress | None, parts: SentParts | None) -> str:
    if progress is not None:
        return progress.desk.name
    forwards = parts.forwards if parts else list(referral.forwards.all())
    if forwards:
        return forwards[-1].to_desk.name
    if referral.receiver_person:
        return referral.receiver_person.name
    return referral.receiver_desk.name if referral.receiver_desk else ""


def with_parts(rows: Any) -> Any:
    """A queryset of referrals with all that a card reads: six queries, whatever the number of rows."""
    return rows.select_related(
        "sender_organization", "receiver_desk", "receiver_person", "sender_person"
    ).prefetch_related(
        Prefetch("steps", ReferralStep.objects.order_by("at")),
        Prefetch("reports", ReferralReport.objects.order_by("at")),
        Prefetch("pauses", ReferralPause.objects.order_by("at")),
        Prefetch("forwards", ReferralForward.objects.select_related("to_desk").order_by("number")),
    )


def sent_rows(*, at: datetime) -> list[Referral]:
    """What the actor's side sent, newest first."""
    del at
    return list(with_parts(sent_by_my_side())[:MOST])


def sent_by_my_side() -> QuerySet[Referral]:
    """What the actor's side sent, newest first, without its parts."""
    mine = Referral.objects.extra(
        where=["referrals_referral.sender_scope = ANY((SELECT sec.my_scopes())::bigint[])"]
    )
    return mine.order_by("-sent_at")


def received_rows(rows: QuerySet[ReferralProgress]) -> QuerySet[ReferralProgress]:
    """These with all that a card of a receiver reads."""
    return rows.select_related("referral__sender_organization", "desk", "assignee", "case")


def rows_of_both(received: QuerySet[ReferralProgress], sent: QuerySet[Referral]) -> dict[str, QuerySet[Any]]:
    """What came in and what was sent, with all that their cards read, to be read together."""
    senders = sent.select_related("sender_organization", "receiver_desk", "receiver_person")
    return {"received": received_rows(received), "sent": senders}


def cards_in(found: dict[str, list[Any]], *, at: datetime) -> tuple[list[ReferralCard], list[ReferralCard]]:
    """The cards of these rows; one query when something was sent."""
    parts = _parts_of(found["sent"])
    return (
        [card_of(row.referral, row, at=at) for row in found["received"]],
        [card_of(row, None, at=at, parts=parts[row.pk]) for row in found["sent"]],
    )


def _parts_of(sent: list[Referral]) -> dict[UUID, SentParts]:
    parts = {row.pk: SentParts([], [], []) for row in sent}
    if not parts:
        return parts
    found = fetch_together(
        steps=ReferralStep.objects.filter(referral__in=list(parts)).order_by("at"),
        forwards=ReferralForward.objects.filter(referral__in=list(parts))
        .select_related("to_desk")
        .order_by("number"),
        pauses=ReferralPause.objects.filter(referral__in=list(parts)).order_by("at"),
    )
    for pause in found["pauses"]:
        parts[pause.referral_id].pauses.append(pause)
    for step in found["steps"]:
        parts[step.referral_id].steps.append(step)
    for forward in found["forwards"]:
        parts[forward.referral_id].forwards.append(forward)
    return parts
