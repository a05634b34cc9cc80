"""A referral as it comes in: Task, ServiceRequest, Patient and what hangs around them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from rondom.interop.fhir.profile import SDOHCC_CODES
from rondom.interop.fhir.reading import codings, concept_text, has_coding, part, parts, word
from rondom.interop.fhir.temporal import NotADate, Stretch, read_date

from .people import IncomingParty, IncomingPerson, Resolve, read_party, read_person

__all__ = [
    "IncomingConsent",
    "IncomingParty",
    "IncomingPerson",
    "IncomingReferral",
    "read_referral",
]

PERTAINS_TO_GOAL: Final = "http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal"
_PRIORITIES: Final = ("routine", "urgent", "asap", "stat")


@dataclass(frozen=True, slots=True)
class IncomingConsent:
    """What the sender says about permission. `permits` is False unless it is active permission."""

    reference: str
    status: str
    given_at: datetime | None
    scope: str
    organization_reference: str
    source: str
    valid_until: date | None
    permits: bool


@dataclass(frozen=True, slots=True)
class IncomingReferral:
    """A referral in our own words. Empty text and empty tuples mean: not sent.

    `urgency` is routine, urgent, asap or stat. `contact_prohibited` is the sender's warning that
    the client must not be contacted directly: it must be visible wherever contact details are.
    """

    task_status: str
    task_identifiers: tuple[tuple[str, str], ...]
    service_request_reference: str
    service_request_status: str
    person: IncomingPerson
    question: str
    urgency: str
    reasons: tuple[str, ...]
    goals: tuple[str, ...]
    requested_service: str
    service_codes: tuple[tuple[str, str], ...]
    domains: tuple[str, ...]
    consents: tuple[IncomingConsent, ...]
    requester: IncomingParty
    owner: IncomingParty | None
    authored_at: datetime | None
    wanted_by: date | None
    contact_prohibited: bool


def read_referral(task: Mapping[str, Any], *, resolve: Resolve, at: datetime) -> IncomingReferral:
    """Read a valid referral Task and everything it points to.

    `resolve` answers the resource behind a reference, or None; what cannot be resolved is left
    empty, with the reference kept. `at` decides which name and address count. Never raises on
    a Task that `validate` accepted.
    """
    request_reference = word(part(task, "focus"), "reference")
    request = (resolve(request_reference) if request_reference else None) or {}
    sources = (task, request)
    requester = part(task, "requester") or part(request, "requester")
    owner = part(task, "owner")
    return IncomingReferral(
        task_status=word(task, "status"),
        task_identifiers=_identifiers(task),
        service_request_reference=request_reference,
        service_request_status=word(request, "status"),
        person=_person(part(task, "for") or part(request, "subject"), resolve, at),
        question=_question(task, request),
        urgency=_urgency(task, request),
        reasons=_reasons(sources, resolve),
        goals=_goals(request, resolve),
        requested_service=concept_text(part(request, "code")),
        service_codes=tuple(codings(part(request, "code"))),
        domains=_domains(request),
        consents=_consents(request, resolve),
        requester=read_party(requester, resolve, on=at),
        owner=read_party(owner, resolve, on=at) if owner else None,
        authored_at=_moment(word(task, "authoredOn")),
        wanted_by=_wanted_by(task, request),
        contact_prohibited=any(
            has_coding(detail, SDOHCC_CODES, "contacting-subject-prohibited")
            for detail in parts(request, "orderDetail")
        ),
    )


def _person(reference: Mapping[str, Any], resolve: Resolve, at: datetime) -> IncomingPerson:
    text = word(reference, "reference")
    found = (resolve(text) if text else None) or {}
    if word(found, "resourceType") != "Patient":
        return IncomingPerson(reference=text, name_text=word(reference, "display"))
    return read_person(found, reference=text, on=at)


def _identifiers(task: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    listed = [(word(item, "system"), word(item, "value")) for item in parts(task, "identifier")]
    return tuple(pair for pair in listed if pair[1])


def _question(task: Mapping[str, Any], request: Mapping[str, Any]) -> str:
    """The question in the sender's own words; without any, the name of the service asked for."""
    notes = [word(note, "text") for source in (task, request) for note in parts(source, "note")]
    texts = [word(task, "description"), *notes, word(request, "patientInstruction")]
    said = list(dict.fromkeys(filter(None, texts)))
    return "\n\n".join(said) or concept_text(part(request, "code"))


