"""Nothing of a meeting leaks where others may look: mails, calendar files, links, file names, titles (R-025)."""

import base64
import io
import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from rondom.access.context import acting_as, system_actor
from rondom.kernel import crypto
from rondom.kernel.keys import keyring
from rondom.meetings import commands, events, handlers
from rondom.meetings.models import Meeting
from rondom.notices.models import Mail, Notice
from rondom.notices.sealing import mail_address
from tests.meetings.browser import browser
from tests.meetings.table import begin, fixed_time, held, proposed, seat
from tests.meetings.test_guests import invite

pytestmark = pytest.mark.django_db
SYSTEM = system_actor("tests of canaries")
PLACE = "Buurthuis Kwartelslag"
# One strange word per place where somebody writes, and the names of everybody around the table.
PLANTED = {
    "why": "kastanjeboom",
    "agenda": "zwaluwnest",
    "first words": "sneeuwklokje",
    "place": "Kwartelslag",
    "reply": "boterbloem",
    "guest's point": "lijsterbes",
    "reason": "paardenbloem",
    "how they know each other": "klaproos",
    "name": "Haddad",
    "first name": "Samira",
    "guest": "Naima",
    "helper": "Ruben",
}


@pytest.fixture(autouse=True)
def _one_step(settings):
    settings.RONDOM_STAFF_MFA = False


def found(text: str) -> list[str]:
    """The planted words in this text, by the place where they were planted."""
    return [key for key, word in PLANTED.items() if word.casefold() in text.casefold()]


def table(world, *, in_calendar=False) -> Meeting:
    """A planned meeting with a guest, and a planted word in every place."""
    slot_place = {"place": PLACE}
    meeting = proposed(world, **slot_place)
    for who in (world.ruben, world.naima, world.henk):
        invite(world, meeting, who)
    fixed_time(world, meeting, place=PLACE, place_in_calendar=in_calendar)
    with acting_as(world.samira, at=world.ago(9)):
        Meeting.objects.filter(pk=meeting.pk).update(asked_why="Over de kastanjeboom")
        commands.add_agenda_point(
            actor=world.samira, meeting_id=meeting.pk, words="Het zwaluwnest", at=world.ago(9)
        )
        commands.prepare(
            actor=world.samira,
            meeting_id=meeting.pk,
            first_words="Eerst het sneeuwklokje",
            brings="Naima",
            interpreter="none",
            at=world.ago(9),
        )
    commands.reply(
        actor=world.ruben, meeting_id=meeting.pk, answer="other_time", words="boterbloem", at=world.ago(8)
    )
    commands.propose_point(
        actor=world.naima, meeting_id=meeting.pk, words="Over de lijsterbes", at=world.ago(8)
    )
    commands.declare_acquaintance(
        actor=world.henk, meeting_id=meeting.pk, words="Uit de klaproos", at=world.ago(8)
    )
    return meeting


def mails(world) -> list[dict]:
    with acting_as(SYSTEM, at=world.at):
        rows = list(Mail.objects.order_by("queued_at", "id"))
        return [json.loads(crypto.decrypt(keyring(), mail_address(row.id), row.sealed)) for row in rows]


def sent_by(world, *work) -> list[dict]:
    """The mails that these handlers queue."""
    before = mails(world)
    for handler, event in work:
        with acting_as(SYSTEM, at=world.at):
            handler(event, at=world.at)
    return [mail for mail in mails(world) if mail not in before]


def readable(mail: dict) -> str:
    """Everything of a mail that somebody beside the receiver may read; not the address it goes to."""
    files = [(name, base64.b64decode(content).decode()) for name, content, *_kind in mail["files"]]
    text = " ".join(f"{name} {content}" for name, content in files)
    # A calendar file names its one receiver, by the address it was sent to.
    return re.sub(r"mailto:\S+", "", f"{mail['subject']} {mail['body']} {text}".replace("\r\n ", ""))


def everything(world, meeting) -> list[dict]:
    with acting_as(SYSTEM, at=world.at):
        guest, expert = seat(meeting, world.naima).pk, seat(meeting, world.henk).pk
    key = {"meeting_id": meeting.pk}
    return sent_by(
        world,
        (handlers.invite_everybody, events.MeetingPlanned(**key)),
        (handlers.invite_one, events.ParticipantInvited(participant_id=guest, **key)),
        (handlers.ask_client, events.AdmissionAsked(participant_id=guest, **key)),
        (handlers.tell_case_manager, events.MeetingAsked(**key)),
        (handlers.tell_refusal, events.MeetingRefused(**key)),
        (handlers.call_off_for_one, events.ParticipantLeftOut(participant_id=guest, **key)),
        (handlers.call_off, events.MeetingCancelled(**key)),
        (handlers.send_summary, events.MeetingHeld(**key)),
        (handlers.tell_absent_client, events.HeldWithoutClient(**key)),
        (handlers.ask_confirmation, events.StanceToConfirm(**key)),
        (handlers.show_what_was_typed, events.ToldOnBehalf(**key)),
        (handlers.tell_of_guest_point, events.GuestPointProposed(**key)),
        (handlers.tell_guest_of_answer, events.GuestPointAnswer(participant_id=guest, **key)),
        (handlers.tell_of_acquaintance, events.AcquaintanceAtTable(participant_id=expert, **key)),
        (handlers.tell_of_settled_acquaintance, events.AcquaintanceSettled(participant_id=expert, **key)),
    )


