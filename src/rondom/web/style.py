"""The living style page at `/style/`: every building block with invented examples.

Query: `theme` (voorbeeld or maasdrecht) and `for` (resident or staff). It shows no real
facts, so it is open to everybody.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

THEMES = ("voorbeeld", "maasdrecht")
READERS = ("resident", "staff")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class ExampleForm(forms.Form):
    """One field of each kind, sent with mistakes in it so that the errors can be seen."""

    wish = forms.CharField(
        label=gettext_lazy("What would you like to change?"),
        help_text=gettext_lazy("In your own words. One sentence is enough."),
        widget=forms.Textarea,
    )
    telephone = forms.CharField(label=gettext_lazy("Telephone number"), required=False, max_length=20)
    meet_on = forms.DateField(
        label=gettext_lazy("On which day can we meet?"), help_text=gettext_lazy("For example 31-12-2026.")
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Where would you like to meet?"),
        choices=[
            ("", gettext_lazy("Choose a place")),
            ("home", gettext_lazy("At my home")),
            ("centre", gettext_lazy("In the community centre")),
        ],
    )
    reach = forms.ChoiceField(
        label=gettext_lazy("How may we reach you?"),
        choices=[
            ("call", gettext_lazy("By telephone")),
            ("text", gettext_lazy("By text message")),
            ("letter", gettext_lazy("By letter")),
        ],
        widget=forms.RadioSelect,
    )
    bring = forms.MultipleChoiceField(
        label=gettext_lazy("Who comes along?"),
        required=False,
        choices=[("partner", gettext_lazy("My partner")), ("friend", gettext_lazy("A friend"))],
        widget=forms.CheckboxSelectMultiple,
    )
    remind = forms.BooleanField(
        label=gettext_lazy("Send me a reminder the day before"),
        help_text=gettext_lazy("The message says nothing about what we talk about."),
        required=False,
    )


def style(request: HttpRequest) -> HttpResponse:
    """Show all building blocks in one theme, for one kind of reader."""
    theme = request.GET.get("theme", "")
    theme = theme if theme in THEMES else THEMES[0]
    reader = request.GET.get("for", "")
    reader = reader if reader in READERS else READERS[0]
    context = {
        "theme": theme,
        "resident": reader == "resident",
        "choices": [
            {"theme": t, "reader": r, "current": (t, r) == (theme, reader)} for t in THEMES for r in READERS
        ],
        **_examples(),
        "page": Paginator(range(95), 10).get_page(request.GET.get("page", "3")),
    }
    return render(request, "web/style.html", context)


def _examples() -> dict[str, Any]:
    return {
        "nav": [
            {"label": _("Today"), "url": "#main", "current": True, "icon": "home"},
            {"label": _("Our plan"), "url": "#goal", "current": False, "icon": "plan"},
            {"label": _("People around me"), "url": "#people", "current": False, "icon": "people"},
            {"label": _("Messages"), "url": "#timeline", "current": False},
        ],
        "signed_in_as": _("Example reader"),
        "due": date(2026, 12, 4),
        "moment": datetime(2026, 11, 18, 14, 30, tzinfo=AMSTERDAM),
        "goal": _goal(),
        "steps": [
            {"label": _("Invite"), "state": "done", "url": "#meeting"},
            {"label": _("Prepare"), "state": "done", "url": "#meeting"},
            {"label": _("Talk together"), "state": "current", "url": "#meeting"},
            {"label": _("Everybody reacts"), "state": "todo"},
        ],
        "example_form": ExampleForm(data={"meet_on": _("the fourth"), "reach": "text", "bring": ["friend"]}),
        "columns": [_("Team"), _("State"), {"label": _("Open referrals"), "numeric": True}],
        "rows": [
            [{"text": _("District team North"), "url": "#table"}, {"text": _("On time"), "tone": "done"}, 12],
            [_("Debt advice desk"), {"text": _("Waiting"), "tone": "waiting"}, 31],
            [_("General practice"), {"text": _("Too late"), "tone": "late"}, 4],
        ],
        "bars": [
            {"label": _("Money"), "value": 42},
            {"label": _("Living"), "value": 27},
            {"label": _("Health"), "value": 18},
            {"label": _("Safety"), "value": None, "note": _("fewer than five people")},
        ],
        "facts": [
            (_("Case manager"), "Fatima el Idrissi"),
            (_("Started"), _("3 November 2026")),
            (_("Next meeting"), None),
        ],
    }


def _goal() -> dict[str, Any]:
    return {
        "title": _("Rest in the house, and money until the end of the month"),
        "domain": _("Money"),
        "own_words": _("I want to open my post again without my stomach turning."),
        "owner": "Samira",
        "status": _("We are working on it"),
        "tone": "active",
        "strengths": [
            _("Samira knows exactly what comes in and goes out."),
            _("Her sister helps with letters."),
        ],
        "actions": [
            {
                "what": _("Go through all letters together"),
                "who": "Samira, Joost",
                "due": date(2026, 11, 27),
                "status": _("Done"),
                "tone": "done",
            },
            {
                "what": _("Ask the landlord for a payment plan"),
                "who": "Joost de Wit",
                "due": date(2026, 12, 4),
                "status": _("Busy"),
            },
        ],
    }


style_urlpatterns = [path("style/", style, name="style")]
