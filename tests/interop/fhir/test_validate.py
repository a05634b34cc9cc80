"""What is taken and what is refused, element by element."""

import pytest

from rondom.interop.fhir.hygiene import LONGEST_TEXT
from rondom.interop.fhir.validate import validate

from . import samples
from .samples import ALL, CONDITION, CONSENT, PATIENT, SERVICE_REQUEST, TASK, changed, faults

NEGATIVES = {
    "base-status-banana.json": "Task.status",
    "base-status-missing.json": "Task.status",
    "base-two-value-x-in-output.json": "Task.output[0].value[x]",
    "prof-focus-missing.json": "Task.focus",
    "prof-for-organization.json": "Task.for",
    "prof-intent-plan.json": "Task.intent",
    "prof-statusreason-without-text.json": "Task.statusReason.text",
}


@pytest.mark.parametrize("resource", ALL, ids=lambda one: one["resourceType"])
def test_a_good_resource_is_taken(resource):
    assert validate(resource) == []


@pytest.mark.parametrize(
    ("folder", "fewest"),
    [("sdohcc-3.0.0/examples", 24), ("nl-core-0.12-beta4/examples", 20), ("nl-gf-0.3.0/examples", 15)],
)
def test_every_published_example_is_taken(folder, fewest):
    resources = samples.published(folder)
    assert len(resources) >= fewest
    assert {one["id"]: faults(one) for one in resources if faults(one)} == {}


def test_every_published_negative_is_refused_at_the_named_element():
    samples.published("negatives-task")
    found = {}
    for name in NEGATIVES:
        resource = samples.json.loads((samples.PUBLISHED / "negatives-task" / name).read_text())
        issues = validate(resource)
        found[name] = {issue.expression for issue in issues}
        assert all(issue.expression in issue.diagnostics for issue in issues)
    assert found == {name: {element} for name, element in NEGATIVES.items()}


@pytest.mark.parametrize(
    ("elements", "code", "where"),
    [
        ({"shoeSize": 43}, "structure", "Patient.shoeSize"),
        ({"active": "true"}, "value", "Patient.active"),
        ({"active": [True]}, "structure", "Patient.active"),
        ({"name": {"family": "Wal"}}, "structure", "Patient.name"),
        ({"name": ["Wal"]}, "structure", "Patient.name[0]"),
        ({"name": []}, "structure", "Patient.name"),
        ({"name": [{}]}, "structure", "Patient.name[0]"),
        ({"gender": "vrouw"}, "code-invalid", "Patient.gender"),
        ({"gender": ""}, "structure", "Patient.gender"),
        ({"birthDate": "09-03-1988"}, "value", "Patient.birthDate"),
        ({"birthDate": "1988-02-30"}, "value", "Patient.birthDate"),
        ({"birthDate": "1988-03-09T10:00:00Z"}, "value", "Patient.birthDate"),
        ({"id": "two words"}, "value", "Patient.id"),
        ({"id": "x" * 65}, "value", "Patient.id"),
        ({"deceasedBoolean": False, "deceasedDateTime": "2020"}, "structure", "Patient.deceased[x]"),
        ({"deceasedString": "no"}, "structure", "Patient.deceasedString"),
        ({"extension": [{"valueString": "x"}]}, "required", "Patient.extension[0].url"),
        ({"extension": [{"url": "urn:x"}]}, "invariant", "Patient.extension[0]"),
        (
            {"modifierExtension": [{"url": "urn:x", "valueString": "x"}]},
            "extension",
            "Patient.modifierExtension",
        ),
        ({"implicitRules": "urn:x"}, "not-supported", "Patient.implicitRules"),
        ({"telecom": [{"value": "1"}]}, "invariant", "Patient.telecom[0].system"),
        ({"contact": [{"gender": "male"}]}, "invariant", "Patient.contact[0]"),
        ({"_name": [{"id": "a"}]}, "structure", "Patient._name"),
        ({"_birthDate": "x"}, "structure", "Patient.birthDate"),
        ({"managingOrganization": {"reference": "Patient/1"}}, "value", "Patient.managingOrganization"),
        ({"managingOrganization": {"reference": "huh"}}, "value", "Patient.managingOrganization.reference"),
        ({"managingOrganization": {"reference": "#o"}}, "not-found", "Patient.managingOrganization"),
        ({"managingOrganization": {"type": "Organization"}}, "required", "Patient.managingOrganization"),
        ({"text": {"status": "generated", "div": "<p>x</p>"}}, "invalid", "Patient.text.div"),
        ({"photo": [{"data": "not base64!"}]}, "value", "Patient.photo[0].data"),
        ({"multipleBirthInteger": True}, "value", "Patient.multipleBirthInteger"),
        ({"multipleBirthInteger": 1.5}, "value", "Patient.multipleBirthInteger"),
        ({"meta": {"lastUpdated": "2026-01-01"}}, "value", "Patient.meta.lastUpdated"),
        (
            {"contained": [{"resourceType": "Organization", "name": "x"}]},
            "required",
            "Patient.contained[0].id",
        ),
        ({"contained": [{"id": "a"}]}, "structure", "Patient.contained[0]"),
        ({"active": {}}, "structure", "Patient.active"),
    ],
)
def test_a_fault_in_a_patient_is_named(elements, code, where):
    assert (code, where) in faults(changed(PATIENT, **elements))


