"""Translations: `check` that Dutch is complete, `update` the files from the sources.

English is what stands in the sources; Dutch stands in `locale/nl` of each module. A fresh machine
has no xgettext, so the texts are found here: in Python by its syntax tree, in templates through
Django's own translation of a template into Python.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "src" / "rondom"
LANGUAGE = "nl"
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}
PLACES = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
CALL = re.compile(r"\b(npgettext|ngettext|pgettext|gettext|_)\(")


@dataclass(frozen=True, order=True)
class Text:
    """One text to translate."""

    english: str
    context: str = ""
    plural: str = ""


def texts_of_python(source: str) -> Iterator[tuple[Text, int]]:
    """Every text in the calls of gettext, with its line."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        found = text_of_call(name, node.args)
        if found:
            yield found, node.lineno


def text_of_call(name: str, arguments: list[ast.expr]) -> Text | None:
    words = [a.value for a in arguments if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    if name in PLAIN and len(words) >= 1:
        return Text(words[0])
    if name in PLURAL and len(words) >= 2:
        return Text(words[0], plural=words[1])
    if name in CONTEXT and len(words) >= 2:
        return Text(words[1], context=words[0])
    if name in CONTEXT_PLURAL and len(words) >= 3:
        return Text(words[1], context=words[0], plural=words[2])
    return None


def texts_of_template(source: str) -> Iterator[tuple[Text, int]]:
    """Every text in translate and blocktranslate tags and in `_("...")` of filters."""
    written = templatize(source)
    for found in CALL.finditer(written):
        call = _whole_call(written, found.start())
        if call is None:
            continue
        text = text_of_call(found[1], call.args)
        if text:
            yield text, written.count("\n", 0, found.start()) + 1


def _whole_call(written: str, start: int) -> ast.Call | None:
    end = start
    for _attempt in range(200):
        end = written.find(")", end) + 1
        if not end:
            return None
        try:
            tree = ast.parse(written[start:end].replace("\n", "\\n"), mode="eval")
        except SyntaxError:
            continue
        return tree.body if isinstance(tree.body, ast.Call) else None
    return None


def wanted(module: Path) -> dict[Text, list[tuple[str, str]]]:
    """The texts of one module, each with where it stands."""
    found: dict[Text, list[tuple[str, str]]] = defaultdict(list)
    for path in sorted(module.rglob("*")):
        if "migrations" in path.parts or "locale" in path.parts or not path.is_file():
            continue
        if path.suffix == ".py":
            reader = texts_of_python
        elif "templates" in path.parts and path.suffix in {".html", ".txt", ".subject", ".ics"}:
            reader = texts_of_template
        else:
            continue
        for text, line in reader(path.read_text(encoding="utf-8")):
            found[text].append((str(path.relative_to(ROOT)), str(line)))
    return dict(found)


def modules() -> list[Path]:
    return sorted(p for p in MODULES.iterdir() if (p / "__init__.py").exists())


def file_of(module: Path) -> Path:
    return module / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def is_translated(entry: polib.POEntry) -> bool:
    filled = all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)
    return filled and "fuzzy" not in entry.flags and not entry.obsolete


def translated(module: Path) -> dict[tuple[str, str], polib.POEntry]:
    path = file_of(module)
    if not path.exists():
        return {}
    return {(e.msgid, e.msgctxt or ""): e for e in polib.pofile(str(path)) if is_translated(e)}


def of_django() -> set[tuple[str, str]]:
    """What Django itself says in Dutch already."""
    path = Path(django.__file__).parent / "conf" / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
    return {(e.msgid, e.msgctxt or "") for e in polib.pofile(str(path)) if is_translated(e)}


def faults() -> list[str]:
    """A sentence for each text that lacks its Dutch, and for each Dutch text that lost a place."""
    have: dict[tuple[str, str], polib.POEntry] = {}
    clashes = []
    for module in modules():
        for key, entry in translated(module).items():
            before = have.setdefault(key, entry)
            if (before.msgstr, before.msgstr_plural) != (entry.msgstr, entry.msgstr_plural):
                clashes.append(
                    f"{module.name}: {key[0]!r} is {entry.msgstr!r} here and {before.msgstr!r} elsewhere; "
                    "only one of them is shown: use pgettext or one wording"
                )
    known = have.keys() | of_django()
    missing = [
        f"{places[0][0]}:{places[0][1]}: no Dutch for {text.english!r}"
        for module in modules()
        for text, places in sorted(wanted(module).items())
        if text.english and (text.english, text.context) not in known
    ]
    return missing + clashes + [fault for entry in have.values() for fault in place_faults(entry)]


def place_faults(entry: polib.POEntry) -> list[str]:
    """Places such as {name} or %(name)s must be the same in both languages."""
    asked = set(PLACES.findall(entry.msgid)) | set(PLACES.findall(entry.msgid_plural or ""))
    for said in entry.msgstr_plural.values() or [entry.msgstr]:
        given = set(PLACES.findall(said))
        # A singular may leave its number out ("one day").
        if given - asked or (asked - given and not entry.msgid_plural):
            return [f"the places differ in {entry.msgid!r} and {said!r}"]
    return []


def update() -> None:
    """Add what is new with an empty translation, drop what is gone, note where each text stands."""
    elsewhere = of_django()
    for module in modules():
        found = wanted(module)
        path = file_of(module)
        if not found and not path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        old = {(e.msgid, e.msgctxt or ""): e for e in polib.pofile(str(path))} if path.exists() else {}
        file = polib.POFile(wrapwidth=100)
        file.metadata = {
            "Language": LANGUAGE,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": "nplurals=2; plural=(n != 1);",
        }
        for text in sorted(found):
            key = (text.english, text.context)
            if not text.english or (key in elsewhere and key not in old):
                continue
            file.append(_entry(text, old.get(key)))
        file.save(str(path))


def _entry(text: Text, old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgid=text.english, msgctxt=text.context or None)
    if text.plural:
        entry.msgid_plural = text.plural
        entry.msgstr_plural = dict(old.msgstr_plural) if old and old.msgstr_plural else {0: "", 1: ""}
    elif old:
        entry.msgstr = old.msgstr
    if old and "fuzzy" in old.flags:
        entry.flags.append("fuzzy")
    return entry


def main() -> None:
    if sys.argv[1:] == ["update"]:
        update()
        return
    found = faults()
    if found:
        sys.exit("\n".join([*found, f"{len(found)} translation(s) to do (`make i18n` adds the empty ones)"]))
    print(f"Dutch is complete: {sum(len(wanted(m)) for m in modules())} texts")


if __name__ == "__main__":
    from django.conf import settings

    settings.configure(USE_I18N=False)
    main()
