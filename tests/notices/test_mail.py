"""Mail says that there is news and nothing else; a real mail server takes it."""

import os
import subprocess
import sys
from datetime import timedelta
from email import message_from_bytes, policy
from uuid import UUID, uuid4

import pytest
from django.db import connection

from rondom.access.context import acting_as
from rondom.kernel import calendar_files
from rondom.notices.commands import (
    calendar_attachment,
    choose_channels,
    mark_notices_read,
    notify,
    send_mail_to,
)
from rondom.notices.commands.delivery import MailNotSent, deliver
from rondom.notices.commands.mail import MailTemplateUnknown
from rondom.notices.jobs import send_digests
from rondom.notices.models import Mail
from rondom.notices.vocabulary import NoticeKind
from rondom.organizations.models import Professional
from rondom.people.commands import protect_contact_detail
from tests.notices.conftest import SYSTEM

pytestmark = pytest.mark.django_db
CANARIES = ("Samira", "Wolkenveld", "Fatima", "Zonnebloem", "Wijkteam", "Oost", "plan", "schuld", "gesprek")


def queued() -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'mail_id' FROM procrastinate_jobs WHERE task_name = 'notices.deliver_mail' ORDER BY id"
        )
        return [UUID(row[0]) for row in cursor.fetchall()]


def mails(at) -> list[Mail]:
    with acting_as(SYSTEM, at=at):
        return list(Mail.objects.order_by("queued_at"))


def tell(home, at, kind=NoticeKind.PLAN_CHANGED, to=None):
    to = to or home.client
    return notify(actor=home.manager, receiver_kind=to.kind, receiver_id=to.id, kind=kind, at=at)


def digest(at):
    with acting_as(SYSTEM, at=at):
        send_digests(at=at)


def words_of(envelope) -> str:
    message = message_from_bytes(envelope.content, policy=policy.default)
    return str(message["subject"]) + "\n" + message.get_body().get_content()


def test_ten_events_become_one_mail_without_any_content(home, safe_email, postbox, at):
    for _ in range(10):
        tell(home, at)
    digest(at)
    assert len(queued()) == 1
    deliver(mail_id=queued()[0], at=at)
    assert [envelope.rcpt_tos for envelope in postbox.mails] == [["samira.w@mail.example"]]
    raw = postbox.mails[0].content.decode("utf-8", "replace").lower()
    text = words_of(postbox.mails[0]).lower()
    assert [word for word in CANARIES if word.lower() in text] == []
    assert "http://localhost:8000/\n" in words_of(postbox.mails[0]).replace("\r\n", "\n")
    assert str(home.client.id) not in raw
    assert "list-unsubscribe" not in raw


def test_a_sent_mail_leaves_no_words_behind(home, safe_email, postbox, at):
    tell(home, at)
    digest(at)
    sealed = bytes(mails(at)[0].sealed)
    assert sealed
    assert b"samira.w" not in sealed
    deliver(mail_id=queued()[0], at=at)
    assert [(bytes(row.sealed), row.state) for row in mails(at)] == [(b"", "sent")]


def test_a_redelivered_job_sends_once(home, safe_email, postbox, at):
    tell(home, at)
    digest(at)
    deliver(mail_id=queued()[0], at=at)
    deliver(mail_id=queued()[0], at=at)
    assert len(postbox.mails) == 1


def test_a_server_that_fails_is_tried_again_and_the_mail_waits(home, safe_email, postbox, at):
    tell(home, at)
    digest(at)
    postbox.answer = "451 try later"
    with pytest.raises(MailNotSent) as fault:
        deliver(mail_id=queued()[0], at=at)
    assert "samira" not in str(fault.value).lower()
    row = mails(at)[0]
    assert (row.state, row.tries, row.fault) == ("waiting", 1, "SMTPDataError")
    postbox.answer = ""
    deliver(mail_id=queued()[0], at=at)
    assert mails(at)[0].state == "sent"


def test_without_a_mail_server_a_mail_waits_and_is_printed_nowhere(home, safe_email, settings, capfd, at):
    tell(home, at)
    digest(at)
    settings.EMAIL_BACKEND = "rondom.notices.no_server.EmailBackend"
    with pytest.raises(MailNotSent, match="NoMailServer"):
        deliver(mail_id=queued()[0], at=at)
    assert (mails(at)[0].state, mails(at)[0].fault) == ("waiting", "NoMailServer")
    assert capfd.readouterr() == ("", "")


def test_a_place_without_a_mail_server_has_the_backend_that_keeps_mail():
    program = "from django.conf import settings; print(settings.EMAIL_BACKEND)"
    unset = {"RONDOM_SMTP_URL", "RONDOM_DEMO"}
    told = {k: v for k, v in os.environ.items() if k not in unset} | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "RONDOM_NO_DATABASE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", program], env=told, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "rondom.notices.no_server.EmailBackend"


def test_an_address_that_is_refused_for_good_is_not_tried_again(home, postbox, at):
    mail_id = send_mail_to(actor=home.manager, address="gone@mail.example", template="news", at=at)
    deliver(mail_id=mail_id, at=at)
    row = mails(at)[0]
    assert (row.state, bytes(row.sealed), row.fault) == ("refused", b"", "SMTPRecipientsRefused")


def test_an_unsafe_address_is_never_used(home, safe_email, postbox, at):
    protect_contact_detail(
        actor=home.manager, contact_id=safe_email.id, shielded=True, safe_to_contact=False, at=at
    )
    tell(home, at)
    digest(at)
    assert queued() == []
    assert (
        send_mail_to(
            actor=home.manager, receiver_kind="resident", receiver_id=home.client.id, template="news", at=at
        )
        is None
    )


