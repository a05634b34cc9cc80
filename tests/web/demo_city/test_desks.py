"""The letters on the desks of the demo city, also when no household stands around the story."""

from datetime import UTC, datetime

import pytest

from rondom.web.demo_city.households import desks
from rondom.web.demo_city.households.lots import HOME_TEAM


@pytest.mark.parametrize("number", range(6))
def test_a_city_without_households_has_somebody_for_every_letter(monkeypatch, number):
    monkeypatch.setattr(desks, "lots", tuple)
    monkeypatch.setattr(desks, "actor_of", lambda slug: slug)
    letter = desks._Letter(number=number, sender=None, team=HOME_TEAM, ago=0, state="sent")
    assert desks._worker(letter) == "fatma-yildiz"
    assert letter.at < datetime(2100, 1, 1, tzinfo=UTC)
