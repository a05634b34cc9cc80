"""Who looked, in plain language, without anybody's name and without a trace of what is confidential."""

import itertools
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import translation

from rondom.access.actor import Actor
from rondom.access.context import acting_as
from rondom.audit.log import record
from rondom.audit.models import AuditEvent
from rondom.audit.patterns import mass_viewing, unusual_access
from rondom.audit.queries import LogFilter, look_page, looks_at, search_log

pytestmark = pytest.mark.django_db
ME = Actor(kind="resident", id=uuid4(), purpose="own_access")
OFFICER = Actor(kind="professional", id=uuid4(), roles=frozenset({"privacy_officer"}))


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def _worker(**more):
    values = {
        "kind": "professional",
        "id": uuid4(),
        "name": "Fatma Yildiz",
        "function": "social_worker",
        "organization_id": uuid4(),
        "organization_name": "Gemeente Maasdrecht",
    }
    return Actor(**values | more)


def _view(actor, at, **more):
    values = {
        "actor": actor,
        "action": "case.view",
        "at": at,
        "space": 5,
        "subjects": [ME.id],
        "part": "plan",
    }
    with acting_as(actor, at=at):
        record(**values | more)


def _mine(at, **more):
    with acting_as(ME, at=at):
        return looks_at(ME.id, **more)


def test_a_look_tells_everything_but_the_name(at):
    _view(_worker(), at, ground="wmo")
    [look] = _mine(at)
    assert (look.organization, look.function, look.ground, look.purpose) == (
        "Gemeente Maasdrecht",
        "social_worker",
        "wmo",
        "care",
    )
    assert look.act == "looked at your plan"
    assert "Fatma" not in repr(look)


def test_equal_looks_of_a_day_are_one_line_and_own_looks_too(at):
    worker = _worker()
    for minute in range(3):
        _view(worker, at + timedelta(minutes=minute))
    _view(worker, at + timedelta(days=1))
    for part in ("plan", "meeting"):
        _view(ME, at, part=part)
    assert sorted((look.own, look.times) for look in _mine(at)) == [(False, 1), (False, 3), (True, 2)]


def test_confidential_acts_leave_no_line_no_gap_and_no_count(at):
    _view(_worker(), at)
    before = _mine(at)
    for _ in range(3):
        _view(_worker(organization_name="De Luwte"), at, confidential=True)
    assert _mine(at) == before
    with acting_as(ME, at=at):
        assert AuditEvent.objects.count() == 1, "the database leaves them out, not only the page"


def test_an_emergency_that_is_not_told_yet_and_a_hidden_party_leave_no_line(at):
    _view(_worker(), at, row="P11")
    shelter = _worker(organization_name="De Luwte")
    _view(shelter, at)
    assert len(_mine(at)) == 2
    span = (at - timedelta(hours=1), at + timedelta(hours=3))
    assert _mine(at, withheld=[span], hidden_organizations={shelter.organization_id}) == []


def test_refusals_and_searches_that_failed_are_no_looks(at):
    _view(_worker(), at, outcome="refused")
    assert _mine(at) == []


def test_somebody_else_reads_nothing_about_me(at):
    _view(_worker(), at)
    with acting_as(Actor(kind="resident", id=uuid4()), at=at):
        assert looks_at(ME.id) == []


def test_an_unknown_part_never_shows_a_technical_name(at):
    _view(_worker(), at, part="zz_internal", action="zz.frobnicate")
    assert _mine(at)[0].act == "changed something in your file"


def test_the_officer_searches_and_others_find_only_their_own(at):
    worker = _worker()
    _view(worker, at)
    _view(_worker(), at, space=6)
    for actor, found in ((OFFICER, 2), (worker, 1), (_worker(), 0)):
        with acting_as(actor, at=at):
            assert search_log(LogFilter()).count() == found
    with acting_as(OFFICER, at=at):
        assert (
            search_log(LogFilter(space=5, actor_id=worker.id, action="case.", since=at.date())).count() == 1
        )
        assert search_log(LogFilter(until=at.date() - timedelta(days=1))).count() == 0


