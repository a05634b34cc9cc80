"""Guests: invited for the agenda only, they learn when, where and what is talked about (R-005, R-040)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rondom.access.context import acting_as, system_actor
from rondom.audit.models import AuditEvent
from rondom.cases import commands as cases
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.meetings import commands, handlers, queries
from rondom.meetings.commands.guest_points import GuestPointAnswered, GuestPointsFull
from rondom.meetings.commands.guests import ClientDecidesSight, SightUnknown
from rondom.meetings.commands.refusals import (
    ChairMissing,
    MeetingMovedOn,
    NotInvited,
)
from rondom.meetings.events import GuestPointAnswer, GuestPointProposed
from rondom.meetings.models import Agreement, Decision, GuestCard, GuestPoint, Meeting, Note, Participant
from rondom.meetings.rules import may_widen, usual_sight
from rondom.meetings.vocabulary import Invitee
from rondom.notices.models import Mail, Notice
from tests.cases.world import MONEY, day
from tests.meetings.browser import browser
from tests.meetings.table import WHY, begin, fixed_time, held, planned, proposed, seat

pytestmark = pytest.mark.django_db
NAIMA = "network"


@pytest.fixture(autouse=True)
def _one_step(settings):
    settings.RONDOM_STAFF_MFA = False


def invite(world, meeting, who, *, by=None, at=None, **more):
    actor, moment = by or world.samira, at or world.ago(10)
    kind = NAIMA if who.is_resident else "professional"
    with acting_as(actor, at=moment):
        return commands.invite(
            actor=actor, meeting_id=meeting.pk, invitee=Invitee(kind, who.id), at=moment, **more
        )


def with_guest(world, who=None):
    """A planned meeting with an agenda and one guest."""
    meeting = planned(world, world.ruben)
    invite(world, meeting, who or world.naima)
    with acting_as(world.samira, at=world.ago(9)):
        commands.add_agenda_point(
            actor=world.samira, meeting_id=meeting.pk, words="Wie beslist over mijn huis?", at=world.ago(9)
        )
    return meeting


def opened(world, meeting):
    with acting_as(world.fatma, at=begin(world)):
        commands.open_meeting(actor=world.fatma, meeting_id=meeting.pk, at=begin(world))


@pytest.mark.parametrize(
    ("kind", "facts", "wide", "usual"),
    [
        ("professional", "", True, "agenda"),
        ("professional", "trusted", True, "meeting"),
        ("professional", "by_client", True, "agenda"),
        ("professional", "trusted expert", False, "agenda"),
        ("professional", "by_client expert", True, "agenda"),
        ("professional", "by_client trusted expert", True, "meeting"),
        ("network", "", False, "agenda"),
        ("network", "trusted", True, "meeting"),
        ("network", "by_client", True, "agenda"),
    ],
)
def test_who_may_open_the_whole_meeting_and_what_is_usual(kind, facts, wide, usual):
    how = {name: name in facts.split() for name in ("by_client", "trusted", "expert")}
    assert may_widen(kind, **how) is wide
    assert usual_sight(**how) == usual


def test_the_database_gives_a_guest_the_card_and_nothing_else(world):
    meeting = with_guest(world)
    with acting_as(world.naima, at=world.at):
        card = GuestCard.objects.get()
        assert card.agenda == ["Wie beslist over mijn huis?"]
        assert (card.starts_at, card.place) == (begin(world), "Buurthuis De Spoel")
        assert [p.name for p in Participant.objects.all()] == ["Naima Haddad"]
        for model in (Meeting, Decision, Note, Agreement):
            assert not model.objects.exists(), model
    with acting_as(world.ruben, at=world.at):
        names = {s.name for s in queries.seats_of(Meeting.objects.get(pk=meeting.pk))}
    assert "Naima Haddad" in names, "who sees the meeting sees that she comes"


def test_a_guest_opens_the_invitation_and_no_other_page_of_the_meeting(world, monkeypatch):
    meeting = with_guest(world)
    client = browser(world.naima, monkeypatch, at=world.at)
    page = client.get(reverse("meeting", args=[meeting.pk])).content.decode()
    for wanted in ("Buurthuis De Spoel", "Wie beslist over mijn huis?", "Can you come?", "Fatma Yildiz"):
        assert wanted in page
    for hidden in (WHY, "Ruben", "Kredietbank"):
        assert hidden not in page
    for name in ("preparation", "agenda", "participants", "plan", "notes", "pulse", "decisions", "closing"):
        assert client.get(reverse(f"meeting_{name}", args=[meeting.pk])).status_code == 404, name
    assert client.get(reverse("meeting_summary_pdf", args=[meeting.pk])).status_code == 404
    assert client.get(reverse("case", args=[world.case_id])).status_code == 404
    with acting_as(world.bas, at=world.at):
        seen = AuditEvent.objects.filter(actor_id=world.naima.id, action="meeting.view", outcome="success")
        assert {e.subject_id for e in seen} == {world.samira.id}, "the client sees that a guest looked"


def test_a_guest_answers_and_the_others_see_the_answer(world, monkeypatch):
    meeting = with_guest(world)
    client = browser(world.naima, monkeypatch, at=world.at)
    sent = {"answer": "other_time", "words": "Een uur later"}
    answer = client.post(reverse("meeting_reply", args=[meeting.pk]), sent, follow=True)
    assert "Een uur later" in answer.content.decode()
    with acting_as(world.fatma, at=world.at):
        own = seat(meeting, world.naima)
        assert (own.reply, own.reply_words) == ("other_time", "Een uur later")


def test_a_guest_sees_the_meeting_in_the_own_agenda_and_not_as_her_own(world, monkeypatch):
    with_guest(world)
    page = browser(world.naima, monkeypatch, at=world.at).get(reverse("portal")).content.decode()
    assert "A meeting to which you are invited" in page
    assert "Haddad" not in page.split("<main", 1)[1].split("</main>", 1)[0]


def test_what_changes_reaches_the_card_at_once_and_live_shows_the_step(world, monkeypatch):
    meeting = with_guest(world)
    opened(world, meeting)
    client = browser(world.naima, monkeypatch, at=begin(world))
    assert "Wie beslist" in client.get(reverse("meeting_live", args=[meeting.pk])).content.decode()
    state = reverse("meeting_live_state", args=[meeting.pk])
    first = client.get(state)
    assert "Step 1 of 8" in first.content.decode()
    assert client.get(state, headers={"if-none-match": first["ETag"]}).status_code == 304
    with acting_as(world.fatma, at=begin(world)):
        commands.go_to_step(actor=world.fatma, meeting_id=meeting.pk, step="roles", at=begin(world))
        commands.record_decision(
            actor=world.fatma,
            meeting_id=meeting.pk,
            question="Betaalt Samira zestig euro?",
            options=["ja", "nee"],
            chosen="ja",
            at=begin(world),
        )
    second = client.get(state, headers={"if-none-match": first["ETag"]})
    assert second.status_code == 200
    assert "Step 3 of 8" in second.content.decode()
    assert "zestig euro" not in second.content.decode()


def test_a_guest_keeps_what_she_took_on_and_another_guest_does_not_see_it(world, monkeypatch):
    meeting = with_guest(world)
    invite(world, meeting, world.daan, sees="agenda")
    opened(world, meeting)
    with acting_as(world.fatma, at=begin(world)):
        commands.agree(
            actor=world.fatma,
            meeting_id=meeting.pk,
            what="Adam ophalen op dinsdag",
            participant_id=seat(meeting, world.naima).pk,
            due_on=day(world.at),
            domain=MONEY,
            at=begin(world),
        )
    own = browser(world.naima, monkeypatch, at=begin(world))
    assert "Adam ophalen" in own.get(reverse("meeting", args=[meeting.pk])).content.decode()
    other = browser(world.daan, monkeypatch, at=begin(world))
    page = other.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "Adam ophalen" not in page
    assert "Naima" not in page


def test_after_the_meeting_a_guest_is_sent_to_the_own_page_and_no_summary(world, monkeypatch):
    meeting = with_guest(world)
    opened(world, meeting)
    with acting_as(world.fatma, at=begin(world)):
        commands.note_turn(
            actor=world.fatma,
            meeting_id=meeting.pk,
            participant_id=seat(meeting, world.samira).pk,
            at=begin(world),
        )
        commands.close_meeting(actor=world.fatma, meeting_id=meeting.pk, at=begin(world))
    client = browser(world.naima, monkeypatch, at=begin(world))
    answer = client.get(reverse("meeting_summary", args=[meeting.pk]))
    assert (answer.status_code, answer["Location"]) == (302, reverse("meeting", args=[meeting.pk]))
    with pytest.raises(MeetingMovedOn), acting_as(world.naima, at=begin(world)):
        commands.reply(actor=world.naima, meeting_id=meeting.pk, answer="comes", at=begin(world))


def test_a_professional_cannot_open_the_meeting_to_family_but_the_client_can(world):
    meeting = proposed(world)
    with pytest.raises(ClientDecidesSight):
        invite(world, meeting, world.naima, by=world.fatma, sees="meeting")
    with pytest.raises(SightUnknown):
        invite(world, meeting, world.naima, sees="everything")
    invite(world, meeting, world.naima, sees="meeting")
    with acting_as(world.naima, at=world.at):
        assert Meeting.objects.get().pk == meeting.pk
        assert not GuestCard.objects.exists()


def test_a_supporter_who_may_come_to_meetings_sees_the_whole_by_the_clients_choice(world):
    with acting_as(world.samira, at=world.ago(12)):
        cases.add_supporter(
            actor=world.samira,
            case_id=world.case_id,
            name="Naima",
            relation="zus",
            access="attend",
            person_id=world.naima.id,
            at=world.ago(12),
        )
    invited = invite(world, proposed(world), world.naima, by=world.fatma)
    assert invited.sees == "meeting"


def test_a_professional_who_does_not_help_here_is_a_guest_and_cannot_lead(world):
    meeting = proposed(world)
    assert invite(world, meeting, world.daan, by=world.fatma).sees == "agenda"
    with acting_as(world.fatma, at=world.ago(10)):
        row = Meeting.objects.get(pk=meeting.pk)
    with pytest.raises(ChairMissing), acting_as(world.fatma, at=world.ago(10)):
        commands.plan_meeting(
            actor=world.fatma,
            meeting_id=row.pk,
            version=row.version,
            starts_at=begin(world),
            chair_id=world.daan.id,
            at=world.ago(10),
        )
    fixed_time(world, meeting)
    with acting_as(world.daan, at=world.at):
        assert [i.url_id for i in queries.today_items(world.daan, at=world.at)] == [meeting.pk]
        assert all(
            i.case_id is None and not i.case_name for i in queries.today_items(world.daan, at=world.at)
        )


def test_whoever_is_invited_later_sees_the_guests_too_and_a_guest_left_out_sees_nothing(world):
    meeting = with_guest(world)
    with acting_as(world.fatma, at=world.ago(8)):
        own = seat(meeting, world.naima)
    invite(world, meeting, world.henk, at=world.ago(8), sees="meeting")
    with acting_as(world.henk, at=world.at):
        assert "Naima Haddad" in {s.name for s in queries.seats_of(Meeting.objects.get(pk=meeting.pk))}
    with acting_as(world.samira, at=world.ago(7)):
        commands.uninvite(
            actor=world.samira, participant_id=own.pk, reason="Liever met ons tweeën", at=world.ago(7)
        )
    with acting_as(world.naima, at=world.at):
        assert not GuestCard.objects.exists()
        assert not Participant.objects.exists()


def test_making_a_point_illegible_reaches_the_card(world):
    meeting = with_guest(world)
    with acting_as(world.samira, at=world.at):
        point = Meeting.objects.get(pk=meeting.pk).agenda.get()
    opened(world, meeting)
    with acting_as(world.samira, at=begin(world)):
        commands.redact(
            actor=world.samira,
            meeting_id=meeting.pk,
            part="agenda",
            object_id=point.pk,
            reason="Dit hoeft er niet te staan",
            at=begin(world),
        )
    with acting_as(world.naima, at=begin(world)):
        assert GuestCard.objects.get().agenda == [commands.BLANK]


def test_a_meeting_without_guests_has_no_cards(world):
    held(world, world.ruben)
    with acting_as(system_actor("test"), at=world.at + timedelta(days=1)):
        assert not GuestCard.objects.exists()


def supporter(world, access="agenda"):
    with acting_as(world.samira, at=world.ago(12)):
        return cases.add_supporter(
            actor=world.samira,
            case_id=world.case_id,
            name="Naima",
            relation="zus",
            access=access,
            person_id=world.naima.id,
            at=world.ago(12),
        )


@pytest.mark.parametrize("access", ["agenda", "attend"])
def test_a_supporter_whom_the_client_takes_off_loses_every_meeting_in_silence(world, access):
    chosen = supporter(world, access)
    meeting = planned(world, world.ruben)
    invite(world, meeting, world.naima)
    with acting_as(system_actor("test"), at=world.at):
        before = (Mail.objects.count(), Notice.objects.count())
    with acting_as(world.samira, at=world.ago(2)):
        cases.end_supporter(actor=world.samira, supporter_id=chosen.pk, at=world.ago(2))
    with acting_as(world.naima, at=world.ago(2) + timedelta(minutes=1)):
        for model in (GuestCard, Meeting, Participant):
            assert not model.objects.exists(), model
    with acting_as(world.fatma, at=world.at):
        assert "Naima Haddad" not in {s.name for s in queries.seats_of(Meeting.objects.get(pk=meeting.pk))}
    with acting_as(system_actor("test"), at=world.at):
        assert (Mail.objects.count(), Notice.objects.count()) == before, "nobody is told"


def test_a_supporter_who_keeps_the_agenda_keeps_the_invitation(world):
    chosen = supporter(world)
    meeting = planned(world)
    invite(world, meeting, world.naima)
    with acting_as(world.samira, at=world.ago(2)):
        cases.confirm_supporter(actor=world.samira, supporter_id=chosen.pk, access="lines", at=world.ago(2))
    with acting_as(world.naima, at=world.at):
        assert GuestCard.objects.filter(meeting_id=meeting.pk).exists()
    with acting_as(world.samira, at=world.ago(1)):
        cases.confirm_supporter(actor=world.samira, supporter_id=chosen.pk, access="nothing", at=world.ago(1))
    with acting_as(world.naima, at=world.at):
        assert not GuestCard.objects.exists()


def proposes(world, meeting, words="De sleutel van het huis.", who=None, at=None):
    actor, moment = who or world.naima, at or world.ago(5)
    with acting_as(actor, at=moment):
        return commands.propose_point(actor=actor, meeting_id=meeting.pk, words=words, at=moment)


def answers(world, point, who, takes=True):
    with acting_as(who, at=world.ago(4)):
        return commands.answer_point(actor=who, point_id=point.pk, takes=takes, at=world.ago(4))


def test_a_guest_proposes_and_the_case_manager_puts_it_below_the_clients_points(world, monkeypatch):
    meeting = with_guest(world)
    guest = browser(world.naima, monkeypatch, at=world.at)
    path = reverse("meeting_guest_points", args=[meeting.pk])
    page = reverse("meeting", args=[meeting.pk])
    assert path in guest.get(page).content.decode()
    assert guest.post(path, {"words": "De sleutel van het huis."}).status_code == 302
    assert "proposed, not answered yet" in guest.get(page).content.decode()
    chair = browser(world.fatma, monkeypatch, at=world.at)
    shown = chair.get(page).content.decode()
    assert shown.index("Wie beslist over mijn huis?") < shown.index("De sleutel van het huis.")
    with acting_as(world.fatma, at=world.at):
        point = GuestPoint.objects.get()
    take = reverse("meeting_guest_point", args=[meeting.pk, point.pk])
    assert chair.post(take, {"answer": "take"}).status_code == 302
    with acting_as(world.fatma, at=world.at):
        agenda = [p.words for p in Meeting.objects.get(pk=meeting.pk).agenda.all()]
    assert agenda == ["Wie beslist over mijn huis?", "De sleutel van het huis."]
    with acting_as(world.naima, at=world.at):
        assert GuestCard.objects.get().agenda == agenda
    assert "stands on the agenda" in guest.get(page).content.decode()


def test_a_point_that_is_left_out_stays_off_the_agenda_and_the_guest_reads_it(world, monkeypatch):
    meeting = with_guest(world)
    answers(world, proposes(world, meeting), world.samira, takes=False)
    page = browser(world.naima, monkeypatch, at=world.at).get(reverse("meeting", args=[meeting.pk]))
    assert "not this time" in page.content.decode()
    with acting_as(world.naima, at=world.at):
        assert GuestCard.objects.get().agenda == ["Wie beslist over mijn huis?"]


@pytest.mark.parametrize("words", ["", "...", "x" * 301, "a\x00b"])
def test_a_point_without_words_or_with_too_many_is_refused_and_kept_in_the_form(world, monkeypatch, words):
    meeting = with_guest(world)
    answer = browser(world.naima, monkeypatch, at=world.at).post(
        reverse("meeting_guest_points", args=[meeting.pk]), {"words": words}
    )
    assert answer.status_code in (409, 422)
    with acting_as(world.fatma, at=world.at):
        assert not GuestPoint.objects.exists()


def test_a_guest_cannot_flood_the_meeting(world):
    meeting = with_guest(world)
    points = [proposes(world, meeting, words=f"Punt {number}") for number in range(3)]
    with pytest.raises(GuestPointsFull):
        proposes(world, meeting, words="Nog een.")
    for point in points:
        answers(world, point, world.fatma, takes=False)
    for number in range(5):
        answers(world, proposes(world, meeting, words=f"Weer {number}"), world.fatma, takes=False)
    with pytest.raises(GuestPointsFull):
        proposes(world, meeting, words="En nog een.")


def test_a_point_is_answered_once_and_never_by_a_guest_or_somebody_without_a_task(world):
    meeting = with_guest(world)
    point = proposes(world, meeting)
    for who in (world.naima, world.daan, world.peter):
        with pytest.raises((NotFound, NotAllowed)):
            answers(world, point, who)
    answers(world, point, world.fatma)
    with pytest.raises(GuestPointAnswered):
        answers(world, point, world.fatma, takes=False)


def test_who_is_no_guest_proposes_nothing_this_way(world):
    meeting = with_guest(world)
    for who in (world.ruben, world.daan, world.samira):
        with pytest.raises(NotInvited):
            proposes(world, meeting, who=who)


def test_after_the_meeting_began_nothing_is_proposed(world):
    meeting = with_guest(world)
    opened(world, meeting)
    with pytest.raises(MeetingMovedOn):
        proposes(world, meeting, at=begin(world))


def test_one_guest_does_not_see_what_another_proposed(world):
    meeting = with_guest(world)
    invite(world, meeting, world.grace, by=world.samira, at=world.ago(8), sees="agenda")
    proposes(world, meeting)
    with acting_as(world.grace, at=world.ago(4)):
        assert not GuestPoint.objects.exists()


def test_who_leads_is_told_and_the_guest_hears_the_answer(world):
    meeting = with_guest(world)
    point = proposes(world, meeting)
    with acting_as(system_actor("test"), at=world.at):
        handlers.tell_of_guest_point(GuestPointProposed(meeting_id=meeting.pk), at=world.at)
        handlers.tell_guest_of_answer(
            GuestPointAnswer(meeting_id=meeting.pk, participant_id=point.participant_id), at=world.at
        )
        told = set(Notice.objects.filter(given_at=world.at).values_list("receiver_id", "kind"))
    assert told == {(world.fatma.id, "meeting_changed"), (world.naima.id, "meeting_changed")}
