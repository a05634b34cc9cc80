"""From a stored Task to a referral: what was sent, in the words of the referral module."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import override

from rondom.access.actor import Actor
from rondom.interop import store
from rondom.interop.directory import addressee
from rondom.interop.fhir.mapping import IncomingReferral, read_referral
from rondom.interop.fhir.outcome import Unprocessable
from rondom.interop.fhir.profile import task_kind
from rondom.interop.fhir.reading import part, parts, word
from rondom.interop.fhir.states import INTAKE
from rondom.interop.permission import Permission, permission_in
from rondom.kernel.refusals import Refusal
from rondom.organizations import queries as organizations
from rondom.referrals.commands import Contact, ReferralContent, receive_referral

if TYPE_CHECKING:
    from rondom.interop.fhir.mapping.people import Resolve
    from rondom.referrals.models import Referral

ELEMENTS: Final[Mapping[str, str]] = {
    "question": "Task.description",
    "family_name": "Patient.name",
    "given_name": "Patient.name",
    "birth_date": "Patient.birthDate",
    "urgency": "Task.priority",
    "ground": "Consent",
    "receiver": "Task.owner",
}
ENDED_REQUESTS: Final = frozenset({"revoked", "completed", "entered-in-error"})
"""Statuses of a ServiceRequest with which nothing is asked any more."""

DOMAINS: Final[Mapping[str, str]] = {
    "financial-insecurity": "money",
    "food-insecurity": "money",
    "material-hardship": "money",
    "utility-insecurity": "money",
    "medical-cost-burden": "money",
    "housing-instability": "housing",
    "homelessness": "housing",
    "inadequate-housing": "housing",
    "employment-status": "work_income",
    "stress": "mental_health",
    "intimate-partner-violence": "safety",
    "elder-abuse": "safety",
    "social-connection": "participation",
}


def begin_referral(*, actor: Actor, task: Mapping[str, Any], at: datetime) -> Referral | None:
    """Let a stored Task become a referral; None for a task of the client or one that ended elsewhere.

    Raises Unprocessable with the element that stands in the way.
    """
    if not is_asking(task):
        return None
    resolve = _resolver(task)
    _require_one_person(task, resolve)
    incoming = read_referral(task, resolve=resolve, at=at)
    permission = permission_in(task, incoming, at=at)
    owner = addressee(task, incoming, resolve)
    try:
        with override("en"):
            return receive_referral(
                actor=actor,
                content=_content(incoming, permission),
                sender_name=_sender(incoming, actor),
                receiver_desk_id=owner.desk_id,
                receiver_person_id=owner.person_id,
                receiver_as_sent=owner.as_sent,
                at=at,
            )
    except Refusal as refusal:
        raise refused(refusal) from refusal


def is_asking(task: Mapping[str, Any]) -> bool:
    """Whether a Task asks something of us. Raises Unprocessable for one that was not sent in earnest."""
    if task_kind(task) != "referral":
        return False
    kind, _state = INTAKE[word(task, "status")]
    if kind == "refused":
        raise Unprocessable("Task.status: send the referral when it is requested.", expression="Task.status")
    return kind == "new"


def refused(refusal: Refusal) -> Unprocessable:
    """A refusal of the house as the element of a resource."""
    element = ELEMENTS.get(refusal.field, "Task")
    with override("en"):
        return Unprocessable(f"{element}: {refusal}", expression=element)


def _require_one_person(task: Mapping[str, Any], resolve: Resolve) -> None:
    """The request must still stand, and be about the person of the Task."""
    request = resolve(word(part(task, "focus"), "reference")) or {}
    status = word(request, "status")
    if status in ENDED_REQUESTS:
        sentence = f"ServiceRequest.status: this request is {status}. Send one that is active."
        raise Unprocessable(sentence, expression="ServiceRequest.status")
    person, other = (
        word(part(source, key), "reference") for source, key in ((task, "for"), (request, "subject"))
    )
    if person != other and person.startswith("Patient/") and other.startswith("Patient/"):
        sentence = "Task.for: this is another person than ServiceRequest.subject."
        raise Unprocessable(sentence, expression="Task.for")


def _resolver(task: Mapping[str, Any]) -> Resolve:
    contained = {f"#{word(item, 'id')}": item for item in parts(task, "contained")}

    def resolve(reference: str) -> Mapping[str, Any] | None:
        return contained.get(reference) or store.resolve(reference)

    return resolve


def _content(incoming: IncomingReferral, permission: Permission) -> ReferralContent:
    person = incoming.person
    family = " ".join(filter(None, [person.prefix, person.family]))
    named = person.given or family
    return ReferralContent(
        given_name=(person.given if named else person.name_text)[:80],
        family_name=family[:80],
        birth_date=person.birth_date,
        contact=Contact(
            phone=next(iter(person.phones), "")[:60],
            email=next(iter(person.emails), "")[:200],
            address=next(iter(person.addresses), "")[:300],
            bsn=person.bsn[:20],
        ),
        contact_prohibited=incoming.contact_prohibited,
        question=incoming.question or "\n".join(incoming.reasons),
        reasons="\n".join([*incoming.reasons, *incoming.goals])[:10_000],
        requested_service=incoming.requested_service[:200],
        urgency=incoming.urgency,
        wanted_by=incoming.wanted_by,
        domains=_domains(incoming),
        ground="consent" if permission.given else "",
        consent_on=permission.on,
        feedback=permission.feedback,
    )


def _domains(incoming: IncomingReferral) -> tuple[int, ...]:
    wanted = {DOMAINS[code] for code in incoming.domains if code in DOMAINS}
    return tuple(domain.number for domain in organizations.life_domains() if domain.slug in wanted)


def _sender(incoming: IncomingReferral, actor: Actor) -> str:
    name = incoming.requester.name
    return name if name and name != actor.organization_name else actor.organization_name