@pytest.mark.parametrize(
    ("elements", "code", "where"),
    [
        ({"status": "received"}, "code-invalid", "Task.status"),
        ({"status": "ready"}, "code-invalid", "Task.status"),
        ({"status": None, "_status": {"id": "a"}}, "required", "Task.status"),
        ({"status": ["requested"]}, "structure", "Task.status"),
        ({"intent": "plan"}, "code-invalid", "Task.intent"),
        ({"code": None}, "required", "Task.code"),
        ({"code": {"text": "hulp"}}, "code-invalid", "Task.code"),
        ({"focus": None}, "required", "Task.focus"),
        ({"focus": {"reference": "Patient/1"}}, "value", "Task.focus"),
        ({"focus": {"display": "hulp"}}, "required", "Task.focus.reference"),
        ({"for": None}, "required", "Task.for"),
        ({"for": {"reference": "https://x.example/fhir/Organization/1"}}, "value", "Task.for"),
        ({"requester": None}, "required", "Task.requester"),
        ({"requester": {"reference": "Practitioner/1"}}, "value", "Task.requester"),
        ({"authoredOn": None}, "required", "Task.authoredOn"),
        ({"authoredOn": "2026-11-03T10:00:00"}, "value", "Task.authoredOn"),
        ({"lastModified": "2026-11-01"}, "invariant", "Task.lastModified"),
        ({"statusReason": {"coding": [{"code": "x"}]}}, "required", "Task.statusReason.text"),
        ({"output": [{"type": {"text": "x"}}]}, "required", "Task.output[0].value[x]"),
        (
            {
                "output": [
                    {
                        "type": {"coding": [{"system": samples.CODES, "code": "resulting-activity"}]},
                        "valueString": "x",
                    }
                ]
            },
            "value",
            "Task.output[0].value[x]",
        ),
        (
            {"restriction": {"period": {"start": "2026-12-02", "end": "2026-12-01"}}},
            "invariant",
            "Task.restriction.period.end",
        ),
        ({"restriction": {"repetitions": 0}}, "value", "Task.restriction.repetitions"),
    ],
)
def test_a_fault_in_a_task_is_named(elements, code, where):
    assert (code, where) in faults(changed(TASK, **elements))


def test_an_output_of_any_type_may_be_sent():
    output = [{"type": {"text": "x"}, "valueQuantity": {"value": 2, "unit": "keer"}}]
    assert faults(changed(TASK, output=output)) == set()


def test_a_task_for_the_client_has_rules_of_its_own():
    profile = "http://hl7.org/fhir/us/sdoh-clinicalcare/StructureDefinition/SDOHCC-TaskForPatient"
    task = changed(TASK, meta={"profile": [profile]}, focus=None, owner={"reference": "Patient/p1"})
    assert faults(changed(task, status="ready")) == set()
    assert faults(task) == {("code-invalid", "Task.status")}


