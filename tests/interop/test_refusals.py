"""What the doors refuse: the right status, the element by name, and nothing half-stored."""

import json
from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.audit.models import AuditEvent
from rondom.interop.commands import revoke_token
from rondom.interop.models import ApiToken, FhirResource
from rondom.interop.queries import tokens
from rondom.referrals.models import Referral
from tests.interop.doors import FHIR, Partner, elements, partner_of, stored
from tests.interop.fhir.samples import (
    ALL,
    CONSENT,
    ORGANIZATION,
    PATIENT,
    PROCEDURE,
    PUBLISHED,
    TASK,
    bundle_of,
    changed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice(desk, frozen):
    return partner_of("huisartsenpraktijk", frozen.at)


def resources(**task):
    return [changed(TASK, owner=None, **task) if one is TASK else one for one in ALL if one is not PROCEDURE]


def nothing_stored(at):
    with acting_as(system_actor("test"), at=at):
        return not FhirResource.objects.exists() and not Referral.objects.exists()


def test_metadata_is_open_and_the_rest_is_not(desk, practice):
    nobody = Partner()
    statement = nobody.get("metadata")
    assert (statement.status_code, statement.json()["resourceType"]) == (200, "CapabilityStatement")
    for response in (nobody.get("Task"), nobody.post("Patient", PATIENT), Partner("wrong").get("Task")):
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
        assert response.json()["resourceType"] == "OperationOutcome"
        assert "Set-Cookie" not in response.headers


def test_a_token_is_kept_as_a_hash_and_ends_at_once(desk, practice, frozen):
    secret = practice.headers["Authorization"].removeprefix("Bearer ")
    actor = system_actor("test")
    with acting_as(actor, at=frozen.at):
        (line,) = tokens(at=frozen.at)
        assert secret not in str(ApiToken.objects.values_list().get())
        assert len(secret) > 40
    assert practice.get("Task").status_code == 200
    revoke_token(actor=actor, token_id=line.number, at=frozen.at)
    assert practice.get("Task").status_code == 401


def test_the_site_itself_cannot_read_or_make_a_token(desk, practice, frozen):
    with acting_as(desk.tom, at=frozen.at):
        assert not ApiToken.objects.exists()


def test_another_organization_finds_nothing(desk, practice, frozen):
    where = stored(practice.post("", bundle_of(*resources())))
    other = partner_of("horizon", frozen.at)
    absent = other.get("Task/00000000-0000-4000-8000-000000000000")
    for reference in where.values():
        response = other.get(reference)
        kind = reference.split("/")[0]
        assert response.status_code == 404
        assert response.json() == json.loads(absent.content.decode().replace("Task", kind))
    assert other.get("Task").json()["total"] == 0
    task = practice.get(where["Task"]).json() | {"status": "cancelled"}
    assert other.put(where["Task"], task, **{"If-Match": 'W/"1"'}).status_code == 404
    pointing = changed(PATIENT, id=None) | {"managingOrganization": {"reference": where["Organization"]}}
    refused = other.post("Patient", pointing)
    assert refused.status_code == 422


@pytest.mark.parametrize("path", sorted((PUBLISHED / "negatives-task").glob("*.json")) or [None])
def test_an_illegal_task_is_refused_by_element_and_nothing_is_stored(desk, practice, frozen, path):
    if path is None:
        pytest.skip("the published negatives are not here: negatives-task")
    task = json.loads(path.read_text())
    single = practice.post("Task", task)
    assert single.status_code == 422
    assert any(name.startswith("Task.") for name in elements(single))
    others = [one for one in resources() if one["resourceType"] != "Task"]
    bundled = practice.post("", bundle_of(*others, task))
    assert bundled.status_code == 422
    assert any(".resource." in name for name in elements(bundled))
    assert nothing_stored(frozen.at)


def test_a_broken_reference_stores_nothing(desk, practice, frozen):
    bundle = bundle_of(*resources(focus={"reference": "ServiceRequest/elders"}))
    response = practice.post("", bundle)
    assert response.status_code == 422
    assert any(name.endswith("focus.reference") for name in elements(response))
    assert nothing_stored(frozen.at)
    single = practice.post("Task", changed(TASK, owner=None))
    assert "Task.focus.reference" in elements(single)


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("{}", "text/html", 415),
        ("{}", "application/fhir+xml", 415),
        ("{}", "application/fhir+json; charset=latin-1", 415),
        ("<Patient/>", FHIR, 400),
        (b"%PDF-1.7 not what it says", FHIR, 400),
        (b"\xff\xd8\xff\xe0JFIF", FHIR, 400),
        (" ", FHIR, 400),
        ("[]", FHIR, 400),
        ('{"resourceType": "Task"}', FHIR, 400),
        ('{"resourceType": "Patient", "resourceType": "Patient"}', FHIR, 400),
        ('{"resourceType": "Patient", "birthDate": "31-12-1988"}', FHIR, 422),
        ('{"resourceType": "Patient", "name": [{"family": "a\\u0000b"}]}', FHIR, 422),
        ('{"resourceType": "Patient", "name": [{"family": "\\ud800"}]}', FHIR, 422),
    ],
)
def test_what_cannot_be_read_is_refused(practice, frozen, body, content_type, status):
    response = practice.post("Patient", body, content_type=content_type)
    assert response.status_code == status
    assert response.json()["resourceType"] == "OperationOutcome"
    assert nothing_stored(frozen.at)


