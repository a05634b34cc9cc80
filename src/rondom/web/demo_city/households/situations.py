"""Situations from the files in `situations/`, and one telling of them for one household."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

FOLDER = Path(__file__).parent.parent / "situations"


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What a household lives through; texts have alternatives, `{child}` is a child's name."""

    key: str
    group: str
    home: str
    domains: Sequence[tuple[int, str, str]]
    matters: Sequence[str]
    wants: Sequence[str]
    refuses: Sequence[str]
    strengths: Sequence[tuple[str, str]]
    goals: Sequence[tuple[int, str, str]]
    actions: Sequence[tuple[int, str, str]]
    notes: Sequence[tuple[str, str]]
    last_word: str
    children: Sequence[int] = ()
    client: str = ""
    language: str = "nl"
    young: bool = False
    party: tuple[str, list[int]] | None = None
    stuck: tuple[str, str, str] | None = None
    deadline: tuple[str, str, str] | None = None

    @property
    def numbers(self) -> list[int]:
        """The life domains that come up anywhere in it."""
        return sorted({d for d, *_rest in (*self.domains, *self.goals, *self.actions)})

    def told(self, random: Random, texts: Sequence[str], child: str) -> str:
        """One of the alternatives, with the name of the child in it."""
        return random.choice(list(texts)).replace("{child}", child)


@cache
def situations() -> tuple[Situation, ...]:
    """Every situation of every file; a file is named after its target group."""
    return tuple(
        Situation(group=file.stem, **row) for file in sorted(FOLDER.glob("*.yml")) for row in _rows(file)
    )


def _rows(file: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return rows
