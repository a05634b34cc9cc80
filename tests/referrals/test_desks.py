"""Who holds a desk: from the day of a role until its last, and never an expert by experience (R-040, R-074)."""

import importlib
from datetime import timedelta
from uuid import uuid4

import pytest

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.models import Grant
from rondom.access.queries import holds
from rondom.access.scopes import Part
from rondom.organizations import commands as staff
from rondom.organizations import queries as organizations
from rondom.organizations.models import WorkingRole
from rondom.referrals.jobs import keep_desks

pytestmark = pytest.mark.django_db

SETUP = system_actor("setup")


@pytest.fixture
def spoorwijk(world):
    with acting_as(SETUP, at=world.at):
        return organizations.desk_by_slug("spoorwijk")


def _holds(who, desk, at) -> bool:
    key = who.id if isinstance(who, Actor) else who
    with acting_as(SETUP, at=at):
        return holds(holder_id=key, space=desk.space, part=Part.DESK, at=at, write=True) is not None


def _expert():
    return organizations.professional_by_slug("henk-visser")


def _old_grant(holder_id, desk, at) -> Grant:
    with acting_as(SETUP, at=at):
        return Grant.objects.create(
            holder_id=holder_id,
            space=desk.space,
            reads=[Part.DESK],
            writes=[Part.DESK],
            row="desk",
            valid_from=at,
            granted_by=SETUP.id,
            granted_at=at,
        )


def test_an_old_grant_of_an_expert_is_gone_after_the_clock(world, spoorwijk):
    _old_grant(_expert().pk, spoorwijk, world.at)
    assert _holds(_expert().pk, spoorwijk, world.at)
    with acting_as(SETUP, at=world.at):
        keep_desks(at=world.at)
    assert not _holds(_expert().pk, spoorwijk, world.at)
    assert _holds(world.fatma, spoorwijk, world.at)


def test_a_desk_ends_at_midnight_after_the_last_day_of_the_role(world, spoorwijk):
    role = WorkingRole.objects.get(professional_id=world.fatma.id)
    with acting_as(SETUP, at=world.at):
        staff.end_working_role(actor=SETUP, working_role_id=role.pk, ends_on=world.at.date(), at=world.at)
    assert _holds(world.fatma, spoorwijk, world.at + timedelta(hours=8))
    assert not _holds(world.fatma, spoorwijk, world.at + timedelta(days=1))


def test_two_roles_at_one_desk_hold_it_until_the_last_of_both(world, spoorwijk):
    with acting_as(SETUP, at=world.at):
        role = WorkingRole.objects.get(professional_id=world.fatma.id)
        staff.start_working_role(
            actor=SETUP,
            professional_id=world.fatma.id,
            function="debt_counsellor",
            team_id=role.team_id,
            starts_on=role.starts_on,
            at=world.at,
        )
        staff.end_working_role(actor=SETUP, working_role_id=role.pk, ends_on=world.at.date(), at=world.at)
    assert _holds(world.fatma, spoorwijk, world.at + timedelta(days=30))


def test_a_role_of_next_week_holds_the_desk_from_that_day_on(world, spoorwijk):
    later = world.at + timedelta(days=7)
    with acting_as(SETUP, at=world.at):
        staff.start_working_role(
            actor=SETUP,
            professional_id=world.peter.id,
            function="social_worker",
            team_id=spoorwijk.team_id,
            starts_on=later.date(),
            at=world.at,
        )
    assert not _holds(world.peter, spoorwijk, later)
    with acting_as(SETUP, at=later):
        keep_desks(at=later)
    assert _holds(world.peter, spoorwijk, later)


def test_a_new_leader_holds_the_desk_at_once_and_who_led_before_no_more(world, spoorwijk):
    def leads(who, at):
        with acting_as(SETUP, at=at):
            staff.appoint_team_leader(
                actor=SETUP,
                team_id=spoorwijk.team_id,
                professional_id=who.id,
                stand_in_id=None,
                starts_on=at.date(),
                at=at,
            )

    leads(world.peter, world.at)
    assert _holds(world.peter, spoorwijk, world.at)
    later = world.at + timedelta(days=3)
    leads(world.ingrid, later)
    assert not _holds(world.peter, spoorwijk, later)
    assert _holds(world.ingrid, spoorwijk, later)


OLD = """
INSERT INTO access_grant
    (id, holder_id, space, reads, writes, row, ground, reason, valid_from, granted_by, granted_at)
SELECT %s, %s, space, '{7}', '{7}', 'desk', '', '', now(), %s, now() FROM organizations_desk WHERE slug = %s
"""
ROLE = """
INSERT INTO organizations_workingrole
    (id, professional_id, function, team_id, working_days, weekly_hours, collaboration_hours, starts_on, ends_on)
SELECT %s, %s, %s, team_id, '{0}', 8, 0, '2020-01-01', %s FROM organizations_desk WHERE slug = 'spoorwijk'
"""


@pytest.mark.parametrize(
    ("slug", "more", "kept"),
    [
        ("henk-visser", None, False),
        ("henk-visser", ("social_worker", None), True),
        ("henk-visser", ("social_worker", "2021-01-01"), False),
        ("henk-visser", ("researcher", None), False),
        ("fatma-yildiz", None, True),
    ],
)
def test_bringing_a_database_up_to_date_takes_old_desks_away(slug, more, kept, world, owner_connection):
    """A database from before the rule: who is an expert only, loses the desk; who works there too, keeps it."""
    migration = importlib.import_module("rondom.referrals.migrations.0005_experts_hold_no_desk")
    who, grant = organizations.professional_by_slug(slug).pk, uuid4()
    with owner_connection.transaction(force_rollback=True):
        owner_connection.execute("SET LOCAL lock_timeout = '5s'")
        owner_connection.execute("ALTER TABLE access_grant NO FORCE ROW LEVEL SECURITY")
        if more:
            owner_connection.execute(ROLE, [uuid4(), who, *more])
        owner_connection.execute(OLD, [grant, who, SETUP.id, "spoorwijk"])
        for operation in migration.Migration.operations:
            owner_connection.execute(operation.sql)
        owner_connection.execute("ALTER TABLE access_grant NO FORCE ROW LEVEL SECURITY")
        live = owner_connection.execute(
            "SELECT revoked_at IS NULL FROM access_grant WHERE id = %s", [grant]
        ).fetchone()
    assert live == (kept,)
