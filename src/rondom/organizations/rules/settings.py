"""Whether a value may become a setting: shape, limits, and values that only make sense together (R-222)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rondom.kernel.working_days import Calendar, UnknownHoliday
from rondom.organizations.vocabulary import (
    GROUND_KINDS,
    HIGHEST_DOMAIN_NUMBER,
    NUMBER_BY_KEY,
    NUMBERS_BY_KEY,
    SHAPED,
    NumbersSetting,
)

SLUG = re.compile(r"[a-z][a-z0-9_]{0,49}")


@dataclass(frozen=True)
class Problem:
    """What is wrong with a value. `where` is the path inside it ("purposes.2.grounds"), `what` a code."""

    where: str
    what: str
    params: Mapping[str, object] = field(default_factory=dict)


def check_value(key: str, value: Any) -> list[Problem]:
    """Every problem of one value on its own; an empty list when it may be kept."""
    if key in NUMBER_BY_KEY:
        spec = NUMBER_BY_KEY[key]
        return _number(key, value, spec.lowest, spec.highest)
    if key in NUMBERS_BY_KEY:
        return _numbers(NUMBERS_BY_KEY[key], value)
    if key in SHAPED:
        return _SHAPES[key](key, value)
    return [Problem(key, "unknown_setting")]


def check_together(values: Mapping[str, Any]) -> list[Problem]:
    """Problems between settings; `values` holds all of them, each already good on its own."""
    found = [
        Problem(higher, "not_above", {"other": lower})
        for lower, higher in _ASCENDING
        if values[higher] <= values[lower]
    ]
    found += _names_nothing(values, "purposes", "grounds", "legal_grounds")
    found += _names_nothing(values, "target_groups", "domains", "life_domains")
    return found


def reused_numbers(earlier: list[list[dict[str, Any]]], new: list[dict[str, Any]]) -> list[Problem]:
    """Domain numbers that once belonged to another domain: old rows would get a new meaning (R-003)."""
    owner = {entry["number"]: entry["slug"] for value in reversed(earlier) for entry in value}
    return [
        Problem(f"life_domains.{place}.number", "number_reused", {"number": entry["number"]})
        for place, entry in enumerate(new)
        if owner.get(entry["number"], entry["slug"]) != entry["slug"]
    ]


_ASCENDING = (
    ("map_confirmation_days", "map_marked_days"),
    ("map_marked_days", "map_sinks_days"),
    ("tables_amber_above", "tables_red_above"),
    ("leader_communication_at_least_months", "leader_communication_at_most_months"),
)


def _names_nothing(values: Mapping[str, Any], key: str, field_name: str, defined_in: str) -> list[Problem]:
    """Entries of `key` whose list `field_name` names a slug that `defined_in` does not define."""
    defined = {entry["slug"] for entry in values[defined_in]}
    return [
        Problem(f"{key}.{place}.{field_name}", "unknown_name", {"name": slug})
        for place, entry in enumerate(values[key])
        for slug in entry.get(field_name, [])
        if slug not in defined
    ]


def _number(where: str, value: Any, lowest: int, highest: int) -> list[Problem]:
    if not isinstance(value, int) or isinstance(value, bool):  # True is an int to Python
        return [Problem(where, "not_a_number")]
    if not lowest <= value <= highest:
        return [Problem(where, "outside_limits", {"lowest": lowest, "highest": highest})]
    return []


def _numbers(spec: NumbersSetting, value: Any) -> list[Problem]:
    if not isinstance(value, list) or not value:
        return [Problem(spec.key, "not_a_list")]
    found = [
        problem
        for place, one in enumerate(value)
        for problem in _number(f"{spec.key}.{place}", one, spec.lowest, spec.highest)
    ]
    if not found and value != sorted(set(value), reverse=spec.descending):
        found.append(Problem(spec.key, "not_in_order"))
    return found


def _labels(where: str, entry: Any) -> list[Problem]:
    if not isinstance(entry, dict):
        return [Problem(where, "not_a_group")]
    return [
        Problem(f"{where}.{language}", "label_missing")
        for language in ("nl", "en")
        if not isinstance(entry.get(language), str) or not entry[language].strip()
    ]


def _entries(key: str, value: Any, more: Callable[[str, dict[str, Any]], list[Problem]]) -> list[Problem]:
    if not isinstance(value, list) or not value:
        return [Problem(key, "not_a_list")]
    found: list[Problem] = []
    met: set[object] = set()
    for place, entry in enumerate(value):
        where = f"{key}.{place}"
        problems = _labels(where, entry)
        if isinstance(entry, dict):
            slug = entry.get("slug")
            if not isinstance(slug, str) or not SLUG.fullmatch(slug):
                problems.append(Problem(f"{where}.slug", "not_a_slug"))
            elif slug in met:
                problems.append(Problem(f"{where}.slug", "twice", {"name": slug}))
            met.add(slug if isinstance(slug, str) else None)
            problems += more(where, entry)
        found += problems
    return found


def _names(key: str, value: Any) -> list[Problem]:
    if not isinstance(value, dict):
        return [Problem(key, "not_a_group")]
    known = SHAPED["names"]
    return [
        problem
        for name, labels in value.items()
        for problem in (
            _labels(f"{key}.{name}", labels)
            if name in known
            else [Problem(f"{key}.{name}", "unknown_name", {"name": name})]
        )
    ]


def _life_domains(key: str, value: Any) -> list[Problem]:
    met: set[int] = set()

    def number(where: str, entry: dict[str, Any]) -> list[Problem]:
        found = _number(f"{where}.number", entry.get("number"), 0, HIGHEST_DOMAIN_NUMBER)
        if not found and entry["number"] in met:
            found.append(Problem(f"{where}.number", "twice", {"name": entry["number"]}))
        if not found:
            met.add(entry["number"])
        return found

    return _entries(key, value, number)


def _legal_grounds(key: str, value: Any) -> list[Problem]:
    def kind(where: str, entry: dict[str, Any]) -> list[Problem]:
        if entry.get("kind") in GROUND_KINDS:
            return _date(f"{where}.checked_on", entry["checked_on"]) if entry.get("checked_on") else []
        return [Problem(f"{where}.kind", "not_one_of", {"choices": ", ".join(GROUND_KINDS)})]

    return _entries(key, value, kind)


def _purposes(key: str, value: Any) -> list[Problem]:
    def grounds(where: str, entry: dict[str, Any]) -> list[Problem]:
        found = _text_list(f"{where}.grounds", entry.get("grounds"), may_be_empty=False)
        if not isinstance(entry.get("confidential", False), bool):
            found.append(Problem(f"{where}.confidential", "not_yes_or_no"))
        return found

    return _entries(key, value, grounds)


def _target_groups(key: str, value: Any) -> list[Problem]:
    def parts(where: str, entry: dict[str, Any]) -> list[Problem]:
        return [
            problem
            for name in ("domains", "prompts_nl", "prompts_en")
            for problem in _text_list(f"{where}.{name}", entry.get(name, []), may_be_empty=True)
        ]

    return _entries(key, value, parts)


def _text_list(where: str, value: Any, *, may_be_empty: bool) -> list[Problem]:
    good = isinstance(value, list) and all(isinstance(one, str) and one for one in value)
    return [] if good and (value or may_be_empty) else [Problem(where, "not_a_list")]


def _age_bands(key: str, value: Any) -> list[Problem]:
    parts = ("guardian_below", "shared_below", "adult_at")
    if not isinstance(value, dict):
        return [Problem(key, "not_a_group")]
    found = [problem for part in parts for problem in _number(f"{key}.{part}", value.get(part), 0, 25)]
    if not found and not value["guardian_below"] <= value["shared_below"] <= value["adult_at"]:
        found.append(Problem(key, "not_in_order"))
    return found


def _holidays(key: str, value: Any) -> list[Problem]:
    if not isinstance(value, dict):
        return [Problem(key, "not_a_group")]
    found = _text_list(f"{key}.names", value.get("names"), may_be_empty=True)
    found += _text_list(f"{key}.extra", value.get("extra", []), may_be_empty=True)
    if found:
        return found
    try:
        Calendar(holidays=frozenset(value["names"]))
    except UnknownHoliday as fault:
        return [Problem(f"{key}.names", "unknown_holiday", {"explanation": str(fault)})]
    return [
        problem
        for place, day in enumerate(value.get("extra", []))
        for problem in _date(f"{key}.extra.{place}", day)
    ]


def _date(where: str, value: Any) -> list[Problem]:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return [Problem(where, "not_a_date")]
    return []


def _front_desk(key: str, value: Any) -> list[Problem]:
    return [] if isinstance(value, str) else [Problem(key, "not_a_slug")]


def _personas(key: str, value: Any) -> list[Problem]:
    good = isinstance(value, dict) and all(
        isinstance(a, str) and isinstance(b, str) for a, b in value.items()
    )
    return [] if good else [Problem(key, "not_a_group")]


_SHAPES: dict[str, Callable[[str, Any], list[Problem]]] = {
    "names": _names,
    "life_domains": _life_domains,
    "legal_grounds": _legal_grounds,
    "purposes": _purposes,
    "age_bands": _age_bands,
    "target_groups": _target_groups,
    "holidays": _holidays,
    "front_desk": _front_desk,
    "demo_personas": _personas,
}
