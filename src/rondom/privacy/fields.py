"""The declaration of every stored field: level, purpose and whose it is (R-209).

`fields.toml` beside this file is the list; a test refuses a field that is not in it, so that nothing
new is kept without a purpose.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LEVELS = {"open", "L1", "L2", "story", "L3", "L4", "ID", "log", "technical"}


@dataclass(frozen=True)
class FieldUse:
    """What one field is for. `subject` is the path from the row to the person it is about."""

    table: str
    name: str
    level: str
    purpose: str
    subject: str


@cache
def declared_fields() -> dict[str, FieldUse]:
    """Every declaration by "app.Model.field"."""
    tables = tomllib.loads((Path(__file__).parent / "fields.toml").read_text(encoding="utf-8"))
    found = {}
    for table, entry in tables.items():
        for name in entry["fields"].split():
            level, purpose = (
                entry.get("own", {}).get(name) or f"{entry['level']} {entry['purpose']}"
            ).split()
            found[f"{table}.{name}"] = FieldUse(table, name, level, purpose, entry["subject"])
    return found
