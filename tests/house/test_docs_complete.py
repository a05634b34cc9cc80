"""The docs tell what is there: every setting, every command, every how-to, every term."""

import re
import subprocess
import sys

import pytest
import typer

from rondom.cli.main import app
from rondom.kernel import postgres
from tests.house.house import ROOT, modules

SETTING = re.compile(
    r"""(?:environ(?:\.get|\.setdefault)?\s*[\[(]|envvar=|\bnumber\()\s*["']((?:RONDOM|DATABASE)_\w+|PORT|DJANGO_SETTINGS_MODULE)["']"""
)
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def settings_in_code() -> set[str]:
    return {
        name
        for folder in ("config", "src", "tools")
        for path in (ROOT / folder).rglob("*.py")
        for name in SETTING.findall(path.read_text(encoding="utf-8"))
    }


def public_commands() -> set[str]:
    """Every command that a person types, sub-commands with their group."""
    root = typer.main.get_command(app)
    names = set()
    for name, command in root.commands.items():
        if command.hidden:
            continue
        inner = getattr(command, "commands", None)
        names |= {f"{name} {n}" for n in inner} if inner else {name}
    return names


@pytest.mark.parametrize("name", sorted(settings_in_code()))
def test_a_setting_is_documented(name):
    assert f"| `{name}` |" in read("docs/settings.md")


def test_no_setting_is_documented_that_does_not_exist():
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", read("docs/settings.md"), re.MULTILINE))
    assert told - settings_in_code() == set()


@pytest.mark.parametrize("name", sorted(public_commands()))
def test_a_command_is_in_the_readme_and_has_help(name):
    assert f"`rondom {name}" in read("README.md")
    command = typer.main.get_command(app)
    for part in name.split():
        command = command.commands[part]
    assert len(command.help or "") > 20


def test_the_two_commands_stand_on_top_of_the_readme():
    top = read("README.md")[:600]
    assert "make demo" in top
    assert "make test" in top


def test_every_how_to_and_decision_is_linked():
    contributing, adrs = read("CONTRIBUTING.md"), ROOT / "docs" / "adr"
    assert [
        p.name for p in (ROOT / "docs/howto").glob("*.md") if f"docs/howto/{p.name}" not in contributing
    ] == []
    numbers = sorted(int(p.name[:4]) for p in adrs.glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
    for path in adrs.glob("*.md"):
        parts = re.findall(r"^## (\w+)", path.read_text(), re.MULTILINE)
        assert parts == ["Context", "Options", "Decision", "Consequences"], path.name


def test_every_link_between_documents_leads_somewhere():
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not target.startswith(("http", "mailto:")) and not (path.parent / target).exists()
    ]
    assert broken == []


def test_every_file_that_the_architecture_names_exists():
    text = read("ARCHITECTURE.md")
    assert len(text.splitlines()) <= 150
    named = re.findall(r"`((?:kernel|access|audit|dispatch|web|interop)/[\w/]+(?:\.py|/))`", text)
    named += re.findall(r"`((?:config|tools|tests)/[\w/.]+)`", text)
    missing = [n for n in named if not ((ROOT / "src/rondom" / n).exists() or (ROOT / n).exists())]
    assert named
    assert missing == []


# Names of things that a how-to or rule makes up to show how it is done.
EXAMPLES = {
    *("socialmap", "src/rondom/socialmap/__init__.py", "tests/socialmap", "referral.ask_more"),
    *("referrals/commands/ask_more.py", "tests/referrals/test_ask_more.py"),
    *("ReferralDeclined(referral_id: UUID)", "handlers.py", "reactions.py", "may_", "is_", "has_"),
    *("on_commit", "customer", "secrets.json", "Organization/desk-slug", "access/0004_fewer_steps"),
}
PATH = re.compile(r"[\w.-]+(?:/[\w.-]*)+|[\w-]+\.(?:py|toml|yml|in|lock|json)")
CODE = re.compile(r"@?([A-Za-z_][\w.]*)(?:\(.*\))?")
PLACES = ("", "src/rondom", "src/rondom/web")
WRITTEN = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def said_in(path) -> list[str]:
    """What stands between single backticks; blocks of commands and lists of changes are something else."""
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return sorted(set(re.findall(r"`([^`\n]+)`", text)) - EXAMPLES)


def all_source() -> str:
    kinds = {".py", ".toml", ".yml", ".html", ".js"}
    files = (p for top in ("src", "config", "tools", "tests") for p in (ROOT / top).rglob("*"))
    texts = [p.read_text(encoding="utf-8") for p in files if p.suffix in kinds and p.is_file()]
    return "\n".join([*texts, read("pyproject.toml"), read("Makefile")])


def is_there(place: str) -> bool:
    # What commands make is not there in a fresh clone, and kept out of the repository.
    if place.split("/", maxsplit=1)[0] in {line.strip("/") for line in read(".gitignore").splitlines()}:
        return True
    folders = [ROOT / top for top in PLACES]
    if any(
        next(folder.glob(place.rstrip("/") + end), None) for folder in folders for end in ("", ".py", "*")
    ):
        return True
    return (ROOT / "requirements").joinpath(place).exists()


def test_every_file_and_name_that_the_docs_speak_of_exists():
    words = set(re.findall(r"\w+", all_source()))
    missing = []
    for path in WRITTEN:
        if path.name in {"GLOSSARY.md", "CHANGELOG.md"}:
            continue
        for said in said_in(path):
            if PATH.fullmatch(said):
                found = is_there(said)
            elif code := CODE.fullmatch(said):
                found = code[1].rpartition(".")[2] in words
            else:
                continue
            if not found:
                missing.append(f"{path.relative_to(ROOT)}: {said}")
    assert missing == []


def test_the_examples_of_the_how_tos_stay_examples():
    """A made-up name that exists by now must no longer be let through unread."""
    everywhere = "\n".join(path.read_text(encoding="utf-8") for path in WRITTEN)
    assert [one for one in EXAMPLES if f"`{one}`" not in everywhere] == []


def test_the_architecture_shows_every_module_and_every_module_tells_its_story():
    text = read("ARCHITECTURE.md")
    for name in modules():
        assert re.search(rf"^(\w+ \| )?{name}\b", text, re.MULTILINE), name
        story = read(f"src/rondom/{name}/__init__.py").strip()
        assert story.startswith('"""'), f"{name} has no docstring"


def test_the_roles_of_the_deployment_page_are_those_of_the_embedded_server():
    text = read("docs/deployment.md")
    for role, attributes in postgres.ROLES:
        assert f"CREATE ROLE {role} {attributes};" in text


def test_the_glossary_is_made_from_the_vocabularies_of_today():
    done = subprocess.run(
        [sys.executable, "tools/make_glossary.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_release_note_has_a_version_and_the_licence_is_whole():
    assert re.search(r"^## Unreleased", read("CHANGELOG.md"), re.MULTILINE)
    licence = read("LICENSE")
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in licence
    assert all(re.search(rf"^{n}\. ", licence, re.MULTILINE) for n in range(1, 16))
