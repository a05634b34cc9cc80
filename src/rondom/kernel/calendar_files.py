"""Calendar files (iCalendar, RFC 5545 and 5546) for invitations, changes and cancellations.

A calendar is often shared with colleagues, a partner or a whole family. So the file says only that
there is an appointment, when, and (only when the sender chose so) where: no subject, no names,
no other receivers (R-135).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText

from rondom.kernel.refusals import Refusal
from rondom.kernel.text import clean_line

ZONE_NAME = "Europe/Amsterdam"
ZONE = ZoneInfo(ZONE_NAME)
PRODUCT = "-//Rondom//Rondom//NL"
SUMMARY = pgettext_lazy("calendar file", "Appointment")

Method = Literal["REQUEST", "CANCEL"]


class AppointmentWithoutZone(ValueError):  # noqa: N818 - named by what happened
    """A time without time zone came in (a fault in code, not of a user)."""


class AppointmentEndsTooSoon(Refusal):
    """The end is not later than the start."""

    code = "appointment_ends_too_soon"
    sentence = _("The appointment ends before it starts. Choose a later end time.")
    field = "ends_at"


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """One appointment, as far as a calendar may know it.

    `uid` is a random number of its own (not the id of a meeting or person) and stays the same for
    every change. `sequence` starts at 0 and goes up with every change and with the cancellation;
    `changed_at` is the moment of that change. Times are aware datetimes, in any zone.
    """

    uid: UUID
    sequence: int
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    organizer_email: str
    receiver_email: str
    location: str = ""
    language: Literal["nl", "en"] = "nl"

    def __post_init__(self) -> None:
        for moment in (self.starts_at, self.ends_at, self.changed_at):
            if moment.tzinfo is None:
                raise AppointmentWithoutZone("Give the times of an appointment with a time zone.")
        if self.ends_at <= self.starts_at:
            raise AppointmentEndsTooSoon


def invitation(appointment: Appointment) -> bytes:
    """An invitation, or (same uid, higher sequence) its change: METHOD:REQUEST."""
    return _calendar_file(appointment, "REQUEST")


def cancellation(appointment: Appointment) -> bytes:
    """Takes the appointment out of the receiver's calendar: METHOD:CANCEL."""
    return _calendar_file(appointment, "CANCEL")


def content_type(method: Method) -> str:
    """The media type of the attachment; mail programs act on the method in it."""
    return f'text/calendar; charset="utf-8"; method={method}'


def _calendar_file(appointment: Appointment, method: Method) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_amsterdam())
    calendar.add_component(_event(appointment, method))
    content: bytes = calendar.to_ical()
    return content


def _event(appointment: Appointment, method: Method) -> Event:
    event = Event()
    event.add("uid", str(appointment.uid))
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", appointment.changed_at.astimezone(UTC))
    # In local time with a zone: "ten o'clock" stays ten o'clock whatever happens to summer time.
    event.add("dtstart", appointment.starts_at.astimezone(ZONE))
    event.add("dtend", appointment.ends_at.astimezone(ZONE))
    with translation.override(appointment.language):
        event.add("summary", str(SUMMARY))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    if appointment.location:
        event.add("location", clean_line(appointment.location, field="location"))
    event.add("organizer", _address(appointment.organizer_email))
    event.add("attendee", _receiver(appointment.receiver_email, method))
    return event


def _address(email: str) -> vCalAddress:
    return vCalAddress(f"mailto:{clean_line(email, field='email')}")


def _receiver(email: str, method: Method) -> vCalAddress:
    receiver = _address(email)
    receiver.params["ROLE"] = vText("REQ-PARTICIPANT")
    if method == "REQUEST":
        receiver.params["PARTSTAT"] = vText("NEEDS-ACTION")
        receiver.params["RSVP"] = vText("TRUE")
    return receiver


def _amsterdam() -> Timezone:
    """The rule of the European Union since 1996: change on the last Sunday of March and October."""
    zone = Timezone()
    zone.add("tzid", ZONE_NAME)
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    for part, name, month, hour, before, after in (
        (summer, "CEST", 3, 2, 1, 2),
        (winter, "CET", 10, 3, 2, 1),
    ):
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, hour))  # noqa: DTZ001 - local by definition
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(part)
    return zone
