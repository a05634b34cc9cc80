"""The joint client meeting of the story, built through commands (D-10 planned, D0 held)."""

from datetime import timedelta

from rondom.access.context import acting_as
from rondom.meetings import commands
from rondom.meetings.models import Meeting
from rondom.meetings.rules import Slot
from rondom.meetings.vocabulary import Invitee

WHY = "Samen kijken hoe het verder gaat met ons huis en met school."


def proposed(world, *, by=None, at=None, **more) -> Meeting:
    """Samira's times and place, ten days before D0."""
    actor, moment = by or world.fatma, at or world.ago(10)
    slot = Slot(world.at + timedelta(hours=1), world.at + timedelta(hours=5))
    facts = {"times": [slot], "place": "Buurthuis De Spoel", **more}
    with acting_as(actor, at=moment):
        return commands.propose_meeting(actor=actor, case_id=world.case_id, why=WHY, at=moment, **facts)


def invited(world, meeting, *who, by=None, at=None, sees="") -> None:
    """Invite professionals, before or after the time is fixed."""
    actor, moment = by or world.fatma, at or world.ago(10)
    for one in who:
        with acting_as(actor, at=moment):
            commands.invite(
                actor=actor,
                meeting_id=meeting.pk,
                invitee=Invitee("professional", one.id),
                sees=sees,
                at=moment,
            )


def planned(world, *who, **more) -> Meeting:
    """A meeting at D0 + 2 hours with Fatma in the chair; `who` are invited besides."""
    meeting = proposed(world, **more)
    invited(world, meeting, *who)
    return fixed_time(world, meeting)


def fixed_time(world, meeting, *, starts_at=None, at=None, **more) -> Meeting:
    moment = at or world.ago(10)
    with acting_as(world.fatma, at=moment):
        row = Meeting.objects.get(pk=meeting.pk)
        return commands.plan_meeting(
            actor=world.fatma,
            meeting_id=row.pk,
            version=row.version,
            starts_at=starts_at or world.at + timedelta(hours=2),
            chair_id=world.fatma.id,
            at=moment,
            **more,
        )


def running(world, *who, **more) -> Meeting:
    """The meeting has begun."""
    meeting = planned(world, *who, **more)
    with acting_as(world.fatma, at=begin(world)):
        return commands.open_meeting(actor=world.fatma, meeting_id=meeting.pk, at=begin(world))


def begin(world):
    """The moment at which the meeting begins."""
    return world.at + timedelta(hours=2)


def seat(meeting, actor):
    """Somebody's place at the table, as the open context sees it."""
    by = "person_id" if actor.is_resident else "professional_id"
    return Meeting.objects.get(pk=meeting.pk).participants.get(removed_at=None, **{by: actor.id})


def tap(world, meeting, *actors, at=None) -> None:
    """The chair taps who takes the floor, in this order."""
    moment = at or begin(world)
    with acting_as(world.fatma, at=moment):
        for actor in actors:
            commands.note_turn(
                actor=world.fatma, meeting_id=meeting.pk, participant_id=seat(meeting, actor).pk, at=moment
            )


def held(world, *who, client_there=True, at=None, **more) -> Meeting:
    """The meeting is over; Samira was there unless said otherwise."""
    meeting = running(world, *who)
    moment = at or begin(world) + timedelta(hours=1)
    if client_there:
        tap(world, meeting, world.samira)
    with acting_as(world.fatma, at=moment):
        return commands.close_meeting(actor=world.fatma, meeting_id=meeting.pk, at=moment, **more)
