"""The timeline in words: days as people write them, and what was done in one go as one line."""

from datetime import UTC, datetime
from types import SimpleNamespace

from django.utils import translation

from rondom.web.screens.words import happened

AT = datetime(2026, 11, 9, 9, 40, tzinfo=UTC)


def entry(what, *, at=AT, by="Fatma Yildiz", **words):
    return SimpleNamespace(kind=what, at=at, by_name=by, words=words)


def test_what_was_done_several_times_at_once_is_one_line():
    lines = happened([entry("action.add"), entry("action.add"), entry("action.add"), entry("goal.add")])
    assert [line["what"] for line in lines] == [
        "Er is een actie afgesproken (3 keer)",
        "Er kwam een doel bij in het plan.",
    ]


def test_another_person_or_another_moment_keeps_its_own_line():
    lines = happened(
        [
            entry("action.add"),
            entry("action.add", by="Ruben Mulder"),
            entry("action.add", at=AT.replace(hour=11)),
        ]
    )
    assert len(lines) == 3


def test_a_day_is_written_in_words():
    (line,) = happened([entry("deadline.enter", kind="eviction", due_on="2026-11-30")])
    assert "30 november 2026" in line["what"]
    with translation.override("en"):
        (line,) = happened([entry("deadline.enter", kind="eviction", due_on="2026-11-30")])
    assert "30 November 2026" in line["what"]
