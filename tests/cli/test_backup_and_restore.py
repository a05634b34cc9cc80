"""A copy is encrypted, really comes back, and never replaces anything by accident."""

import pytest

KEY = "correct horse battery staple of the backup"

FILL = """
from rondom.cli.surroundings import load_django
load_django()
from uuid import uuid4
from rondom.access import grants
from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.audit import log, seal
from rondom.kernel import clock
from rondom.kernel.rls import next_space
at = clock.now()
actor = Actor(kind="professional", id=uuid4(), name="A", roles=frozenset({"social_worker"}))
with acting_as(actor, at=at):
    space = next_space()
    grants.begin_space(actor=actor, space=space, at=at)
    log.record(actor=actor, action="case.open", at=at, space=space, subjects=[uuid4(), uuid4()])
with acting_as(system_actor("sealer"), at=at):
    seal.seal(at=at)
"""

FINGERPRINT = """
import hashlib, psycopg
from rondom.cli import databases
with psycopg.connect(databases.superuser_url(), autocommit=True) as c:
    tables = c.execute("SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', 'sec') ORDER BY 1, 2").fetchall()
    digest = hashlib.sha256()
    for schema, table in tables:
        rows = c.execute(f'SELECT t::text FROM {schema}."{table}" t ORDER BY 1').fetchall()
        digest.update(repr((schema, table, rows)).encode())
    policies = c.execute("SELECT tablename, policyname, roles, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2").fetchall()
    digest.update(repr(policies).encode())
    print(len(tables), len(policies), digest.hexdigest())
"""

COUNT = """
import psycopg
from rondom.cli import databases
with psycopg.connect(databases.superuser_url(), autocommit=True) as c:
    print(c.execute("SELECT count(*) FROM audit_auditevent").fetchone()[0])
"""


@pytest.fixture(scope="module")
def copied(installation, tmp_path_factory):
    installation.python(FILL)
    before = installation.python(FINGERPRINT)
    file = tmp_path_factory.mktemp("copies") / "rondom.sealed"
    done = installation.rondom("backup", str(file), RONDOM_BACKUP_KEY=KEY)
    assert done.returncode == 0, done.stderr
    return installation, file, before


def test_a_copy_without_a_key_is_refused(installation, tmp_path):
    done = installation.rondom("backup", str(tmp_path / "copy"))
    assert done.returncode == 1
    assert "RONDOM_BACKUP_KEY" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_short_key_is_refused(installation, tmp_path):
    done = installation.rondom("backup", str(tmp_path / "copy"), RONDOM_BACKUP_KEY="too short")
    assert done.returncode == 1
    assert "20 characters" in done.stderr


def test_a_copy_never_replaces_a_copy(copied):
    installation, file, _before = copied
    written = file.read_bytes()
    done = installation.rondom("backup", str(file), RONDOM_BACKUP_KEY=KEY)
    assert done.returncode == 1
    assert file.read_bytes() == written


def test_nothing_of_the_content_can_be_read_in_the_copy(copied):
    _installation, file, _before = copied
    written = file.read_bytes()
    assert b"audit_auditevent" not in written
    assert b"PGDMP" not in written
    assert file.stat().st_mode & 0o077 == 0


def test_a_database_in_use_is_not_replaced_without_yes(copied):
    installation, file, before = copied
    done = installation.rondom("restore", str(file), RONDOM_BACKUP_KEY=KEY)
    assert done.returncode == 1
    assert "--yes" in done.stderr
    assert installation.python(FINGERPRINT) == before


def test_another_key_opens_nothing_and_changes_nothing(copied):
    installation, file, before = copied
    done = installation.rondom("restore", str(file), "--yes", RONDOM_BACKUP_KEY=KEY + "x")
    assert done.returncode == 1
    assert "does not open" in done.stderr
    assert installation.python(FINGERPRINT) == before


def test_a_copy_that_was_cut_off_changes_nothing(copied, tmp_path):
    installation, file, before = copied
    cut = tmp_path / "cut"
    cut.write_bytes(file.read_bytes()[:-100])
    done = installation.rondom("restore", str(cut), "--yes", RONDOM_BACKUP_KEY=KEY)
    assert done.returncode == 1
    assert installation.python(FINGERPRINT) == before


def test_a_copy_for_other_field_keys_is_refused(copied):
    installation, file, before = copied
    done = installation.rondom(
        "restore", str(file), "--yes", RONDOM_BACKUP_KEY=KEY, RONDOM_FIELD_KEY="f" * 40
    )
    assert done.returncode == 1
    assert "RONDOM_FIELD_KEY" in done.stderr
    assert installation.python(FINGERPRINT) == before


def test_what_was_copied_comes_back_whole(copied):
    installation, file, before = copied
    installation.python(FILL)
    assert installation.python(FINGERPRINT) != before
    more = installation.python(COUNT)
    done = installation.rondom("restore", str(file), "--yes", RONDOM_BACKUP_KEY=KEY)
    assert done.returncode == 0, done.stderr
    assert installation.python(COUNT) < more
    assert installation.python(FINGERPRINT) == before
    verified = installation.rondom("audit", "verify")
    assert verified.returncode == 0, verified.stdout
    assert "2 rows verified" in verified.stdout


def test_a_server_of_your_own_needs_a_role_that_sees_all_rows(installation, tmp_path):
    url = installation.python(
        "from rondom.kernel import postgres; from rondom.cli.surroundings import home; print(postgres.start(home()).app)"
    )
    done = installation.rondom("backup", str(tmp_path / "copy"), RONDOM_BACKUP_KEY=KEY, DATABASE_URL=url)
    assert done.returncode == 1
    assert "DATABASE_BACKUP_URL" in done.stderr
