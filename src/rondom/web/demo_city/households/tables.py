"""Joint client meetings in other households: some held, some in the coming days."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from rondom.meetings import commands as meetings
from rondom.meetings import queries
from rondom.meetings.commands import Slot
from rondom.meetings.vocabulary import Invitee
from rondom.web.demo_city.calendar import day
from rondom.web.demo_city.households.family import Home
from rondom.web.demo_city.households.lots import Stage
from rondom.web.demo_city.tale import on, visit, workday

if TYPE_CHECKING:
    from rondom.meetings.models import Meeting

HELD = 4
PLANNED = 1
PLACES = ("Huis van de Wijk", "Bibliotheek, kamer 1", "Thuis, aan de keukentafel", "Gezondheidscentrum")
POINTS = (
    "Wie is mijn vaste contactpersoon?",
    "Kan er iemand mee naar de afspraak?",
    "Ik wil niet meer vier keer hetzelfde formulier.",
    "Wat gebeurt er als het niet lukt?",
)


def sit_together(home: Home) -> None:
    """One running household in six held a meeting, one in six has one ahead."""
    if home.lot.stage != Stage.RUNNING or home.lot.number % 6 not in (HELD, PLANNED):
        return
    if home.lot.number % 6 == HELD:
        _hold(home)
    else:
        ahead = workday(1 + home.lot.number % 12)
        _plan(home, max(home.after(0.5), -12), ahead)


def _plan(home: Home, asked: int, number: int) -> Meeting:
    lot = home.lot
    with visit(lot.case_manager, day(asked, 11), notices=asked > -4) as at:
        meeting = meetings.propose_meeting(
            actor=lot.case_manager,
            case_id=home.case_id,
            why="Samen kijken of het plan nog klopt.",
            times=[Slot(day(number, 9), day(number, 17))],
            place=PLACES[lot.number % len(PLACES)],
            at=at,
        )
        if home.money:
            invitee = Invitee("professional", home.money.id)
            meetings.invite(actor=lot.case_manager, meeting_id=meeting.pk, invitee=invitee, at=at)
        meetings.plan_meeting(
            actor=lot.case_manager,
            meeting_id=meeting.pk,
            version=meeting.version,
            starts_at=day(number, 10 + lot.number % 5),
            place=PLACES[lot.number % len(PLACES)],
            chair_id=lot.case_manager.id,
            at=at,
        )
    with visit(home.client, day(asked, 19), notices=False) as at:
        meetings.reply(actor=home.client, meeting_id=meeting.pk, answer="comes", at=at)
        words = POINTS[lot.number % len(POINTS)]
        meetings.add_agenda_point(actor=home.client, meeting_id=meeting.pk, words=words, at=at)
    return meeting


def _hold(home: Home) -> None:
    lot = home.lot
    number = min(home.after(0.7), -2)
    meeting = _plan(home, max(number - 14, home.after(0.4)), number)
    key = meeting.pk
    hour = 10 + lot.number % 5
    with visit(lot.case_manager, day(number, hour), notices=False) as at:
        meetings.open_meeting(actor=lot.case_manager, meeting_id=key, at=at)
        seats = queries.seats_of(meeting)
        for seat in seats:
            meetings.mark_attendance(
                actor=lot.case_manager, meeting_id=key, participant_id=seat.pk, state="present", at=at
            )
        for step in ("client", "roles", "goals"):
            meetings.go_to_step(actor=lot.case_manager, meeting_id=key, step=step, at=at)
        # In one meeting in five a professional spoke first: the figures of the team show it.
        order = reversed(seats) if lot.number % 5 == 0 else seats
        for minutes, seat in enumerate(order):
            meetings.note_turn(
                actor=lot.case_manager,
                meeting_id=key,
                participant_id=seat.pk,
                at=day(number, hour, 2 + 5 * minutes),
            )
        mine = next(seat for seat in seats if seat.professional_id == lot.case_manager.id)
        _agree(home, key, mine.pk, number, hour)


def _agree(home: Home, key: UUID, seat_id: UUID, number: int, hour: int) -> None:
    lot = home.lot
    at = day(number, hour, 50)
    meetings.say_role(
        actor=lot.case_manager,
        meeting_id=key,
        participant_id=seat_id,
        decides="Welke hulp van het wijkteam er komt en wanneer.",
        does_not_decide="Over een uitkering of een woning.",
        at=at,
    )
    for concept in ("vision", "shared_decisions", "openness"):
        meetings.tick_concept(
            actor=lot.case_manager, meeting_id=key, concept=concept, answer="discussed", at=at
        )
    meetings.agree(
        actor=lot.case_manager,
        meeting_id=key,
        what="Na twee weken bellen hoe het gaat",
        participant_id=seat_id,
        due_on=on(max(number + 14, 2 + lot.number % 9)),
        domain=lot.situation.goals[0][0],
        at=at,
    )
    meetings.write_closing_word(
        actor=lot.case_manager,
        meeting_id=key,
        words="Fijn dat iedereen er tegelijk was. Nu weet ik wie wat doet.",
        at=day(number, hour, 55),
    )
    meetings.close_meeting(actor=lot.case_manager, meeting_id=key, at=day(number, hour, 58))
