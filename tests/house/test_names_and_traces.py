"""Names that say something, and nothing in the repository that does not belong there."""

import ast
import re

import pytest

from tests.house.house import ROOT, python_files, tracked_files, tree

BANNED = {
    "manager",
    "managers",
    "helper",
    "helpers",
    "util",
    "utils",
    "misc",
    "common",
    "data",
    "process",
    "handle",
}
# `case_manager` is the field's own word for a person, a `data_table` is a table of data on a page;
# the others are names that Django asks for.
ALLOWED = re.compile(
    r"case_?managers?|data_table|cleaned_data|get_context_data|receive_data_chunk|raw_data|_?process_(exception|view|request|response)",
    re.IGNORECASE,
)
# Put together here, so that this file does not trip over itself.
TRACES = {
    "an unfinished mark": re.compile(r"\b(TO" + r"DO|FIX" + r"ME|HA" + r"CK)\b"),
    "a path of one machine": re.compile(r"(?<![\w.])/(work|ro" + r"ot|ho" + r"me/\w+|Us" + r"ers)/\w"),
    "filler text": re.compile(r"lorem" + r" ipsum", re.IGNORECASE),
    "a tool's name": re.compile(
        r"\b(Cla" + r"ude|Chat" + r"GPT|Copi" + r"lot|Open" + r"AI|Anthro" + r"pic)\b", re.IGNORECASE
    ),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE" + r" KEY-----"),
}
TEXT = {
    ".py",
    ".md",
    ".html",
    ".txt",
    ".css",
    ".js",
    ".yml",
    ".yaml",
    ".toml",
    ".po",
    ".typ",
    ".in",
    ".json",
    ".sql",
    ".sh",
    "",
}


# Where "helper" is a person who helps the client, the word of her own pages.
PEOPLE_WHO_HELP = "src/rondom/web/portal/"


def words_of(name: str) -> set[str]:
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", ALLOWED.sub("", name))
    return {word for word in plain.lower().split("_") if word}


def banned_in(path) -> set[str]:
    about_people = str(path.relative_to(ROOT)).startswith(PEOPLE_WHO_HELP)
    return BANNED - {"helper", "helpers"} if about_people else BANNED


def named_things(path):
    yield path.stem, 1
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno


def test_no_name_says_nothing():
    found = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in python_files()
        for name, line in named_things(path)
        if words_of(name) & banned_in(path) or name.endswith("Service")
    ]
    assert found == []


def test_the_rule_knows_a_bad_name_from_a_good_one():
    assert words_of("CaseDataManager") & BANNED
    assert words_of("string_utils") & BANNED
    assert not words_of("case_manager_of") & BANNED
    assert not words_of("handlers") & BANNED


def texts():
    for path in tracked_files():
        if path.suffix in TEXT and "static" not in path.parts and path.name != "package-lock.json":
            yield path, path.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("kind", TRACES)
def test_the_repository_holds_nowhere(kind):
    pattern = TRACES[kind]
    found = []
    for path, text in texts():
        for number, line in enumerate(text.splitlines(), 1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_settings_and_secrets_are_not_in_the_repository():
    names = {p.name for p in tracked_files()}
    assert names & {"secrets.json", ".env", "id_rsa", "id_ed25519"} == set()
