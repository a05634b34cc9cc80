"""The places of each kind of persona, at most three in the bar of a phone."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor


@dataclass(frozen=True)
class Place:
    """One entry of the menu."""

    label: Any
    url: str
    current: bool
    icon: str = ""


RESIDENT = [
    (_("Home"), "portal", "home"),
    (_("My plan"), "portal_plan", "plan"),
    (_("Messages"), "portal_messages", "message"),
]
PROFESSIONAL = [
    (_("Today"), "today", "home"),
    (_("Cases"), "case_list", "people"),
    (_("Referrals"), "referral_list", "arrow"),
    (_("Colleagues"), "staff_list", ""),
]
BY_ROLE = {
    "privacy_officer": [(_("Today"), "today", "home"), (_("Log"), "privacy_log", "lock")],
    "administrator": [
        (_("Today"), "today", "home"),
        (_("Settings"), "settings_overview", "settings"),
        (_("Colleagues"), "staff_list", ""),
    ],
    "policy_officer": [(_("Today"), "today", "home")],
    "researcher": [(_("Today"), "today", "home")],
    "practice_nurse": [(_("Today"), "today", "home"), (_("Referrals"), "referral_list", "arrow")],
}


def menu_for(actor: Actor, path: str) -> list[Place]:
    """The menu of this actor; entries whose page is not installed are left out."""
    if actor.is_anonymous:
        return []
    entries = RESIDENT if actor.is_resident else PROFESSIONAL
    for role, own in BY_ROLE.items():
        if actor.has_role(role):
            entries = own
    found = []
    for label, name, icon in entries:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        found.append((label, url, icon))
    here = [url for _label, url, _icon in found if path == url or (url != "/" and path.startswith(url))]
    # Under "/my/plan/" both "/my/" and "/my/plan/" fit: one place at a time is the current one.
    current = max(here, key=len, default=None)
    return [Place(label, url, url == current, icon) for label, url, icon in found]
