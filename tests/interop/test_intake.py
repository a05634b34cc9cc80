"""What a partner sends must fit together: one person, a request that stands, a yes that counts, once."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.interop.jobs import forget_answers
from rondom.interop.models import AnsweredRequest, FhirResource
from rondom.privacy.vocabulary import FeedbackDepth
from rondom.referrals.models import Referral
from tests.interop.doors import elements, partner_of, stored
from tests.interop.fhir import samples
from tests.interop.fhir.samples import ALL, bundle_of, changed

pytestmark = pytest.mark.django_db
TASK = changed(samples.TASK, owner=None)
OTHER = {
    "resourceType": "Patient",
    "id": "p2",
    "name": [{"given": ["Iemand"], "family": "Anders"}],
    "birthDate": "1970-01-01",
}


@pytest.fixture
def practice(desk, frozen):
    return partner_of("huisartsenpraktijk", frozen.at)


def sent(**instead):
    """The invented referral, with other resources in the place of its own, by type."""
    found = []
    for one in ALL:
        if one is samples.PROCEDURE:
            continue
        own = TASK if one is samples.TASK else one
        found += instead.get(own["resourceType"], [own])
    return bundle_of(*found)


def referrals(frozen):
    with acting_as(system_actor("test"), at=frozen.at):
        return list(Referral.objects.order_by("sent_at"))


def refused_whole(answer, frozen, status, element):
    assert (answer.status_code, elements(answer)) == (status, {element})
    with acting_as(system_actor("test"), at=frozen.at):
        assert not FhirResource.objects.exists()
        assert not Referral.objects.exists()


def consent(**changes):
    return [changed(samples.CONSENT, **changes)]


@pytest.mark.parametrize(
    ("changes", "element"),
    [
        ({"status": "inactive"}, "Consent.status"),
        ({"status": "proposed"}, "Consent.status"),
        ({"provision": {"type": "deny"}}, "Consent.provision.type"),
        ({"provision": {"period": {"end": "2025-01-01"}}}, "Consent.provision.period.end"),
        ({"provision": {"period": {"start": "2031-01-01"}}}, "Consent.provision.period.start"),
        ({"dateTime": "2031-01-01"}, "Consent.dateTime"),
    ],
)
def test_what_is_no_yes_today_is_no_permission(desk, practice, frozen, changes, element):
    answer = practice.post("", sent(Consent=consent(**changes)))
    refused_whole(answer, frozen, 422, element)


def test_a_permission_counts_on_its_last_day_and_not_after_it(desk, practice, frozen):
    today = frozen.at.date().isoformat()
    last = consent(provision={"period": {"end": today}})
    stored(practice.post("", sent(Consent=last)))
    frozen.at += timedelta(days=1)
    again = practice.post("", sent(Consent=last, Task=[changed(TASK, identifier=None)]))
    assert (again.status_code, elements(again)) == (422, {"Consent.provision.period.end"})


def test_the_permission_of_somebody_else_is_none(desk, practice, frozen):
    answer = practice.post(
        "", sent(Patient=[samples.PATIENT, OTHER], Consent=consent(patient={"reference": "Patient/p2"}))
    )
    refused_whole(answer, frozen, 422, "Consent.patient")


def test_the_newest_word_counts(desk, practice, frozen):
    """She said yes in an earlier month and no since then: an old yes that is sent along is no permission."""
    since = changed(samples.CONSENT, id="s2", status="inactive", dateTime="2026-09-05")
    answer = practice.post("", sent(Consent=[samples.CONSENT, since]))
    refused_whole(answer, frozen, 422, "Consent.status")


def test_an_old_no_does_not_stop_a_later_yes(desk, practice, frozen):
    before = changed(samples.CONSENT, id="s0", provision={"type": "deny"}, dateTime="2026-01-05")
    stored(practice.post("", sent(Consent=[before, samples.CONSENT])))
    (referral,) = referrals(frozen)
    assert (referral.ground, str(referral.consent_on)) == ("consent", "2026-09-02")
    assert referral.feedback == FeedbackDepth.OUTCOME


def test_without_a_word_about_permission_only_the_status_goes_back(desk, practice, frozen):
    request = [changed(samples.SERVICE_REQUEST, supportingInfo=None)]
    stored(practice.post("", sent(Consent=[], ServiceRequest=request)))
    (referral,) = referrals(frozen)
    assert (referral.ground, referral.consent_on, referral.feedback) == ("", None, FeedbackDepth.STATUS)


def test_task_and_request_are_about_one_person(desk, practice, frozen):
    request = [changed(samples.SERVICE_REQUEST, subject={"reference": "Patient/p2"}, supportingInfo=None)]
    answer = practice.post("", sent(Patient=[samples.PATIENT, OTHER], ServiceRequest=request, Consent=[]))
    refused_whole(answer, frozen, 422, "Task.for")


@pytest.mark.parametrize("status", ["revoked", "completed", "entered-in-error"])
def test_a_request_that_no_longer_stands_asks_nothing(desk, practice, frozen, status):
    answer = practice.post("", sent(ServiceRequest=[changed(samples.SERVICE_REQUEST, status=status)]))
    refused_whole(answer, frozen, 422, "ServiceRequest.status")


def test_the_same_referral_sent_again_is_one_referral(desk, practice, frozen):
    where = stored(practice.post("", sent()))
    again = practice.post("", sent())
    assert (again.status_code, elements(again)) == (409, {"Task.identifier"})
    assert again.json()["issue"][0]["code"] == "duplicate"
    assert where["Task"] in again.content.decode(), "the sender is told which one it is"
    assert len(referrals(frozen)) == 1


def test_twice_in_one_bundle_is_refused_whole(desk, practice, frozen):
    answer = practice.post("", sent(Task=[TASK, changed(TASK, id="t2")]))
    refused_whole(answer, frozen, 409, "Task.identifier")


def test_what_was_taken_back_may_be_sent_anew(desk, practice, frozen):
    where = stored(practice.post("", sent()))
    got = practice.get(where["Task"])
    cancelled = got.json() | {"status": "cancelled", "statusReason": {"text": "Naar een ander loket."}}
    assert practice.put(where["Task"], cancelled, **{"If-Match": got.headers["ETag"]}).status_code == 200
    stored(practice.post("", sent()))
    assert len(referrals(frozen)) == 2


def test_the_number_of_another_practice_is_another_referral(desk, practice, frozen):
    stored(practice.post("", sent()))
    other = partner_of("wonen-maas", frozen.at)
    stored(other.post("", sent()))
    assert len(referrals(frozen)) == 2


def test_another_number_is_another_referral(desk, practice, frozen):
    stored(practice.post("", sent()))
    stored(practice.post("", sent(Task=[changed(TASK, identifier=[{"system": "urn:x", "value": "V-12"}])])))
    assert len(referrals(frozen)) == 2


def test_the_numbers_of_a_sender_are_not_readable_in_the_table(desk, practice, frozen):
    number = {"system": "http://fhir.nl/fhir/NamingSystem/bsn", "value": "999999011"}
    stored(practice.post("", sent(Task=[changed(TASK, identifier=[number])])))
    with acting_as(system_actor("test"), at=frozen.at):
        (mark,) = FhirResource.objects.get(kind="Task").marks
    assert len(mark) == 64
    assert "999999011" not in mark


def test_answers_are_kept_a_week(desk, practice, frozen):
    practice.post("", sent(), **{"X-Request-ID": "practice-0001"})
    for days, left in ((7, 1), (8, 0)):
        forget_answers(at=frozen.at + timedelta(days=days))
        with acting_as(system_actor("test"), at=frozen.at):
            assert AnsweredRequest.objects.count() == left


@pytest.mark.parametrize("tags", ['W/"1"', 'W/"7", W/"1"', "*"])
def test_who_has_this_version_already_gets_no_body(desk, practice, tags):
    where = stored(practice.post("", sent()))
    same = practice.get(where["Patient"], **{"If-None-Match": tags})
    assert (same.status_code, same.content) == (304, b"")
    assert practice.get(where["Patient"], **{"If-None-Match": 'W/"11"'}).status_code == 200


def test_an_update_of_what_is_not_there_names_the_element(desk, practice, frozen):
    where = stored(practice.post("", sent()))
    nowhere = "00000000-0000-4000-8000-000000000000"
    task = practice.get(where["Task"]).json() | {"id": nowhere}
    answer = practice.put(f"Task/{nowhere}", task, **{"If-Match": 'W/"1"'})
    assert (answer.status_code, elements(answer)) == (404, {"Task.id"})
    assert "Bundle" not in answer.content.decode()