def _noise(at):
    """Forty workers who look a lot in their own households, nearly always beside work."""
    rows = []
    for number in range(40):
        worker = uuid4()
        for space in range(1, 6):
            for day in range(0, 28, 4):
                moment = at - timedelta(days=day, hours=number % 8)
                verbs = ("R", "R", "R", "U") if (number + space + day) % 5 else ("R", "R")
                rows += [
                    AuditEvent(
                        at=moment,
                        action="case.view",
                        verb=verb,
                        outcome="success",
                        actor_kind="professional",
                        actor_id=worker,
                        space=number * 100 + space,
                    )
                    for verb in verbs
                ]
    return rows


def _plant(rows, at):
    from rondom.access.context import system_actor

    with acting_as(system_actor("test"), at=at):
        AuditEvent.objects.bulk_create(rows)


def test_twenty_planted_looks_without_work_rank_in_the_top_ten(at):
    snoop = uuid4()
    looks = [
        AuditEvent(
            at=at - timedelta(hours=number),
            action="case.view",
            verb="R",
            outcome="success",
            actor_kind="professional",
            actor_id=snoop,
            space=77,
        )
        for number in range(20)
    ]
    _plant(_noise(at) + looks, at)
    with acting_as(OFFICER, at=at):
        found = unusual_access(at=at)
    assert (snoop, 77) in [(f.actor_id, f.space) for f in found[:10]]
    assert next(f for f in found if f.actor_id == snoop).without_work == 20


def test_looks_beside_work_within_a_week_are_no_pattern(at):
    worker = uuid4()
    shared = {"outcome": "success", "actor_kind": "professional", "actor_id": worker, "space": 5}
    _plant(
        [
            AuditEvent(at=at - timedelta(days=6), action="note.write", verb="C", **shared),
            AuditEvent(at=at, action="case.view", verb="R", **shared),
        ],
        at,
    )
    with acting_as(OFFICER, at=at):
        assert unusual_access(at=at) == []
        assert unusual_access(at=at + timedelta(days=1)) == []


def test_opening_many_households_in_a_day_stands_out_against_the_own_usual(at):
    busy, curious = uuid4(), uuid4()
    shared = {"action": "case.view", "verb": "R", "outcome": "success", "actor_kind": "professional"}
    rows = [
        AuditEvent(at=at - timedelta(days=day), actor_id=busy, space=space, **shared)
        for day in range(5)
        for space in range(25)
    ]
    rows += [
        AuditEvent(at=at - timedelta(days=day), actor_id=curious, space=day, **shared) for day in range(1, 9)
    ]
    rows += [AuditEvent(at=at, actor_id=curious, space=space, **shared) for space in range(30)]
    _plant(rows, at + timedelta(minutes=1))
    with acting_as(OFFICER, at=at):
        found = mass_viewing(at=at + timedelta(minutes=1))
    assert [(f.actor_id, f.households) for f in found if f.usual] == [(curious, 30)]


def test_pages_hold_whole_days_and_together_everything(at):
    workers = [_worker(organization_name=f"Organisatie {n}") for n in range(3)]
    for days in range(4):
        for worker in workers:
            _view(worker, at - timedelta(days=days))
    for worker in workers:
        _view(worker, at - timedelta(days=9), part="meeting")
    found, before, sizes = [], None, []
    with acting_as(ME, at=at):
        while True:
            page = look_page(ME.id, before=before, size=7)
            found += page.looks
            sizes.append({look.at.date() for look in page.looks})
            if page.before is None:
                break
            before = page.before
        assert found == looks_at(ME.id)
    assert len(found) == 15
    assert all(not (one & other) for one, other in itertools.pairwise(sizes)), "no day is cut in two"


def test_a_day_with_more_than_a_page_is_shown_whole(at):
    for number in range(5):
        _view(_worker(organization_name=f"Organisatie {number}"), at)
    _view(_worker(), at - timedelta(days=1))
    with acting_as(ME, at=at):
        page = look_page(ME.id, size=3)
        assert len(page.looks) == 5
        assert len(look_page(ME.id, before=page.before, size=3).looks) == 1


def test_a_confidential_act_of_the_person_about_themselves_leaves_no_line_either(at):
    """The database shows everybody their own acts; the page of looks leaves out what is confidential."""
    with acting_as(ME, at=at):
        record(actor=ME, action="item.view", at=at, subjects=[ME.id])
        record(actor=ME, action="item.view", at=at, subjects=[ME.id], part="sealed", confidential=True)
        assert [look.times for look in looks_at(ME.id)] == [1]
