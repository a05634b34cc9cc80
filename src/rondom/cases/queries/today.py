"""What needs somebody today: from the case itself; higher modules add their own."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
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
from rondom.cases.queries.client_messages import message_line, waiting_messages
from rondom.cases.queries.silent_guardians import guardian_line, waiting_guardians
from rondom.cases.queries.start_lines import LOSS, ME, OTHERS, TodayItem, lines_of, nearest
from rondom.cases.rules import day_of
from rondom.cases.vocabulary import CaseState, DeadlineState, SupporterState
from rondom.kernel.repeated import Fixed, repeated
from rondom.organizations import queries as organizations


def today_items(actor: Actor, *, at: datetime) -> list[TodayItem]:
    """What the case module has for this professional. One query, whatever the caseload.

    A known date counts from the first threshold on, also before the clock has fired its alarm.
    """
    if not actor.is_professional:
        return []
    far = day_of(at) + timedelta(days=max(organizations.setting("deadline_alarms"), default=0))
    team = actor.team_id if actor.has_role("team_leader") else None
    most = Fixed(organizations.setting("today_items"))
    found = _lists(actor_id=actor.id, team_id=team, far=far, now=at, most=most)
    makers: dict[str, Callable[[Any], TodayItem]] = {
        "alarms": lambda one: _alarm(one, actor, at),
        "dates": _date,
        "requests": lambda one: _request(one, actor, at),
        "words": _words,
        "proposed": _proposed,
        "silent": _silent,
        "handovers": _handover,
        "acting": _acting,
        "guardians": lambda one: guardian_line(one, at),
    }
    items = [item for name, line in makers.items() for item in lines_of(found[name], line)]
    return [*items, *map(message_line, found["messages"]), *_experts_alone(actor, at, most)]


@repeated
def _lists(
    *, actor_id: UUID, team_id: UUID | None, far: date, now: datetime, most: Fixed
) -> dict[str, QuerySet[Any]]:
    """`far`: the last day of which a date is shown; `team_id`: of a team leader only."""
    mine = Q(case__case_manager_id=actor_id, case__state=CaseState.OPEN)
    newer = OwnWords.objects.filter(
        case=OuterRef("case"), person=OuterRef("person"), version__gt=OuterRef("version")
    )
    alarms = DeadlineAlarm.objects.filter(
        Q(for_id=actor_id) | Q(case__case_manager_id=actor_id), cleared_at=None
    )
    fired = DeadlineAlarm.objects.filter(deadline_id=OuterRef("pk"), cleared_at=None)
    dates = Deadline.objects.filter(mine, ~Exists(fired), state=DeadlineState.RUNNING, due_on__lte=far)
    requests = ClientRequest.objects.filter(answered_at=None).exclude(asked_by=actor_id)
    words = OwnWords.objects.filter(mine, ~Exists(newer), confirmed_at=None, absence="")
    proposed = Supporter.objects.filter(mine, state=SupporterState.PROPOSED)
    silent = Case.objects.open().filter(case_manager_id=actor_id, own_words__isnull=True)
    handovers = Handover.objects.filter(
        Q(giver_id=actor_id) | Q(taker_id=actor_id), completed_at=None, cancelled_at=None
    )
    acting = CaseManagerAssignment.objects.none()
    if team_id:
        acting = CaseManagerAssignment.objects.filter(
            until=None, acting=True, case__team_id=team_id, case__state=CaseState.OPEN
        )
    of_case, joined = Subquery(Case.objects.filter(pk=OuterRef("case")).values("name")), F("case__name")
    return {
        "alarms": nearest(
            alarms.only("case_id", "due_on", "threshold_days").annotate(household=of_case),
            "due_on",
            most=most,
        ),
        "dates": nearest(
            dates.only("case_id", "due_on", "kind").annotate(household=joined), "due_on", most=most
        ),
        # A privacy officer sees a late question without seeing the case it is about.
        "requests": nearest(
            requests.only("case_id", "due_on").annotate(household=of_case), "due_on", most=most
        ),
        "words": nearest(words.only("case_id").annotate(household=joined), "household", most=most),
        "proposed": nearest(proposed.only("case_id").annotate(household=joined), "household", most=most),
        "silent": nearest(silent.only("name"), "name", most=most),
        "handovers": nearest(
            handovers.only("case_id", "client_told_at", "overlap_on").annotate(household=of_case),
            F("overlap_on").asc(nulls_last=True),
            most=most,
        ),
        "acting": nearest(acting.only("case_id", "since").annotate(household=joined), "since", most=most),
        "guardians": nearest(waiting_guardians(actor_id, now), "asked_at", most=most),
        "messages": waiting_messages(actor_id),
    }


def _alarm(alarm: Any, actor: Actor, at: datetime) -> TodayItem:
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
        case_name=alarm.household or "",
        due_on=min(alarm.due_on, day_of(at)) if passed else alarm.due_on,
        weight=LOSS,
    )


def _date(one: Any) -> TodayItem:
    return TodayItem(
        side=ME,
        sentence=_(
            "If nothing happens, this follows on this date: {what}. Look in the case who acts before then."
        ),
        url_name="case",
        url_id=one.case_id,
        case_id=one.case_id,
        case_name=one.household or "",
        due_on=one.due_on,
        weight=LOSS,
        words={"what": one.get_kind_display()},
    )


def _request(request: Any, actor: Actor, at: datetime) -> TodayItem:
    late = request.due_on < day_of(at) and actor.has_role("privacy_officer")
    return TodayItem(
        side=ME,
        sentence=_("Nobody answered this client in time.")
        if late
        else _("A client asks something and gets a written answer."),
        url_name="request",
        url_id=request.pk,
        case_id=request.case_id,
        case_name=request.household or "",
        due_on=request.due_on,
        weight=6,
    )


def _words(one: Any) -> TodayItem:
    return TodayItem(
        side=OTHERS,
        sentence=_("The client has not confirmed yet what was written down."),
        url_name="own_words",
        url_id=one.case_id,
        case_id=one.case_id,
        case_name=one.household,
        weight=2,
    )


def _proposed(one: Any) -> TodayItem:
    return TodayItem(
        side=OTHERS,
        sentence=_("The client has not chosen yet who from the own network may help."),
        url_name="network",
        url_id=one.case_id,
        case_id=one.case_id,
        case_name=one.household,
    )


def _silent(case: Case) -> TodayItem:
    return TodayItem(
        side=ME,
        sentence=_("This file has no own words yet."),
        url_name="own_words",
        url_id=case.pk,
        case_id=case.pk,
        case_name=case.name,
        weight=4,
    )


def _handover(one: Any) -> TodayItem:
    return TodayItem(
        side=ME,
        sentence=_("A handover is under way.")
        if one.client_told_at
        else _("Tell the client about the handover before it happens."),
        url_name="handover",
        url_id=one.case_id,
        case_id=one.case_id,
        case_name=one.household or "",
        due_on=one.overlap_on,
        weight=5,
    )


def _acting(one: Any) -> TodayItem:
    return TodayItem(
        side=ME,
        sentence=_("Somebody acts as case manager for the moment. Appoint who stays."),
        url_name="case_manager",
        url_id=one.case_id,
        case_id=one.case_id,
        case_name=one.household or "",
        due_on=day_of(one.since),
        weight=8,
    )


def _experts_alone(actor: Actor, at: datetime, most: int) -> list[TodayItem]:
    """An expert by experience without support contact, for who names one (R-040)."""
    everywhere = actor.has_role("administrator")
    if not everywhere and not actor.has_role("team_leader"):
        return []
    found = _experts(on=day_of(at), led_by=None if everywhere else actor.id, most=Fixed(most))
    return lines_of(found["alone"], _alone)


@repeated
def _experts(*, on: date, led_by: UUID | None, most: Fixed) -> dict[str, QuerySet[Any]]:
    alone = organizations.experts_alone(on, led_by=led_by)
    return {"alone": nearest(alone, "professional__name", most=most)}


def _alone(role: Any) -> TodayItem:
    return TodayItem(
        side=ME,
        sentence=_("{name} works from own experience and has no support contact. Name one."),
        url_name="staff_support_contact",
        url_id=role.pk,
        weight=7,
        words={"name": role.professional.name},
    )
