"""The clock of these tests stands still, because doors read it themselves."""

import pytest

from rondom.kernel import clock
from tests.referrals.world import desk_world


@pytest.fixture
def frozen(monkeypatch, at):
    """A holder of the moment; `frozen.at` may be moved."""

    class Moment:
        def __init__(self) -> None:
            self.at = at

    moment = Moment()
    monkeypatch.setattr(clock, "now", lambda: moment.at)
    return moment


@pytest.fixture
def desk(db, frozen):
    """Team Spoorwijk, the practice and the front desk."""
    return desk_world(frozen.at)