def test_no_mail_about_a_meeting_and_no_file_with_it_holds_a_name_or_a_word(world):
    queued = everything(world, table(world))
    assert len(queued) >= 4, "invitations and cancellations went out"
    assert any(mail["files"] for mail in queued)
    for mail in queued:
        assert found(readable(mail)) == [], mail["subject"]


def test_the_search_finds_the_place_when_the_planner_puts_it_in_the_calendar_file(world):
    queued = everything(world, table(world, in_calendar=True))
    assert {key for mail in queued for key in found(readable(mail))} == {"place"}


def test_every_event_of_a_meeting_is_in_the_search():
    named = {name for name in vars(events) if isinstance(vars(events)[name], type) and name[0].isupper()}
    source = everything.__code__.co_names
    assert named - {"UUID"} <= set(source), "a new event needs a line in `everything`"


def test_no_notice_holds_a_word_of_the_meeting(world):
    everything(world, table(world))
    with acting_as(SYSTEM, at=world.at):
        notices = list(Notice.objects.values())
    assert notices
    for notice in notices:
        assert found(json.dumps(notice, default=str)) == [], notice


def test_the_page_behind_a_link_says_when_and_nothing_else(world, monkeypatch):
    meeting = table(world)
    with acting_as(SYSTEM, at=world.at):
        token = commands.open_reply_link(
            actor=SYSTEM, participant_id=seat(meeting, world.naima).pk, at=world.at
        )
    monkeypatch.setattr("rondom.kernel.clock.now", lambda: world.at)
    address = reverse("meeting_by_link", args=[token])
    for answer in (
        Client().get(address),
        Client().post(address, {"answer": "other_time", "words": ""}),
        Client().post(address, {"answer": "comes", "words": "boterbloem"}),
        Client().get(address),
    ):
        assert found(answer.content.decode() + str(answer.headers)) == []


def test_the_page_behind_a_link_names_the_place_only_when_the_calendar_file_does(world, monkeypatch):
    meeting = table(world, in_calendar=True)
    with acting_as(SYSTEM, at=world.at):
        token = commands.open_reply_link(
            actor=SYSTEM, participant_id=seat(meeting, world.naima).pk, at=world.at
        )
    monkeypatch.setattr("rondom.kernel.clock.now", lambda: world.at)
    assert found(Client().get(reverse("meeting_by_link", args=[token])).content.decode()) == ["place"]


@pytest.mark.parametrize("name", ["samira", "fatma", "ruben"])
def test_the_printed_summary_carries_no_name_in_its_file_name_or_its_properties(world, monkeypatch, name):
    meeting = held(world, world.ruben)
    with acting_as(world.samira, at=begin(world)):
        Meeting.objects.filter(pk=meeting.pk).update(asked_why="Over de kastanjeboom")
    client = browser(getattr(world, name), monkeypatch, at=begin(world))
    answer = client.get(reverse("meeting_summary_pdf", args=[meeting.pk]))
    assert answer.status_code == 200
    assert found(str(answer.headers)) == []
    paper = PdfReader(io.BytesIO(answer.content))
    properties = {**(paper.metadata or {})}
    assert properties
    assert found(json.dumps(properties, default=str)) == []
    written = " ".join(page.extract_text() for page in paper.pages)
    assert found(written), "inside it may stand: the search can fail"


TITLED = (
    "meeting",
    "meeting_live",
    "meeting_preparation",
    "meeting_reply",
    "meeting_summary",
    "meeting_notes",
)


@pytest.mark.parametrize("name", ["samira", "fatma", "naima"])
def test_titles_and_addresses_hold_no_name_and_no_word(world, monkeypatch, name):
    meeting = table(world)
    client = browser(getattr(world, name), monkeypatch, at=world.at)
    seen = 0
    for page in TITLED:
        answer = client.get(reverse(page, args=[meeting.pk]))
        if answer.status_code != 200:
            continue
        seen += 1
        words = answer.content.decode()
        title = re.search(r"<title>(.*?)</title>", words, re.DOTALL)
        assert title
        assert found(title[1]) == [], page
        addresses = " ".join(re.findall(r'(?:href|action|hx-get|hx-post)="([^"]*)"', words))
        assert found(addresses) == [], page
    assert seen >= 2
