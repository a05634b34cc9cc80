"""Mail and calendar files: that there is an appointment, and nothing about it."""

import json
import re

import pytest
from django.conf import settings
from django.test import Client
from icalendar import Calendar

from rondom.access.context import acting_as, system_actor
from rondom.kernel import crypto
from rondom.kernel.keys import keyring
from rondom.meetings import commands, handlers
from rondom.meetings.commands.refusals import AnswerUnknown, LinkSpent, WordsMissing
from rondom.meetings.events import (
    MeetingCancelled,
    MeetingHeld,
    MeetingPlanned,
    ParticipantInvited,
    ParticipantLeftOut,
)
from rondom.meetings.models import Meeting, ReplyLink
from rondom.meetings.vocabulary import Reply
from rondom.notices.models import Mail, Notice
from rondom.notices.sealing import mail_address
from rondom.people import commands as people
from tests.cases.world import leaks
from tests.meetings.browser import browser
from tests.meetings.table import fixed_time, held, invited, planned, seat

pytestmark = pytest.mark.django_db
SYSTEM = system_actor("tests of mail")
BODY = re.compile(r"Haddad|Samira|Karim|schuld|Spoel|huis|school|Horizon|De Luwte", re.IGNORECASE)


def sent(world) -> list[dict]:
    """Every queued mail, opened; the newest last."""
    with acting_as(SYSTEM, at=world.at):
        rows = list(Mail.objects.order_by("queued_at", "id"))
        return [json.loads(crypto.decrypt(keyring(), mail_address(row.id), row.sealed)) for row in rows]


def run(world, handler, event) -> list[dict]:
    """Let a handler do its work; answers the mails it queued."""
    before = sent(world)
    with acting_as(SYSTEM, at=world.at):
        handler(event, at=world.at)
    return [mail for mail in sent(world) if mail not in before]


def calendar(mail) -> tuple[str, dict]:
    import base64

    content = base64.b64decode(mail["files"][0][1])
    found = Calendar.from_ical(content)
    return content.decode(), {"method": str(found["METHOD"]), "event": found.walk("VEVENT")[0]}


def test_an_invitation_says_only_that_there_is_an_appointment(world):
    meeting = planned(world, world.peter)
    mails = run(world, handlers.invite_everybody, MeetingPlanned(meeting_id=meeting.pk))
    assert {m["to"] for m in mails} == {"fatma-yildiz@maasdrecht.example", "peter-jansen@maasdrecht.example"}
    for mail in mails:
        text, found = calendar(mail)
        everything = f"{mail['subject']} {mail['body']} {text}"
        assert not BODY.search(everything), BODY.search(everything)
        assert leaks(everything) == []
        event = found["event"]
        assert found["method"] == "REQUEST"
        assert (str(event["UID"]), int(event["SEQUENCE"])) == (str(meeting.uid), 0)
        assert "LOCATION" not in event
        assert len(event["ATTENDEE"] if isinstance(event["ATTENDEE"], list) else [event["ATTENDEE"]]) == 1
        assert str(event["UID"]) not in {str(meeting.pk), str(world.samira.id)}


def test_the_place_goes_along_only_when_the_planner_chose_so(world):
    meeting = planned(world, world.peter)
    fixed_time(world, meeting, at=world.ago(5), place="Buurthuis De Spoel", place_in_calendar=True)
    mails = run(world, handlers.invite_everybody, MeetingPlanned(meeting_id=meeting.pk))
    event = calendar(mails[0])[1]["event"]
    assert str(event["LOCATION"]) == "Buurthuis De Spoel"
    assert int(event["SEQUENCE"]) == 1


def test_a_client_without_a_safe_address_gets_no_mail_but_finds_it_on_her_page(world):
    meeting = planned(world)
    run(world, handlers.invite_everybody, MeetingPlanned(meeting_id=meeting.pk))
    assert not [m for m in sent(world) if "samira" in m["to"]]
    with acting_as(world.samira, at=world.at):
        assert Notice.objects.filter(receiver_id=world.samira.id, kind="meeting_invited").count() == 1


def test_an_unsafe_address_is_never_used(world):
    with acting_as(world.fatma, at=world.ago(11)):
        from rondom.people.models import Member

        member = Member.objects.get(person_id=world.samira.id)
        row = people.add_contact_detail(
            actor=world.fatma,
            member_id=member.pk,
            kind="email",
            value="gedeeld@example.org",
            at=world.ago(11),
        )
        people.protect_contact_detail(
            actor=world.fatma, contact_id=row.pk, shielded=True, safe_to_contact=False, at=world.ago(11)
        )
    meeting = planned(world)
    run(world, handlers.invite_everybody, MeetingPlanned(meeting_id=meeting.pk))
    assert "gedeeld@example.org" not in {m["to"] for m in sent(world)}


def test_nobody_is_invited_who_waits_for_the_clients_yes(world):
    meeting = planned(world)
    invited(world, meeting, world.grace, at=world.ago(3))
    run(world, handlers.invite_everybody, MeetingPlanned(meeting_id=meeting.pk))
    assert "grace-osei@maasdrecht.example" not in {m["to"] for m in sent(world)}


