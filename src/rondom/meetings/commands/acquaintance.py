"""An expert by experience who is invited to a meeting and knows the client privately says so (R-040)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access import grants
from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.cases import commands as cases
from rondom.cases.commands import rewrite_case_grants
from rondom.cases.queries import acquaintances_of, involved_parties
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.meetings import policies
from rondom.meetings.commands.entry import AHEAD, LIVE, locked, real_words, require, seat_of, told
from rondom.meetings.commands.guests import parts_of
from rondom.meetings.commands.inviting import leave_out
from rondom.meetings.events import AcquaintanceAtTable, AcquaintanceSettled
from rondom.meetings.models import Meeting, Participant
from rondom.meetings.vocabulary import EXPERT
from rondom.people import commands as people

REGISTER = system_actor("conflict register")
LONGEST = 200


@command("meeting.declare_acquaintance")
def declare_acquaintance(*, actor: Actor, meeting_id: UUID, words: str, at: datetime) -> None:
    """An invited expert knows the client privately: everything closes at once, then it is decided.

    It is kept as a conflict (D1), so it closes the file too for who also helps there. The case manager
    decides with the client. Raises NotFound, MeetingMovedOn, NotAllowed, WordsMissing, TextTooLong.
    """
    own = Participant.objects.filter(meeting_id=meeting_id, professional_id=actor.id, removed_at=None).first()
    if own is None:
        raise NotFound
    if EXPERT not in own.functions:
        raise NotAllowed(reason=_("only an expert by experience who is invited says this here."))
    said = real_words(words, field="words", longest=LONGEST)
    # As the system: a guest does not hold the meeting, and nobody reads the register of conflicts.
    with acting_as(REGISTER, at=at):
        meeting = locked(meeting_id, (*AHEAD, *LIVE))
        people.declare_conflict(
            actor=REGISTER,
            household_id=meeting.case.household_id,
            person_id=meeting.client_id,
            counterpart_kind="professional",
            counterpart_id=actor.id,
            kind="relative",
            reason=said,
            at=at,
        )
        told(actor, meeting, "meeting.declare_acquaintance", at, object_type="participant", object_id=own.pk)
    publish(AcquaintanceAtTable(meeting_id=meeting_id, participant_id=own.pk), at=at)


@command("meeting.decide_acquaintance")
def decide_acquaintance(
    *, actor: Actor, participant_id: UUID, comes_back: bool, client_said: str, at: datetime
) -> None:
    """The case manager decides with the client: the expert comes, or stays out of every meeting and the file.

    `client_said` is how the client put it; without it there is no decision.
    Raises NotFound, MeetingMovedOn, NotAllowed, WordsMissing, TextTooLong.
    """
    seat = Participant.objects.filter(pk=participant_id, removed_at=None).first()
    meeting = locked(seat.meeting_id if seat else participant_id, (*AHEAD, *LIVE))
    seat = seat_of(meeting, participant_id)
    decision = require(policies.is_case_manager(actor, meeting, at))
    known = acquaintances_of(meeting.case).get(seat.professional_id) if seat.professional_id else None
    if known is None or EXPERT not in seat.functions:
        raise NotFound
    said = real_words(client_said, field="client_said", longest=LONGEST)
    helps = involved_parties(meeting.case).filter(professional_id=known.counterpart_id, function=EXPERT)
    if (row := helps.first()) is not None:
        # One decision for file and table: what follows for the table, follows from the decision there.
        cases.decide_acquaintance(
            actor=actor, involvement_id=row.pk, comes_back=comes_back, client_said=said, at=at
        )
    elif comes_back:
        people.end_conflict(actor=actor, conflict_id=known.pk, at=at)
    else:
        leave_tables(actor=actor, case_id=meeting.case_id, professional_id=known.counterpart_id, at=at)
    told(
        actor,
        meeting,
        "meeting.decide_acquaintance",
        at,
        row=decision.row,
        object_type="participant",
        object_id=seat.pk,
        reason=said,
    )
    if row is None:
        publish(AcquaintanceSettled(meeting_id=meeting.pk, participant_id=seat.pk), at=at)


def leave_tables(*, actor: Actor, case_id: UUID, professional_id: UUID, at: datetime) -> None:
    """Inside the decision: who stays out of the file, leaves its meetings.

    In the minutes of meetings that began the name stays.
    """
    with acting_as(system_actor("acquaintances in meetings"), at=at):
        for seat in list(_seats(case_id, professional_id)):
            meeting = seat.meeting
            if meeting.state in AHEAD:
                if meeting.chair_id == professional_id:
                    Meeting.objects.filter(pk=meeting.pk).update(chair=None)
                leave_out(actor, meeting, seat, at)
            else:
                for part in parts_of(meeting, seat):
                    grants.drop_holder(part=part, holder_id=professional_id, at=at)
                rewrite_case_grants(actor=actor, case_id=case_id, at=at)
            told(actor, meeting, "meeting.leave_out", at, object_type="participant", object_id=seat.pk)


def _seats(case_id: UUID, professional_id: UUID) -> Iterable[Participant]:
    rows = Participant.objects.filter(
        professional_id=professional_id, meeting__case_id=case_id, removed_at=None
    )
    return rows.select_related("meeting")
