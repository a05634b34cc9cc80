"""Who is kept out of a case finds nothing, as anybody would; the log alone says by which row (D1, D2)."""

import pytest
from django.urls import reverse

from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import Part, scope_of
from rondom.audit.models import AuditEvent
from rondom.cases.queries import case_for
from rondom.kernel.refusals import NotFound
from rondom.people.models import Conflict

pytestmark = pytest.mark.django_db


def tries(world, who, case_id) -> list[tuple[str, str, bool]]:
    """What the system wrote about who it kept out: action, row of the table, confidential."""
    with acting_as(who, at=world.at), pytest.raises(NotFound):
        case_for(who, case_id, at=world.at)
    with acting_as(system_actor("test"), at=world.at):
        rows = AuditEvent.objects.filter(action="denial.view", object_id=who.id)
        return list(rows.values_list("action", "policy_row", "confidential"))


def test_the_shield_is_named_in_the_log_and_in_nobodys_own_view(world):
    assert tries(world, world.karim, world.case_id) == [("denial.view", "D2", True)]
    for who in (world.samira, world.karim, world.fatma):
        with acting_as(who, at=world.at):
            assert not AuditEvent.objects.filter(action="denial.view").exists()
            assert not AuditEvent.objects.filter(policy_row="D2").exists()
    with acting_as(world.bas, at=world.at):
        assert AuditEvent.objects.filter(policy_row="D2", subject_id=world.samira.id).count() == 1


def test_what_somebody_reads_of_their_own_tries_is_the_same_for_real_and_made_up(world):
    for case_id in (world.case_id, world.household_id):
        tries(world, world.karim, case_id)
    with acting_as(world.karim, at=world.at):
        own = AuditEvent.objects.filter(actor_id=world.karim.id, action="case.view")
        told = {(r.outcome, r.policy_row, r.confidential, r.space, r.subject_id, r.part) for r in own}
    assert len(told) == 1


def test_a_registered_conflict_is_named_in_the_log(world):
    with acting_as(system_actor("test"), at=world.at):
        Conflict.objects.create(
            scope=scope_of(world.space, Part.ADDRESS),
            person_id=world.lina.id,
            counterpart_kind="professional",
            counterpart_id=world.daan.id,
            kind="relative",
            declared_by=world.bas.id,
            declared_at=world.at,
        )
    assert tries(world, world.daan, world.case_id) == [("denial.view", "D1", True)]


@pytest.mark.parametrize("name", ["daan", "mirjam", "naima"])
def test_who_is_nothing_here_is_denied_by_no_row(world, name):
    assert tries(world, getattr(world, name), world.case_id) == []


def test_a_case_that_does_not_exist_names_no_row(world):
    assert tries(world, world.karim, world.household_id) == []


def test_the_privacy_officer_reads_the_row_on_the_page_of_the_log(world, settings, monkeypatch):
    from rondom.kernel import clock
    from tests.web.portal.site import browser

    settings.RONDOM_STAFF_MFA = False
    monkeypatch.setattr(clock, "now", lambda: world.at)
    tries(world, world.karim, world.case_id)
    page = browser(world.bas).get(reverse("privacy_log")).content.decode()
    assert "D2" in page
    assert "confidential" in page
