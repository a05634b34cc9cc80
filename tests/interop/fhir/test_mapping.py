"""From FHIR to our own words and back."""

from datetime import UTC, date, datetime

import pytest

from rondom.interop.fhir.issues import errors_in
from rondom.interop.fhir.mapping import build_procedure, build_service_request, build_task, read_referral
from rondom.interop.fhir.states import PROJECTIONS
from rondom.interop.fhir.validate import validate

from . import samples
from .samples import ALL, CONSENT, PATIENT, SERVICE_REQUEST, TASK, changed

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
BUILT = {"resource_id": "t1", "version": 3, "last_modified": AT}


def read(task=TASK, *others, at=AT):
    book = {f"{one['resourceType']}/{one['id']}": one for one in (*ALL, *others)}
    return read_referral(task, resolve=book.get, at=at)


def test_the_person_is_read_as_she_is_now():
    person = read().person
    assert (person.given, person.prefix, person.family) == ("Sanne Maria", "van der", "Wal")
    assert person.birth_date == date(1988, 3, 9)
    assert person.phones == ("06 00 00 00 01",)
    assert person.emails == ("sanne@example.org",)
    assert person.addresses == ("Lindelaan 5, 1234 AB Almere",)
    assert (person.postal_code, person.city) == ("1234 AB", "Almere")
    assert person.bsn == "999999011"
    assert person.identifiers == (("urn:example:practice", "77"),)
    assert person.languages == ("Nederlands",)


def test_what_identifies_a_person_stays_out_of_logs():
    shown = repr(read())
    for secret in ("999999011", "Sanne", "Wal", "1988", "06 00", "example.org", "Lindelaan"):
        assert secret not in shown


def test_the_question_and_what_belongs_to_it():
    referral = read()
    assert referral.question == "Kan iemand met haar naar de brieven kijken?\n\nBel alleen overdag."
    assert referral.requested_service == "Hulp bij schulden"
    assert referral.urgency == "urgent"
    assert referral.reasons == ("Schulden en stress",)
    assert referral.goals == ("Weer overzicht over het geld",)
    assert referral.domains == ("financial-insecurity",)
    assert referral.wanted_by == date(2026, 12, 1)
    assert referral.authored_at == datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
    assert referral.task_identifiers == (("urn:example:practice", "V-12"),)
    assert referral.contact_prohibited is True


def test_without_words_the_service_asked_for_is_the_question():
    request = changed(SERVICE_REQUEST, id="q2", note=None, orderDetail=None)
    referral = read(changed(TASK, description=None, focus={"reference": "ServiceRequest/q2"}), request)
    assert referral.question == "Hulp bij schulden"
    assert referral.contact_prohibited is False


def test_who_asks_and_who_must_answer():
    referral = read()
    asker = referral.requester
    assert (asker.reference, asker.name) == ("PractitionerRole/r1", "Eva Smit")
    assert (asker.organization_reference, asker.organization_name) == (
        "Organization/o1",
        "Huisartsenpraktijk De Linde",
    )
    assert referral.owner is not None
    assert referral.owner.reference == "Organization/o9"
    assert read(changed(TASK, owner=None)).owner is None
    direct = read(changed(TASK, requester={"reference": "Organization/o1"})).requester
    assert (direct.name, direct.organization_reference) == ("Huisartsenpraktijk De Linde", "Organization/o1")
    assert direct.phone == "036 000 00 00"


@pytest.mark.parametrize(
    ("elements", "permits"),
    [
        ({}, True),
        ({"provision": None}, True),
        ({"status": "rejected"}, False),
        ({"status": "draft"}, False),
        ({"provision": {"type": "deny"}}, False),
    ],
)
def test_only_an_active_consent_that_permits_is_permission(elements, permits):
    request = changed(SERVICE_REQUEST, id="q2", supportingInfo=[{"reference": "Consent/s2"}])
    task = changed(TASK, focus={"reference": "ServiceRequest/q2"})
    (consent,) = read(task, request, changed(CONSENT, id="s2", **elements)).consents
    assert consent.permits is permits
    assert consent.organization_reference == "Organization/o1"
    assert consent.given_at == datetime(2026, 9, 1, 22, 0, tzinfo=UTC)


def test_what_cannot_be_found_leaves_its_reference():
    referral = read_referral(TASK, resolve=lambda _: None, at=AT)
    assert referral.person.reference == "Patient/p1"
    assert referral.service_request_reference == "ServiceRequest/q1"
    assert referral.consents == ()
    assert referral.urgency == "routine"


def test_a_birth_year_is_not_a_birth_date():
    task = changed(TASK, **{"for": {"reference": "Patient/p2"}})
    person = read(task, changed(PATIENT, id="p2", birthDate="1988")).person
    assert (person.birth_date, person.birth_date_text) == (None, "1988")


