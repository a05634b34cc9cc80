"""Who is invited, who may refuse whom, and who is kept apart (R-025, R-040)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rondom.access import grants
from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.cases.commands import rewrite_case_grants
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.text import clean_line
from rondom.meetings import policies
from rondom.meetings.commands.entry import AHEAD, locked, real_words, require, seat_of, told
from rondom.meetings.commands.experts import acts_as_expert, require_wish
from rondom.meetings.commands.guests import give_card, open_guest_part, parts_of, sight_for
from rondom.meetings.commands.refusals import (
    AlreadyInvited,
    CannotLeaveOut,
    ClientAlreadyAnswered,
    InviteeInConflict,
    InviteeShielded,
    InviteeUnknown,
    ReasonMissing,
)
from rondom.meetings.events import AdmissionAsked, ParticipantInvited, ParticipantLeftOut
from rondom.meetings.models import Meeting, Participant
from rondom.meetings.vocabulary import (
    AbsenceReason,
    Admission,
    Invitee,
    MeetingState,
    ParticipantKind,
    Reply,
    Sight,
)
from rondom.organizations import queries as organizations
from rondom.people import queries as people

PLACES = {ParticipantKind.CLIENT: 0, ParticipantKind.NETWORK: 1, ParticipantKind.PROFESSIONAL: 2}
SHIELD_REASON_LENGTH = 20
CANNOT_WAIT = (AbsenceReason.SAFETY, AbsenceReason.URGENT)


def seat_client(meeting: Meeting, at: datetime) -> Participant:
    """The client, first at the table."""
    return Participant.objects.create(
        scope=meeting.scope,
        meeting=meeting,
        kind=ParticipantKind.CLIENT,
        place=PLACES[ParticipantKind.CLIENT],
        person_id=meeting.client_id,
        name=meeting.client_name,
        invited_at=at,
        reply=Reply.COMES if meeting.asked_by_client else Reply.WAITING,
    )


def seat_professional(
    meeting: Meeting,
    professional_id: UUID,
    at: datetime,
    *,
    admission: str = Admission.NOT_NEEDED,
    scope: int | None = None,
) -> Participant:
    """A professional who works here now. Raises InviteeUnknown."""
    standing = organizations.standing(professional_id, at.date())
    if standing is None:
        raise InviteeUnknown
    return Participant.objects.create(
        scope=scope or meeting.scope,
        sees=Sight.AGENDA if scope else Sight.MEETING,
        meeting=meeting,
        kind=ParticipantKind.PROFESSIONAL,
        place=PLACES[ParticipantKind.PROFESSIONAL],
        professional_id=professional_id,
        name=standing.professional.name,
        functions=[standing.function, *sorted(standing.roles - {standing.function})],
        organization_name=standing.organization.name,
        invited_at=at,
        admission=admission,
    )


@command("meeting.invite")
def invite(
    *,
    actor: Actor,
    meeting_id: UUID,
    invitee: Invitee,
    at: datetime,
    shield_reason: str = "",
    sees: str = "",
) -> Participant:
    """Invite one more person. When the time is fixed already, the client is asked first (R-025).

    Only a meeting that cannot wait, or that the client must not know of, does not wait for that answer;
    of the first the client is told.

    `sees` is a Sight; empty: the whole meeting for who helps here or was let in by the client, for
    everybody else the agenda only (R-005). An expert by experience comes at the client's wish, and sees
    the whole meeting when the client says so (R-040). Raises NotFound, MeetingMovedOn, NotAllowed,
    InviteeUnknown, AlreadyInvited, InviteeInConflict, InviteeShielded, ExpertOnlyAtRequest, SightUnknown,
    ClientDecidesSight.
    """
    meeting = locked(meeting_id, AHEAD)
    decision = require(policies.may_invite(actor, meeting, at))
    by_client = bool(policies.is_client(actor, meeting))
    overruled = _keep_apart(actor, meeting, invitee, clean_line(shield_reason, field="shield_reason"), at)
    late = meeting.state == MeetingState.PLANNED and not by_client
    asks = late and meeting.absence_reason not in CANNOT_WAIT
    admission = Admission.ASKED if asks else Admission.NOT_NEEDED
    _not_yet(meeting, invitee)
    expert = acts_as_expert(meeting, invitee, at)
    if expert and not by_client:
        require_wish(meeting, invitee, at)
    sight = sight_for(meeting, invitee, wanted=sees, by_client=by_client, expert=expert, at=at)
    own_part = open_guest_part(actor, meeting, at) if sight == Sight.AGENDA else None
    seat = _seat(meeting, invitee, at, admission, own_part)
    if overruled:
        Participant.objects.filter(pk=seat.pk).update(shield_reason=overruled)
    if late:
        publish(AdmissionAsked(meeting_id=meeting.pk, participant_id=seat.pk), at=at)
    if not asks:
        admit(actor, meeting, seat, at)
    told(
        actor,
        meeting,
        "meeting.invite",
        at,
        row=decision.row,
        object_type="participant",
        object_id=seat.pk,
        reason=overruled,
        confidential=bool(overruled),
    )
    return seat


def _not_yet(meeting: Meeting, invitee: Invitee) -> None:
    by = "professional_id" if invitee.kind == ParticipantKind.PROFESSIONAL else "person_id"
    known = meeting.participants.filter(removed_at=None, **{by: invitee.id}).first()
    if known is not None:
        raise AlreadyInvited(name=known.name)


def _seat(
    meeting: Meeting, invitee: Invitee, at: datetime, admission: str, own_part: int | None
) -> Participant:
    if invitee.kind == ParticipantKind.PROFESSIONAL:
        return seat_professional(meeting, invitee.id, at, admission=admission, scope=own_part)
    person = people.person(invitee.id) if invitee.kind == ParticipantKind.NETWORK else None
    if person is None:
        raise InviteeUnknown
    return Participant.objects.create(
        scope=own_part or meeting.scope,
        sees=Sight.AGENDA if own_part else Sight.MEETING,
        meeting=meeting,
        kind=ParticipantKind.NETWORK,
        place=PLACES[ParticipantKind.NETWORK],
        person_id=person.pk,
        name=person.name,
        invited_at=at,
        admission=admission,
    )


def _keep_apart(actor: Actor, meeting: Meeting, invitee: Invitee, reason: str, at: datetime) -> str:
    """Refuse a relative (D1) and a shielded counterpart (D2); answers the overruling reason, if any."""
    # As the system: whoever invites need not be able to read that there is a shield.
    with acting_as(system_actor("meeting invitations"), at=at):
        household = {meeting.client_id}
        if meeting.case.household_id:
            household |= set(
                people.members(meeting.case.household_id, at.date()).values_list("person_id", flat=True)
            )
        kinds = set(
            people.conflicts_of(household).filter(counterpart_id=invitee.id).values_list("kind", flat=True)
        )
    if "relative" in kinds:
        found = organizations.professional(invitee.id)
        raise InviteeInConflict(name=found.name if found else "")
    if "shield" not in kinds:
        return ""
    if not policies.is_case_manager(actor, meeting, at) or len(reason) < SHIELD_REASON_LENGTH:
        raise InviteeShielded
    return reason


def admit(actor: Actor, meeting: Meeting, seat: Participant, at: datetime) -> None:
    """Name somebody as holder of the meeting and send the invitation."""
    guest = seat.sees == Sight.AGENDA
    for part in parts_of(meeting, seat):
        # A guest reads the own part; what a guest answers is written by the command, as the system.
        grants.name_holder(part=part, holder_id=_holder(seat), can_write=not guest, at=at)
    rewrite_case_grants(actor=actor, case_id=meeting.case_id, at=at)
    if guest:
        give_card(meeting, seat, at)
    publish(ParticipantInvited(meeting_id=meeting.pk, participant_id=seat.pk), at=at)


def leave_out(actor: Actor, meeting: Meeting, seat: Participant, at: datetime) -> None:
    """End somebody's holding; what they could see ends in this transaction."""
    Participant.objects.filter(pk=seat.pk).update(removed_at=at)
    for part in parts_of(meeting, seat):
        grants.drop_holder(part=part, holder_id=_holder(seat), at=at)
    rewrite_case_grants(actor=actor, case_id=meeting.case_id, at=at)
    publish(ParticipantLeftOut(meeting_id=meeting.pk, participant_id=seat.pk), at=at)