@pytest.mark.parametrize(
    ("resource", "elements", "where"),
    [
        (SERVICE_REQUEST, {"code": None}, "ServiceRequest.code"),
        (SERVICE_REQUEST, {"subject": None}, "ServiceRequest.subject"),
        (SERVICE_REQUEST, {"bodySite": [{"text": "arm"}]}, "ServiceRequest.bodySite"),
        (CONSENT, {"patient": None}, "Consent.patient"),
        (CONSENT, {"dateTime": None}, "Consent.dateTime"),
        (CONDITION, {"clinicalStatus": {"text": "actief"}}, "Condition.clinicalStatus"),
        (samples.GOAL, {"target": [{"detailString": "x"}]}, "Goal.target[0].measure"),
        (samples.ORGANIZATION, {"name": None}, "Organization"),
    ],
)
def test_the_essentials_of_the_others(resource, elements, where):
    assert where in {place for _, place in faults(changed(resource, **elements))}


@pytest.mark.parametrize(
    "text",
    ["a\x00b", "a\ud800b", "a\u202eb", "a\x07b", "x" * (LONGEST_TEXT + 1)],
    ids=["NUL", "half a character", "turned writing", "bell", "too long"],
)
def test_unreadable_text_is_refused_without_repeating_it(text):
    issues = validate(changed(TASK, description=text))
    assert [issue.expression for issue in issues] == ["Task.description"]
    assert text not in issues[0].diagnostics


def test_emoji_markup_and_arabic_are_just_text():
    for text in ("👩‍👧 hulp", "<script>x</script>", "=1+1", "سلام\u200f", "regel\nregel"):
        assert faults(changed(TASK, description=text)) == set()


def test_a_nest_of_thousands_is_refused_and_does_not_break():
    nest: object = {"url": "urn:x", "valueString": "x"}
    for _ in range(5000):
        nest = {"url": "urn:x", "extension": [nest]}
    assert {code for code, _ in faults(changed(PATIENT, extension=[nest]))} == {"too-long"}


def test_thousands_of_faults_are_told_only_in_part():
    assert len(validate(changed(PATIENT, name=[{"shoe": 1}] * 3000))) <= 50


def test_narrative_is_for_reading_only():
    div = '<div xmlns="http://www.w3.org/1999/xhtml">{}</div>'

    def with_div(inner):
        return faults(changed(PATIENT, text={"status": "generated", "div": div.format(inner)}))

    assert with_div("<p>Hallo&nbsp;<b>jij</b></p>") == set()
    for inner in ("<script>x</script>", '<p onclick="x">a</p>', '<a href="javascript:x">a</a>', "<p>"):
        assert with_div(inner) == {("invalid", "Patient.text.div")}


def test_a_reference_by_uuid_is_checked_against_what_is_known():
    task = changed(TASK, focus={"reference": "urn:uuid:1"})
    assert faults(task) == set()
    assert faults(task, known_types={"urn:uuid:1": "ServiceRequest"}) == set()
    assert faults(task, known_types={"urn:uuid:1": "Goal"}) == {("value", "Task.focus")}


def test_names_may_have_gaps_that_an_extension_fills():
    gap = [None, {"extension": [{"url": "urn:x", "valueCode": "unknown"}]}]
    assert faults(changed(PATIENT, name=[{"given": ["Sanne", None], "_given": gap}])) == set()
    assert faults(changed(PATIENT, name=[{"given": ["Sanne", None]}])) == {
        ("value", "Patient.name[0].given[1]")
    }


@pytest.mark.parametrize("thing", [None, [], "x", 3, {}, {"resourceType": 3}, {"resourceType": "Banana"}])
def test_what_is_no_resource_is_refused(thing):
    assert [issue.code for issue in validate(thing)] == ["structure"]


def test_a_resource_that_is_not_spoken_here_is_refused_by_name():
    issues = validate({"resourceType": "Observation"})
    assert (issues[0].code, issues[0].expression) == ("not-supported", "Observation")
