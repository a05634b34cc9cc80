"""Value types of the city's settings: what `queries` hands out instead of loose dictionaries."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

#: A life domain's number is part of row-level security keys (32 + d and 64 + d), so it ends at 30.
HIGHEST_DOMAIN_NUMBER = 30

GROUND_KINDS = ("consent", "statutory", "vital")


@dataclass(frozen=True)
class Labelled:
    """Something with a slug and a name in both languages."""

    slug: str
    nl: str
    en: str

    @property
    def label(self) -> str:
        """The name in the language of the reader; Dutch when that language is not ours."""
        return self.en if (get_language() or "nl").startswith("en") else self.nl

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class LifeDomain(Labelled):
    """A part of life in which somebody may want help (R-003). `number` is 0 to 30 and never reused."""

    number: int = 0


@dataclass(frozen=True)
class LegalGround(Labelled):
    """Why the law allows a purpose. `kind` is consent, statutory or vital (access.md 2.2).

    `checked_on` is the ISO date on which a lawyer of the organization agreed; empty means nobody did
    yet, and screens must say so (R-209).
    """

    kind: str = "statutory"
    law: str = ""
    checked_on: str = ""


@dataclass(frozen=True)
class ProcessingPurpose(Labelled):
    """What facts are used for. `confidential` keeps its looks out of the client's log (A14)."""

    grounds: tuple[str, ...] = ()
    confidential: bool = False


@dataclass(frozen=True)
class AgeBands:
    """Ages in full years (R-044): below `guardian_below` the guardian acts, from there to below
    `shared_below` child and guardian together, from `shared_below` the young person alone; below
    `adult_at` a parent co-signs research.
    """

    guardian_below: int = 12
    shared_below: int = 16
    adult_at: int = 18


@dataclass(frozen=True)
class TargetGroup(Labelled):
    """A template that only changes prompts and proposed domains, never the case engine (R-009)."""

    domains: tuple[str, ...] = ()
    prompts_nl: tuple[str, ...] = ()
    prompts_en: tuple[str, ...] = ()

    @property
    def prompts(self) -> tuple[str, ...]:
        """The questions in the language of the reader."""
        return self.prompts_en if (get_language() or "nl").startswith("en") else self.prompts_nl
