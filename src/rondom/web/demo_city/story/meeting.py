"""The joint client meeting: planned from when Samira can come, prepared by her."""

from rondom.cases import queries
from rondom.meetings import commands as meetings
from rondom.meetings.commands import Slot
from rondom.meetings.vocabulary import Invitee
from rondom.web.demo_city.calendar import day
from rondom.web.demo_city.story.cast import Cast
from rondom.web.demo_city.tale import visit

PLACE = "Huis van de Wijk Spoorwijk, kamer 2"


def plan_table(cast: Cast) -> None:
    """D-10: Samira says when she can come and whom she wants; then the time is fixed on day zero."""
    with visit(cast.fatma, day(-10, 9, 15)) as at:
        meeting = meetings.propose_meeting(
            actor=cast.fatma,
            case_id=cast.case_id,
            why="Samen afspreken hoe het verder gaat met het huis, het geld en de school van Lina.",
            times=[
                Slot(day(0, 13), day(0, 17)),
                Slot(day(2, 13), day(2, 16)),
            ],
            times_in_words="Maandag en woensdag na mijn werk, als Adam op school is.",
            place=PLACE,
            mode="mixed",
            at=at,
        )
        cast.keys["meeting"] = meeting.pk
        for who in (cast.ruben, cast.wendy, cast.peter, cast.esther):
            meetings.invite(
                actor=cast.fatma,
                meeting_id=meeting.pk,
                invitee=Invitee("professional", who.id),
                at=at,
            )
    with visit(cast.samira, day(-10, 9, 40)) as at:
        meetings.ask_expert(actor=cast.samira, meeting_id=meeting.pk, at=at)
        meetings.invite(
            actor=cast.samira,
            meeting_id=meeting.pk,
            invitee=Invitee("professional", cast.henk.id),
            sees="meeting",
            at=at,
        )
        # Her sister comes along, and reads no more than when, where and what they talk about.
        meetings.invite(
            actor=cast.samira,
            meeting_id=meeting.pk,
            invitee=Invitee("network", cast.residents["naima"].id),
            sees="agenda",
            at=at,
        )
    with visit(cast.fatma, day(-10, 10)) as at:
        meetings.plan_meeting(
            actor=cast.fatma,
            meeting_id=meeting.pk,
            version=type(meeting).objects.get(pk=meeting.pk).version,
            starts_at=day(0, 14),
            mode="mixed",
            place=PLACE,
            place_in_calendar=True,
            link="https://video.maasdrecht.example/spoorwijk-2",
            chair_id=cast.fatma.id,
            at=at,
        )
        meetings.add_agenda_point(
            actor=cast.fatma,
            meeting_id=meeting.pk,
            words="Wat is er nodig om de ontruiming te stoppen?",
            at=at,
        )


def answer(cast: Cast) -> None:
    """Everybody answers; Peter asks for another time (D-10 to D-7)."""
    answers = (
        (cast.samira, day(-10, 18), "comes", ""),
        (cast.henk, day(-9, 9), "comes", ""),
        (cast.ruben, day(-9, 9, 30), "comes", ""),
        (cast.wendy, day(-8, 11), "comes", ""),
        (cast.esther, day(-7, 12), "comes", "Ik doe mee via beeldbellen."),
        (
            cast.peter,
            day(-7, 15),
            "other_time",
            "Maandag kan ik pas om 15.00 uur. Woensdag kan ik de hele middag.",
        ),
    )
    key = cast.keys["meeting"]
    for who, at, answer, words in answers:
        with visit(who, at):
            queries.case_for(who, cast.case_id, at=at)
            meetings.reply(actor=who, meeting_id=key, answer=answer, words=words, at=at)


def prepare(cast: Cast) -> None:
    """The points of the others, and Samira's own, which stands on top (D-5 to D-3)."""
    key = cast.keys["meeting"]
    with visit(cast.ruben, day(-5, 9, 35)) as at:
        meetings.add_agenda_point(
            actor=cast.ruben,
            meeting_id=key,
            words="Het voorstel voor een betalingsregeling",
            at=at,
        )
    with visit(cast.esther, day(-5, 12)) as at:
        meetings.add_agenda_point(
            actor=cast.esther, meeting_id=key, words="Hoe de eerste schoolweek eruitziet", at=at
        )
    with visit(cast.samira, day(-4, 21, 10)) as at:
        meetings.add_agenda_point(
            actor=cast.samira, meeting_id=key, words="Ik wil weten wie over mijn huis beslist", at=at
        )
        meetings.prepare(
            actor=cast.samira,
            meeting_id=key,
            first_words="Ik wil eerst vertellen hoe het nu thuis is. Daarna mogen jullie vragen stellen.",
            brings="Henk zit naast mij. Ik neem iets te eten mee.",
            interpreter="none",
            at=at,
        )
    for who, number in ((cast.ruben, -3), (cast.henk, -3), (cast.wendy, -3)):
        with visit(who, day(number, 13)) as at:
            meetings.confirm_reading(actor=who, meeting_id=key, at=at)
