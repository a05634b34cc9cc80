"""A log that was changed, and somebody who opens far too many files, sound an alarm (R-211)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.audit.log import record
from rondom.audit.models import AuditEvent
from rondom.audit.seal import Fault
from rondom.dispatch.events import held_back
from rondom.kernel import clock
from rondom.notices import handlers
from rondom.notices.queries import my_notices
from rondom.notices.vocabulary import URGENT, NoticeKind
from rondom.privacy.events import LogDamaged, MassViewingSeen
from rondom.privacy.jobs import watch_log, watch_viewing
from tests.web.portal.site import browser, text

pytestmark = pytest.mark.django_db
OFFICER = Actor(kind="professional", id=uuid4(), roles=frozenset({"privacy_officer"}))


def watched(job, at):
    """The events that a job published, as the worker would run it."""
    with held_back() as held:
        job(at=at)
    return [one.event for one in held]


def open_files(actor_id, at, spaces, action="case.view", outcome="success"):
    actor = Actor(kind="professional", id=actor_id, function="social_worker")
    with acting_as(actor, at=at):
        for space in spaces:
            record(actor=actor, action=action, at=at, space=space, outcome=outcome)


def verifications(at):
    with acting_as(OFFICER, at=at):
        return list(AuditEvent.objects.filter(action="log.verify").order_by("id"))


def test_every_night_the_whole_log_is_verified_and_that_is_written_down(at):
    assert watched(watch_log, at) == []
    assert [(row.outcome, row.reason) for row in verifications(at)] == [("success", "")]


def test_a_log_that_does_not_verify_is_written_down_with_its_row_and_sounds_an_alarm(at, monkeypatch):
    fault = Fault("system", 7, 123, "the event was changed")
    monkeypatch.setattr("rondom.audit.seal.verify", lambda: (6, fault))
    assert watched(watch_log, at) == [LogDamaged(event_id=123)]
    row = verifications(at)[0]
    assert (row.outcome, row.reason) == ("not_whole", "system 7 123")


def test_a_cut_beginning_sounds_the_alarm_too(at, monkeypatch):
    fault = Fault("system", 7, 0, "the beginning was cut without a row that says so")
    monkeypatch.setattr("rondom.audit.retention.unexplained", lambda: fault)
    assert watched(watch_log, at) == [LogDamaged(event_id=0)]


def test_somebody_who_opens_far_more_than_usual_is_reported_once(at):
    busy = uuid4()
    for day in range(1, 6):
        open_files(busy, at - timedelta(days=day), range(5))
    open_files(busy, at, range(30))
    later = at + timedelta(hours=1)
    assert watched(watch_viewing, later) == [MassViewingSeen(actor_id=busy)]
    assert watched(watch_viewing, later + timedelta(hours=1)) == []
    with acting_as(OFFICER, at=later):
        assert AuditEvent.objects.get(action="log.alarm").object_id == busy


def test_the_first_days_of_somebody_sound_an_alarm_for_very_many_only(at):
    new, fishing = uuid4(), uuid4()
    open_files(new, at, range(39))
    open_files(fishing, at, range(40))
    assert watched(watch_viewing, at + timedelta(hours=1)) == [MassViewingSeen(actor_id=fishing)]


def test_printing_files_counts_as_opening_them_and_what_was_refused_does_not(at):
    printing, refused = uuid4(), uuid4()
    open_files(printing, at, range(60), action="file.print")
    open_files(refused, at, range(60), outcome="not_found")
    assert watched(watch_viewing, at + timedelta(hours=1)) == [MassViewingSeen(actor_id=printing)]


def test_what_was_unusual_long_ago_is_no_news(at):
    busy = uuid4()
    open_files(busy, at - timedelta(days=3), range(60))
    assert watched(watch_viewing, at) == []


@pytest.mark.parametrize(
    ("handler", "event"),
    [
        (handlers.tell_of_damaged_log, LogDamaged(event_id=1)),
        (handlers.tell_of_mass_viewing, MassViewingSeen(actor_id=uuid4())),
    ],
)
def test_the_privacy_officer_hears_it_and_nobody_else(world, handler, event):
    with acting_as(system_actor("test"), at=world.at):
        handler(event, at=world.at)
    for name in ("bas", "ingrid", "fatma", "tom", "samira", "mirjam"):
        with acting_as(getattr(world, name), at=world.at):
            fresh = [n for n in my_notices(getattr(world, name)) if n.given_at == world.at]
        assert bool(fresh) is (name == "bas"), name


def test_an_officer_who_opens_too_much_does_not_get_the_alarm_about_it(world):
    with acting_as(system_actor("test"), at=world.at):
        handlers.tell_of_mass_viewing(MassViewingSeen(actor_id=world.bas.id), at=world.at)
    with acting_as(world.bas, at=world.at):
        assert [n for n in my_notices(world.bas) if n.given_at == world.at] == []


def test_these_alarms_do_not_wait_for_a_daily_mail():
    assert {NoticeKind.LOG_DAMAGED, NoticeKind.MASS_VIEWING} <= URGENT


def test_the_page_of_patterns_says_when_the_log_was_verified_and_what_was_found(world, settings, monkeypatch):
    settings.RONDOM_STAFF_MFA = False
    monkeypatch.setattr(clock, "now", lambda: world.at)
    bas = browser(world.bas)
    address = reverse("privacy_patterns")
    assert "was not verified yet" in text(bas.get(address))
    watched(watch_log, world.at - timedelta(hours=6))
    assert "nothing was changed" in text(bas.get(address))
    monkeypatch.setattr("rondom.audit.seal.verify", lambda: (1, Fault("system", 2, 5, "a link is missing")))
    watched(watch_log, world.at - timedelta(hours=1))
    page = text(bas.get(address))
    assert "The log does not verify" in page
    assert "Chain system, link 2, row 5." in page
    assert "nothing was changed" not in page
