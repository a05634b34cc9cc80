# ruff: noqa: DTZ001 - wall-clock times without a zone are what these tests compare
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from rondom.kernel.calendar_files import (
    ZONE,
    Appointment,
    AppointmentEndsTooSoon,
    AppointmentWithoutZone,
    cancellation,
    content_type,
    invitation,
)
from rondom.kernel.text import TextUnreadable

UID = UUID("7b0c2a56-9d7e-4f0e-8a53-0c3c0d3f1a11")


def appointment(**changes):
    facts = {
        "uid": UID,
        "sequence": 0,
        "starts_at": datetime(2026, 3, 27, 10, 0, tzinfo=ZONE),
        "ends_at": datetime(2026, 3, 27, 11, 0, tzinfo=ZONE),
        "changed_at": datetime(2026, 3, 1, 9, 0, tzinfo=UTC),
        "organizer_email": "afspraken@rondom.example",
        "receiver_email": "samira@mail.example",
    }
    return Appointment(**{**facts, **changes})


def event(content):
    return Calendar.from_ical(content).walk("VEVENT")[0]


def text(content):
    """The file as a calendar program reads it: folded lines put together again."""
    return content.decode().replace("\r\n ", "")


def test_an_invitation_asks_the_receiver_and_names_nobody_else():
    content = text(invitation(appointment()))
    assert "METHOD:REQUEST" in content
    assert content.count("ATTENDEE") == 1
    assert "mailto:samira@mail.example" in content
    assert "CN=" not in content
    assert "LOCATION" not in content
    assert "DESCRIPTION" not in content


@pytest.mark.parametrize(("language", "word"), [("nl", "Afspraak"), ("en", "Appointment")])
def test_the_summary_says_nothing_but_that_there_is_an_appointment(language, word):
    assert str(event(invitation(appointment(language=language)))["summary"]) == word


def test_a_place_stands_in_it_only_when_it_was_given():
    place = event(invitation(appointment(location="Buurthuis; zaal 2, Zonnehof")))["location"]
    assert str(place) == "Buurthuis; zaal 2, Zonnehof"


def test_a_change_keeps_the_uid_and_raises_the_sequence():
    first = event(invitation(appointment()))
    change = event(invitation(appointment(sequence=1, starts_at=datetime(2026, 3, 27, 9, 0, tzinfo=ZONE))))
    assert first["uid"] == change["uid"] == str(UID)
    assert (first["sequence"], change["sequence"]) == (0, 1)


def test_a_cancellation_takes_the_same_appointment_away():
    content = cancellation(appointment(sequence=2))
    cancelled = event(content)
    assert "METHOD:CANCEL" in text(content)
    assert cancelled["uid"] == str(UID)
    assert cancelled["status"] == "CANCELLED"
    assert "RSVP" not in text(content)


def test_ten_o_clock_stays_ten_o_clock_before_and_after_summer_time():
    for day, hour_utc in ((28, 9), (29, 8)):  # the clock changes in the night of 29 March 2026
        start = event(
            invitation(
                appointment(
                    starts_at=datetime(2026, 3, day, hour_utc, tzinfo=UTC),
                    ends_at=datetime(2026, 3, day, 12, tzinfo=UTC),
                )
            )
        )["dtstart"]
        assert start.dt.replace(tzinfo=None) == datetime(2026, 3, day, 10)
        assert start.params["TZID"] == "Europe/Amsterdam"


@given(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2036, 12, 31), timezones=st.just(UTC)))
def test_every_moment_comes_out_as_the_same_moment(moment):
    moment = moment.replace(microsecond=0)
    local = moment.astimezone(ZONE)
    if local.fold:
        return  # the second 2:30 of that night cannot be told apart in iCalendar's local time
    read = event(invitation(appointment(starts_at=moment, ends_at=moment + timedelta(hours=3))))
    assert read["dtstart"].dt.astimezone(UTC) == moment


@pytest.mark.parametrize("year", [1999, 2026, 2031, 2036])
def test_the_time_zone_inside_the_file_agrees_with_the_official_one(year):
    written = Calendar.from_ical(invitation(appointment())).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    official = ZoneInfo("Europe/Amsterdam")
    moment = datetime(year, 1, 1, 12)
    while moment.year == year:
        assert moment.replace(tzinfo=written).utcoffset() == moment.replace(tzinfo=official).utcoffset()
        moment += timedelta(days=1)


def test_a_line_break_in_a_place_cannot_write_a_line_of_its_own():
    content = text(invitation(appointment(location="zaal 2\r\nATTENDEE:mailto:spy@evil.example")))
    assert not any(line.startswith("ATTENDEE:mailto:spy") for line in content.splitlines())
    with pytest.raises(TextUnreadable):
        invitation(appointment(receiver_email="a@b.example\x00"))


def test_an_end_before_the_start_is_refused_and_a_time_without_zone_is_a_fault():
    with pytest.raises(AppointmentEndsTooSoon):
        appointment(ends_at=datetime(2026, 3, 27, 10, 0, tzinfo=ZONE))
    with pytest.raises(AppointmentWithoutZone):
        appointment(starts_at=datetime(2026, 3, 27, 10, 0))


def test_the_content_type_names_the_method():
    assert content_type("CANCEL") == 'text/calendar; charset="utf-8"; method=CANCEL'
