"""A transaction Bundle: read whole or refused whole, and no reference leads nowhere."""

from datetime import UTC, datetime

import pytest

from rondom.interop.fhir.bundle import MOST_ENTRIES, Stored, read_transaction, transaction_response
from rondom.interop.fhir.outcome import Unprocessable
from rondom.interop.fhir.references import references_in
from rondom.interop.fhir.settle import settle_references
from rondom.interop.fhir.validate import validate

from . import samples
from .samples import ALL, CONDITION, ORGANIZATION, PATIENT, PROCEDURE, TASK, bundle_of, changed

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def fresh(transaction):
    return {
        entry.place: f"{entry.resource_type}/new-{entry.place}"
        for entry in transaction.entries
        if entry.method == "POST"
    }


def settle(bundle, *, known=(), **options):
    transaction = read_transaction(bundle)
    return settle_references(
        transaction, new_references=fresh(transaction), exists=set(known).__contains__, **options
    )


def refusals(action, *arguments, **options):
    with pytest.raises(Unprocessable) as refused:
        action(*arguments, **options)
    assert refused.value.status == 422
    return {(issue.code, issue.expression) for issue in refused.value.issues if issue.severity == "error"}


def put_entry(task, **request):
    return {"resource": task, "request": {"method": "PUT", "url": f"Task/{task['id']}", **request}}


def test_a_whole_referral_is_read_and_points_to_itself():
    bundle = bundle_of(*ALL)
    before = samples.copy.deepcopy(bundle)
    _, settled = settle(bundle, known={"Organization/o9"})
    targets = {reference["reference"] for one in settled.values() for _, reference in references_in(one, "x")}
    assert targets - {"Organization/o9"} <= {
        f"{one['resourceType']}/new-{place}" for place, one in enumerate(ALL)
    }
    assert all(validate(one) == [] for one in settled.values())
    assert bundle == before


def test_what_is_pointed_to_is_stored_first_and_updates_come_last():
    bundle = bundle_of(*reversed(ALL))
    bundle["entry"].insert(0, put_entry(changed(TASK, id="t9"), ifMatch='W/"2"'))
    order = [(one.method, one.resource_type) for one in read_transaction(bundle).in_storing_order]
    assert order.index(("POST", "Patient")) < order.index(("POST", "Condition"))
    assert order.index(("POST", "ServiceRequest")) < order.index(("POST", "Task"))
    assert order[-1] == ("PUT", "Task")


def test_the_published_referral_goes_in_as_one_bundle():
    resources = samples.published("sdohcc-3.0.0/examples")
    wanted = [one for one in resources if one["resourceType"] != "Task" or "Referral" in one["id"]]
    wanted = [one for one in wanted if "SummerFood" not in one["id"]]
    transaction, settled = settle(bundle_of(*wanted))
    assert len(settled) == len(wanted)
    assert {issue.code for issue in transaction.remarks} == {"not-supported"}
    assert all("not kept here" in issue.diagnostics for issue in transaction.remarks)


def test_a_reference_to_no_entry_is_refused_by_its_path():
    bundle = bundle_of(CONDITION)
    bundle["entry"][0]["resource"]["subject"]["reference"] = "urn:uuid:00000000-0000-4000-8000-999999999999"
    with pytest.raises(Unprocessable) as refused:
        settle(bundle)
    where = "Bundle.entry[0].resource.subject.reference"
    assert [issue.diagnostics for issue in refused.value.issues] == [
        f"{where} points to no entry of this Bundle."
    ]


def test_a_reference_to_something_unknown_is_refused():
    bundle = bundle_of(changed(CONDITION, subject={"reference": "Patient/elsewhere"}))
    expected = {("not-found", "Bundle.entry[0].resource.subject.reference")}
    assert refusals(settle, bundle) == expected
    _, settled = settle(bundle, known={"Patient/elsewhere"})
    assert settled[0]["subject"]["reference"] == "Patient/elsewhere"


def test_a_reference_to_another_server_is_refused_and_to_our_own_is_shortened():
    bundle = bundle_of(changed(CONDITION, subject={"reference": "https://x.example/fhir/Patient/1"}))
    assert refusals(settle, bundle, known={"Patient/1"}) == {
        ("not-found", "Bundle.entry[0].resource.subject.reference")
    }
    _, settled = settle(bundle, known={"Patient/1"}, own_base="https://x.example/fhir")
    assert settled[0]["subject"]["reference"] == "Patient/1"


def test_absolute_addresses_within_a_bundle_are_followed():
    bundle = bundle_of(PATIENT, CONDITION)
    for entry in bundle["entry"]:
        entry["fullUrl"] = (
            f"https://x.example/fhir/{entry['resource']['resourceType']}/{entry['resource']['id']}"
        )
    bundle["entry"][1]["resource"]["subject"]["reference"] = "Patient/p1"
    _, settled = settle(bundle)
    assert settled[1]["subject"]["reference"] == "Patient/new-0"


def test_ids_that_the_sender_left_in_place_are_understood_unless_they_are_ours():
    bundle = bundle_of(PATIENT, CONDITION)
    bundle["entry"][1]["resource"]["subject"]["reference"] = "Patient/p1"
    assert settle(bundle)[1][1]["subject"]["reference"] == "Patient/new-0"
    assert settle(bundle, known={"Patient/p1"})[1][1]["subject"]["reference"] == "Patient/p1"


