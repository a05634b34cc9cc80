"""The city's values: clocks, thresholds, life domains, purposes, names.

Each process keeps a snapshot. Every so often (one second) it asks for the version mark, one row by
its key, and reads all settings again only when the mark changed.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from rondom.kernel.working_days import Calendar
from rondom.organizations.models import Setting, SettingsVersion
from rondom.organizations.vocabulary import (
    NUMBER_LISTS,
    NUMBERS,
    SHAPED,
    AgeBands,
    LegalGround,
    LifeDomain,
    ProcessingPurpose,
    TargetGroup,
)
from rondom.organizations.vocabulary.configuration import Labelled

RECHECK_SECONDS = 1.0

_DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {spec.key: spec.default for spec in NUMBERS}
    | {spec.key: list(spec.default) for spec in NUMBER_LISTS}
    | SHAPED
)


class UnknownSetting(KeyError):  # noqa: N818 - named like the refusals
    """A programming fault: code asks for a setting that is not in the catalogue."""


@dataclass
class _Snapshot:
    mark: UUID | None
    values: Mapping[str, Any]
    checked: float


_snapshot: _Snapshot | None = None


def setting(key: str) -> Any:
    """The value that holds now: the city's own, else the default of requirements section 5.6.

    The unit is the last word of the key (`referral_feedback_days`). Raises UnknownSetting.
    """
    values = _values()
    if key not in values:
        raise UnknownSetting(key)
    return values[key]


def setting_at(key: str, at: datetime) -> Any:
    """The value that held at an earlier moment, so that history keeps its old labels (R-003)."""
    if key not in _DEFAULTS:
        raise UnknownSetting(key)
    row = Setting.objects.filter(key=key, valid_from__lte=at).order_by("-valid_from").first()
    return row.value if row else _DEFAULTS[key]


def setting_history(key: str) -> list[Setting]:
    """Every value a setting had, newest first: who, when, what (R-222)."""
    return list(Setting.objects.filter(key=key).order_by("-valid_from"))


def all_settings() -> Mapping[str, Any]:
    """Every setting with the value that holds now (export of a configuration, R-222)."""
    return MappingProxyType(dict(_values()))


def forget_settings() -> None:
    """Drop this process's snapshot; the next question reads the database."""
    global _snapshot  # noqa: PLW0603 - one snapshot per process is the point
    _snapshot = None


def life_domains(at: datetime | None = None) -> tuple[LifeDomain, ...]:
    """The life domains in the city's order, now or at an earlier moment."""
    value = setting("life_domains") if at is None else setting_at("life_domains", at)
    return tuple(LifeDomain(slug=d["slug"], nl=d["nl"], en=d["en"], number=d["number"]) for d in value)


def life_domain(number: int) -> LifeDomain | None:
    """The domain with this number, or None when the city does not use it."""
    return next((domain for domain in life_domains() if domain.number == number), None)


def life_domain_by_slug(slug: str) -> LifeDomain | None:
    """The domain with this slug, or None when the city does not use it."""
    return next((domain for domain in life_domains() if domain.slug == slug), None)


def legal_grounds() -> tuple[LegalGround, ...]:
    """Why the law allows a purpose (R-209)."""
    keys = ("slug", "nl", "en", "kind", "law", "checked_on")
    return tuple(LegalGround(**{k: g[k] for k in keys if k in g}) for g in setting("legal_grounds"))


def legal_ground(slug: str) -> LegalGround | None:
    """One ground, or None when the city does not use it."""
    return next((ground for ground in legal_grounds() if ground.slug == slug), None)


def purposes() -> tuple[ProcessingPurpose, ...]:
    """What facts may be used for (R-209)."""
    return tuple(
        ProcessingPurpose(
            slug=p["slug"],
            nl=p["nl"],
            en=p["en"],
            grounds=tuple(p["grounds"]),
            confidential=p.get("confidential", False),
        )
        for p in setting("purposes")
    )


def purpose(slug: str) -> ProcessingPurpose | None:
    """One purpose, or None: a use without a purpose must be refused."""
    return next((one for one in purposes() if one.slug == slug), None)


def age_bands() -> AgeBands:
    """The ages at which a child's say changes (R-044)."""
    return AgeBands(**setting("age_bands"))


def target_groups() -> tuple[TargetGroup, ...]:
    """Templates that change prompts and proposed domains (R-009)."""
    return tuple(
        TargetGroup(
            slug=t["slug"],
            nl=t["nl"],
            en=t["en"],
            domains=tuple(t.get("domains", ())),
            prompts_nl=tuple(t.get("prompts_nl", ())),
            prompts_en=tuple(t.get("prompts_en", ())),
        )
        for t in setting("target_groups")
    )


def name_of(thing: str) -> str:
    """What this city calls a thing ("team": buurtteam or wijkteam), in the reader's language (R-222)."""
    labels = SHAPED["names"] | setting("names")
    if thing not in labels:
        raise UnknownSetting(f"names.{thing}")
    return Labelled(slug=thing, nl=labels[thing]["nl"], en=labels[thing]["en"]).label


def calendar() -> Calendar:
    """The city's free days, for every deadline in working days."""
    value = setting("holidays")
    extra = frozenset(date.fromisoformat(day) for day in value.get("extra", []))
    return Calendar(holidays=frozenset(value["names"]), extra=extra)


def _values() -> Mapping[str, Any]:
    global _snapshot  # noqa: PLW0603 - one snapshot per process is the point
    # Real time on purpose: this is the age of a cache, not a moment of the platform's clock.
    now = time.monotonic()
    if _snapshot is not None and now - _snapshot.checked < RECHECK_SECONDS:
        return _snapshot.values
    mark = SettingsVersion.objects.values_list("mark", flat=True).filter(pk=1).first()
    if _snapshot is not None and _snapshot.mark == mark:
        _snapshot.checked = now
        return _snapshot.values
    _snapshot = _Snapshot(mark=mark, values=_read(), checked=now)
    return _snapshot.values


def _read() -> Mapping[str, Any]:
    newest = Setting.objects.order_by("key", "-valid_from").distinct("key").values_list("key", "value")
    # A key that a newer version dropped from the catalogue is ignored, not served.
    own = {key: value for key, value in newest if key in _DEFAULTS}
    return MappingProxyType({**_DEFAULTS, **own})