def test_an_attachment_that_is_not_what_it_says_is_refused_or_kept_as_it_was(desk, practice, frozen):
    odd = changed(CONSENT, id=None, organization=None, patient=None)
    response = practice.post("Consent", odd)
    assert response.status_code == 422
    assert "Consent.patient" in elements(response)


def test_too_much_is_a_413(desk, practice):
    assert practice.post("Patient", b" " * 10_000_001).status_code == 413


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "Banana", 404),
        ("get", "Observation/1", 404),
        ("get", "Task/1/2/3/4/5", 404),
        ("get", "Patient", 405),
        ("delete", "Task/1", 405),
        ("patch", "Task/1", 405),
        ("get", "", 405),
        ("get", "Task/%00", 404),
        ("get", "Task/ee%20e", 404),
        ("get", "Task?banana=1", 400),
        ("get", "Task?status=banana", 400),
        ("get", "Task?_lastUpdated=soon", 400),
        ("get", "Task?" + "&".join(f"_id={n}" for n in range(200)), 400),
        ("get", "Task?_format=xml", 406),
    ],
)
def test_every_refusal_is_an_outcome_with_its_own_status(desk, practice, method, path, status):
    response = getattr(practice.client, method)(f"/fhir/{path}", headers=practice.headers)
    assert (response.status_code, response.json()["resourceType"]) == (status, "OperationOutcome")


def test_who_wants_no_json_is_told_so(desk, practice):
    assert practice.get("Task", Accept="text/html").status_code == 406


def test_a_task_is_found_by_what_it_says(desk, practice, frozen):
    first = stored(practice.post("", bundle_of(*resources())))
    frozen.at += timedelta(hours=1)
    second = stored(practice.post("", bundle_of(*resources(identifier=[{"value": "V-13"}]))))
    task = practice.get(first["Task"]).json()
    ids = {key: where["Task"].split("/")[1] for key, where in (("first", first), ("second", second))}

    def found(query):
        body = practice.get(f"Task?{query}").json()
        assert body["type"] == "searchset"
        return [entry["resource"]["id"] for entry in body.get("entry", [])]

    assert found("") == [ids["second"], ids["first"]]
    assert found(f"_id={ids['first']}") == [ids["first"]]
    assert found("_id=00000000-0000-4000-8000-000000000000,not-here") == []
    assert found("status=requested") == [ids["second"], ids["first"]]
    assert found("status:not=requested") == []
    assert found(f"requester={first['PractitionerRole']}") == [ids["first"]]
    assert found("owner:missing=true") == [ids["second"], ids["first"]]
    assert found("owner=Organization/spoorwijk") == []
    assert found(f"_lastUpdated=eq{task['meta']['lastUpdated']}") == [ids["first"]]
    assert found(f"_lastUpdated=gt{task['meta']['lastUpdated']}") == [ids["second"]]
    assert found(f"_lastUpdated=sa{task['meta']['lastUpdated']}") == [ids["second"]]
    assert found(f"_lastUpdated=eb{task['meta']['lastUpdated']}") == []
    assert found("_lastUpdated=eb2027") == [ids["second"], ids["first"]]
    page = practice.get("Task?status=requested&_count=1").json()
    assert (page["total"], len(page["entry"])) == (2, 1)
    following = next(link["url"] for link in page["link"] if link["relation"] == "next")
    assert [e["resource"]["id"] for e in practice.get(following.split("/fhir/")[1]).json()["entry"]] == [
        ids["first"]
    ]
    assert practice.get("Task?_count=0").json()["total"] == 2


