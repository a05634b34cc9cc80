"""From places in the file to the plain entries that the organizations module applies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from rondom.organizations.vocabulary import (
    AreaEntry,
    CardEntry,
    CityStructure,
    OrganizationEntry,
    ProfessionalEntry,
    RoleEntry,
    TeamEntry,
)
from rondom.web.setup_file.nodes import Place

T = TypeVar("T")

SECTIONS = ("starts_on", "settings", "areas", "organizations", "teams", "professionals")
LEVELS = ("district", "area", "neighbourhood")


def city_of(root: Place) -> CityStructure:
    """The city a file describes. Raises SetupInvalid with line and field."""
    parts = root.fields(*SECTIONS, required=("starts_on",))
    return CityStructure(
        starts_on=_date(parts["starts_on"]),
        settings=_settings(parts["settings"]) if "settings" in parts else {},
        areas=tuple(_areas(parts["areas"], 0, "")) if "areas" in parts else (),
        organizations=_each(parts, "organizations", _organization),
        teams=_each(parts, "teams", _team),
        professionals=_each(parts, "professionals", _professional),
    )


def _each(parts: dict[str, Place], name: str, read: Callable[[Place], T]) -> tuple[T, ...]:
    return tuple(read(place) for place in parts[name].items()) if name in parts else ()


def _settings(place: Place) -> dict[str, Any]:
    if not isinstance(place.value, dict):
        raise place.refuse(_("Give fields with a name and a value."))
    return {key: _as_json(value.plain()) for key, value in place.value.items()}


def _as_json(value: Any) -> Any:
    """Settings are kept as JSON: a date that YAML recognised becomes text again."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _as_json(one) for key, one in value.items()}
    return [_as_json(one) for one in value] if isinstance(value, list) else value


def _areas(place: Place, level: int, parent: str) -> list[AreaEntry]:
    """Districts hold areas, areas hold neighbourhoods, each under the field `parts`."""
    found: list[AreaEntry] = []
    for one in place.items():
        parts = one.fields("slug", "name", "parts", required=("slug", "name"))
        slug = _text(parts["slug"])
        found.append(AreaEntry(slug=slug, kind=LEVELS[level], name=_text(parts["name"]), parent=parent))
        if "parts" in parts:
            if level + 1 == len(LEVELS):
                raise parts["parts"].refuse(_("A neighbourhood has no parts."))
            found += _areas(parts["parts"], level + 1, slug)
    return found


def _organization(place: Place) -> OrganizationEntry:
    texts = ("slug", "name", "kind", "sort", "parent", "phone", "email", "desk")
    parts = place.fields(*texts, "sensitive", "name_public", required=("slug", "name", "kind", "sort"))
    return OrganizationEntry(
        **{name: _text(parts[name]) for name in texts if name in parts},  # type: ignore[arg-type]
        **{name: _yes(parts[name]) for name in ("sensitive", "name_public") if name in parts},  # type: ignore[arg-type]
    )


def _team(place: Place) -> TeamEntry:
    texts = ("slug", "name", "organization", "area", "kind", "phone", "email", "desk")
    parts = place.fields(*texts, required=("slug", "name", "organization"))
    return TeamEntry(**{name: _text(parts[name]) for name in texts if name in parts})


def _professional(place: Place) -> ProfessionalEntry:
    texts = ("slug", "name", "organization", "email", "phone", "stand_in", "support_contact", "persona")
    parts = place.fields(
        *texts,
        "phone_hidden",
        "languages",
        "roles",
        "card",
        required=("slug", "name", "organization", "roles"),
    )
    more: dict[str, Any] = {name: _text(parts[name]) for name in texts if name in parts}
    if "phone_hidden" in parts:
        more["phone_hidden"] = _yes(parts["phone_hidden"])
    if "languages" in parts:
        more["languages"] = _texts(parts["languages"])
    if "card" in parts:
        more["card"] = _card(parts["card"])
    return ProfessionalEntry(roles=tuple(_role(one) for one in parts["roles"].items()), **more)


def _role(place: Place) -> RoleEntry:
    texts = ("function", "team", "organization", "leads")
    parts = place.fields(*texts, "working_days", "weekly_hours", required=("function",))
    more: dict[str, Any] = {name: _text(parts[name]) for name in texts if name in parts}
    if "working_days" in parts:
        more["working_days"] = _texts(parts["working_days"])
    if "weekly_hours" in parts:
        more["weekly_hours"] = _number(parts["weekly_hours"])
    return RoleEntry(**more)


def _card(place: Place) -> CardEntry:
    required = ("does", "decides", "does_not_decide", "call_when")
    parts = place.fields(*required, "availability", required=required)
    return CardEntry(**{name: _text(one) for name, one in parts.items()})


def _text(place: Place) -> str:
    if not isinstance(place.value, str):
        raise place.refuse(_("Give text. Put it between quotes when it is only digits."))
    return place.value.strip()


def _texts(place: Place) -> tuple[str, ...]:
    return tuple(_text(one) for one in place.items())


def _yes(place: Place) -> bool:
    if not isinstance(place.value, bool):
        raise place.refuse(_("Answer with true or false."))
    return place.value


def _number(place: Place) -> int:
    if not isinstance(place.value, int) or isinstance(place.value, bool):
        raise place.refuse(_("Give a whole number."))
    return place.value


def _date(place: Place) -> date:
    # A datetime is a date to Python too; a moment is not what is asked.
    if type(place.value) is not date:
        raise place.refuse(_("Give a date as year-month-day."))
    return place.value
