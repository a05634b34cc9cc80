"""The log cannot be changed by the site, and what its owner changes is found at the row."""
# ruff: noqa: S608 - the statements of a tampering owner, with keys of this test

from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from rondom.access.actor import Actor
from rondom.access.context import acting_as, current_actor, system_actor
from rondom.audit import seal
from rondom.audit.log import record
from rondom.audit.models import AuditEvent
from tests.audit.owning import as_owner

ACTOR = Actor(kind="professional", id=uuid4(), function="social_worker", organization_id=UUID(int=7))


@pytest.fixture
def sealed(at, owner):
    """Twelve rows of one organization and one of the system, sealed, and the heads as anchored outside."""
    for number in range(12):
        with acting_as(ACTOR, at=at):
            record(actor=ACTOR, action=f"case.view_{number}", at=at, space=number, part="case")
    with acting_as(system_actor("test"), at=at):
        record(actor=system_actor("test"), action="seal.test", at=at)
        while seal.seal(at=at):
            pass
        return seal.heads()


def _verify(at, anchors=None):
    with acting_as(system_actor("verifier"), at=at):
        return seal.verify(anchors)


@pytest.fixture
def fifth(sealed, owner):
    """The key of the fifth event of the organization's chain."""
    owner.execute("ALTER TABLE audit_auditseal NO FORCE ROW LEVEL SECURITY")
    query = "SELECT event_id FROM audit_auditseal WHERE chain = %s AND number = 5"
    return owner.execute(query, [str(ACTOR.organization_id)]).fetchone()[0]


def test_an_untouched_log_verifies_also_against_its_anchors(sealed, owner, at):
    assert _verify(at, sealed) == (13, None)


def test_an_edited_row_is_named(sealed, owner, fifth, at):
    as_owner(owner, f"UPDATE audit_auditevent SET purpose = 'other' WHERE id = {fifth}")
    checked, fault = _verify(at)
    assert (fault.number, fault.event_id, fault.why) == (5, fifth, "the event was changed")
    assert checked == 4


def test_a_removed_row_is_named(sealed, owner, fifth, at):
    as_owner(owner, f"DELETE FROM audit_auditevent WHERE id = {fifth}")
    assert _verify(at)[1].event_id == fifth


def test_a_row_removed_with_its_seal_is_named(sealed, owner, fifth, at):
    as_owner(
        owner,
        f"DELETE FROM audit_auditevent WHERE id = {fifth}",
        f"DELETE FROM audit_auditseal WHERE event_id = {fifth}",
    )
    fault = _verify(at)[1]
    assert (fault.number, fault.why) == (5, "a link is missing")


def test_rows_that_changed_places_are_named(sealed, owner, fifth, at):
    as_owner(
        owner,
        f"UPDATE audit_auditseal SET event_id = -1 WHERE event_id = {fifth}",
        f"UPDATE audit_auditseal SET event_id = {fifth} WHERE event_id = {fifth + 1}",
        f"UPDATE audit_auditseal SET event_id = {fifth + 1} WHERE event_id = -1",
    )
    assert _verify(at)[1].number == 5


def test_a_cut_end_is_only_found_by_the_anchor(sealed, owner, fifth, at):
    as_owner(
        owner,
        f"DELETE FROM audit_auditseal WHERE chain = '{ACTOR.organization_id}' AND number > 8",
        f"DELETE FROM audit_auditevent WHERE organization_id = '{ACTOR.organization_id}' AND id > {fifth + 3}",
    )
    assert _verify(at)[1] is None, "what is left is a whole chain"
    fault = _verify(at, sealed)[1]
    assert (fault.chain, fault.number) == (str(ACTOR.organization_id), 12)


def test_a_log_rewritten_as_a_whole_is_only_found_by_the_anchor(sealed, owner, fifth, at):
    as_owner(
        owner,
        "UPDATE audit_auditevent SET actor_id = '00000000-0000-0000-0000-000000000001'",
        "TRUNCATE audit_auditseal RESTART IDENTITY",
    )
    with acting_as(system_actor("forger"), at=at):
        while seal.seal(at=at):
            pass
    assert _verify(at)[1] is None, "the forger sealed well"
    assert "anchored" in _verify(at, sealed)[1].why


