"""The case manager reads what the client asks, answers before its day, and takes a mistake back (R-019)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rondom.access.context import acting_as, system_actor
from rondom.cases.queries import today_items
from rondom.notices import commands as notices
from rondom.notices import jobs
from rondom.notices.models import Message, Notice
from rondom.notices.queries import thread_of

pytestmark = pytest.mark.django_db


def lines(world):
    return [one for one in today_items(world.fatma, at=world.at) if one.url_name == "case_messages"]


QUESTION = "Kan het gesprek op een andere dag?"
SYSTEM = system_actor("test")


@pytest.fixture
def asked(world, visit):
    """The client wrote on her own page, a few minutes ago."""
    answer = visit("samira").post(reverse("portal_messages"), {"body": QUESTION})
    assert answer.status_code == 302
    with acting_as(SYSTEM, at=world.at):
        Message.objects.filter(body=QUESTION).update(written_at=world.at - timedelta(minutes=5))
        return Message.objects.get(body=QUESTION)


def page(world):
    return reverse("case_messages", args=[world.case_id])


def notices_of(world, who, kind):
    with acting_as(SYSTEM, at=world.at):
        return list(Notice.objects.filter(receiver_id=who.id, kind=kind).order_by("given_at"))


def remind(world, days=4):
    at = world.at + timedelta(days=days)
    with acting_as(SYSTEM, at=at):
        jobs.remind_unanswered(at=at)


def test_the_case_manager_is_told_reads_and_answers_and_the_client_reads_it(world, visit, asked):
    (notice,) = notices_of(world, world.fatma, "message")
    assert reverse(notice.link_name, args=[notice.link_id]) == page(world)
    fatma = visit("fatma")
    assert page(world) in fatma.get(reverse("case", args=[world.case_id])).content.decode()
    text = fatma.get(page(world)).content.decode()
    assert QUESTION in text
    assert "Answer on Thursday 10 September at the latest" in text
    answer = fatma.post(page(world), {"body": "Ja, woensdag om tien uur."})
    assert (answer.status_code, answer.headers["Location"]) == (302, page(world))
    assert "at the latest" not in fatma.get(page(world)).content.decode()
    (told,) = notices_of(world, world.samira, "message")
    assert told.link_name == "portal_messages"
    assert "Ja, woensdag om tien uur." in visit("samira").get(reverse("portal_messages")).content.decode()


@pytest.mark.parametrize(
    "name", ["ruben", "wendy", "esther", "peter", "ingrid", "daan", "grace", "bas", "tom", "lina", "karim"]
)
def test_nobody_else_finds_the_conversation(world, visit, asked, name):
    browser = visit(name)
    for address in (
        page(world),
        reverse("message", args=[asked.pk]),
        reverse("case_message_back", args=[world.case_id, asked.pk]),
    ):
        assert browser.get(address).status_code == 404, address
    assert browser.post(page(world), {"body": "Hallo"}).status_code == 404
    assert browser.post(reverse("portal_message_back", args=[asked.pk])).status_code == 404
    with acting_as(SYSTEM, at=world.at):
        assert Message.objects.filter(space=world.space).count() == 1


def test_what_waits_stands_on_the_start_page_until_it_is_answered(world, visit, asked):
    with acting_as(world.fatma, at=world.at):
        (item,) = lines(world)
    assert (item.url_id, str(item.due_on)) == (world.case_id, "2026-09-10")
    assert "waits for an answer to a message" in visit("fatma").get("/").content.decode()
    assert "waits for an answer to a message" not in visit("ruben").get("/").content.decode()
    visit("fatma").post(page(world), {"body": "Dat kan."})
    assert "waits for an answer to a message" not in visit("fatma").get("/").content.decode()


def test_ten_questions_are_one_line_with_the_day_of_the_first(world, asked):
    with acting_as(world.samira, at=world.at):
        for hours in (20, 40):
            _write(world, world.samira, world.fatma, at=world.at + timedelta(hours=hours))
    with acting_as(world.fatma, at=world.at):
        (item,) = lines(world)
    assert str(item.due_on) == "2026-09-10"


def test_the_reminder_leads_to_the_conversation(world, visit, asked):
    remind(world)
    (notice,) = notices_of(world, world.fatma, "message_unanswered")
    answer = visit("fatma").get(reverse(notice.link_name, args=[notice.link_id]))
    assert (answer.status_code, answer.headers["Location"]) == (302, page(world))


def test_what_nobody_answered_goes_along_to_the_next_case_manager(world, asked):
    with acting_as(world.samira, at=world.at):
        answered = _write(world, world.samira, world.fatma, at=world.at - timedelta(days=2))
    with acting_as(world.fatma, at=world.at):
        _write(world, world.fatma, world.samira, at=world.at - timedelta(days=1))
    with acting_as(SYSTEM, at=world.at):
        Message.objects.filter(pk=asked.pk).update(read_at=world.at)
        notices.pass_on_messages(
            actor=SYSTEM,
            space=world.space,
            receiver_id=world.ruben.id,
            client_id=world.samira.id,
            at=world.at,
        )
        asked.refresh_from_db()
        assert (asked.receiver_id, asked.read_at) == (world.ruben.id, None), "new to whom it waits for now"
        answered.refresh_from_db()
        assert answered.receiver_id == world.fatma.id, "what was answered stays where it was"
    remind(world)
    assert notices_of(world, world.fatma, "message_unanswered") == []
    assert len(notices_of(world, world.ruben, "message_unanswered")) == 1


def _write(world, writer, receiver, *, at, body="Nog een vraag"):
    return notices.write_message(
        actor=writer,
        space=world.space,
        body=body,
        receiver_kind=receiver.kind,
        receiver_id=receiver.id,
        client_id=world.samira.id,
        at=at,
    )


def test_a_mistake_is_taken_back_with_what_went_wrong(world, visit):
    with acting_as(world.fatma, at=world.at):
        wrong = _write(world, world.fatma, world.samira, at=world.at, body="Uw man belde mij.")
    fatma = visit("fatma")
    back = reverse("case_message_back", args=[world.case_id, wrong.pk])
    assert back in fatma.get(page(world)).content.decode()
    assert fatma.post(back, {"reason": ""}).status_code == 422, "what went wrong is written down"
    assert fatma.post(back, {"reason": "Voor een andere cliënt."}).status_code == 302
    assert "Uw man belde" not in visit("samira").get(reverse("portal_messages")).content.decode()
    with acting_as(SYSTEM, at=world.at):
        wrong.refresh_from_db()
        assert (wrong.body, wrong.recall_reason) == ("", "Voor een andere cliënt.")
    assert fatma.get(back).status_code == 404, "once"


def test_after_ten_minutes_it_stays_and_the_reason_is_kept(world, visit):
    early = world.at - timedelta(minutes=11)
    with acting_as(world.fatma, at=early):
        old = _write(world, world.fatma, world.samira, at=early)
    fatma = visit("fatma")
    back = reverse("case_message_back", args=[world.case_id, old.pk])
    assert back not in fatma.get(page(world)).content.decode()
    answer = fatma.post(back, {"reason": "Te laat bedacht."})
    assert "Te laat bedacht." in answer.content.decode()
    assert "within 10 minutes" in answer.content.decode()


def test_the_client_takes_her_own_message_back_with_one_tap(world, visit, asked):
    samira = visit("samira")
    back = reverse("portal_message_back", args=[asked.pk])
    assert back in samira.get(reverse("portal_messages")).content.decode()
    assert samira.post(back).status_code == 302
    assert QUESTION not in visit("fatma").get(page(world)).content.decode()
    with acting_as(world.fatma, at=world.at):
        assert lines(world) == []


def test_she_does_not_take_back_what_another_wrote(world, visit):
    with acting_as(world.fatma, at=world.at):
        hers = _write(world, world.fatma, world.samira, at=world.at)
    assert visit("samira").post(reverse("portal_message_back", args=[hers.pk])).status_code == 404


def test_an_empty_answer_is_refused_and_html_is_text(world, visit, asked):
    fatma = visit("fatma")
    assert fatma.post(page(world), {"body": "  "}).status_code == 422
    fatma.post(page(world), {"body": "<script>alert(1)</script>"})
    assert "<script>alert" not in fatma.get(page(world)).content.decode()


def test_reading_is_in_the_log_of_the_client(world, visit, asked):
    visit("fatma").get(page(world))
    from rondom.audit.models import AuditEvent

    with acting_as(SYSTEM, at=world.at):
        seen = AuditEvent.objects.filter(subject_id=world.samira.id, part="messages", action="case.view")
        assert seen.filter(actor_id=world.fatma.id).exists()


def test_reading_marks_as_read_for_the_reader_only(world, visit, asked):
    with acting_as(world.fatma, at=world.at):
        (line,) = thread_of(world.fatma, world.space, at=world.at)
        assert line.is_new
    visit("samira").get(reverse("portal_messages"))
    with acting_as(world.fatma, at=world.at):
        assert thread_of(world.fatma, world.space, at=world.at)[0].is_new
    visit("fatma").get(page(world))
    with acting_as(world.fatma, at=world.at):
        assert not thread_of(world.fatma, world.space, at=world.at)[0].is_new


def test_without_a_case_manager_she_is_told_whom_to_call_and_the_words_stay(world, visit):
    from rondom.cases.models import Case

    with acting_as(SYSTEM, at=world.at):
        Case.objects.filter(pk=world.case_id).update(case_manager=None)
    answer = visit("samira").post(reverse("portal_messages"), {"body": QUESTION})
    assert answer.status_code == 422
    assert QUESTION in answer.content.decode()
    assert "Call the team" in answer.content.decode()
