import pytest

from rondom.kernel import clock


@pytest.fixture(autouse=True)
def _site(settings, monkeypatch, at):
    """The site at the moment of the story, and staff without a second factor (its own tests ask that)."""
    settings.RONDOM_STAFF_MFA = False
    monkeypatch.setattr(clock, "now", lambda: at)


@pytest.fixture(autouse=True)
def _proved(monkeypatch):
    """Everybody proved who they are a moment ago; that the pages ask it has a test of its own."""
    monkeypatch.setattr("rondom.accounts.step_up.has_stepped_up", lambda request: True)