def test_a_shielded_but_safe_address_is_used_and_shown_to_nobody(home, safe_email, postbox, at):
    protect_contact_detail(
        actor=home.manager, contact_id=safe_email.id, shielded=True, safe_to_contact=True, at=at
    )
    tell(home, at)
    digest(at)
    assert len(queued()) == 1
    with acting_as(home.manager, at=at):
        assert Mail.objects.count() == 0


def test_daily_mail_comes_once_a_day_outside_quiet_hours(home, safe_email, at):
    tell(home, at)
    digest(at.replace(hour=4))
    assert queued() == []
    digest(at)
    tell(home, at)
    digest(at + timedelta(hours=3))
    assert len(queued()) == 1
    digest(at + timedelta(days=1))
    assert len(queued()) == 2


def test_urgent_news_does_not_break_the_quiet_of_a_resident(home, safe_email, at):
    """Mail at the wrong moment can be read by the wrong person: at home the own wishes always count."""
    tell(home, at, NoticeKind.EMERGENCY_ACCESS)
    digest(at.replace(hour=21))
    assert queued() == []
    digest(at + timedelta(days=1))
    assert len(queued()) == 1


def test_without_quiet_hours_a_daily_mail_still_waits_for_eight(home, safe_email, at):
    noon = at.time().replace(hour=12)
    choose_channels(
        actor=home.client, mail_mode="daily", quiet_from=noon, quiet_until=noon, language="nl", at=at
    )
    tell(home, at)
    digest(at.replace(hour=5))
    assert queued() == [], "seven o'clock in Amsterdam"
    digest(at.replace(hour=6))
    assert len(queued()) == 1


def test_who_left_gets_no_mail_any_more(home, at):
    tell(home, at, to=home.manager)
    with acting_as(SYSTEM, at=at):
        Professional.objects.filter(pk=home.manager.id).update(ended_at=at)
    digest(at + timedelta(days=1))
    assert queued() == []


def test_who_wants_mail_soon_gets_it_at_the_next_run_but_not_at_night(home, safe_email, at):
    choose_channels(
        actor=home.client,
        mail_mode="immediately",
        quiet_from=at.time().replace(hour=21),
        quiet_until=at.time().replace(hour=7),
        language="en",
        at=at,
    )
    tell(home, at)
    digest(at.replace(hour=21))
    assert queued() == []
    digest(at)
    tell(home, at)
    digest(at + timedelta(hours=1))
    assert len(queued()) == 2


def test_who_wants_no_mail_gets_none_and_keeps_the_notice(home, safe_email, at):
    wishes = {"quiet_from": at.time(), "quiet_until": at.time(), "language": "nl"}
    choose_channels(actor=home.client, mail_mode="never", at=at, **wishes)
    tell(home, at)
    digest(at)
    assert queued() == []
    with acting_as(home.client, at=at):
        assert mark_notices_read(actor=home.client, at=at) == 1


def test_what_was_read_is_not_mailed(home, safe_email, at):
    tell(home, at)
    mark_notices_read(actor=home.client, at=at)
    digest(at)
    assert queued() == []


def test_a_safeguard_reaches_a_colleague_at_once_whatever_the_wishes(home, at):
    wishes = {"quiet_from": at.time(), "quiet_until": at.time(), "language": "nl"}
    choose_channels(actor=home.manager, mail_mode="never", at=at, **wishes)
    tell(home, at, kind=NoticeKind.EMERGENCY_ACCESS, to=home.manager)
    digest(at.replace(hour=2))
    assert len(queued()) == 1


def test_the_mail_follows_the_chosen_language(home, safe_email, postbox, at):
    quiet = at.time()
    choose_channels(
        actor=home.client, mail_mode="immediately", quiet_from=quiet, quiet_until=quiet, language="en", at=at
    )
    tell(home, at)
    digest(at)
    deliver(mail_id=queued()[0], at=at)
    assert "There is news on your page" in words_of(postbox.mails[0])


def test_a_calendar_file_travels_along_and_names_nobody(home, safe_email, postbox, at):
    appointment = calendar_files.Appointment(
        uid=uuid4(),
        sequence=0,
        starts_at=at,
        ends_at=at + timedelta(hours=1),
        changed_at=at,
        organizer_email="noreply@rondom.invalid",
        receiver_email="samira.w@mail.example",
    )
    mail_id = send_mail_to(
        actor=home.manager,
        receiver_kind="resident",
        receiver_id=home.client.id,
        template="meeting_invitation",
        at=at,
        attachments=[calendar_attachment(calendar_files.invitation(appointment))],
    )
    deliver(mail_id=mail_id, at=at)
    message = message_from_bytes(postbox.mails[0].content, policy=policy.default)
    files = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in files] == ["REQUEST"]
    content = files[0].get_content()
    content = content if isinstance(content, str) else content.decode()
    assert "BEGIN:VEVENT" in content
    assert [word for word in CANARIES if word in content] == []
    assert [word for word in CANARIES if word.lower() in str(message["subject"]).lower()] == []


def test_an_unknown_template_is_a_fault_and_queues_nothing(home, at):
    with pytest.raises(MailTemplateUnknown):
        send_mail_to(actor=home.manager, address="a@mail.example", template="none", at=at)
    assert queued() == []


def test_nothing_is_queued_when_the_act_itself_fails(home, safe_email, at):
    def fails_afterwards():
        with acting_as(home.manager, at=at):
            send_mail_to(actor=home.manager, address="a@mail.example", template="news", at=at)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails_afterwards()
    assert (queued(), mails(at)) == ([], [])
