"""Every month the privacy officer looks at each use of emergency access, and says so (R-045)."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from rondom.access.context import acting_as, system_actor
from rondom.cases import privacy_handlers as handlers
from rondom.kernel import clock
from rondom.kernel.refusals import NotAllowed
from rondom.notices.queries import my_notices
from rondom.privacy import commands, queries
from rondom.privacy.commands.refusals import MonthClosed, MonthNotReady
from rondom.privacy.events import EmergencyAccessTold
from rondom.privacy.models import EmergencyMonth
from tests.web.portal.site import browser, text

pytestmark = pytest.mark.django_db
REASON = "Het kind is nu in gevaar, 112 is gebeld."
AUGUST, SEPTEMBER = date(2026, 8, 1), date(2026, 9, 1)


@pytest.fixture
def used(world):
    """Daan opened the household in August."""
    then = world.ago(12)
    with acting_as(world.daan, at=then):
        return commands.open_emergency_access(actor=world.daan, space=world.space, reason=REASON, at=then)


def judge(world, use, *, justified=True, note="Terecht, 112 was gebeld."):
    with acting_as(world.bas, at=world.at):
        commands.review_emergency_access(
            actor=world.bas, emergency_access_id=use.pk, justified=justified, note=note, at=world.at
        )


def close(world, day=AUGUST, at=None, actor=None):
    actor = actor or world.bas
    with acting_as(actor, at=at or world.at):
        return commands.close_month(
            actor=actor, first_day=day, remark="Eén keer, terecht.", at=at or world.at
        )


def test_a_month_is_closed_when_every_use_has_a_verdict(world, used):
    with pytest.raises(MonthNotReady):
        close(world)
    judge(world, used)
    closed = close(world)
    assert (closed.first_day, closed.uses, closed.closed_by_id) == (AUGUST, 1, world.bas.id)
    with pytest.raises(MonthClosed):
        close(world)


def test_a_month_that_runs_is_not_closed_and_nobody_else_closes_one(world):
    with pytest.raises(MonthNotReady):
        close(world, SEPTEMBER)
    for actor in (world.ingrid, world.fatma, world.tom, world.samira):
        with pytest.raises(NotAllowed):
            close(world, actor=actor)


def test_the_review_is_late_after_ten_working_days(world, used):
    with acting_as(world.bas, at=world.at):
        assert not queries.month_of(AUGUST, at=world.at).is_late
    later = world.at.replace(day=14)
    with acting_as(world.bas, at=later):
        assert not queries.month_of(AUGUST, at=later).is_late, "the tenth working day counts"
    later += timedelta(days=1)
    with acting_as(world.bas, at=later):
        assert queries.month_of(AUGUST, at=later).is_late


def test_a_use_in_the_last_hour_of_a_month_belongs_to_that_month_in_amsterdam(world):
    late = world.at.replace(month=8, day=31, hour=21, minute=59)
    with acting_as(world.daan, at=late):
        commands.open_emergency_access(actor=world.daan, space=world.space, reason=REASON, at=late)
    with acting_as(world.bas, at=world.at):
        assert len(queries.month_of(AUGUST, at=world.at).lines) == 1
        assert queries.month_of(SEPTEMBER, at=world.at).lines == []


def test_only_the_officer_reads_the_review_and_nobody_changes_it(world, used):
    judge(world, used)
    row = close(world)
    for actor in (world.daan, world.ingrid, world.fatma, world.samira):
        with acting_as(actor, at=world.at):
            assert not EmergencyMonth.objects.exists()
    with acting_as(world.bas, at=world.at):
        assert EmergencyMonth.objects.filter(pk=row.pk).update(remark="anders") == 0
    with acting_as(world.daan, at=world.at), pytest.raises(DatabaseError), transaction.atomic():
        EmergencyMonth.objects.create(
            first_day=SEPTEMBER, uses=0, closed_at=world.at, closed_by_id=world.daan.id
        )


def test_the_client_hears_afterwards_and_nobody_else(world, used):
    with acting_as(system_actor("test"), at=world.at):
        handlers.tell_client_of_emergency(EmergencyAccessTold(emergency_access_id=used.pk), at=world.at)
    told = set()
    for name in ("samira", "lina", "karim", "daan", "peter"):
        with acting_as(getattr(world, name), at=world.at):
            if any(n.given_at == world.at for n in my_notices(getattr(world, name))):
                told.add(name)
    assert told == {"samira"}


def test_the_pages_from_the_list_to_the_closed_month(world, used, settings, monkeypatch):
    settings.RONDOM_STAFF_MFA = False
    monkeypatch.setattr(clock, "now", lambda: world.at)
    address = reverse("privacy_month", args=[2026, 8])
    bas = browser(world.bas)
    for outsider in ("fatma", "ingrid", "samira", "daan", "tom"):
        page = browser(getattr(world, outsider))
        assert page.get(address).status_code == 404
        assert page.post(address, {"remark": "x"}).status_code == 404
        assert page.get(reverse("privacy_months")).status_code == 404
    assert "1 without a verdict" in text(bas.get(reverse("privacy_months")))
    page = text(bas.get(address))
    assert REASON in page
    assert "Waits for a verdict" in page or "The verdict is late" in page
    assert "The client is not told yet." in page
    refused = bas.post(address, {"remark": "alles goed"})
    assert refused.status_code == 422
    assert "judge every use" in text(refused)
    judge(world, used, justified=False, note="Een telefoontje was genoeg.")
    page = text(bas.get(address))
    assert "Not justified" in page
    assert "Een telefoontje was genoeg." in page
    assert bas.post(address, {"remark": "Gesprek gevoerd."}).status_code == 302
    assert "Gesprek gevoerd." in text(bas.get(address))
    assert bas.get("/privacy/reviews/months/2026-13/").status_code == 404
