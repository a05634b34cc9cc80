"""A newer tool's dump must still go into an older server (PostgreSQL 15 is the oldest that we support)."""

from rondom.cli.dump_tools import known_to

SCRIPT = [
    b"SET statement_timeout = 0;\n",
    b"SET transaction_timeout = 0;\n",
    b"CREATE TABLE words (text text);\n",
    b"COPY words (text) FROM stdin;\n",
    b"SET transaction_timeout = 0;\n",
    b"\\.\n",
]


def test_an_older_server_is_not_asked_for_a_setting_that_it_does_not_know():
    assert list(known_to(150018, SCRIPT)) == [SCRIPT[0], *SCRIPT[2:]]


def test_a_newer_server_gets_every_line():
    assert list(known_to(180000, SCRIPT)) == SCRIPT