def test_what_was_written_after_the_last_seal_is_sealed_next_in_order(sealed, owner, at):
    with acting_as(ACTOR, at=at):
        record(actor=ACTOR, action="case.view", at=at)
    with acting_as(system_actor("sealer"), at=at):
        assert seal.seal(at=at) == 1
        assert seal.heads()[str(ACTOR.organization_id)][0] == 13
    assert _verify(at, sealed)[1] is None, "an earlier anchor stays true"


def test_a_row_that_came_in_late_is_sealed_by_the_daily_sealing_however_old(sealed, owner, at, monkeypatch):
    monkeypatch.setattr(seal, "LOOKED_BACK", 100)
    with acting_as(ACTOR, at=at):
        record(actor=ACTOR, action="case.view_late", at=at)
    as_owner(owner, "UPDATE audit_auditevent SET id = id - 1000 WHERE action = 'case.view_late'")
    with acting_as(system_actor("sealer"), at=at):
        assert seal.seal(at=at) == 0, "the sealer of each minute looks a little back only"
        seal.seal_all(at=at)
        assert seal.heads()[str(ACTOR.organization_id)][0] == 13
    assert _verify(at, sealed) == (14, None)


@pytest.fixture
def by_five(monkeypatch):
    """The verifier reads five links at a time."""
    monkeypatch.setattr(seal, "BATCH", 5)


@pytest.mark.parametrize("bad", [3, 5, 6, 12])
@pytest.mark.usefixtures("by_five")
def test_a_long_chain_is_read_some_at_a_time_and_the_bad_row_is_still_named(sealed, owner, fifth, at, bad):
    assert _verify(at, sealed) == (13, None)
    as_owner(owner, f"UPDATE audit_auditevent SET purpose = 'other' WHERE id = {fifth - 5 + bad}")
    fault = _verify(at)[1]
    assert (fault.number, fault.event_id, fault.why) == (bad, fifth - 5 + bad, "the event was changed")


@pytest.mark.parametrize("gone", [5, 6])
@pytest.mark.usefixtures("by_five")
def test_a_link_that_is_missing_between_two_readings_is_named(sealed, owner, fifth, at, gone):
    key = fifth - 5 + gone
    as_owner(
        owner,
        f"DELETE FROM audit_auditevent WHERE id = {key}",
        f"DELETE FROM audit_auditseal WHERE event_id = {key}",
    )
    fault = _verify(at)[1]
    assert (fault.number, fault.why) == (gone, "a link is missing")


@pytest.mark.usefixtures("by_five")
def test_reading_a_log_of_years_outlasts_the_context_that_it_began_with(sealed, owner, at, monkeypatch):
    """A context ends after ten minutes: every reading signs it anew, at its own moment."""
    signed = []
    monkeypatch.setattr(seal, "renew", lambda: signed.append(current_actor().name))
    _verify(at)
    assert len(signed) >= 3
    assert set(signed) == {"verifier"}


@pytest.mark.parametrize("act", ["UPDATE audit_auditevent SET purpose = ''", "DELETE FROM audit_auditevent"])
def test_the_site_and_the_system_cannot_change_the_log(sealed, owner, at, act):
    for actor in (ACTOR, system_actor("test")):
        with (
            acting_as(actor, at=at),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(act)


def test_even_the_owner_meets_the_trigger_first(sealed, owner):
    owner.execute("ALTER TABLE audit_auditevent NO FORCE ROW LEVEL SECURITY")
    with pytest.raises(psycopg.errors.RaiseException, match="only ever added to"):
        owner.execute("UPDATE audit_auditevent SET purpose = 'x'")


def test_nobody_writes_in_another_name(sealed, owner, at):
    other = Actor(kind="professional", id=uuid4())
    with acting_as(ACTOR, at=at), pytest.raises(DatabaseError), transaction.atomic():
        record(actor=other, action="case.view", at=at)


def test_who_reads_what(sealed, owner, at):
    officer = Actor(kind="professional", id=uuid4(), roles=frozenset({"privacy_officer"}))
    stranger = Actor(kind="professional", id=uuid4(), roles=frozenset({"administrator"}))
    for actor, count in ((ACTOR, 12), (officer, 13), (stranger, 0)):
        with acting_as(actor, at=at):
            assert AuditEvent.objects.count() == count