def test_the_type_behind_a_uuid_is_checked():
    bundle = bundle_of(PATIENT, CONDITION)
    bundle["entry"][1]["resource"]["subject"]["reference"] = bundle["entry"][1]["fullUrl"]
    assert refusals(read_transaction, bundle) == {("value", "Bundle.entry[1].resource.subject")}


def test_a_fault_inside_an_entry_is_named_from_the_bundle_down():
    bundle = bundle_of(changed(TASK, status="banana"), changed(PATIENT, shoe=1))
    assert refusals(read_transaction, bundle) >= {
        ("code-invalid", "Bundle.entry[0].resource.status"),
        ("structure", "Bundle.entry[1].resource.shoe"),
    }
    bundle = bundle_of(changed(TASK, focus=None))
    assert refusals(read_transaction, bundle) == {("required", "Bundle.entry[0].resource.focus")}


@pytest.mark.parametrize(
    ("request_part", "code", "where"),
    [
        ({"method": "DELETE", "url": "Organization/o1"}, "not-supported", "request.method"),
        ({"method": "GET", "url": "Organization/o1"}, "not-supported", "request.method"),
        ({"method": "PUT", "url": "Organization/o1"}, "not-supported", "request.url"),
        ({"method": "POST", "url": "Patient"}, "value", "request.url"),
        (
            {"method": "POST", "url": "Organization", "ifNoneExist": "name=x"},
            "not-supported",
            "request.ifNoneExist",
        ),
        ({"method": "JUMP", "url": "Organization"}, "code-invalid", "request.method"),
        ({"method": "POST"}, "required", "request.url"),
    ],
)
def test_a_request_that_is_not_supported_is_refused(request_part, code, where):
    bundle = bundle_of(ORGANIZATION)
    bundle["entry"][0]["request"] = request_part
    assert (code, f"Bundle.entry[0].{where}") in refusals(read_transaction, bundle)


def test_an_update_of_a_task_says_its_version_and_its_id():
    bundle = {"resourceType": "Bundle", "type": "transaction", "entry": [put_entry(TASK, ifMatch='W/"3"')]}
    (entry,) = read_transaction(bundle).entries
    assert (entry.method, entry.resource_id, entry.version) == ("PUT", "t1", 3)
    for broken, where in (
        (put_entry(TASK), "request.ifMatch"),
        (put_entry(TASK, ifMatch="3"), "request.ifMatch"),
        (put_entry(TASK, url="Task/other", ifMatch='W/"3"'), "request.url"),
    ):
        found = refusals(read_transaction, bundle | {"entry": [broken]})
        assert {place for _, place in found} == {f"Bundle.entry[0].{where}"}


@pytest.mark.parametrize(
    ("bundle", "where"),
    [
        ({"resourceType": "Bundle", "type": "transaction"}, "Bundle.entry"),
        ({"resourceType": "Bundle", "type": "batch", "entry": bundle_of(PATIENT)["entry"]}, "Bundle.type"),
        ({"resourceType": "Bundle", "entry": bundle_of(PATIENT)["entry"]}, "Bundle.type"),
        (PATIENT, "Bundle"),
        ([], ""),
        (
            {"resourceType": "Bundle", "type": "transaction", "entry": [{"resource": PATIENT}]},
            "Bundle.entry[0].request",
        ),
        (bundle_of({"resourceType": "Observation", "id": "x"}), "Bundle.entry[0].resource"),
    ],
)
def test_what_is_no_transaction_is_refused(bundle, where):
    assert where in {place for _, place in refusals(read_transaction, bundle)}


def test_the_same_address_twice_and_too_many_entries_are_refused():
    bundle = bundle_of(PATIENT)
    bundle["entry"] *= 2
    assert refusals(read_transaction, bundle) == {("duplicate", "Bundle.entry[1]")}
    bundle["entry"] = bundle["entry"][:1] * (MOST_ENTRIES + 1)
    assert refusals(read_transaction, bundle) == {("too-costly", "Bundle.entry")}


def test_a_full_url_without_form_is_refused():
    bundle = bundle_of(PATIENT)
    bundle["entry"][0]["fullUrl"] = "urn:uuid:mine"
    assert refusals(read_transaction, bundle) == {("value", "Bundle.entry[0].fullUrl")}


def test_the_answer_has_the_order_of_the_question_and_the_remarks():
    seen = changed(CONDITION, evidence=[{"detail": [{"reference": "Observation/1"}]}])
    transaction, _ = settle(bundle_of(PATIENT, seen, PROCEDURE))
    stored = [
        Stored(one.place, f"{one.resource_type}/{one.place}", 1, AT) for one in transaction.in_storing_order
    ]
    answer = transaction_response(stored, base_url="https://x.example/fhir/", remarks=transaction.remarks)
    assert [one["fullUrl"] for one in answer["entry"]] == [
        "https://x.example/fhir/Patient/0",
        "https://x.example/fhir/Condition/1",
        "https://x.example/fhir/Procedure/2",
    ]
    first, second, third = (one["response"] for one in answer["entry"])
    assert first == {
        "status": "201 Created",
        "location": "https://x.example/fhir/Patient/0",
        "etag": 'W/"1"',
        "lastModified": "2026-11-21T09:00:00.000Z",
    }
    assert second["outcome"]["issue"][0]["expression"] == [
        "Bundle.entry[1].resource.evidence[0].detail[0].reference"
    ]
    assert "outcome" not in third
    changed_task = transaction_response(
        [Stored(0, "Task/1", 4, AT, created=False)], base_url="https://x.example"
    )
    assert changed_task["entry"][0]["response"]["status"] == "200 OK"
