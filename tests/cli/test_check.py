"""`rondom check --deploy` says a sentence for everything that must not go live."""

import psycopg
import pytest

GOOD = {
    "RONDOM_SECRET_KEY": "s" * 50,
    "RONDOM_CONTEXT_KEY": "c" * 50,
    "RONDOM_FIELD_KEY": "f" * 50,
    "RONDOM_BASE_URL": "https://rondom.example.nl",
    "RONDOM_HOSTS": "rondom.example.nl",
    "RONDOM_SMTP_URL": "smtp+tls://mail.example.nl:587",
    "RONDOM_OPENID": '[{"provider_id": "staff", "name": "Staff", "client_id": "x", "secret": "y", '
    '"settings": {"server_url": "https://login.example.nl/.well-known/openid-configuration"}}]',
}


@pytest.fixture(scope="module")
def urls(installation):
    """Connection addresses of this installation's own server: app, owner, superuser."""
    program = (
        "from rondom.cli import databases; from rondom.kernel import postgres;"
        "from rondom.cli.surroundings import home; u = postgres.start(home());"
        "print(u.app); print(u.owner); print(postgres.secrets_of(home())['postgres'])"
    )
    app, owner, password = installation.python(program).splitlines()
    head, tail = owner.split("@", 1)
    del head
    return {"app": app, "owner": owner, "super": f"postgresql://postgres:{password}@{tail}"}


def test_a_well_kept_place_is_let_through(installation, urls):
    done = installation.rondom("check", "--deploy", DATABASE_URL=urls["app"], **GOOD)
    assert done.returncode == 0, done.stdout
    assert "Nothing to remark" in done.stdout


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("RONDOM_DEMO", "1", "Demo mode is on"),
        ("RONDOM_DEBUG", "1", "DEBUG is on"),
        ("RONDOM_FIELD_KEY", "", "Keys are missing"),
        ("RONDOM_FIELD_KEY", "c" * 50, "Two keys are the same"),
        ("RONDOM_SECRET_KEY", "s" * 31, "shorter than 32"),
        ("RONDOM_CONTEXT_KEY", "short", "shorter than 32"),
        ("RONDOM_FIELD_KEY", "f" * 31, "shorter than 32"),
        ("RONDOM_BASE_URL", "http://rondom.example.nl", "https://"),
        ("RONDOM_HOSTS", "localhost", "RONDOM_HOSTS names no address"),
        ("RONDOM_HOSTS", "*", "allows every host name"),
        ("RONDOM_SMTP_URL", "", "no mail server"),
        ("RONDOM_SMTP_URL", "smtp://mail.example.nl", "unencrypted"),
        ("RONDOM_OPENID", "[]", "no login"),
        ("RONDOM_STAFF_MFA", "0", "RONDOM_STAFF_MFA is off"),
    ],
)
def test_each_fault_gets_its_own_sentence(installation, urls, setting, value, said):
    done = installation.rondom("check", "--deploy", **{"DATABASE_URL": urls["app"], **GOOD, setting: value})
    assert done.returncode == 1
    assert said in done.stdout


def test_a_superuser_is_refused(installation, urls):
    done = installation.rondom("check", DATABASE_URL=urls["super"])
    assert done.returncode == 1
    assert "a superuser" in done.stdout
    assert "BYPASSRLS" in done.stdout


def test_the_owner_of_the_tables_is_refused(installation, urls):
    done = installation.rondom("check", DATABASE_URL=urls["owner"])
    assert done.returncode == 1
    assert "the owner of its tables" in done.stdout


def test_a_table_without_policies_is_named(installation, urls):
    with psycopg.connect(urls["owner"], autocommit=True) as owner:
        owner.execute("CREATE TABLE forgotten_notes (id int)")
        try:
            done = installation.rondom("check", DATABASE_URL=urls["app"])
        finally:
            owner.execute("DROP TABLE forgotten_notes")
    assert done.returncode == 1
    assert "forgotten_notes" in done.stdout


def test_a_database_of_the_demo_is_refused_even_outside_demo_mode(installation, urls):
    with psycopg.connect(urls["owner"], autocommit=True) as owner:
        owner.execute("COMMENT ON DATABASE rondom IS 'rondom:demo'")
        try:
            done = installation.rondom("check", "--deploy", DATABASE_URL=urls["app"], **GOOD)
        finally:
            owner.execute("COMMENT ON DATABASE rondom IS NULL")
    assert done.returncode == 1
    assert "demo city" in done.stdout


@pytest.mark.parametrize(
    ("url", "refused"),
    [
        ("postgresql://a:b@db.example.nl/rondom", True),
        ("postgresql://a:b@db.example.nl/rondom?sslmode=prefer", True),
        ("postgresql://a:b@10.0.0.4/rondom", True),
        ("postgresql://a:b@db.example.nl/rondom?sslmode=require", False),
        ("postgresql://a:b@db.example.nl/rondom?sslmode=verify-full", False),
        ("postgresql://a:b@127.0.0.1/rondom", False),
        ("postgresql://a:b@localhost/rondom", False),
        ("postgresql://a:b@%2Frun%2Fpostgresql/rondom", False),
    ],
)
def test_a_remote_database_needs_an_encrypted_connection(url, refused):
    from rondom.cli.deploy_check import _connection_faults

    assert bool(_connection_faults(url)) is refused
