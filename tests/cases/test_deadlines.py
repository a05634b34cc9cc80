"""R-049: a known date counts down, warns once per threshold, and never passes in silence."""

from datetime import date, timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.cases import queries, rules
from rondom.cases.commands import (
    DateInPast,
    DeadlineEnded,
    WordsNeeded,
    close_deadline,
    correct_deadline,
    enter_deadline,
    fire_alarms,
    pass_deadlines,
    review_passed_deadline,
)
from rondom.cases.models import Deadline, DeadlineAlarm, DeadlineCorrection
from rondom.kernel.refusals import NotAllowed, StaleVersion
from rondom.kernel.working_days import DEFAULT_CALENDAR
from tests.cases.world import HOUSING, day

pytestmark = pytest.mark.django_db
CLOCK = system_actor("deadline clock")


def enter(world, days=26, **more):
    values = {"kind": "eviction", "source": "Brief van Wonen Maas", "domain": HOUSING} | more
    with acting_as(world.fatma, at=world.at):
        return enter_deadline(
            actor=world.fatma,
            case_id=world.case_id,
            due_on=day(world.at) + timedelta(days=days),
            at=world.at,
            **values,
        )


def tick(world, days):
    moment = world.at + timedelta(days=days)
    with acting_as(CLOCK, at=moment):
        fired = fire_alarms(actor=CLOCK, at=moment)
        pass_deadlines(actor=CLOCK, at=moment)
        return [(a.threshold_days, a.level) for a in DeadlineAlarm.objects.filter(pk__in=fired)]


def test_each_threshold_warns_once_and_moves_up(world):
    enter(world, days=30)
    found = [hit for days in range(31) for hit in tick(world, days) + tick(world, days)]
    assert found == [
        (28, "case_manager"),
        (14, "case_manager"),
        (7, "team_leader"),
        (2, "team_leader"),
    ]


def test_a_threshold_on_a_weekend_or_holiday_fires_on_the_working_day_before():
    due = date(2027, 5, 8)  # seven days before: Saturday 1 May
    assert rules.alarm_day(due, 7, DEFAULT_CALENDAR) == date(2027, 4, 30)
    easter_monday = date(2027, 3, 29)
    assert rules.alarm_day(easter_monday + timedelta(days=2), 2, DEFAULT_CALENDAR) == date(2027, 3, 26)


def test_a_date_entered_late_fires_its_tightest_threshold_only(world):
    enter(world, days=6)
    assert tick(world, 0) == [(7, "team_leader")]


def test_the_list_carries_the_nearest_running_date_and_the_leader_sees_no_kind(world):
    first = enter(world, days=26)
    enter(world, days=10, kind="cut_off")
    with acting_as(world.ingrid, at=world.at):
        assert world.case.next_deadline_on == day(world.at) + timedelta(days=10)
        assert not Deadline.objects.exists()
    with acting_as(world.fatma, at=world.at):
        near = Deadline.objects.exclude(pk=first.pk).get()
        close_deadline(
            actor=world.fatma, deadline_id=near.pk, mistaken=False, note="Regeling getroffen.", at=world.at
        )
        assert world.case.next_deadline_on == first.due_on
        with pytest.raises(DeadlineEnded):
            close_deadline(
                actor=world.fatma, deadline_id=near.pk, mistaken=False, note="Nog eens zo.", at=world.at
            )


def test_a_correction_keeps_its_trace_and_starts_the_alarms_anew(world):
    deadline = enter(world, days=7)
    assert tick(world, 0) == [(7, "team_leader")]
    with acting_as(world.peter, at=world.at):
        correct_deadline(
            actor=world.peter,
            deadline_id=deadline.pk,
            due_on=day(world.at) + timedelta(days=14),
            source="Nieuwe brief",
            based_on=1,
            at=world.at,
        )
        with pytest.raises(StaleVersion):
            correct_deadline(
                actor=world.peter,
                deadline_id=deadline.pk,
                due_on=day(world.at) + timedelta(days=15),
                source="Nieuwe brief",
                based_on=1,
                at=world.at,
            )
        trace = DeadlineCorrection.objects.get()
        assert (trace.source, trace.corrected_by_name) == ("Nieuwe brief", "Peter Jansen")
    assert tick(world, 0) == [(14, "case_manager")]


def test_a_date_that_passes_without_result_becomes_an_incident_for_the_leader(world):
    enter(world, days=3)
    tick(world, 4)
    later = world.at + timedelta(days=4)
    with acting_as(world.ingrid, at=later):
        items = queries.today_items(world.ingrid, at=later)
        alarm = DeadlineAlarm.objects.get(threshold_days=-1)
        assert alarm.pk in [i.url_id for i in items]
        with pytest.raises(WordsNeeded):
            review_passed_deadline(actor=world.ingrid, alarm_id=alarm.pk, note="-", at=later)
        review_passed_deadline(
            actor=world.ingrid, alarm_id=alarm.pk, note="Te laat gebeld; werkwijze aangepast.", at=later
        )
        assert queries.today_items(world.ingrid, at=later) == []
    with acting_as(world.fatma, at=later), pytest.raises(NotAllowed):
        review_passed_deadline(actor=world.fatma, alarm_id=alarm.pk, note="Ik keek zelf.", at=later)


def test_a_past_date_and_a_date_without_source_are_refused(world):
    with pytest.raises(DateInPast):
        enter(world, days=-1)
    with pytest.raises(WordsNeeded):
        enter(world, source="?")
    with acting_as(world.wendy, at=world.at), pytest.raises(NotAllowed):
        enter_deadline(
            actor=world.wendy,
            case_id=world.case_id,
            domain=HOUSING,
            kind="eviction",
            due_on=day(world.at),
            source="Van horen zeggen",
            at=world.at,
        )
