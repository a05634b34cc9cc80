"""What a door is asked and what it answers."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import http_date

from rondom.access.actor import Actor
from rondom.interop import store
from rondom.interop.fhir.negotiate import version_tag
from rondom.interop.models import FhirResource


@dataclass(frozen=True)
class Question:
    """One request: who asks, when, which place (type, id, …), with which parameters and body."""

    request: HttpRequest
    actor: Actor
    at: datetime
    path: tuple[str, ...]
    parameters: list[tuple[str, str]]
    body: bytes = b""

    @property
    def wants_nothing_back(self) -> bool:
        """`Prefer: return=minimal`."""
        return "return=minimal" in self.request.headers.get("Prefer", "").replace(" ", "")


@dataclass
class Answer:
    """Status, body and headers."""

    status: int
    body: dict[str, Any] | None
    headers: dict[str, str] = field(default_factory=dict)


def base_url() -> str:
    """The address of the FHIR root, from the settings and never from the request."""
    return f"{settings.BASE_URL.rstrip('/')}/fhir"


def of_row(row: FhirResource, *, status: int = 200, location: bool = False) -> Answer:
    """A stored resource with its version headers."""
    headers = {"ETag": version_tag(row.version), "Last-Modified": http_date(row.updated_at.timestamp())}
    if location:
        headers["Location"] = f"{base_url()}/{row.reference}/_history/{row.version}"
    return Answer(status, store.body_of(row), headers)
