"""What follows a commit: mail and notices without content. Run as the system, each once per event."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from rondom.access.actor import Actor
from rondom.access.context import current_actor, system_actor
from rondom.accounts import queries as accounts
from rondom.kernel import calendar_files
from rondom.kernel.calendar_files import Appointment
from rondom.meetings import commands
from rondom.meetings.events import (
    AcquaintanceAtTable,
    AcquaintanceSettled,
    AdmissionAsked,
    GuestPointAnswer,
    GuestPointProposed,
    HeldWithoutClient,
    MeetingAsked,
    MeetingCancelled,
    MeetingHeld,
    MeetingPlanned,
    MeetingRefused,
    ParticipantInvited,
    ParticipantLeftOut,
    StanceToConfirm,
    ToldOnBehalf,
)
from rondom.meetings.models import Meeting, Participant
from rondom.meetings.vocabulary import Admission, MeetingState, Sight
from rondom.notices.commands import calendar_attachment, notify, send_mail_to
from rondom.notices.vocabulary import NoticeKind
from rondom.organizations import queries as organizations
from rondom.people import queries as people


def invite_everybody(event: MeetingPlanned, *, at: datetime) -> None:
    """A time was fixed or moved: a calendar file for everybody who is admitted (R-025)."""
    meeting = Meeting.objects.get(pk=event.meeting_id)
    for seat in _admitted(meeting):
        if commands.may_know(seat, at):
            _invite(meeting, seat, at)


def invite_one(event: ParticipantInvited, *, at: datetime) -> None:
    """One more person was admitted; before a time is fixed there is nothing to send yet."""
    meeting = Meeting.objects.get(pk=event.meeting_id)
    seat = Participant.objects.filter(pk=event.participant_id, removed_at=None).first()
    if seat is not None and meeting.state == MeetingState.PLANNED and commands.may_know(seat, at):
        _invite(meeting, seat, at)


def ask_client(event: AdmissionAsked, *, at: datetime) -> None:
    """The client is asked about somebody who was added later (R-025)."""
    _tell_client(Meeting.objects.get(pk=event.meeting_id), NoticeKind.MEETING_CHANGED, "meeting", at)


def tell_case_manager(event: MeetingAsked, *, at: datetime) -> None:
    """A meeting was asked for: who leads it plans it, or says why not (R-039)."""
    meeting = Meeting.objects.get(pk=event.meeting_id)
    if meeting.chair_id is not None and meeting.chair_id != meeting.created_by:
        _notify("professional", meeting.chair_id, NoticeKind.MEETING_CHANGED, "meeting", meeting.pk, at)


def tell_of_guest_point(event: GuestPointProposed, *, at: datetime) -> None:
    """Who leads the meeting, or else the case manager, looks at it with the client (R-034)."""
    meeting = Meeting.objects.select_related("case").get(pk=event.meeting_id)
    receiver = meeting.chair_id or meeting.case.case_manager_id
    if receiver is not None:
        _notify("professional", receiver, NoticeKind.MEETING_CHANGED, "meeting", meeting.pk, at)


def tell_guest_of_answer(event: GuestPointAnswer, *, at: datetime) -> None:
    """The guest looks what became of the point."""
    seat = Participant.objects.filter(pk=event.participant_id, removed_at=None).first()
    if seat is not None and seat.professional_id:
        _notify(
            "professional", seat.professional_id, NoticeKind.MEETING_CHANGED, "meeting", event.meeting_id, at
        )
    elif seat is not None and seat.person_id:
        _notify("resident", seat.person_id, NoticeKind.MEETING_CHANGED, "meeting", event.meeting_id, at)


def tell_of_acquaintance(event: AcquaintanceAtTable, *, at: datetime) -> None:
    """The case manager decides with the client (R-040)."""
    case_manager = Meeting.objects.select_related("case").get(pk=event.meeting_id).case.case_manager_id
    if case_manager is not None:
        _notify("professional", case_manager, NoticeKind.ACQUAINTANCE, "meeting", event.meeting_id, at)


def tell_of_settled_acquaintance(event: AcquaintanceSettled, *, at: datetime) -> None:
    """The expert who comes finds the meeting again; who stays out learns no more than that (R-040)."""
    seat = Participant.objects.get(pk=event.participant_id)
    assert seat.professional_id is not None  # noqa: S101 - an expert is a professional
    if seat.removed_at is None:
        _notify(
            "professional", seat.professional_id, NoticeKind.MEETING_CHANGED, "meeting", event.meeting_id, at
        )
    else:
        notify(
            actor=_actor(),
            receiver_kind="professional",
            receiver_id=seat.professional_id,
            kind=NoticeKind.HELP_ENDED,
            at=at,
        )


def tell_refusal(event: MeetingRefused, *, at: datetime) -> None:
    """The reason why there is no meeting stands on the client's page."""
    _tell_client(Meeting.objects.get(pk=event.meeting_id), NoticeKind.MEETING_CHANGED, "meeting", at)


def call_off(event: MeetingCancelled, *, at: datetime) -> None:
    """The appointment leaves everybody's calendar."""
    meeting = Meeting.objects.get(pk=event.meeting_id)
    for seat in _admitted(meeting):
        _call_off(meeting, seat, at)


