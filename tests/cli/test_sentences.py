"""What others can mend is said in a sentence; what is our own fault keeps its traceback."""

import json

import psycopg
import pytest

from rondom.cli.audit import heads_in
from rondom.cli.sentences import sentence_for

NOWHERE = "postgresql://somebody:muskaatnoot@127.0.0.1:1/rondom"


@pytest.mark.parametrize("words", [("check",), ("audit", "verify"), ("token", "list"), ("migrate",)])
def test_a_database_that_does_not_answer_is_one_sentence_without_its_password(installation, words):
    done = installation.rondom(*words, DATABASE_URL=NOWHERE)
    assert done.returncode == 1
    assert "The database can not be reached" in done.stderr
    assert "Traceback" not in done.stderr
    assert "muskaatnoot" not in done.stdout + done.stderr


def test_a_database_that_was_never_migrated_is_told_what_to_do(installation):
    make = (
        "from rondom.cli import databases; import psycopg;"
        "c = psycopg.connect(databases.superuser_url('postgres'), autocommit=True);"
        "c.execute('DROP DATABASE IF EXISTS bare'); c.execute('CREATE DATABASE bare');"
        "print(psycopg.conninfo.conninfo_to_dict(databases.superuser_url())['host']);"
        "print(psycopg.conninfo.conninfo_to_dict(databases.superuser_url())['password'])"
    )
    host, password = installation.python(make).splitlines()
    url = f"postgresql://postgres:{password}@{host.replace('/', '%2F')}/bare"
    done = installation.rondom("token", "list", DATABASE_URL=url)
    assert done.returncode == 1
    assert "rondom migrate" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("DATABASE_URL", "mysql://a/b"),
        ("DATABASE_URL", "nonsense"),
        ("RONDOM_OPENID", "nonsense"),
        ("RONDOM_OPENID", '["staff"]'),
        ("RONDOM_OPENID", "{}"),
        ("RONDOM_IDLE_MINUTES", "0"),
        ("RONDOM_IDLE_MINUTES", "soon"),
        ("RONDOM_PROXIES", "-1"),
        ("RONDOM_SMTP_URL", "mail.example.nl:25"),
        ("RONDOM_SMTP_URL", "smpt://mail.example.nl"),
        ("RONDOM_APP_ROLE", "x; DROP"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named(installation, setting, value):
    done = installation.rondom("check", **{setting: value})
    assert done.returncode == 1
    assert setting in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [("audit", "heads", "--out", "/nowhere/heads.json"), ("backup", "/nowhere/copy")]
)
def test_a_place_that_is_not_there_is_said_so(installation, words):
    done = installation.rondom(*words, RONDOM_BACKUP_KEY="k" * 30)
    assert done.returncode == 1
    assert "/nowhere" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "text",
    ["[1]", "{", '{"system": ["one", "two"]}', '{"system": [1]}', '{"system": [true, "ab"]}', "\ud83d", "5"],
)
def test_an_anchor_that_holds_no_heads_is_refused(tmp_path, text):
    file = tmp_path / "heads.json"
    file.write_bytes(text.encode("utf-16" if text == "\ud83d" else "utf-8", errors="surrogatepass"))
    with pytest.raises((ValueError, TypeError, AttributeError)):
        heads_in(file)


def test_heads_are_read_back_as_they_were_written(tmp_path):
    file = tmp_path / "heads.json"
    file.write_text(json.dumps({"system": (12, "ab")}))
    assert heads_in(file) == {"system": (12, "ab")}


@pytest.mark.parametrize("fault", [ValueError("x"), KeyError("x"), psycopg.errors.UniqueViolation("x")])
def test_a_fault_of_the_program_itself_keeps_its_traceback(fault):
    assert sentence_for(fault) == ""
