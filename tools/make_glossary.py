"""GLOSSARY.md from its written head and the vocabularies of the modules. `--check` only compares."""

import importlib
import inspect
import os
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
TARGET = ROOT / "GLOSSARY.md"
HEAD = ROOT / "docs" / "glossary-head.md"


def vocabularies() -> Iterator[tuple[str, list[type]]]:
    """Each module's name with its lists of words, in the order of the source."""
    from django.db.models import Choices

    for package in sorted(p for p in (ROOT / "src" / "rondom").iterdir() if (p / "__init__.py").exists()):
        if not ((package / "vocabulary.py").exists() or (package / "vocabulary").is_dir()):
            continue
        name = f"rondom.{package.name}.vocabulary"
        face = importlib.import_module(name)
        places = [face]
        if hasattr(face, "__path__"):
            places += [
                importlib.import_module(f"{name}.{m.name}") for m in pkgutil.iter_modules(face.__path__)
            ]
        found = {
            thing.__name__: thing
            for place in places
            for thing in vars(place).values()
            if inspect.isclass(thing) and issubclass(thing, Choices) and thing.__module__ == place.__name__
        }
        if found:
            yield package.name, [found[n] for n in sorted(found)]


def dutch() -> dict[tuple[str, str], str]:
    import polib

    words: dict[tuple[str, str], str] = {}
    for path in sorted((ROOT / "src").rglob("locale/nl/LC_MESSAGES/*.po")):
        words |= {(e.msgid, e.msgctxt or ""): e.msgstr for e in polib.pofile(str(path)) if e.msgstr}
    return words


def text() -> str:
    """The whole glossary."""
    from django.utils import translation

    words = dutch()
    parts = [HEAD.read_text(encoding="utf-8").rstrip()]
    with translation.override("en"):
        for module, lists in vocabularies():
            parts.append(f"## Words of `{module}`")
            parts += [_table(cls, words) for cls in lists]
    return "\n\n".join(parts) + "\n"


def _table(cls: type, words: dict[tuple[str, str], str]) -> str:
    story = " ".join((cls.__doc__ or "").split())
    rows = [f"### {cls.__name__}", ""]
    if story and not story.startswith("Class for creating"):
        rows += [story, ""]
    rows += ["| In code | English | Dutch |", "|---|---|---|"]
    for value, label in cls.choices:  # type: ignore[attr-defined]
        english = str(label)
        rows.append(f"| `{value}` | {english} | {words.get((english, ''), '…')} |".replace("\n", " "))
    return "\n".join(rows)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("RONDOM_NO_DATABASE", "1")
    import django

    django.setup()
    made = text()
    if "--check" in sys.argv[1:]:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != made:
            sys.exit("GLOSSARY.md is behind the vocabularies. Type: .venv/bin/python tools/make_glossary.py")
        return
    TARGET.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
