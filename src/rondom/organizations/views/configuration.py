"""The city's settings, for its administrator: values, history, and a change with its limits."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.access.actor import Actor
from rondom.access.requests import ActorRequest
from rondom.kernel.refusals import NotFound, Refusal
from rondom.kernel.refused_forms import refuse
from rondom.organizations import commands, policies, queries
from rondom.organizations.forms import SettingForm
from rondom.organizations.vocabulary.catalogue import (
    NUMBER_BY_KEY,
    NUMBERS_BY_KEY,
    NumberSetting,
    NumbersSetting,
)
from rondom.organizations.vocabulary.setting_labels import SETTING_LABELS


def _administrator(request: ActorRequest) -> Actor:
    actor = request.actor
    if not policies.may_configure(actor):
        raise NotFound
    return actor


@require_GET
def overview(request: ActorRequest) -> HttpResponse:
    """Every clock and threshold with its value, default and source; what the city is made of."""
    _administrator(request)
    now = queries.all_settings()
    specs: list[NumberSetting | NumbersSetting] = [*NUMBER_BY_KEY.values(), *NUMBERS_BY_KEY.values()]
    rows = [
        {
            "key": s.key,
            "label": SETTING_LABELS[s.key],
            "value": _shown(now[s.key]),
            "default": _shown(s.default),
            "source": s.source,
        }
        for s in specs
    ]
    context = {
        "rows": rows,
        "domains": queries.life_domains(),
        "purposes": queries.purposes(),
        "grounds": queries.legal_grounds(),
    }
    return render(request, "organizations/settings.html", context)


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


@require_http_methods(["GET", "POST"])
def change(request: ActorRequest, key: str) -> HttpResponse:
    """One setting: its history and a new value; nothing below the safe limits is accepted (R-222)."""
    actor = _administrator(request)
    if key not in NUMBER_BY_KEY and key not in NUMBERS_BY_KEY:
        raise NotFound
    spec = NUMBER_BY_KEY.get(key) or NUMBERS_BY_KEY[key]
    form = SettingForm(request.POST or None, initial={"value": _shown(queries.setting(key))})
    if request.method == "POST" and form.is_valid():
        try:
            value = _read(form.cleaned_data["value"], is_list=key in NUMBERS_BY_KEY)
            commands.set_setting(actor=actor, key=key, value=value, at=request.at)
        except ValueError:
            form.add_error("value", _("Write whole numbers only, for example 10, or 28, 14, 7, 2."))
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The setting holds from now on."))
            return redirect("settings_overview")
    context = {
        "form": form,
        "key": key,
        "label": SETTING_LABELS[key],
        "spec": spec,
        "history": queries.setting_history(key),
    }
    return render(request, "organizations/setting.html", context, status=422 if form.errors else 200)


def _read(text: str, *, is_list: bool) -> Any:
    numbers = [int(part) for part in text.replace(";", ",").split(",") if part.strip()]
    if not is_list and len(numbers) != 1:
        raise ValueError(text)
    return numbers if is_list else numbers[0]
