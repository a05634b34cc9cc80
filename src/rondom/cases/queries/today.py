"""What needs somebody today: from the case itself; higher modules add their own."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.cases.models import (
    Case,
    CaseManagerAssignment,
    ClientRequest,
    DeadlineAlarm,
    Handover,
    OwnWords,
    Supporter,
)
from rondom.cases.rules import day_of
from rondom.cases.vocabulary import CaseState, SupporterState
from rondom.kernel.sorting_rules import sorting_rule

ME, OTHERS, BACK = "me", "others", "back"
FAR = date(9999, 1, 1)


@dataclass(frozen=True, kw_only=True)
class TodayItem:
    """One line of the start page. `side`: me (needs me), others (waits on others), back (came back).

    `sentence` never holds a text of the file; `url_name` and `url_id` name the page to go to.
    """

    side: str
    sentence: Any
    url_name: str
    url_id: UUID | None = None
    case_id: UUID | None = None
    case_name: str = ""
    due_on: date | None = None
    weight: int = 1
    words: dict[str, Any] = field(default_factory=dict)


@sorting_rule(
    "today_order",
    what=_("Orders the start page of a worker: the nearest day first, then what can hurt the client most."),
    why=_("So that nothing with a date is forgotten."),
    inputs=("item.due_on", "item.weight"),
)
def order_items(items: list[TodayItem]) -> list[TodayItem]:
    """By deadline, then by what it can do to the client, then by name (R-221)."""
    return sorted(items, key=lambda i: (i.due_on or FAR, -i.weight, i.case_name))


def today_items(actor: Actor, *, at: datetime) -> list[TodayItem]:
    """What the case module has for this professional. About seven queries, whatever the caseload."""
    if not actor.is_professional:
        return []
    items = [
        *_alarms(actor, at),
        *_requests(actor, at),
        *_words_and_network(actor),
        *_handovers(actor),
    ]
    if actor.has_role("team_leader"):
        items += _for_leader(actor)
    return items


def _alarms(actor: Actor, at: datetime) -> list[TodayItem]:
    rows = DeadlineAlarm.objects.filter(
        Q(for_id=actor.id) | Q(case__case_manager_id=actor.id), cleared_at=None
    )
    found = []
    for alarm in rows.select_related("case"):
        passed = alarm.threshold_days < 0
        found.append(
            TodayItem(
                side=ME,
                sentence=_("A date passed without a result. Look at what happened.")
                if passed
                else _("Something can be lost on this date."),
                url_name="deadline_review" if passed and actor.has_role("team_leader") else "case",
                url_id=alarm.pk if passed and actor.has_role("team_leader") else alarm.case_id,
                case_id=alarm.case_id,
                case_name=alarm.case.name,
                due_on=min(alarm.due_on, day_of(at)) if passed else alarm.due_on,
                weight=10,
            )
        )
    return found


def _requests(actor: Actor, at: datetime) -> list[TodayItem]:
    rows = ClientRequest.objects.filter(answered_at=None).exclude(asked_by=actor.id)
    privacy = actor.has_role("privacy_officer")
    waiting = list(rows.order_by("due_on")[:50])
    # Not joined: the privacy officer holds a request without seeing the case.
    names = dict(Case.objects.filter(pk__in=[r.case_id for r in waiting]).values_list("pk", "name"))
    found = []
    for request in waiting:
        late = request.due_on < day_of(at)
        found.append(
            TodayItem(
                side=ME,
                sentence=_("Nobody answered this client in time.")
                if late and privacy
                else _("A client asks something and gets a written answer."),
                url_name="request",
                url_id=request.pk,
                case_id=request.case_id,
                case_name=names.get(request.case_id, ""),
                due_on=request.due_on,
                weight=6,
            )
        )
    return found


def _words_and_network(actor: Actor) -> list[TodayItem]:
    mine = Q(case__case_manager_id=actor.id, case__state=CaseState.OPEN)
    newer = OwnWords.objects.filter(
        case=OuterRef("case"), person=OuterRef("person"), version__gt=OuterRef("version")
    )
    unconfirmed = OwnWords.objects.filter(mine, ~Exists(newer), confirmed_at=None, absence="")
    proposed = Supporter.objects.filter(mine, state=SupporterState.PROPOSED)
    silent = Case.objects.open().filter(case_manager_id=actor.id, own_words__isnull=True)
    return [
        *(
            _about(
                words.case,
                OTHERS,
                _("The client has not confirmed yet what was written down."),
                url_name="own_words",
                weight=2,
            )
            for words in unconfirmed.select_related("case")[:50]
        ),
        *(
            _about(
                supporter.case,
                OTHERS,
                _("The client has not chosen yet who from the own network may help."),
                url_name="network",
                weight=1,
            )
            for supporter in proposed.select_related("case")[:50]
        ),
        *(
            _about(case, ME, _("This file has no own words yet."), url_name="own_words", weight=4)
            for case in silent[:50]
        ),
    ]


def _about(case: Case, side: str, sentence: Any, *, url_name: str, weight: int) -> TodayItem:
    return TodayItem(
        side=side,
        sentence=sentence,
        url_name=url_name,
        url_id=case.pk,
        case_id=case.pk,
        case_name=case.name,
        weight=weight,
    )


def _handovers(actor: Actor) -> list[TodayItem]:
    rows = Handover.objects.filter(
        Q(giver_id=actor.id) | Q(taker_id=actor.id), completed_at=None, cancelled_at=None
    )
    return [
        TodayItem(
            side=ME,
            sentence=_("A handover is under way.")
            if one.client_told_at
            else _("Tell the client about the handover before it happens."),
            url_name="handover",
            url_id=one.case_id,
            case_id=one.case_id,
            case_name=one.case.name,
            due_on=one.overlap_on,
            weight=5,
        )
        for one in rows.select_related("case")
    ]


def _for_leader(actor: Actor) -> list[TodayItem]:
    acting = CaseManagerAssignment.objects.filter(
        until=None, acting=True, case__team_id=actor.team_id, case__state=CaseState.OPEN
    )
    return [
        TodayItem(
            side=ME,
            sentence=_("Somebody acts as case manager for the moment. Appoint who stays."),
            url_name="case_manager",
            url_id=one.case_id,
            case_id=one.case_id,
            case_name=one.case.name,
            due_on=day_of(one.since),
            weight=8,
        )
        for one in acting.select_related("case")[:200]
    ]
