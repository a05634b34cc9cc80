"""One referral with everything its reader may see; lists for the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime

from rondom.access.actor import Actor
from rondom.access.scopes import Part, all_of, part_of, scope_of, space_of
from rondom.audit.log import record
from rondom.cases import queries as cases
from rondom.kernel.refusals import NotFound
from rondom.kernel.repeated import repeated
from rondom.people import queries as people
from rondom.privacy.vocabulary import FeedbackDepth
from rondom.referrals.content import Contact, unseal
from rondom.referrals.models import (
    Referral,
    ReferralForward,
    ReferralPause,
    ReferralProgress,
    ReferralReport,
    ReferralStep,
    ReferralSummary,
)
from rondom.referrals.queries.cards import (
    MOST,
    ORDER,
    ReferralCard,
    card_of,
    cards_in,
    last_step,
    pause_now,
    received_rows,
    rows_of_both,
    sent_by_my_side,
    sent_rows,
    with_parts,
)
from rondom.referrals.vocabulary import OPEN, ReferralState

if TYPE_CHECKING:
    from rondom.cases.models import Case

MAIN_ROAD = ("sent", "received", "accepted", "contacted", "under_way", "closed")


@dataclass(frozen=True)
class Milestone:
    """One place of the stepper."""

    label: str
    state: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class ReferralView:
    """A referral on its own page."""

    card: ReferralCard
    referral: Referral
    progress: ReferralProgress | None
    steps: list[ReferralStep]
    reports: list[ReferralReport]
    forwards: list[ReferralForward]
    pauses: list[ReferralPause]
    pause: ReferralPause | None
    """The pause that stands now."""
    summary: str
    contact: Contact
    feedback_label: str
    permission_stated: bool

    def milestones(self) -> list[Milestone]:
        """The loop, with the date of each step that was reached."""
        reached = {step.state: step for step in self.steps}
        road = [s for s in MAIN_ROAD if s in reached or not ({"declined", "cancelled"} & reached.keys())]
        road += [s for s in ("declined", "cancelled") if s in reached]
        found = []
        for state in road:
            step = reached.get(state)
            now = state == self.card.state
            found.append(
                Milestone(
                    label=str(ReferralState(state).label),
                    state="current" if now else "done" if step else "todo",
                    note=date_format(localtime(step.at), "j F Y") if step else "",
                )
            )
        return found


def referral_for(actor: Actor, referral_id: UUID, *, at: datetime) -> ReferralView:
    """The referral as the actor may see it, with the look in the log; else NotFound."""
    referral = with_parts(Referral.objects.filter(pk=referral_id)).first()
    if referral is None:
        record(
            actor=actor,
            action="referral.view",
            at=at,
            outcome="not_found",
            part="referral",
            object_type="referral",
            object_id=referral_id,
        )
        raise NotFound
    rows = ReferralProgress.objects.select_related("desk", "assignee", "case")
    progress = rows.filter(referral_id=referral_id).first()
    in_file = progress is not None and progress.case_id is not None
    record(
        actor=actor,
        action="referral.view",
        at=at,
        space=space_of(progress.scope) if progress and in_file else None,
        subjects=[progress.person_id] if progress and progress.person_id else (),
        part="referral",
        object_type="referral",
        object_id=referral_id,
        row="P4" if in_file else "desk" if progress else "sent",
        ground=referral.ground,
    )
    return _view(referral, progress, at)


def _view(referral: Referral, progress: ReferralProgress | None, at: datetime) -> ReferralView:
    summary = ReferralSummary.objects.filter(referral=referral).first()
    return ReferralView(
        card=card_of(referral, progress, at=at),
        referral=referral,
        progress=progress,
        steps=sorted(referral.steps.all(), key=lambda s: (s.at, ORDER[s.state])),
        reports=list(referral.reports.all()),
        forwards=list(referral.forwards.all()),
        pauses=list(referral.pauses.all()),
        pause=pause_now(list(referral.pauses.all()), _since(referral, progress), at),
        summary=summary.words if summary else "",
        contact=unseal(referral.pk, referral.sealed_contact),
        feedback_label=str(FeedbackDepth(referral.feedback).label),
        permission_stated=bool(referral.ground),
    )


def _since(referral: Referral, progress: ReferralProgress | None) -> datetime:
    last = last_step(list(referral.steps.all()))
    return progress.since if progress else last.at if last else referral.sent_at


def to_take_up(actor: Actor, *, at: datetime) -> list[ReferralCard]:
    """What lies on the actor's desks, and what the actor took on, the nearest date first. One query."""
    return [card_of(row.referral, row, at=at) for row in received_rows(_to_take_up(actor.id))]


def _to_take_up(actor_id: UUID) -> QuerySet[ReferralProgress]:
    mine = Q(case=None) | Q(assignee_id=actor_id)
    return ReferralProgress.objects.filter(mine, state__in=OPEN).order_by("due_on", "since")[:MOST]


def taken_up_and_sent(actor: Actor, *, at: datetime) -> tuple[list[ReferralCard], list[ReferralCard]]:
    """What the actor must do something with, and what the actor's side sent: two queries at most."""
    return cards_in(_of_today(actor_id=actor.id), at=at)


@repeated
def _of_today(*, actor_id: UUID) -> dict[str, QuerySet[Any]]:
    return rows_of_both(_to_take_up(actor_id), sent_by_my_side()[:MOST])


def sent_by_us(actor: Actor, *, at: datetime) -> list[ReferralCard]:
    """What the actor's practice or the actor sent, with what was shared of it since."""
    del actor
    return [card_of(row, None, at=at) for row in sent_rows(at=at)]


def referral_panel(actor: Actor, case: Case, at: datetime) -> dict[str, object]:
    """The referrals of a file, for `referrals/panel.html`: what came in and what was sent from it."""
    del actor
    received, sent = cards_in(_of_file(story=scope_of(case.space, Part.STORY)), at=at)
    return {"case": case, "received": received, "sent": sent}


@repeated
def _of_file(*, story: int) -> dict[str, QuerySet[Any]]:
    return rows_of_both(
        ReferralProgress.objects.filter(scope=story).order_by("-referral__sent_at"),
        Referral.objects.filter(sender_scope=story).order_by("-sent_at"),
    )


def referrals_for_resident(actor: Actor, at: datetime, *, case: Case | None = None) -> list[ReferralView]:
    """The referrals about the signed-in resident, the newest first (R-062).

    What came into her own file with every step; with `case` also what was sent from that file, as far
    as it was told back. Nothing of what still lies on a desk.
    """
    rows = ReferralProgress.objects.filter(person_id=actor.id).select_related("desk", "assignee", "case")
    by_id = {row.referral_id: row for row in rows if part_of(row.scope) == Part.STORY}
    wanted = Q(pk__in=list(by_id))
    if case is not None:
        wanted |= Q(sender_scope__range=all_of(case.space))
    referrals = with_parts(Referral.objects.filter(wanted)).order_by("-sent_at")
    return [_view(row, by_id.get(row.pk), at) for row in referrals]


def files_of_same_person(referral: Referral) -> list[Case]:
    """Open files the reader can see whose client has this family name and birth date (R-002)."""
    if referral.birth_date is None:
        return []
    same = people.exact_matches(birth_date=referral.birth_date, family_name=referral.family_name, limit=5)
    return list(cases.case_list().filter(client_id__in=same)) if same else []
