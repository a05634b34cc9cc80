"""Whoever reads the log reads words: every act that is written has them, in both languages."""

import re

import pytest
from django.utils import translation

from rondom.audit.acts import DOINGS, act_name
from rondom.audit.places import PLACES, THINGS
from rondom.cases.vocabulary import RequestKind
from rondom.dispatch.commands import COMMANDS
from rondom.privacy.vocabulary import ConsentState
from rondom.referrals.vocabulary import ReferralState, ReportKind
from tests.house.house import SOURCES, python_files
from tests.house.test_commands_are_told import _load_everything

_load_everything()
# An act written outside a command: a look, a search, a print. The second place of `_told` and `_log` too.
LITERAL = re.compile(
    r'action=\s*"([a-z_]+\.[a-z_]+)"|(?:_told|told|_log|log_look)\([^"]*"([a-z_]+\.[a-z_]+)"'
)
PART = re.compile(r'\bpart="([a-z_][a-z_ ,]+)"')
SOURCE = {path: path.read_text() for path in python_files() if SOURCES in path.parents}
ACTS = {act for text in SOURCE.values() for found in LITERAL.findall(text) for act in found if act} | {
    action for action in COMMANDS if action.partition(".")[0] != "test"
}
# Written with a state or kind in the name: f"consent.{state}", f"request.ask_{kind}" and the like.
MADE = {
    *(f"consent.{state}" for state in ConsentState.values),
    *(f"referral.{state}" for state in ReferralState.values),
    *(f"referral.write_{kind}" for kind in ReportKind.values),
    *(f"request.ask_{kind}" for kind in RequestKind.values),
}


@pytest.mark.parametrize("action", sorted(ACTS | MADE))
def test_an_act_has_words_for_what_it_is_about_and_what_was_done(action):
    noun, _dot, verb = action.partition(".")
    assert noun in THINGS, f"audit/acts.py says nothing for {noun}"
    assert verb in DOINGS, f"audit/acts.py says nothing for {verb}"


def test_the_words_are_said_in_both_languages():
    with translation.override("en"):
        english = act_name("goal.add")
    with translation.override("nl"):
        dutch = act_name("goal.add")
    assert (english, dutch) == ("goal: added", "doel: toegevoegd")


def test_what_was_written_before_today_shows_no_key():
    with translation.override("en"):
        assert act_name("wizard.conjure") == "something else"


@pytest.mark.parametrize("part", sorted({p for text in SOURCE.values() for p in PART.findall(text)}))
def test_a_part_of_a_file_has_words(part):
    assert part in PLACES, f"audit/places.py says nothing for {part}"


def test_every_name_that_is_made_of_parts_is_known_here():
    """A new f"noun.{...}" needs a line in MADE, or its words are never asked for."""
    made = {
        found
        for path, text in SOURCE.items()
        if "kernel" not in path.parts
        for found in re.findall(
            r'(?:action=|told\(|log\(|_told\(|tell_file\()[^)]*?f"([a-z_]+\.[a-z_]*)\{', text
        )
    }
    assert made == {"consent.", "referral.", "referral.write_", "request.ask_"}
