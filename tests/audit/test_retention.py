"""Rows of the log go after their term, what is left verifies, and nobody cuts by another way (R-222)."""
# ruff: noqa: S608 - the statements of a tampering owner, with keys of this test

from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.audit import retention, seal
from rondom.audit.log import record
from rondom.audit.models import AuditAnchor, AuditEvent
from rondom.privacy.rules import years_before
from tests.audit.owning import as_owner

ACTOR = Actor(kind="professional", id=uuid4(), function="social_worker", organization_id=UUID(int=7))
CLOCK = system_actor("log clock")
CHAIN = str(ACTOR.organization_id)
YEAR = timedelta(days=366)


@pytest.fixture
def log(at, owner):
    """Five rows of six years ago, five of four years ago, and the heads as they were after each."""
    heads = []
    for years in (6, 4):
        then = at - years * YEAR
        for number in range(5):
            with acting_as(ACTOR, at=then):
                record(actor=ACTOR, action=f"case.view_{number}", at=then, space=number, part="case")
        with acting_as(CLOCK, at=then):
            while seal.seal(at=then):
                pass
            heads.append(seal.heads())
    return heads


def trim(at, *, before):
    with acting_as(CLOCK, at=at):
        found = retention.trim(actor=CLOCK, before=before, at=at)
        while seal.seal(at=at):
            pass
    return found


def verify(at, anchors=None):
    with acting_as(CLOCK, at=at):
        checked, fault = seal.verify(anchors)
        return checked, fault or retention.unexplained()


def test_only_what_is_older_than_the_term_goes_and_the_rest_verifies(log, at):
    assert trim(at, before=at - 5 * YEAR) == 5
    with acting_as(CLOCK, at=at):
        kept = AuditEvent.objects.filter(organization_id=ACTOR.organization_id)
        assert kept.count() == 5
        assert all(row.at > at - 5 * YEAR for row in kept)
        anchor = AuditAnchor.objects.get(chain=CHAIN)
        assert (anchor.number, bytes(anchor.digest).hex()) == log[0][CHAIN], "the link before the cut"
        assert AuditEvent.objects.filter(action="log.trim").count() == 1
    assert verify(at) == (6, None)
    assert verify(at, log[0]) == (6, None), "a head that was anchored before the cut"
    assert verify(at, log[1]) == (6, None)


def test_twice_removes_nothing_more_and_a_later_cut_moves_the_beginning(log, at):
    trim(at, before=at - 5 * YEAR)
    assert trim(at, before=at - 5 * YEAR) == 0
    assert trim(at, before=at - 3 * YEAR) == 5, "also when nothing of a chain is left"
    assert verify(at)[1] is None
    with acting_as(ACTOR, at=at):
        record(actor=ACTOR, action="case.view", at=at)
    with acting_as(CLOCK, at=at):
        seal.seal(at=at)
        assert seal.heads()[CHAIN][0] == 11, "the numbers go on where the removed ones ended"
    assert verify(at, log[1])[1] is None


@pytest.mark.parametrize("number", [6, 8, 10])
def test_a_row_changed_after_the_cut_is_still_named(log, owner, at, number):
    trim(at, before=at - 5 * YEAR)
    event = f"(SELECT event_id FROM audit_auditseal WHERE chain = '{CHAIN}' AND number = {number})"
    as_owner(owner, f"UPDATE audit_auditevent SET purpose = 'other' WHERE id = {event}")
    fault = verify(at)[1]
    assert (fault.chain, fault.number, fault.why) == (CHAIN, number, "the event was changed")


def test_the_first_row_removed_by_hand_is_named(log, owner, at):
    trim(at, before=at - 5 * YEAR)
    as_owner(
        owner,
        f"DELETE FROM audit_auditevent WHERE id = (SELECT event_id FROM audit_auditseal"
        f" WHERE chain = '{CHAIN}' AND number = 6)",
        f"DELETE FROM audit_auditseal WHERE chain = '{CHAIN}' AND number = 6",
    )
    assert verify(at)[1].number == 6


def test_an_anchor_put_there_to_hide_a_cut_is_named(log, owner, at):
    as_owner(
        owner,
        "INSERT INTO audit_auditanchor (chain, number, digest, before, made_at)"
        f" SELECT chain, number, digest, now(), now() FROM audit_auditseal WHERE chain = '{CHAIN}' AND number = 7",
        f"DELETE FROM audit_auditevent WHERE id IN (SELECT event_id FROM audit_auditseal"
        f" WHERE chain = '{CHAIN}' AND number <= 7)",
        f"DELETE FROM audit_auditseal WHERE chain = '{CHAIN}' AND number <= 7",
    )
    with acting_as(CLOCK, at=at):
        assert seal.verify()[1] is None, "the chain alone looks whole"
    assert (verify(at)[1].chain, verify(at)[1].number) == (CHAIN, 7)


def test_a_log_that_was_changed_keeps_every_row(log, owner, at):
    as_owner(
        owner,
        "UPDATE audit_auditevent SET purpose = 'other' WHERE id = (SELECT min(id) FROM audit_auditevent)",
    )
    with acting_as(CLOCK, at=at), pytest.raises(retention.LogNotWhole):
        retention.trim(actor=CLOCK, before=at - 5 * YEAR, at=at)
    with acting_as(CLOCK, at=at):
        assert AuditEvent.objects.count() == 10


def test_a_row_that_is_not_sealed_yet_stays(log, at):
    then = at - 6 * YEAR
    with acting_as(ACTOR, at=then):
        record(actor=ACTOR, action="case.view_late", at=then)
    assert trim(at, before=at - 5 * YEAR) == 5
    with acting_as(CLOCK, at=at):
        assert AuditEvent.objects.filter(action="case.view_late").exists()


@pytest.mark.parametrize("who", ["professional", "officer", "system-delete", "recent", "anchor"])
def test_nobody_removes_a_row_by_another_way(log, at, who):
    officer = Actor(kind="professional", id=uuid4(), roles=frozenset({"privacy_officer"}))
    actor = {"professional": ACTOR, "officer": officer}.get(who, CLOCK)
    act = {
        "system-delete": "SELECT set_config('rondom.trim', 'on', true); DELETE FROM audit_auditevent",
        "recent": "SELECT * FROM sec.trim_log(now())",
        "anchor": "INSERT INTO audit_auditanchor (chain, number, digest, before, made_at)"
        " VALUES ('system', 1, '', now(), now())",
    }.get(who, "SELECT * FROM sec.trim_log(now() - interval '5 years')")
    with (
        acting_as(actor, at=at),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act)
    with acting_as(CLOCK, at=at):
        assert AuditEvent.objects.count() == 10


def test_even_the_owner_meets_the_trigger_first(log, owner):
    for table in ("audit_auditevent", "audit_auditseal"):
        owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        with pytest.raises(psycopg.errors.RaiseException, match="only ever added to"):
            owner.execute(f"DELETE FROM {table}")


def test_five_years_before_a_leap_day(at):
    assert years_before(at.replace(year=2028, month=2, day=29), 5).date().isoformat() == "2023-02-28"
    assert years_before(at, 5).date().isoformat() == "2021-09-07"


@pytest.mark.django_db
def test_the_clock_job_follows_the_setting_of_the_city(at, monkeypatch):
    from rondom.privacy import jobs

    wanted = []
    monkeypatch.setattr(jobs.retention, "trim", lambda *, actor, before, at: wanted.append(before) or 0)
    monkeypatch.setattr(jobs.organizations, "setting", lambda key: {"log_retention_years": 7}[key])
    jobs.remove_old_log(at=at)
    assert wanted == [years_before(at, 7)]
