"""Every command has a docstring that says what it does and what it refuses; every refusal has a name."""

import importlib
import inspect
import re

import pytest

from rondom.dispatch.commands import COMMANDS
from rondom.kernel.refusals import Refusal
from tests.house.house import SOURCES, python_files


def _load_everything():
    for path in python_files():
        if "commands" in path.parts or path.name in {"commands.py", "refusals.py"}:
            name = ".".join(path.relative_to(SOURCES.parent).with_suffix("").parts)
            importlib.import_module(name.removesuffix(".__init__"))


_load_everything()


def own_classes(cls):
    for child in cls.__subclasses__():
        if child.__module__.startswith("rondom."):
            yield child
        yield from own_classes(child)


REFUSALS = sorted({*own_classes(Refusal)}, key=lambda c: (c.__module__, c.__name__))
NAMES = {c.__name__ for c in own_classes(Exception)}


@pytest.mark.parametrize("action", sorted(COMMANDS))
def test_a_command_says_what_it_does_and_refuses(action):
    told = inspect.getdoc(COMMANDS[action]) or ""
    assert len(told) > 20, f"{action} needs a docstring"
    if not re.search(r"[Rr]efus|Raises", told):
        body = inspect.getsource(inspect.unwrap(COMMANDS[action]))
        assert not re.search(r"\braise |\brequire\(", body), f"{action} does not say what it refuses"
    for named in re.findall(r"(?:Refusals?:|Raises) ([^.]*)", told):
        words = set(re.findall(r"\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b", named))
        assert words - NAMES == set(), f"{action} names refusals that do not exist"


def test_actions_are_noun_and_verb():
    assert [a for a in COMMANDS if not re.fullmatch(r"[a-z_]+\.[a-z_]+", a)] == []


def test_commands_take_keywords_only():
    loose = [
        action
        for action, run in COMMANDS.items()
        if any(p.kind is not p.KEYWORD_ONLY for p in inspect.signature(run).parameters.values())
    ]
    assert loose == []


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda c: f"{c.__module__}.{c.__name__}")
def test_a_refusal_is_one_sentence_with_a_code_of_its_own(refusal):
    if not refusal.sentence:  # a family of refusals; its members speak
        assert refusal.__subclasses__()
        return
    sentence = str(refusal.sentence)
    assert re.fullmatch(r"[a-z][a-z0-9_]*", refusal.code)
    assert sentence[-1] in ".?!}"
    module = refusal.__module__.split(".")[1]
    same_code = [
        c
        for c in REFUSALS
        if c.code == refusal.code and c.__module__.split(".")[1] == module and c.__name__ != refusal.__name__
    ]
    assert [c for c in same_code if not issubclass(c, refusal) and not issubclass(refusal, c)] == []
