"""The database believes a signed context only, and shows by grants only."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from rondom.access import grants
from rondom.access.actor import Actor
from rondom.access.context import acting_as, current_actor, renew, sign, system_actor
from rondom.access.models import Grant
from rondom.access.queries import holds
from rondom.access.scopes import Part, scope_of
from rondom.kernel.rls import next_space

pytestmark = pytest.mark.django_db


def worker() -> Actor:
    return Actor(kind="professional", id=uuid4(), name="A", roles=frozenset({"social_worker"}))


def _scalar(query: str, params=()):
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return cursor.fetchone()[0]


def test_the_suite_runs_as_a_role_that_is_neither_owner_nor_superuser():
    row = "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
    assert _scalar(row) is False
    assert _scalar("SELECT count(*) FROM pg_tables WHERE tableowner = current_user") == 0


def test_without_a_context_nothing_is_visible(at):
    actor = worker()
    with acting_as(actor, at=at):
        grants.begin_space(actor=actor, space=next_space(), at=at)
        assert Grant.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.ctx', '', true)")
    assert Grant.objects.count() == 0


def test_a_forged_context_is_refused_by_the_database(at):
    forged = sign(worker(), at)[:-4] + "0000"
    with (
        pytest.raises(DatabaseError, match="bad context"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT set_config('app.ctx', %s, true)", [forged])
        cursor.execute("SELECT sec.my_scopes()")


def test_an_expired_context_is_refused(at, monkeypatch):
    monkeypatch.setattr("rondom.access.context.CONTEXT_SECONDS", -5)
    with (
        pytest.raises(DatabaseError, match="expired context"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT set_config('app.ctx', %s, true)", [sign(worker(), at)])
        cursor.execute("SELECT sec.my_scopes()")


def test_a_context_that_is_signed_anew_goes_on_as_the_same_actor(at, monkeypatch):
    actor = worker()
    with acting_as(actor, at=at):
        with monkeypatch.context() as expired:
            expired.setattr("rondom.access.context.CONTEXT_SECONDS", -5)
            renew()
        with pytest.raises(DatabaseError, match="expired context"), transaction.atomic():
            _scalar("SELECT sec.actor()")
        renew()
        assert _scalar("SELECT sec.actor()") == actor.id
        assert _scalar("SELECT sec.at()") == at
    with pytest.raises(RuntimeError):
        renew()


def test_the_site_cannot_read_the_signing_key():
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        _scalar("SELECT count(*) FROM sec.context_key")


def test_taking_the_system_role_without_a_signed_system_context_shows_nothing(at):
    actor = worker()
    with acting_as(actor, at=at):
        grants.begin_space(actor=actor, space=next_space(), at=at)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE rondom_system")
        assert Grant.objects.count() == 0
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def test_the_system_sees_all_and_the_outer_context_comes_back(at):
    actor = worker()
    with acting_as(actor, at=at):
        grants.begin_space(actor=actor, space=next_space(), at=at)
        with acting_as(system_actor("test clock"), at=at):
            assert Grant.objects.count() == 1
            assert _scalar("SELECT current_user") == "rondom_system"
        assert _scalar("SELECT current_user") == "rondom_app"
        assert _scalar("SELECT sec.actor()") == actor.id


def test_an_error_inside_an_inner_context_is_not_hidden_by_putting_the_outer_one_back(at):
    actor = worker()
    with acting_as(actor, at=at):
        with pytest.raises(DatabaseError, match="division by zero"), acting_as(system_actor("test"), at=at):
            _scalar("SELECT 1 / 0")
        # The rollback put both back: who asks, and the role that is not the system's.
        assert _scalar("SELECT sec.actor()") == actor.id
        assert _scalar("SELECT current_user") != "rondom_system"
        assert current_actor() == actor
    with pytest.raises(DatabaseError, match="division by zero"), acting_as(system_actor("test"), at=at):
        _scalar("SELECT 1 / 0")
    assert _scalar("SELECT current_user") != "rondom_system"


def test_nobody_grants_himself_a_space_that_is_held_by_another(at):
    space = next_space()
    one, other = worker(), worker()
    with acting_as(one, at=at):
        grants.begin_space(actor=one, space=space, at=at)
    with acting_as(other, at=at), pytest.raises(DatabaseError), transaction.atomic():
        grants.begin_space(actor=other, space=space, at=at)


def test_a_self_given_grant_needs_a_reason_and_an_end(at):
    space, one, other = next_space(), worker(), worker()
    with acting_as(one, at=at):
        grants.begin_space(actor=one, space=space, at=at)
    with acting_as(other, at=at):
        with pytest.raises(DatabaseError), transaction.atomic():
            grants.grant_self(
                actor=other, space=space, parts={Part.CORE: False}, row="P11", reason="short", at=at, hours=4
            )
        with pytest.raises(DatabaseError), transaction.atomic():
            grants.grant_self(
                actor=other,
                space=space,
                parts={Part.CORE: False},
                row="P11",
                reason="long enough as a reason",
                at=at,
                hours=40,
            )
        grants.grant_self(
            actor=other,
            space=space,
            parts={Part.CORE: False},
            row="P11",
            reason="long enough as a reason",
            at=at,
            hours=4,
        )
        assert _scalar("SELECT sec.my_scopes()") == [scope_of(space, Part.CORE)]


def test_a_rewrite_adds_what_is_new_and_revokes_what_is_gone(at):
    space, actor, colleague = next_space(), worker(), uuid4()
    own = {grants.Wanted(actor.id, p, can_write=True, row="P4") for p in (Part.OVERVIEW, Part.CORE)}
    with acting_as(actor, at=at):
        grants.begin_space(actor=actor, space=space, at=at)
        more = own | {grants.Wanted(colleague, Part.CORE, can_write=False, row="P2")}
        with acting_as(system_actor("grants"), at=at):
            assert grants.rewrite(actor=actor, space=space, wanted=more, at=at) == (2, 1)
            assert grants.rewrite(actor=actor, space=space, wanted=more, at=at) == (0, 0)
            assert grants.rewrite(actor=actor, space=space, wanted=own, at=at) == (0, 1)
        with pytest.raises(DatabaseError), transaction.atomic():
            grants.rewrite(actor=actor, space=space, wanted=more, at=at)


def test_who_left_holds_nothing_from_that_moment(at):
    space, actor = next_space(), worker()
    with acting_as(actor, at=at):
        grants.begin_space(actor=actor, space=space, at=at)
        assert len(_scalar("SELECT sec.my_scopes()")) == 6
    with acting_as(Actor(kind="professional", id=uuid4(), roles=frozenset({"administrator"})), at=at):
        grants.end_holder(holder_id=actor.id, at=at)
    with acting_as(actor, at=at):
        assert _scalar("SELECT sec.my_scopes()") == []


def test_a_grant_is_only_ever_revoked(at):
    space, actor = next_space(), worker()
    with acting_as(actor, at=at):
        grants.begin_space(actor=actor, space=space, at=at)
        with pytest.raises(DatabaseError, match="only ever revoked"), transaction.atomic():
            Grant.objects.filter(space=space).update(writes=[])
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Grant.objects.filter(space=space).delete()


def test_a_grant_that_begins_later_is_not_held_yet_by_program_and_database(at):
    actor, space = worker(), next_space()
    with acting_as(actor, at=at):
        grants.begin_space(actor=actor, space=space, at=at)
    for moment, held in ((at - timedelta(seconds=1), False), (at, True)):
        with acting_as(actor, at=moment):
            program = holds(holder_id=actor.id, space=space, part=Part.CORE, at=moment) is not None
            database = scope_of(space, Part.CORE) in _scalar("SELECT sec.my_scopes()")
        assert (program, database) == (held, held)
