"""The menu of each persona: its own places, and only those that open for it."""

from uuid import uuid4

import pytest
from django.urls import resolve

from rondom.access.actor import ANONYMOUS, Actor
from rondom.web.menus import menu_for
from tests.house.test_every_url_decided import decided

ME = uuid4()
OWN = {
    "privacy_officer": ("privacy-officer", ["today", "privacy_log"]),
    "administrator": ("administrator", ["today", "settings_overview", "staff_list"]),
    "policy_officer": ("policy-officer", ["today"]),
    "researcher": ("researcher", ["today"]),
    "practice_nurse": ("practice-nurse", ["today", "referral_list"]),
    "social_worker": ("case-manager", ["today", "case_list", "referral_list", "staff_list"]),
}


def places(actor: Actor, path: str = "/") -> list[str]:
    return [resolve(place.url).url_name for place in menu_for(actor, path)]


@pytest.mark.parametrize(("role", "persona", "names"), [(role, *own) for role, own in OWN.items()])
def test_a_role_has_its_own_places_and_all_of_them_open(role, persona, names):
    found = places(Actor(kind="professional", id=ME, roles=frozenset({role})))
    assert found == names
    assert {decided(name, "GET", persona) for name in found} == {"opens"}


def test_a_resident_has_three_places_and_a_stranger_none():
    assert places(Actor(kind="resident", id=ME)) == ["portal", "portal_plan", "portal_messages"]
    assert places(ANONYMOUS) == []


def test_one_place_is_where_somebody_is():
    worker = Actor(kind="professional", id=ME, roles=frozenset({"social_worker"}))
    assert [place.current for place in menu_for(worker, "/referrals/")] == [False, False, True, False]
    assert [place.current for place in menu_for(worker, "/")] == [True, False, False, False]