def _holder(seat: Participant) -> UUID:
    holder = seat.professional_id or seat.person_id
    if holder is None:
        raise InviteeUnknown
    return holder


@command("meeting.answer_admission")
def answer_admission(
    *, actor: Actor, participant_id: UUID, accepted: bool, at: datetime, words: str = ""
) -> Participant:
    """The client says yes or no to somebody who was added later; until then that person sees nothing.

    An organizer may note the client's answer with words on how it was given (R-025).
    Raises NotFound, MeetingMovedOn, NotAllowed, ClientAlreadyAnswered, ReasonMissing.
    """
    seat = Participant.objects.filter(pk=participant_id, removed_at=None).first()
    meeting = locked(seat.meeting_id if seat else participant_id, AHEAD)
    seat = seat_of(meeting, participant_id)
    by_client = bool(policies.is_client(actor, meeting))
    decision = require(policies.may_invite(actor, meeting, at))
    if seat.admission != Admission.ASKED:
        raise ClientAlreadyAnswered
    said = clean_line(words, field="words", max_length=500)
    if not by_client and not said:
        raise ReasonMissing(field="words")
    seat.admission = Admission.ACCEPTED if accepted else Admission.REFUSED
    seat.admission_words, seat.admission_by_client = said, by_client
    seat.save(update_fields=["admission", "admission_words", "admission_by_client"])
    if accepted:
        admit(actor, meeting, seat, at)
    else:
        Participant.objects.filter(pk=seat.pk).update(removed_at=at)
    told(
        actor,
        meeting,
        "meeting.answer_admission",
        at,
        row=decision.row,
        object_type="participant",
        object_id=seat.pk,
    )
    return seat


@command("meeting.leave_out")
def uninvite(*, actor: Actor, participant_id: UUID, reason: str, at: datetime) -> None:
    """Take somebody off the list before the meeting.

    Raises NotFound, MeetingMovedOn, NotAllowed, CannotLeaveOut, ReasonMissing.
    """
    seat = Participant.objects.filter(pk=participant_id, removed_at=None).first()
    meeting = locked(seat.meeting_id if seat else participant_id, AHEAD)
    seat = seat_of(meeting, participant_id)
    decision = require(policies.may_invite(actor, meeting, at))
    if seat.kind == ParticipantKind.CLIENT or seat.professional_id == meeting.chair_id:
        raise CannotLeaveOut
    words = real_words(reason, field="reason", refusal=ReasonMissing, longest=200)
    leave_out(actor, meeting, seat, at)
    told(
        actor,
        meeting,
        "meeting.leave_out",
        at,
        row=decision.row,
        object_type="participant",
        object_id=seat.pk,
        reason=words,
    )
