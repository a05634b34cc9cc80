"""Showing a BSN or a secret address in full: proved once more, in the log, and for nobody without a task."""

import time
from uuid import uuid4

import pytest
from django.urls import reverse

from rondom.access.context import acting_as, system_actor
from rondom.accounts.sessions import STEPPED_UP
from rondom.audit.models import AuditEvent
from rondom.audit.queries import looks_at
from rondom.people import commands as people
from rondom.people.models import ContactDetail, Member
from tests.cases.world import SECRETS

pytestmark = pytest.mark.django_db
NUMBER = "111222333"
OUTSIDERS = ["peter", "wendy", "esther", "yvonne", "ingrid", "daan", "bas", "tom", "karim", "naima", "lina"]


@pytest.fixture
def addresses(world, at):
    """Where Samira's BSN and her shielded address are shown."""
    with acting_as(world.fatma, at=at):
        people.record_bsn(
            actor=world.fatma,
            person_id=world.samira.id,
            household_id=world.household_id,
            bsn=NUMBER,
            at=at,
        )
        member = Member.objects.get(household_id=world.household_id, person_id=world.samira.id)
        contact = ContactDetail.objects.get(member=member, shielded=True)
    return {
        "bsn": reverse("bsn_shown", args=[world.case_id, member.pk]),
        "contact": reverse("contact_shown", args=[world.case_id, contact.pk]),
    }


SECRET = {"bsn": NUMBER, "contact": SECRETS["street"]}
ACTION = {"bsn": "bsn.reveal", "contact": "contact.reveal"}
KINDS = pytest.mark.parametrize("kind", ["bsn", "contact"])


def proved(browser, seconds_ago=0):
    """The same browser, in which somebody proved who they are that long ago."""
    session = browser.session
    session["account_authentication_methods"] = []
    session[STEPPED_UP] = time.time() - seconds_ago
    session.save()
    return browser


def looks(world, kind):
    with acting_as(system_actor("test"), at=world.at):
        return list(AuditEvent.objects.filter(action=ACTION[kind], outcome="success"))


@KINDS
@pytest.mark.parametrize("seconds_ago", [3600, 10**9])
def test_without_a_fresh_proof_the_page_asks_it_and_shows_nothing(world, visit, addresses, kind, seconds_ago):
    answer = proved(visit("fatma"), seconds_ago).post(addresses[kind])
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("step_up"))
    assert SECRET[kind] not in answer.content.decode() + answer.url
    assert looks(world, kind) == []


@KINDS
def test_with_a_fresh_proof_it_is_shown_once_and_the_look_is_logged(world, visit, addresses, kind):
    answer = proved(visit("fatma")).post(addresses[kind])
    assert answer.status_code == 200
    assert SECRET[kind] in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"], "no copy stays in the browser"
    (row,) = looks(world, kind)
    assert (row.actor_id, row.subject_id, row.policy_row) == (world.fatma.id, world.samira.id, "ID")
    assert SECRET[kind] not in repr(vars(row))
    with acting_as(world.samira, at=world.at):
        assert any(one.organization == world.fatma.organization_name for one in looks_at(world.samira.id))


@KINDS
def test_every_look_is_a_row_of_its_own(world, visit, addresses, kind):
    fatma = proved(visit("fatma"))
    for _number in range(3):
        fatma.post(addresses[kind])
    assert len(looks(world, kind)) == 3


@KINDS
@pytest.mark.parametrize("who", OUTSIDERS)
def test_a_proof_opens_nothing_for_who_has_no_part_in_it(world, visit, addresses, kind, who):
    browser = proved(visit(who))
    answer = browser.post(addresses[kind])
    assert answer.status_code == 404
    assert SECRET[kind] not in answer.content.decode()
    assert looks(world, kind) == []


@KINDS
@pytest.mark.parametrize("who", OUTSIDERS)
def test_who_has_no_part_in_it_is_not_even_asked_for_a_proof(visit, addresses, kind, who):
    assert proved(visit(who), 3600).post(addresses[kind]).status_code == 404


@KINDS
def test_it_is_shown_to_a_question_that_was_sent_on_purpose_only(visit, addresses, kind):
    fatma = proved(visit("fatma"))
    assert fatma.get(addresses[kind]).status_code == 405, "no picture, link or prefetch opens it"
    fatma.handler.enforce_csrf_checks = True
    assert fatma.post(addresses[kind]).status_code == 403


@KINDS
def test_something_else_than_this_household_is_not_found(world, visit, addresses, kind):
    fatma = proved(visit("fatma"))
    name = {"bsn": "bsn_shown", "contact": "contact_shown"}[kind]
    assert fatma.post(reverse(name, args=[world.case_id, uuid4()])).status_code == 404
    elsewhere = addresses[kind].replace(str(world.case_id), str(uuid4()))
    assert fatma.post(elsewhere).status_code == 404


def test_somebody_without_a_number_has_none_to_show(world, visit, addresses):
    with acting_as(world.fatma, at=world.at):
        lina = Member.objects.get(household_id=world.household_id, person_id=world.lina.id)
    assert proved(visit("fatma")).post(reverse("bsn_shown", args=[world.case_id, lina.pk])).status_code == 404
