"""A partner's system as the tests play it: requests over HTTP with a bearer token."""

import json

from django.test import Client

from rondom.access.context import acting_as, system_actor
from rondom.interop.commands import create_token

FHIR = "application/fhir+json"


class Partner:
    """The computer system of one organization."""

    def __init__(self, token: str = "") -> None:
        self.client = Client(raise_request_exception=True)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **headers):
        return self.client.get(f"/fhir/{path}", headers={**self.headers, **headers})

    def post(self, path: str, body, *, content_type: str = FHIR, **headers):
        sent = body if isinstance(body, bytes | str) else json.dumps(body)
        return self.client.post(
            f"/fhir/{path}" if path else "/fhir",
            data=sent,
            content_type=content_type,
            headers={**self.headers, **headers},
        )

    def put(self, path: str, body, **headers):
        return self.client.put(
            f"/fhir/{path}", data=json.dumps(body), content_type=FHIR, headers={**self.headers, **headers}
        )


def partner_of(slug: str, at) -> Partner:
    """The system of an organization, with a new token."""
    actor = system_actor("test")
    with acting_as(actor, at=at):
        return Partner(create_token(actor=actor, organization_slug=slug, at=at))


def elements(response) -> set[str]:
    """The elements that an OperationOutcome names."""
    body = response.json()
    assert body["resourceType"] == "OperationOutcome", body
    return {path for issue in body["issue"] for path in issue.get("expression", [])}


def stored(response) -> dict[str, str]:
    """Per resource type the reference that a transaction gave it."""
    assert response.status_code == 200, response.content
    locations = [entry["response"]["location"] for entry in response.json()["entry"]]
    return {location.split("/")[-2]: "/".join(location.split("/")[-2:]) for location in locations}
