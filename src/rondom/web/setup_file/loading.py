"""Applying a setup file: read, check, write everything or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from rondom.access.context import system_actor
from rondom.kernel import clock
from rondom.organizations import commands, queries
from rondom.organizations.vocabulary import CityStructure, SetupCount
from rondom.web.setup_file.entries import city_of
from rondom.web.setup_file.nodes import Place, read_yaml
from rondom.web.setup_file.refusals import SetupInvalid

_SECTION = {
    "area": "areas",
    "organization": "organizations",
    "team": "teams",
    "professional": "professionals",
}


@dataclass(frozen=True)
class SetupReport:
    """What a setup did. `personas` maps a demo persona to the slug of a professional."""

    counts: dict[str, SetupCount]
    personas: dict[str, str] = field(default_factory=dict)

    @property
    def changed_anything(self) -> bool:
        """False when the city was already as the file says."""
        return any(count.added or count.changed for count in self.counts.values())

    def lines(self) -> list[str]:
        """One line per kind of row, for the terminal."""
        return [
            f"{kind}: {count.added} added, {count.changed} changed, {count.unchanged} unchanged"
            for kind, count in self.counts.items()
        ]


def read_city(path: Path | str) -> tuple[CityStructure, Place]:
    """The city in the file, with the places of everything in it. Raises SetupInvalid."""
    root = read_yaml(Path(path))
    return city_of(root), root


def load_setup(path: Path | str, *, at: datetime | None = None) -> SetupReport:
    """Make the city as the file says; the same file twice changes nothing (issue section A, R-222).

    Rows that the file does not name stay as they are. Raises SetupInvalid, which names line and field;
    then nothing was changed.
    """
    city, root = read_city(path)
    personas = personas_of(city)
    if personas:
        # Kept as a setting, so that the check of a deployment can see and refuse them.
        city = replace(city, settings={**city.settings, "demo_personas": personas})
    actor = system_actor("setup")
    try:
        counts = commands.apply_structure(actor=actor, city=city, at=at or clock.now())
    except commands.StructureRefused as refusal:
        raise _at_entry(root, refusal) from refusal
    except commands.SettingRefused as refusal:
        raise _at_setting(root, refusal) from refusal
    finally:
        queries.forget_settings()  # what a refused run has read was rolled back with it
    return SetupReport(counts=counts, personas=personas)


def personas_of(city: CityStructure) -> dict[str, str]:
    """Demo persona -> slug of the professional."""
    return {entry.persona: entry.slug for entry in city.professionals if entry.persona}


def _at_entry(root: Place, refusal: commands.StructureRefused) -> SetupInvalid:
    kind, slug, name = refusal.place
    entry = _entry(root.value.get(_SECTION[kind], root), slug)
    place = _field_within(entry, name) or entry
    shown = place.name if place is not entry else f"{entry.name}.{name}"
    return SetupInvalid(line=place.line, name=shown, explanation=str(refusal))


def _entry(place: Place, slug: str) -> Place:
    """The last entry with this slug (of two with the same slug the second one is the surplus)."""
    found = place
    for one in place.value if isinstance(place.value, list) else ():
        if not isinstance(one.value, dict):
            continue
        if "slug" in one.value and one.value["slug"].value == slug:
            found = one
        if "parts" in one.value:
            deeper = _entry(one.value["parts"], slug)
            found = deeper if deeper is not one.value["parts"] else found
    return found


def _field_within(place: Place, name: str) -> Place | None:
    """The field of this name in an entry, or in the roles and card below it."""
    if isinstance(place.value, dict):
        if name in place.value:
            return place.value[name]  # type: ignore[no-any-return]
        below = [place.value[key] for key in ("roles", "card") if key in place.value]
    else:
        below = place.value if isinstance(place.value, list) else []
    return next((found for one in below if (found := _field_within(one, name))), None)


def _at_setting(root: Place, refusal: commands.SettingRefused) -> SetupInvalid:
    problem = refusal.problems[0]
    settings = root.value.get("settings", root)
    place = settings.at_path(problem.where)
    explanation = str(refusal).removeprefix(f"{problem.where}: ")
    return SetupInvalid(line=place.line, name=f"settings.{problem.where}", explanation=explanation)
