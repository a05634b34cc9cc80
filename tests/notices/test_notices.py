"""Notices are seen by their receiver only; messages by who may read the space."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError

from rondom.access.actor import Actor
from rondom.access.context import acting_as
from rondom.kernel.refusals import Refusal
from rondom.notices import rules
from rondom.notices.commands import (
    MessageEmpty,
    MessageUnknown,
    PreferenceUnknown,
    RecallTooLate,
    choose_channels,
    mark_messages_read,
    notify,
    recall_message,
    write_message,
)
from rondom.notices.jobs import remind_unanswered
from rondom.notices.models import Message, Notice
from rondom.notices.queries import (
    NoticeLine,
    gathered,
    my_notices,
    thread_of,
    unanswered_messages,
    unread_count,
)
from rondom.notices.vocabulary import NoticeKind
from tests.notices.conftest import SYSTEM

pytestmark = pytest.mark.django_db


def write(home, at, body="Wanneer spreken we elkaar?", *, by=None):
    by = by or home.client
    to = home.manager if by is home.client else home.client
    return write_message(
        actor=by,
        space=home.space,
        body=body,
        receiver_kind=to.kind,
        receiver_id=to.id,
        client_id=home.client.id,
        at=at,
    )


def test_only_the_receiver_sees_a_notice(home, at):
    notify(
        actor=home.manager, receiver_kind="resident", receiver_id=home.client.id, kind="plan_changed", at=at
    )
    with acting_as(home.manager, at=at):
        assert Notice.objects.count() == 0
    with acting_as(home.client, at=at):
        assert unread_count(home.client) == 1
        assert [line.is_new for line in my_notices(home.client)] == [True]


def test_an_unknown_kind_is_plain_news(home, at):
    notify(
        actor=home.manager, receiver_kind="resident", receiver_id=home.client.id, kind="something_else", at=at
    )
    with acting_as(home.client, at=at):
        assert str(my_notices(home.client)[0].sentence) == str(NoticeKind.NEWS.label)


def test_a_wish_that_does_not_exist_is_refused(home, at):
    wishes = {"quiet_from": at.time(), "quiet_until": at.time(), "at": at, "actor": home.client}
    with pytest.raises(PreferenceUnknown):
        choose_channels(mail_mode="hourly", language="nl", **wishes)
    with pytest.raises(PreferenceUnknown) as refusal:
        choose_channels(mail_mode="daily", language="xx", **wishes)
    assert refusal.value.field == "language"


def test_a_client_who_only_reads_the_core_writes_and_is_answered(home, at):
    write(home, at)
    write(home, at + timedelta(hours=1), "Morgen om tien uur.", by=home.manager)
    with acting_as(home.client, at=at):
        lines = thread_of(home.client, home.space, at=at + timedelta(hours=1))
        assert [(line.from_resident, line.mine) for line in lines] == [(True, True), (False, False)]
        assert unread_count(home.client) == 1
        assert mark_messages_read(actor=home.client, space=home.space, client_id=home.client.id, at=at) == 1


def test_a_stranger_neither_reads_nor_writes(home, at):
    write(home, at)
    stranger = Actor(kind="professional", id=uuid4(), roles=frozenset({"social_worker"}))
    with acting_as(stranger, at=at):
        assert Message.objects.count() == 0
    with pytest.raises(DatabaseError), acting_as(stranger, at=at):
        write(home, at, by=stranger)


def test_nobody_writes_in_the_name_of_another(home, at):
    message = write(home, at)
    with pytest.raises(DatabaseError), acting_as(home.manager, at=at):
        Message.objects.create(
            scope=message.scope,
            space=home.space,
            written_by_kind="resident",
            written_by=home.client.id,
            receiver_kind="professional",
            receiver_id=home.manager.id,
            body="Ik ben het eens.",
            written_at=at,
        )


@pytest.mark.parametrize("body", ["", "  \n ", "\u200e"])
def test_an_empty_message_is_refused(home, at, body):
    with pytest.raises(MessageEmpty):
        write(home, at, body)


@pytest.mark.parametrize("body", ["a\x00b", "x" * 100_000])
def test_unusable_words_are_refused_by_name(home, at, body):
    with pytest.raises(Refusal) as refusal:
        write(home, at, body)
    assert refusal.value.field == "body"


def test_a_message_is_taken_back_within_ten_minutes_and_its_words_are_gone(home, at):
    message = write(home, at, "Dit was voor iemand anders", by=home.manager)
    recall_message(
        actor=home.manager,
        message_id=message.id,
        client_id=home.client.id,
        at=at + timedelta(minutes=10),
        reason="verkeerde persoon",
    )
    with acting_as(home.client, at=at):
        assert [(line.recalled, line.body) for line in thread_of(home.client, home.space, at=at)] == [
            (True, "")
        ]


def test_after_ten_minutes_it_stays(home, at):
    message = write(home, at, by=home.manager)
    with pytest.raises(RecallTooLate, match="10"):
        recall_message(
            actor=home.manager, message_id=message.id, client_id=home.client.id, at=at + timedelta(minutes=11)
        )


def test_only_the_writer_takes_a_message_back_and_only_once(home, at):
    message = write(home, at)
    who = {"message_id": message.id, "client_id": home.client.id, "at": at}
    with pytest.raises(MessageUnknown):
        recall_message(actor=home.manager, **who)
    recall_message(actor=home.client, **who)
    with pytest.raises(MessageUnknown):
        recall_message(actor=home.client, **who)


def test_a_message_without_answer_appears_after_three_working_days(home, at):
    write(home, at)
    write(home, at + timedelta(hours=2), "Bent u er?")
    with acting_as(home.manager, at=at):
        assert unanswered_messages(at + timedelta(days=3)) == []
        late = unanswered_messages(at + timedelta(days=4))
        assert [(one.space, one.receiver_id) for one in late] == [(home.space, home.manager.id)]
        assert late[0].written_at == at
    write(home, at + timedelta(days=4), "Sorry, ja.", by=home.manager)
    with acting_as(home.manager, at=at):
        assert unanswered_messages(at + timedelta(days=9)) == []


def test_a_recalled_answer_does_not_count_and_a_recalled_question_does_not_wait(home, at):
    question = write(home, at)
    soon = at + timedelta(minutes=1)
    answer = write(home, soon, "Ja", by=home.manager)
    with acting_as(home.manager, at=at):
        assert unanswered_messages(at + timedelta(days=9)) == []
    recall_message(actor=home.manager, message_id=answer.id, client_id=home.client.id, at=soon)
    with acting_as(home.manager, at=at):
        assert len(unanswered_messages(at + timedelta(days=9))) == 1
    recall_message(actor=home.client, message_id=question.id, client_id=home.client.id, at=at)
    with acting_as(home.manager, at=at):
        assert unanswered_messages(at + timedelta(days=9)) == []


def test_the_case_manager_is_reminded_once_a_day(home, at):
    write(home, at)
    late = at + timedelta(days=4)
    for moment in (late, late + timedelta(hours=1), late + timedelta(days=1)):
        with acting_as(SYSTEM, at=moment):
            remind_unanswered(at=moment)
    with acting_as(home.manager, at=late):
        kinds = list(Notice.objects.filter(kind=NoticeKind.MESSAGE_UNANSWERED).values_list("kind", flat=True))
    assert len(kinds) == 2


@pytest.mark.parametrize(
    ("hour", "quiet"), [(19, False), (20, True), (23, True), (0, True), (7, True), (8, False), (12, False)]
)
def test_quiet_hours_run_past_midnight(at, hour, quiet):
    moment = at.time().replace(hour=hour)
    evening, morning = moment.replace(hour=20), moment.replace(hour=8)
    assert rules.is_quiet(moment, quiet_from=evening, quiet_until=morning) is quiet
    assert rules.is_quiet(moment, quiet_from=morning, quiet_until=evening) is (not quiet)
    assert rules.is_quiet(moment, quiet_from=evening, quiet_until=evening) is False


def test_equal_notices_of_one_day_are_one_line_with_their_number():
    moment = datetime(2026, 11, 9, 9, 40, tzinfo=UTC)
    line = NoticeLine(uuid4(), "Er is iets veranderd in een plan.", moment, True, "plan", None)
    other = replace(line, sentence="Er is een bericht voor je.")
    found = gathered(
        [line, replace(line, given_at=moment - timedelta(minutes=30)), other, replace(line, is_new=False)]
    )
    assert [(one.sentence, one.times) for one in found] == [
        (line.sentence, 2),
        (other.sentence, 1),
        (line.sentence, 1),
    ]
    assert found[0].given_at == moment
    yesterday = replace(line, given_at=moment - timedelta(days=1))
    assert [one.times for one in gathered([line, yesterday])] == [1, 1]
