"""Changing the city's values; the old value stays in the history (R-222)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.organizations import policies, queries, rules
from rondom.organizations.commands.refusals import SettingRefused, require
from rondom.organizations.events import SettingChanged
from rondom.organizations.models import Desk, Setting, SettingsVersion
from rondom.organizations.vocabulary import SHAPED


@command("setting.change")
def set_setting(*, actor: Actor, key: str, value: Any, at: datetime) -> bool:
    """Give a setting a new value from now on; answers whether it was another one.

    The unit is the last word of the key. Refusals: NotAllowed, SettingRefused.
    """
    return bool(_set(actor=actor, values={key: value}, at=at))


@command("setting.change_many")
def set_settings(*, actor: Actor, values: Mapping[str, Any], at: datetime) -> list[str]:
    """Give several settings new values together; answers the keys that changed.

    Needed where values only make sense together (tables_amber_above and tables_red_above).
    Refusals: NotAllowed, SettingRefused.
    """
    return _set(actor=actor, values=values, at=at)


def _set(*, actor: Actor, values: Mapping[str, Any], at: datetime) -> list[str]:
    require(policies.may_configure(actor))
    queries.forget_settings()
    current = queries.all_settings()
    problems = [problem for key, value in values.items() for problem in rules.check_value(key, value)]
    if not problems:
        problems = rules.check_together({**current, **values}) + _against_history(values)
    if problems:
        raise SettingRefused(problems)
    changed = [key for key, value in values.items() if current[key] != value]
    for key in changed:
        # Two changes in one moment (a script) must not collide on (key, valid_from): the later one counts.
        Setting.objects.update_or_create(
            key=key,
            valid_from=at,
            defaults={"value": values[key], "set_by": actor.id, "set_by_name": actor.name[:120]},
        )
        publish(SettingChanged(key=key))
    if changed:
        SettingsVersion.objects.update_or_create(pk=1, defaults={"mark": uuid4()})
    record(
        actor=actor,
        action="setting.change",
        at=at,
        object_type="setting",
        row="P13",
        part=", ".join(changed)[:40],
    )
    queries.forget_settings()
    return changed


def _against_history(values: Mapping[str, Any]) -> list[rules.Problem]:
    found: list[rules.Problem] = []
    if "life_domains" in values:
        # The start list counts as used: it held until the first own list.
        earlier = [row.value for row in queries.setting_history("life_domains")] + [SHAPED["life_domains"]]
        found += rules.reused_numbers(earlier, values["life_domains"])
    desk = values.get("front_desk")
    if desk and not Desk.objects.filter(slug=desk).exists():
        found.append(rules.Problem("front_desk", "unknown_name", {"name": desk}))
    return found
