"""What needs somebody today: from the case itself; higher modules add their own."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.cases.models import (
    Case,
    CaseManagerAssignment,
    ClientRequest,
    Deadline,
    DeadlineAlarm,
    Handover,
    OwnWords,
    Supporter,
)
from rondom.cases.rules import day_of
from rondom.cases.vocabulary import CaseState, DeadlineState, SupporterState
from rondom.kernel.repeated import repeated
from rondom.kernel.sorting_rules import sorting_rule
from rondom.organizations import queries as organizations

ME, OTHERS, BACK = "me", "others", "back"
FAR = date(9999, 1, 1)
MOST = 50
LOSS = 10
"""The weight of a day on which something can be lost: above everything else."""


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
    what=_(
        "Orders the start page of a worker: first the days on which a client can lose something, "
        "then the nearest day, then what can hurt the client most."
    ),
    why=_("So that an eviction is never hidden under small things that are late."),
    inputs=("item.due_on", "item.weight"),
)
def order_items(items: list[TodayItem]) -> list[TodayItem]:
    """What can be lost first, then by deadline, by what it can do to the client, by name (R-221)."""
    return sorted(items, key=lambda i: (i.weight < LOSS, i.due_on or FAR, -i.weight, i.case_name))


def today_items(actor: Actor, *, at: datetime) -> list[TodayItem]:
    """What the case module has for this professional. Two queries, whatever the caseload.

    A known date counts from the first threshold on, also before the clock has fired its alarm.
    """
    if not actor.is_professional:
        return []
    far = day_of(at) + timedelta(days=max(organizations.setting("deadline_alarms"), default=0))
    team = actor.team_id if actor.has_role("team_leader") else None
    found = _lists(actor_id=actor.id, team_id=team, far=far)
    names = _names(found)
    return [
        *(_alarm(one, names, actor, at) for one in found["alarms"]),
        *(_date(one, names) for one in found["dates"]),
        *(_request(one, names, actor, at) for one in found["requests"]),
        *(
            _about(
                one.case_id,
                names,
                OTHERS,
                _("The client has not confirmed yet what was written down."),
                url_name="own_words",
                weight=2,
            )
            for one in found["words"]
        ),
        *(
            _about(
                one.case_id,
                names,
                OTHERS,
                _("The client has not chosen yet who from the own network may help."),
                url_name="network",
                weight=1,
            )
            for one in found["proposed"]
        ),
        *(
            _about(one.pk, names, ME, _("This file has no own words yet."), url_name="own_words", weight=4)
            for one in found["silent"]
        ),
        *(_handover(one, names) for one in found["handovers"]),
        *(_acting(one, names) for one in found["acting"]),
        *_experts_alone(actor, at),
    ]


@repeated
def _lists(*, actor_id: UUID, team_id: UUID | None, far: date) -> dict[str, QuerySet[Any]]:
    """`far`: the last day of which a date is shown; `team_id`: of a team leader only."""
    mine = Q(case__case_manager_id=actor_id, case__state=CaseState.OPEN)
    newer = OwnWords.objects.filter(
        case=OuterRef("case"), person=OuterRef("person"), version__gt=OuterRef("version")
    )
    return {
        "alarms": DeadlineAlarm.objects.filter(
            Q(for_id=actor_id) | Q(case__case_manager_id=actor_id), cleared_at=None
        ).order_by("due_on")[:MOST],
        "dates": Deadline.objects.filter(
            mine,
            ~Exists(DeadlineAlarm.objects.filter(deadline_id=OuterRef("pk"), cleared_at=None)),
            state=DeadlineState.RUNNING,
            due_on__lte=far,
        )[:MOST],
        "requests": ClientRequest.objects.filter(answered_at=None)
        .exclude(asked_by=actor_id)
        .order_by("due_on")[:MOST],
        "words": OwnWords.objects.filter(mine, ~Exists(newer), confirmed_at=None, absence="").only("case_id")[
            :MOST
        ],
        "proposed": Supporter.objects.filter(mine, state=SupporterState.PROPOSED).only("case_id")[:MOST],
        "silent": Case.objects.open()
        .filter(case_manager_id=actor_id, own_words__isnull=True)
        .only("name")[:MOST],
        "handovers": Handover.objects.filter(
            Q(giver_id=actor_id) | Q(taker_id=actor_id), completed_at=None, cancelled_at=None
        )[:MOST],
        "acting": CaseManagerAssignment.objects.filter(
            until=None,
            acting=True,
            case__team_id=team_id,
            case__state=CaseState.OPEN,
        )[:MOST]
        if team_id
        else CaseManagerAssignment.objects.none(),
    }


def _names(found: dict[str, list[Any]]) -> dict[UUID, str]:
    """Names of the cases these rows are about; one that is not visible has none (privacy officer)."""
    names = {case.pk: case.name for case in found["silent"]}
    wanted = {row.case_id for key, rows in found.items() if key != "silent" for row in rows} - set(names)
    if wanted:
        names |= dict(Case.objects.filter(pk__in=wanted).values_list("pk", "name"))
    return names


def _alarm(alarm: DeadlineAlarm, names: dict[UUID, str], actor: Actor, at: datetime) -> TodayItem:
    passed = alarm.threshold_days < 0
    reviews = passed and actor.has_role("team_leader")
    return TodayItem(
        side=ME,
        sentence=_("A date passed without a result. Look at what happened.")
        if passed
        else _(
            "On this date the household can lose something big, such as the home or the income. "
            "Look in the case who acts before then."
        ),
        url_name="deadline_review" if reviews else "case",
        url_id=alarm.pk if reviews else alarm.case_id,
        case_id=alarm.case_id,
        case_name=names.get(alarm.case_id, ""),
        due_on=min(alarm.due_on, day_of(at)) if passed else alarm.due_on,
        weight=LOSS,
    )


def _date(one: Deadline, names: dict[UUID, str]) -> TodayItem:
    return TodayItem(
        side=ME,
        sentence=_(
            "If nothing happens, this follows on this date: {what}. Look in the case who acts before then."
        ),
        url_name="case",
        url_id=one.case_id,
        case_id=one.case_id,
        case_name=names.get(one.case_id, ""),
        due_on=one.due_on,
        weight=LOSS,
        words={"what": one.get_kind_display()},
    )


def _request(request: ClientRequest, names: dict[UUID, str], actor: Actor, at: datetime) -> TodayItem:
    late = request.due_on < day_of(at) and actor.has_role("privacy_officer")
    return TodayItem(
        side=ME,
        sentence=_("Nobody answered this client in time.")
        if late
        else _("A client asks something and gets a written answer."),
        url_name="request",
        url_id=request.pk,
        case_id=request.case_id,
        case_name=names.get(request.case_id, ""),
        due_on=request.due_on,
        weight=6,
    )


def _about(
    case_id: UUID, names: dict[UUID, str], side: str, sentence: Any, *, url_name: str, weight: int
) -> TodayItem:
    return TodayItem(
        side=side,
        sentence=sentence,
        url_name=url_name,
        url_id=case_id,
        case_id=case_id,
        case_name=names.get(case_id, ""),
        weight=weight,
    )


def _handover(one: Handover, names: dict[UUID, str]) -> TodayItem:
    return TodayItem(
        side=ME,
        sentence=_("A handover is under way.")
        if one.client_told_at
        else _("Tell the client about the handover before it happens."),
        url_name="handover",
        url_id=one.case_id,
        case_id=one.case_id,
        case_name=names.get(one.case_id, ""),
        due_on=one.overlap_on,
        weight=5,
    )


def _acting(one: CaseManagerAssignment, names: dict[UUID, str]) -> TodayItem:
    return TodayItem(
        side=ME,
        sentence=_("Somebody acts as case manager for the moment. Appoint who stays."),
        url_name="case_manager",
        url_id=one.case_id,
        case_id=one.case_id,
        case_name=names.get(one.case_id, ""),
        due_on=day_of(one.since),
        weight=8,
    )


def _experts_alone(actor: Actor, at: datetime) -> list[TodayItem]:
    """An expert by experience without support contact, for who names one (R-040)."""
    everywhere = actor.has_role("administrator")
    if not everywhere and not actor.has_role("team_leader"):
        return []
    alone = organizations.experts_alone(day_of(at), led_by=None if everywhere else actor.id)
    return [
        TodayItem(
            side=ME,
            sentence=_("{name} works from own experience and has no support contact. Name one."),
            url_name="staff_support_contact",
            url_id=role.pk,
            weight=7,
            words={"name": role.professional.name},
        )
        for role in alone[:MOST]
    ]
