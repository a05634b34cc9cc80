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
from rondom.interop.fhir.reading import codings, part, parts, word
from rondom.interop.fhir.states import INTAKE
from rondom.interop.models import FhirResource
from rondom.kernel.refusals import Refusal
from rondom.organizations import queries as organizations
from rondom.privacy.vocabulary import FeedbackDepth
from rondom.referrals.commands import Contact, ReferralContent, receive_referral

if TYPE_CHECKING:
    from rondom.interop.fhir.mapping.people import Resolve
    from rondom.referrals.models import Referral

DEPTH_SYSTEM: Final = "urn:rondom:fhir:feedback-depth"
"""Our own codes for Consent.provision.code: what the person lets go back (nothing, status, outcome, full)."""

ELEMENTS: Final[Mapping[str, str]] = {
    "question": "Task.description",
    "family_name": "Patient.name",
    "given_name": "Patient.name",
    "birth_date": "Patient.birthDate",
    "urgency": "Task.priority",
    "ground": "Consent",
    "receiver": "Task.owner",
}
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
    if task_kind(task) != "referral":
        return None
    kind, _state = INTAKE[word(task, "status")]
    if kind == "refused":
        raise Unprocessable("Task.status: send the referral when it is requested.", expression="Task.status")
    if kind == "finished":
        return None
    resolve = _resolver(task)
    incoming = read_referral(task, resolve=resolve, at=at)
    owner = addressee(task, incoming, resolve)
    try:
        with override("en"):
            return receive_referral(
                actor=actor,
                content=_content(incoming, _consents(task, incoming)),
                sender_name=_sender(incoming, actor),
                receiver_desk_id=owner.desk_id,
                receiver_person_id=owner.person_id,
                receiver_as_sent=owner.as_sent,
                at=at,
            )
    except Refusal as refusal:
        raise refused(refusal) from refusal


def refused(refusal: Refusal) -> Unprocessable:
    """A refusal of the house as the element of a resource."""
    element = ELEMENTS.get(refusal.field, "Task")
    with override("en"):
        return Unprocessable(f"{element}: {refusal}", expression=element)


def _resolver(task: Mapping[str, Any]) -> Resolve:
    contained = {f"#{word(item, 'id')}": item for item in parts(task, "contained")}

    def resolve(reference: str) -> Mapping[str, Any] | None:
        return contained.get(reference) or store.resolve(reference)

    return resolve


def _consents(task: Mapping[str, Any], incoming: IncomingReferral) -> list[Mapping[str, Any]]:
    """The consents that the request names, and those that its sender stored for this person."""
    named = [store.resolve(consent.reference) for consent in incoming.consents]
    about = word(part(task, "for"), "reference")
    rows = FhirResource.objects.filter(kind="Consent", about=about) if about else ()
    bodies = [body for body in named if body] + [store.body_of(row) for row in rows]
    return list({word(body, "id"): body for body in bodies}.values())


def _content(incoming: IncomingReferral, consents: list[Mapping[str, Any]]) -> ReferralContent:
    permitting = [consent for consent in consents if _permits(consent)]
    if consents and not permitting:
        sentence = "Consent: the person does not permit this. Without permission nothing can be sent."
        raise Unprocessable(sentence, expression="Consent.status")
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
        ground="consent" if permitting else "",
        consent_on=_given_on(incoming),
        feedback=_depth(permitting),
    )


def _permits(consent: Mapping[str, Any]) -> bool:
    return word(consent, "status") == "active" and word(part(consent, "provision"), "type") != "deny"


def _given_on(incoming: IncomingReferral) -> Any:
    given = [consent.given_at.date() for consent in incoming.consents if consent.permits and consent.given_at]
    return max(given, default=None)


def _depth(permitting: list[Mapping[str, Any]]) -> FeedbackDepth:
    """What may go back: as the consent says in our own codes, else status and outcome.

    A system that says nothing about permission gets the status only (R-066).
    """
    for consent in permitting:
        for concept in parts(part(consent, "provision"), "code"):
            for system, code in codings(concept):
                if system == DEPTH_SYSTEM and code in FeedbackDepth.values:
                    return FeedbackDepth(code)
    return FeedbackDepth.OUTCOME if permitting else FeedbackDepth.STATUS


def _domains(incoming: IncomingReferral) -> tuple[int, ...]:
    wanted = {DOMAINS[code] for code in incoming.domains if code in DOMAINS}
    return tuple(domain.number for domain in organizations.life_domains() if domain.slug in wanted)


def _sender(incoming: IncomingReferral, actor: Actor) -> str:
    name = incoming.requester.name
    return name if name and name != actor.organization_name else actor.organization_name