def _urgency(task: Mapping[str, Any], request: Mapping[str, Any]) -> str:
    """The more urgent of the two: a form that forgets one may not slow anything down."""
    found = [word(source, "priority") for source in (task, request)]
    return max((item for item in found if item in _PRIORITIES), key=_PRIORITIES.index, default="routine")


def _reasons(sources: tuple[Mapping[str, Any], ...], resolve: Resolve) -> tuple[str, ...]:
    found: list[str] = []
    for source in sources:
        found += [concept_text(item) for item in parts(source, "reasonCode")]
        for reference in parts(source, "reasonReference"):
            found.append(_pointed(reference, "code", resolve))
    return tuple(dict.fromkeys(filter(None, found)))


def _goals(request: Mapping[str, Any], resolve: Resolve) -> tuple[str, ...]:
    found = [
        _pointed(part(extension, "valueReference"), "description", resolve)
        for extension in parts(request, "extension")
        if word(extension, "url") == PERTAINS_TO_GOAL
    ]
    return tuple(dict.fromkeys(filter(None, found)))


def _pointed(reference: Mapping[str, Any], name: str, resolve: Resolve) -> str:
    """What a reference leads to in words: a concept of the resource, else the display."""
    text = word(reference, "reference")
    found = resolve(text) if text else None
    notes = [word(note, "text") for note in parts(found or {}, "note")]
    said = concept_text(part(found, name)) or word(reference, "display")
    return ": ".join(filter(None, [said, *notes]))


def _domains(request: Mapping[str, Any]) -> tuple[str, ...]:
    """The SDOHCC domains of the request, such as `food-insecurity`."""
    listed = [pair for item in parts(request, "category") for pair in codings(item)]
    return tuple(dict.fromkeys(code for system, code in listed if system == SDOHCC_CODES and code))


def _consents(request: Mapping[str, Any], resolve: Resolve) -> tuple[IncomingConsent, ...]:
    found = []
    for reference in parts(request, "supportingInfo"):
        text = word(reference, "reference")
        consent = resolve(text) if text else None
        if consent and word(consent, "resourceType") == "Consent":
            found.append(_consent(consent, text))
    return tuple(found)


def _consent(consent: Mapping[str, Any], reference: str) -> IncomingConsent:
    provision = part(consent, "provision")
    end = _stretch(word(part(provision, "period"), "end"))
    source = next((key.removeprefix("source") for key in consent if key.startswith("source")), "")
    organizations = parts(consent, "organization")
    return IncomingConsent(
        reference=reference,
        status=word(consent, "status"),
        given_at=_moment(word(consent, "dateTime")),
        scope=concept_text(part(consent, "scope")),
        organization_reference=word(organizations[0], "reference") if organizations else "",
        source=source.lower(),
        valid_until=end.day if end else None,
        permits=word(consent, "status") == "active" and word(provision, "type") != "deny",
    )


def _wanted_by(task: Mapping[str, Any], request: Mapping[str, Any]) -> date | None:
    """The day by which an answer or help is wanted, the earliest that was given."""
    texts = [
        word(part(task, "restriction", "period"), "end"),
        word(part(request, "occurrencePeriod"), "end"),
        word(request, "occurrenceDateTime"),
    ]
    days = [stretch.day for stretch in map(_stretch, texts) if stretch]
    return min((day for day in days if day), default=None)


def _moment(text: str) -> datetime | None:
    stretch = _stretch(text)
    return stretch.start if stretch else None


def _stretch(text: str) -> Stretch | None:
    try:
        return read_date(text)
    except NotADate:
        return None
