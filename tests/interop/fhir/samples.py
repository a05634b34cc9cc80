"""One invented referral as FHIR, and where the published examples lie when they are at hand."""

import copy
import json
from pathlib import Path

import pytest

from rondom.interop.fhir.issues import errors_in
from rondom.interop.fhir.shapes import SPOKEN
from rondom.interop.fhir.validate import validate

PUBLISHED = Path(__file__).resolve().parents[3].parent / "shared" / "standards" / "fixtures" / "fhir"
CODES = "http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes"

PATIENT = {
    "resourceType": "Patient",
    "id": "p1",
    "identifier": [
        {"system": "http://fhir.nl/fhir/NamingSystem/bsn", "value": "999999011"},
        {"system": "urn:example:practice", "value": "77"},
    ],
    "name": [
        {"use": "old", "family": "Bakker", "given": ["Sanne"]},
        {
            "use": "official",
            "family": "van der Wal",
            "_family": {
                "extension": [
                    {
                        "url": "http://hl7.org/fhir/StructureDefinition/humanname-own-prefix",
                        "valueString": "van der",
                    },
                    {
                        "url": "http://hl7.org/fhir/StructureDefinition/humanname-own-name",
                        "valueString": "Wal",
                    },
                ]
            },
            "given": ["Sanne", "Maria"],
        },
    ],
    "telecom": [
        {"system": "phone", "value": "06 00 00 00 01"},
        {"system": "email", "value": "sanne@example.org"},
        {"system": "phone", "value": "06 99 99 99 99", "use": "old"},
    ],
    "birthDate": "1988-03-09",
    "address": [
        {"line": ["Oude straat 1"], "city": "Delft", "period": {"end": "2020-01-01"}},
        {"line": ["Lindelaan 5"], "postalCode": "1234 AB", "city": "Almere"},
    ],
    "communication": [{"language": {"text": "Nederlands"}}],
}
ORGANIZATION = {
    "resourceType": "Organization",
    "id": "o1",
    "name": "Huisartsenpraktijk De Linde",
    "telecom": [{"system": "phone", "value": "036 000 00 00"}],
}
PRACTITIONER = {"resourceType": "Practitioner", "id": "d1", "name": [{"given": ["Eva"], "family": "Smit"}]}
ROLE = {
    "resourceType": "PractitionerRole",
    "id": "r1",
    "practitioner": {"reference": "Practitioner/d1"},
    "organization": {"reference": "Organization/o1"},
}
CONDITION = {
    "resourceType": "Condition",
    "id": "c1",
    "subject": {"reference": "Patient/p1"},
    "code": {"text": "Schulden en stress"},
}
GOAL = {
    "resourceType": "Goal",
    "id": "g1",
    "lifecycleStatus": "active",
    "subject": {"reference": "Patient/p1"},
    "description": {"text": "Weer overzicht over het geld"},
}
CONSENT = {
    "resourceType": "Consent",
    "id": "s1",
    "status": "active",
    "scope": {"text": "Privacy"},
    "category": [{"text": "Delen van gegevens"}],
    "patient": {"reference": "Patient/p1"},
    "dateTime": "2026-09-02",
    "organization": [{"reference": "Organization/o1"}],
    "policyRule": {"text": "Toestemming op papier"},
    "provision": {"type": "permit", "period": {"end": "2027-11-02"}},
}
SERVICE_REQUEST = {
    "resourceType": "ServiceRequest",
    "id": "q1",
    "extension": [
        {
            "url": "http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal",
            "valueReference": {"reference": "Goal/g1"},
        }
    ],
    "status": "active",
    "intent": "order",
    "category": [{"coding": [{"system": CODES, "code": "financial-insecurity"}]}],
    "priority": "urgent",
    "code": {"text": "Hulp bij schulden"},
    "orderDetail": [{"coding": [{"system": CODES, "code": "contacting-subject-prohibited"}]}],
    "subject": {"reference": "Patient/p1"},
    "reasonReference": [{"reference": "Condition/c1"}],
    "supportingInfo": [{"reference": "Consent/s1"}],
    "note": [{"text": "Bel alleen overdag."}],
}
TASK = {
    "resourceType": "Task",
    "id": "t1",
    "identifier": [{"system": "urn:example:practice", "value": "V-12"}],
    "status": "requested",
    "intent": "order",
    "priority": "routine",
    "code": {"coding": [{"system": "http://hl7.org/fhir/CodeSystem/task-code", "code": "fulfill"}]},
    "description": "Kan iemand met haar naar de brieven kijken?",
    "focus": {"reference": "ServiceRequest/q1"},
    "for": {"reference": "Patient/p1"},
    "authoredOn": "2026-11-03T10:00:00+01:00",
    "requester": {"reference": "PractitionerRole/r1"},
    "owner": {"reference": "Organization/o9"},
    "restriction": {"period": {"end": "2026-12-01"}},
}
PROCEDURE = {
    "resourceType": "Procedure",
    "id": "x1",
    "status": "completed",
    "subject": {"reference": "Patient/p1"},
    "code": {"text": "Brieven geordend"},
    "performedDateTime": "2026-11-20",
}
ALL = (
    ORGANIZATION,
    PRACTITIONER,
    ROLE,
    PATIENT,
    CONDITION,
    GOAL,
    CONSENT,
    SERVICE_REQUEST,
    PROCEDURE,
    TASK,
)


def changed(resource, **elements):
    """A copy with these elements put in; None takes one out."""
    result = copy.deepcopy(resource) | elements
    return {key: value for key, value in result.items() if value is not None}


def faults(resource, **known):
    """(code, expression) of every error."""
    return {(issue.code, issue.expression) for issue in errors_in(validate(resource, **known))}


def published(folder):
    """The example resources of a published set; skips the test, with the reason, without them."""
    if not (PUBLISHED / folder).is_dir():
        pytest.skip(f"the published examples are not here: {folder}")
    loaded = [json.loads(path.read_text()) for path in sorted((PUBLISHED / folder).glob("*.json"))]
    return [resource for resource in loaded if resource["resourceType"] in SPOKEN]


def bundle_of(*resources):
    """A transaction Bundle that creates these resources, pointing to each other by urn:uuid."""
    urls = {
        f"{one['resourceType']}/{one['id']}": f"urn:uuid:00000000-0000-4000-8000-{place:012d}"
        for place, one in enumerate(resources)
    }
    text = json.dumps(resources)
    for address, url in urls.items():
        text = text.replace(f'"reference": "{address}"', f'"reference": "{url}"')
    return {
        "resourceType": "Bundle",
        "type": "transaction",
        "entry": [
            {"fullUrl": url, "resource": one, "request": {"method": "POST", "url": one["resourceType"]}}
            for url, one in zip(urls.values(), json.loads(text), strict=True)
        ],
    }