def test_cancelling_takes_it_out_of_every_calendar(world):
    meeting = planned(world, world.peter)
    commands.cancel_meeting(actor=world.fatma, meeting_id=meeting.pk, reason="Samira is ziek", at=world.at)
    mails = run(world, handlers.call_off, MeetingCancelled(meeting_id=meeting.pk))
    assert len(mails) == 2
    for mail in mails:
        text, found = calendar(mail)
        assert (found["method"], int(found["event"]["SEQUENCE"])) == ("CANCEL", 1)
        assert str(found["event"]["UID"]) == str(meeting.uid)
        assert "ziek" not in mail["body"] + text


def test_who_is_left_out_gets_a_cancellation_alone(world):
    meeting = planned(world, world.peter, world.ruben)
    with acting_as(world.fatma, at=world.ago(2)):
        place = seat(meeting, world.peter).pk
        commands.uninvite(actor=world.fatma, participant_id=place, reason="Niet nodig", at=world.ago(2))
    event = ParticipantLeftOut(meeting_id=meeting.pk, participant_id=place)
    mails = run(world, handlers.call_off_for_one, event)
    assert [m["to"] for m in mails] == ["peter-jansen@maasdrecht.example"]
    assert calendar(mails[0])[1]["method"] == "CANCEL"


def link_of(world, meeting, who) -> str:
    with acting_as(world.fatma, at=world.at):
        place = seat(meeting, who).pk
    run(world, handlers.invite_one, ParticipantInvited(meeting_id=meeting.pk, participant_id=place))
    body = next(m["body"] for m in reversed(sent(world)) if m["to"].startswith(who.name.split()[0].lower()))
    return re.search(rf"{re.escape(settings.BASE_URL)}/appointments/([\w-]+)/", body).group(1)


def test_a_link_names_nobody_is_kept_as_a_hash_and_works_once(world, monkeypatch):
    meeting = planned(world, world.peter)
    token = link_of(world, meeting, world.peter)
    with acting_as(SYSTEM, at=world.at):
        keys = {str(row.pk) for row in meeting.participants.all()} | {str(world.peter.id), str(meeting.pk)}
        assert token not in set(ReplyLink.objects.values_list("digest", flat=True))
    assert not [key for key in keys if key in token or key.replace("-", "") in token]
    monkeypatch.setattr("rondom.kernel.clock.now", lambda: world.at)
    anybody = Client(headers={"accept-language": "nl"})
    page = anybody.get(f"/appointments/{token}/")
    assert page.status_code == 200
    assert not BODY.search(page.content.decode().split("<main")[1])
    assert "Peter" not in page.content.decode()
    answer = anybody.post(f"/appointments/{token}/", {"answer": "other_time", "words": "Na vier uur"})
    assert answer.status_code == 200
    assert anybody.get(f"/appointments/{token}/").status_code == 404
    with pytest.raises(LinkSpent):
        commands.reply_by_link(actor=world.peter, token=token, answer="comes", at=world.at)
    with acting_as(world.fatma, at=world.at):
        assert (seat(meeting, world.peter).reply, seat(meeting, world.peter).reply_words) == (
            Reply.OTHER_TIME,
            "Na vier uur",
        )


def test_a_guessed_or_late_link_gives_the_same_answer_as_none(world, monkeypatch):
    meeting = planned(world, world.peter)
    token = link_of(world, meeting, world.peter)
    late = meeting.starts_at
    for moment, word in ((world.at, "x" * 43), (late, token), (world.at, "%00")):
        monkeypatch.setattr("rondom.kernel.clock.now", lambda moment=moment: moment)
        assert Client().get(f"/appointments/{word}/").status_code == 404
        with pytest.raises(LinkSpent):
            commands.reply_by_link(actor=world.peter, token=word, answer="comes", at=moment)


def test_a_new_link_ends_the_one_before(world):
    meeting = planned(world, world.peter)
    first = link_of(world, meeting, world.peter)
    link_of(world, meeting, world.peter)
    with pytest.raises(LinkSpent):
        commands.reply_by_link(actor=world.peter, token=first, answer="comes", at=world.at)


def test_who_has_an_account_gets_no_link(world, monkeypatch):
    meeting = planned(world, world.peter)
    browser(world.peter, monkeypatch, at=world.at)
    mails = run(world, handlers.invite_everybody, MeetingPlanned(meeting_id=meeting.pk))
    assert "/appointments/" not in next(m["body"] for m in mails if m["to"].startswith("peter"))


def test_another_time_needs_a_time_and_an_answer_must_exist(world):
    meeting = planned(world, world.peter)
    with pytest.raises(WordsMissing):
        commands.reply(actor=world.peter, meeting_id=meeting.pk, answer="other_time", at=world.at)
    with pytest.raises(AnswerUnknown):
        commands.reply(actor=world.peter, meeting_id=meeting.pk, answer="perhaps", at=world.at)


def test_the_summary_is_announced_to_everybody_who_was_invited_and_to_nobody_else(world):
    meeting = held(world, world.peter)
    with acting_as(SYSTEM, at=world.at):
        handlers.send_summary(MeetingHeld(meeting_id=meeting.pk), at=world.at)
        rows = Notice.objects.filter(kind="meeting_summary")
        assert {row.receiver_id for row in rows} == {world.samira.id, world.fatma.id, world.peter.id}
        assert {(row.link_name, row.link_id) for row in rows} == {("meeting_summary", meeting.pk)}
        assert Meeting.objects.get(pk=meeting.pk).sent_at is not None
