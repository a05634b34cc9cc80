"""What one person changes stands in the next answer to everybody else (issue: within two seconds).

Not measured by a clock: the page asks every second, and the first answer after a change holds it.
"""

import re

import pytest
from django.urls import reverse

from rondom.access.context import acting_as
from rondom.meetings import commands
from rondom.meetings.vocabulary import GivenView
from tests.cases.world import MONEY, day
from tests.meetings.browser import browser, counted
from tests.meetings.table import begin, running, seat
from tests.meetings.test_guests import opened, with_guest

pytestmark = pytest.mark.django_db
SLOWEST_SECONDS = 1


@pytest.fixture(autouse=True)
def _one_step(settings):
    settings.RONDOM_STAFF_MFA = False


def poll(client, meeting, tag=""):
    headers = {"if-none-match": tag} if tag else {}
    return client.get(reverse("meeting_live_state", args=[meeting.pk]), headers=headers)


def acts(world, meeting):
    """What can be done at the table: a name, the act, and words that everybody then sees."""
    fatma = {"actor": world.fatma, "meeting_id": meeting.pk, "at": begin(world)}
    samira = fatma | {"actor": world.samira}
    ruben = seat(meeting, world.ruben).pk
    made = {}

    def decide():
        made["decision"] = commands.record_decision(
            question="Hoe betalen we?", options=["zestig", "veertig"], chosen="Zestig per week", **fatma
        )

    def stance():
        commands.take_stance(
            actor=world.samira,
            decision_id=made["decision"].pk,
            participant_id=seat(meeting, world.samira).pk,
            kind="concern",
            words="Als het lukt",
            at=begin(world),
        )

    return [
        (lambda: commands.note_turn(participant_id=seat(meeting, world.samira).pk, **fatma), "1 turn"),
        (lambda: commands.go_to_step(step="roles", **fatma), "Step 3 of 8"),
        (
            lambda: commands.say_role(
                participant_id=ruben, decides="Een regeling", does_not_decide="Over huur", **fatma
            ),
            "Een regeling",
        ),
        (lambda: commands.add_agenda_point(words="Wie haalt Adam op?", **samira), "Wie haalt Adam op?"),
        (decide, "Zestig per week"),
        (stance, "Als het lukt"),
        (
            lambda: commands.raise_disagreement(
                matter="Hoe snel", client_view="Rustig", views=[GivenView(ruben, "Vlug")], **fatma
            ),
            "Hoe snel",
        ),
        (
            lambda: commands.agree(
                what="De bank bellen", participant_id=ruben, due_on=day(world.at), domain=MONEY, **fatma
            ),
            "De bank bellen",
        ),
        (
            lambda: commands.mark_attendance(
                participant_id=ruben, state="represented", represented_by="Noor de Wit", **fatma
            ),
            "Noor de Wit",
        ),
        (
            lambda: commands.send_regrets(
                actor=world.peter, meeting_id=meeting.pk, words="Bel mij gerust", at=begin(world)
            ),
            "Bel mij gerust",
        ),
        (lambda: commands.write_closing_word(words="Ik kan weer slapen", **samira), "Ik kan weer slapen"),
        (lambda: commands.close_meeting(**fatma), "The meeting is over."),
    ]


def test_every_change_stands_in_the_first_answer_after_it(world, monkeypatch):
    meeting = running(world, world.ruben, world.peter)
    phone = browser(world.peter, monkeypatch, at=begin(world))
    with acting_as(world.fatma, at=begin(world)):
        everything = acts(world, meeting)
    before = poll(phone, meeting)
    for act, words in everything:
        assert words not in before.content.decode(), words
        assert poll(phone, meeting, before["ETag"]).status_code == 304, "nothing changed, nothing is sent"
        with acting_as(world.fatma, at=begin(world)):
            act()
        after = poll(phone, meeting, before["ETag"])
        assert after.status_code == 200, words
        assert after["ETag"] != before["ETag"]
        assert words in after.content.decode(), words
        before = after


def test_asking_while_nothing_changed_costs_one_query(world, monkeypatch):
    meeting = running(world, world.ruben)
    phone = browser(world.ruben, monkeypatch, at=begin(world))
    tag = poll(phone, meeting)["ETag"]
    with counted() as queries:
        assert poll(phone, meeting, tag).status_code == 304
    assert len(queries) == 1, queries


def test_two_people_in_two_languages_never_get_each_others_answer(world, monkeypatch):
    meeting = running(world, world.ruben)
    one = browser(world.ruben, monkeypatch, at=begin(world))
    other = browser(world.fatma, monkeypatch, at=begin(world))
    state = reverse("meeting_live_state", args=[meeting.pk])
    tags = {
        client.get(state, headers={"accept-language": language})["ETag"]
        for client in (one, other)
        for language in ("nl", "en")
    }
    assert len(tags) == 4


@pytest.mark.parametrize("guest", [False, True])
def test_the_page_asks_at_least_every_second(world, monkeypatch, guest):
    meeting = running(world, world.ruben)
    who = world.ruben
    if guest:
        who, meeting = world.naima, with_guest_running(world)
    page = browser(who, monkeypatch, at=begin(world)).get(reverse("meeting_live", args=[meeting.pk]))
    words = page.content.decode()
    trigger = re.search(r'id="live"[^>]*hx-trigger="every (\d+)(ms|s)"', words)
    assert trigger, "the living part asks by itself"
    seconds = int(trigger[1]) / (1000 if trigger[2] == "ms" else 1)
    assert seconds <= SLOWEST_SECONDS
    assert reverse("meeting_live_state", args=[meeting.pk]) in words
    assert "<noscript>" in words, "without JavaScript there is a link that shows what changed"


def with_guest_running(world):
    meeting = with_guest(world)
    opened(world, meeting)
    return meeting


def test_a_guest_gets_a_change_of_the_agenda_in_the_first_answer_after_it(world, monkeypatch):
    meeting = with_guest_running(world)
    phone = browser(world.naima, monkeypatch, at=begin(world))
    tag = poll(phone, meeting)["ETag"]
    with counted() as queries:
        assert poll(phone, meeting, tag).status_code == 304
    assert len(queries) <= 2, queries
    with acting_as(world.samira, at=begin(world)):
        commands.add_agenda_point(
            actor=world.samira, meeting_id=meeting.pk, words="Wie kookt er?", at=begin(world)
        )
    after = poll(phone, meeting, tag)
    assert after.status_code == 200
    assert "Wie kookt er?" in after.content.decode()


def test_somebody_without_a_place_at_the_table_gets_no_answers(world, monkeypatch):
    meeting = running(world, world.ruben)
    phone = browser(world.daan, monkeypatch, at=begin(world))
    assert poll(phone, meeting).status_code == 404