def test_a_resource_comes_back_with_its_version(desk, practice):
    made = practice.post("Organization", changed(ORGANIZATION, id="mine"))
    assert made.status_code == 201
    assert made.headers["ETag"] == 'W/"1"'
    reference = made.headers["Location"].split("/fhir/")[1]
    assert reference.endswith("/_history/1")
    read = practice.get(reference)
    assert read.json() == made.json()
    assert read.headers["Last-Modified"] == made.headers["Last-Modified"]
    assert made.json()["id"] != "mine"
    plain = reference.removesuffix("/_history/1")
    assert practice.get(plain, **{"If-None-Match": 'W/"1"'}).status_code == 304
    assert practice.get(f"{plain}/_history/2").status_code == 404


def test_the_same_request_again_has_one_effect(desk, practice, frozen):
    key = {"X-Request-ID": "3f1c-practice-0001"}
    first = practice.post("", bundle_of(*resources()), **key)
    again = practice.post("", bundle_of(*resources()), **key)
    assert again.json() == first.json()
    assert again.headers["X-Replayed"] == "true"
    with acting_as(system_actor("test"), at=frozen.at):
        assert Referral.objects.count() == 1
    other = practice.post("", bundle_of(*resources(priority="urgent")), **key)
    assert "X-Replayed" not in other.headers


def test_a_sender_may_only_cancel(desk, practice):
    where = stored(practice.post("", bundle_of(*resources())))
    got = practice.get(where["Task"])
    match = {"If-Match": got.headers["ETag"]}
    accepted = practice.put(where["Task"], got.json() | {"status": "accepted"}, **match)
    assert (accepted.status_code, elements(accepted)) == (409, {"Task.status"})
    other = practice.put(where["Task"], got.json() | {"description": "anders"}, **match)
    assert (other.status_code, elements(other)) == (422, {"Task.description"})
    elsewhere = practice.put(where["Task"], got.json() | {"id": "x"}, **match)
    assert (elsewhere.status_code, elements(elsewhere)) == (400, {"Task.id"})


def test_every_read_and_write_is_in_the_log_with_its_subject(desk, practice, frozen):
    where = stored(practice.post("", bundle_of(*resources())))
    with acting_as(system_actor("test"), at=frozen.at):
        referral = Referral.objects.get()
    case = desk.into_case(referral)
    practice.get(where["Task"])
    practice.get("Task")
    practice.get("Task/00000000-0000-4000-8000-000000000000")
    with acting_as(system_actor("test"), at=frozen.at):
        rows = AuditEvent.objects.filter(actor_kind="partner")
        seen = set(rows.values_list("action", "outcome"))
        subjects = set(
            rows.filter(action__in=["fhir.read", "fhir.search"], outcome="success").values_list(
                "subject_id", flat=True
            )
        )
    assert {
        ("fhir.create", "success"),
        ("fhir.read", "success"),
        ("fhir.search", "success"),
        ("fhir.read", "not_found"),
    } <= seen
    assert subjects == {case.client_id}


def test_the_log_of_the_client_names_the_practice(desk, practice, frozen):
    from rondom.access.actor import Actor

    where = stored(practice.post("", bundle_of(*resources())))
    with acting_as(system_actor("test"), at=frozen.at):
        referral = Referral.objects.get()
    case = desk.into_case(referral)
    practice.get(where["Task"])
    with acting_as(Actor(kind="resident", id=case.client_id), at=frozen.at + timedelta(days=9)):
        assert AuditEvent.objects.filter(
            action="fhir.read", organization_name="Huisartsenpraktijk De Brug"
        ).exists()


def test_too_many_requests_wait_a_minute(desk, practice, frozen, settings):
    settings.RONDOM_FHIR_REQUESTS_PER_MINUTE = 2
    assert [practice.get("Task").status_code for _ in range(3)] == [200, 200, 429]
    frozen.at += timedelta(minutes=1)
    assert practice.get("Task").status_code == 200


def test_nothing_that_was_sent_lies_readable_in_the_store(desk, practice, frozen):
    practice.post("", bundle_of(*resources()))
    with acting_as(system_actor("test"), at=frozen.at):
        for row in FhirResource.objects.values_list():
            assert b"999999011" not in b"".join(bytes(v) for v in row if isinstance(v, memoryview | bytes))
            assert "999999011" not in str(row)


def test_an_incoming_question_that_is_too_long_is_refused_by_element(desk, practice, frozen):
    response = practice.post("", bundle_of(*resources(description="x" * 15_000)))
    assert (response.status_code, elements(response)) == (422, {"Task.description"})
    assert nothing_stored(frozen.at)