def test_the_published_referral_is_read():
    resources = samples.published("sdohcc-3.0.0/examples")
    book = {f"{one['resourceType']}/{one['id']}": one for one in resources}
    task = book["Task/SDOHCC-TaskReferralManagementOrderFulfillmentAcceptedExample"]
    referral = read_referral(task, resolve=book.get, at=AT)
    assert (referral.person.given, referral.person.family) == ("COLIN V.", "BAXTER")
    assert referral.person.addresses == ("183 Mountain View St, 74048 Mounds, US",)
    assert referral.requested_service == "Assistance with application for food pantry program"
    assert referral.reasons == ("Food insecurity",)
    assert referral.domains == ("food-insecurity",)
    assert referral.requester.organization_name == "Better Health Clinic"
    assert referral.requester.email == "jan.water@deerland.org"


@pytest.mark.parametrize("state", sorted(PROJECTIONS))
@pytest.mark.parametrize("fulfilled", [True, False])
def test_every_task_that_goes_out_is_one_that_would_be_taken(state, fulfilled):
    task = build_task(TASK, **BUILT, state=state, fulfilled=fulfilled, procedures=["Procedure/x1"])
    assert errors_in(validate(task)) == []
    assert task["meta"]["versionId"] == "3"
    assert task["lastModified"] == task["meta"]["lastUpdated"] == "2026-11-21T09:00:00.000Z"
    request = build_service_request(SERVICE_REQUEST, **BUILT, state=state, fulfilled=fulfilled)
    assert errors_in(validate(request)) == []


def test_the_senders_own_elements_come_back():
    task = build_task(TASK, **BUILT, state="contacted")
    ours = {"status", "businessStatus", "lastModified", "meta"}
    assert {key: value for key, value in task.items() if key not in ours} == {
        key: value for key, value in TASK.items() if key not in ours
    }
    assert (task["status"], task["businessStatus"]["coding"][0]["code"]) == ("in-progress", "contacted")


def test_results_are_added_once_and_outputs_that_were_there_stay():
    kept = {"type": {"text": "bijlage"}, "valueString": "brief"}
    task = build_task(
        changed(TASK, output=[kept]), **BUILT, state="closed", procedures=["Procedure/1", "Procedure/1"]
    )
    assert task["output"][0] == kept
    assert [one["valueReference"]["reference"] for one in task["output"][1:]] == ["Procedure/1"]
    again = build_task(task, **BUILT, state="closed", procedures=["Procedure/1", "Procedure/2"])
    assert len(again["output"]) == 3


def test_a_refusal_always_has_a_reason_and_an_acceptance_none():
    assert build_task(TASK, **BUILT, state="declined", reason="Geen plek.")["statusReason"] == {
        "text": "Geen plek."
    }
    assert build_task(TASK, **BUILT, state="declined")["statusReason"]["text"]
    before = changed(TASK, statusReason={"text": "oud"})
    assert "statusReason" not in build_task(before, **BUILT, state="accepted")


def test_feedback_is_a_note_that_is_not_repeated():
    task = build_task(TASK, **BUILT, state="closed", note="De brieven zijn geordend.")
    assert [note["text"] for note in task["note"]] == ["De brieven zijn geordend."]
    assert build_task(task, **BUILT, state="closed", note="De brieven zijn geordend.")["note"] == task["note"]
    assert errors_in(validate(task)) == []


def test_a_declined_referral_leaves_the_request_open_for_somebody_else():
    statuses = {
        state: build_service_request(SERVICE_REQUEST, **BUILT, state=state)["status"] for state in PROJECTIONS
    }
    assert statuses["declined"] == "active"
    assert statuses["closed"] == "completed"
    assert statuses["cancelled"] == "revoked"


def test_a_procedure_is_what_was_done_for_whom_and_why():
    procedure = build_procedure(
        **BUILT,
        service_request="ServiceRequest/q1",
        subject="Patient/p1",
        text="Brieven geordend",
        performed=date(2026, 11, 20),
        performer="Organization/o9",
        codes=[("http://snomed.info/sct", "410606002")],
        outcome="Er is weer overzicht.",
    )
    assert validate(procedure) == []
    assert procedure["performedDateTime"] == "2026-11-20"
    assert procedure["basedOn"] == [{"reference": "ServiceRequest/q1"}]
    at_a_moment = build_procedure(
        **BUILT, service_request="ServiceRequest/q1", subject="Patient/p1", text="x", performed=AT
    )
    assert at_a_moment["performedDateTime"] == "2026-11-21T09:00:00.000Z"


def test_building_changes_nothing_that_was_stored():
    before = samples.copy.deepcopy(TASK)
    build_task(TASK, **BUILT, state="closed", procedures=["Procedure/1"], note="x", reason="y")
    assert before == TASK