def call_off_for_one(event: ParticipantLeftOut, *, at: datetime) -> None:
    """The appointment leaves the calendar of somebody who is no longer invited."""
    meeting = Meeting.objects.get(pk=event.meeting_id)
    _call_off(meeting, Participant.objects.get(pk=event.participant_id), at)


def send_summary(event: MeetingHeld, *, at: datetime) -> None:
    """The summary stands ready for everybody who was invited, the same day (R-035)."""
    meeting = Meeting.objects.get(pk=event.meeting_id)
    for seat in _admitted(meeting):
        if meeting.safety_exception and seat.person_id == meeting.client_id:
            continue
        if seat.sees == Sight.AGENDA or not commands.may_know(seat, at):
            # A guest reads no summary; what she or he took on stands on the own page.
            continue
        kind, holder = _who(seat)
        _notify(kind, holder, NoticeKind.MEETING_SUMMARY, "meeting_summary", meeting.pk, at)


def tell_absent_client(event: HeldWithoutClient, *, at: datetime) -> None:
    """The client who was not there hears that there was a meeting (R-033)."""
    _tell_client(Meeting.objects.get(pk=event.meeting_id), NoticeKind.MEETING_CHANGED, "meeting_summary", at)


def ask_confirmation(event: StanceToConfirm, *, at: datetime) -> None:
    """The client is asked whether a noted stance is right (R-031)."""
    _tell_client(Meeting.objects.get(pk=event.meeting_id), NoticeKind.STANCE_ASKED, "meeting_summary", at)


def show_what_was_typed(event: ToldOnBehalf, *, at: datetime) -> None:
    """The client looks over what somebody typed for her or him (R-029)."""
    _tell_client(Meeting.objects.get(pk=event.meeting_id), NoticeKind.MEETING_CHANGED, "meeting_summary", at)


def _actor() -> Actor:
    return current_actor() or system_actor("meeting notices")


def _admitted(meeting: Meeting) -> Iterable[Participant]:
    return meeting.participants.filter(removed_at=None).exclude(admission=Admission.ASKED)


def _who(seat: Participant) -> tuple[str, UUID]:
    if seat.professional_id is not None:
        return "professional", seat.professional_id
    assert seat.person_id is not None  # noqa: S101 - the database holds it
    return "resident", seat.person_id


def _tell_client(meeting: Meeting, kind: str, link_name: str, at: datetime) -> None:
    if not meeting.safety_exception:
        _notify("resident", meeting.client_id, kind, link_name, meeting.pk, at)


def _notify(  # noqa: PLR0917 - one shape for every notice
    kind: str, holder: UUID, what: str, link_name: str, link_id: UUID, at: datetime
) -> None:
    notify(
        actor=_actor(),
        receiver_kind=kind,
        receiver_id=holder,
        kind=what,
        at=at,
        link_name=link_name,
        link_id=link_id,
    )


def _invite(meeting: Meeting, seat: Participant, at: datetime) -> None:
    kind, holder = _who(seat)
    address = _address(seat)
    what = NoticeKind.MEETING_CHANGED if meeting.sequence else NoticeKind.MEETING_INVITED
    _notify(kind, holder, what, "meeting", meeting.pk, at)
    if not address:
        return
    file = calendar_attachment(calendar_files.invitation(_appointment(meeting, address)))
    if accounts.has_account(holder):
        send_mail_to(
            actor=_actor(),
            receiver_kind=kind,
            receiver_id=holder,
            template="meeting_invitation",
            at=at,
            attachments=[file],
        )
        return
    token = commands.open_reply_link(actor=_actor(), participant_id=seat.pk, at=at)
    send_mail_to(
        actor=_actor(),
        receiver_kind=kind,
        receiver_id=holder,
        template="meeting_invitation_link",
        at=at,
        attachments=[file],
        link=settings.BASE_URL + reverse("meeting_by_link", args=[token]),
    )


def _call_off(meeting: Meeting, seat: Participant, at: datetime) -> None:
    if meeting.starts_at is None:
        return
    kind, holder = _who(seat)
    _notify(kind, holder, NoticeKind.MEETING_CHANGED, "meeting", meeting.pk, at)
    address = _address(seat)
    if address:
        content = calendar_files.cancellation(_appointment(meeting, address, called_off=True))
        send_mail_to(
            actor=_actor(),
            receiver_kind=kind,
            receiver_id=holder,
            template="meeting_cancelled",
            at=at,
            attachments=[calendar_attachment(content, method="CANCEL")],
        )


def _address(seat: Participant) -> str:
    if seat.professional_id is not None:
        found = organizations.professional(seat.professional_id)
        return found.email if found and not found.has_left else ""
    return people.reachable_at(seat.person_id, "email") if seat.person_id else ""


def _appointment(meeting: Meeting, address: str, *, called_off: bool = False) -> Appointment:
    assert meeting.starts_at is not None  # noqa: S101 - only meetings with a time are sent
    assert meeting.ends_at is not None  # noqa: S101
    cancelled = meeting.state == MeetingState.CANCELLED
    return Appointment(
        uid=meeting.uid,
        # Whoever is left out alone gets a number above the last invitation they had.
        sequence=meeting.sequence + (1 if called_off and not cancelled else 0),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        changed_at=meeting.changed_at,
        organizer_email=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        receiver_email=address,
        location=meeting.place if meeting.place_in_calendar else "",
    )
