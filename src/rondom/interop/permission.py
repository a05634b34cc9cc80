"""Whether what a partner sent about permission lets a referral go on, and how much may go back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from rondom.interop import store
from rondom.interop.fhir.mapping import IncomingReferral
from rondom.interop.fhir.outcome import Unprocessable
from rondom.interop.fhir.reading import codings, part, parts, word
from rondom.interop.fhir.temporal import DUTCH_TIME, NotADate, Stretch, read_date
from rondom.interop.models import FhirResource
from rondom.privacy.vocabulary import FeedbackDepth

DEPTH_SYSTEM: Final = "urn:rondom:fhir:feedback-depth"
"""Our own codes for Consent.provision.code: what the person lets go back (nothing, status, outcome, full)."""

_LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Permission:
    """What the consents say together. `given` is False when nothing was said at all."""

    given: bool
    on: date | None
    feedback: FeedbackDepth


def permission_in(task: Mapping[str, Any], incoming: IncomingReferral, *, at: datetime) -> Permission:
    """Weigh the consents that the request names and those stored for this person: the newest decides.

    Nothing said lets the referral in with its status only (R-066). Raises Unprocessable with the
    element for a consent about somebody else, and when the newest word is not yes at this moment.
    """
    named = [body for consent in incoming.consents if (body := store.resolve(consent.reference))]
    about = word(part(task, "for"), "reference")
    if about.startswith("Patient/") and any(
        word(part(body, "patient"), "reference") != about for body in named
    ):
        raise Unprocessable("Consent.patient: it is about another person.", expression="Consent.patient")
    consents = list({word(body, "id"): body for body in [*named, *_stored(about)]}.values())
    if not consents:
        return Permission(given=False, on=None, feedback=FeedbackDepth.STATUS)
    newest = max(_moment(body) for body in consents)
    for body in consents:
        if _moment(body) == newest and (missing := why_not(body, at=at)):
            raise Unprocessable(f"{missing[0]}: {missing[1]}", expression=missing[0])
    standing = [body for body in consents if not why_not(body, at=at)]
    said_on = None if newest == _LONG_AGO else newest.astimezone(DUTCH_TIME).date()
    return Permission(given=True, on=said_on, feedback=_depth(standing))


def why_not(consent: Mapping[str, Any], *, at: datetime) -> tuple[str, str] | None:
    """The element for which a consent is no permission now, with a sentence; None when it is one."""
    provision = part(consent, "provision")
    period = part(provision, "period")
    start, end = _stretch(word(period, "start")), _stretch(word(period, "end"))
    if word(consent, "status") != "active":
        return "Consent.status", "only an active permission counts. Ask the person."
    if word(provision, "type") == "deny":
        return "Consent.provision.type", "the person does not permit this. Nothing can be sent."
    if _moment(consent).astimezone(DUTCH_TIME).date() > at.astimezone(DUTCH_TIME).date():
        # By the day: a sender's clock may run ahead.
        return "Consent.dateTime", "it lies in the future: send it when the person has agreed."
    if start and start.start > at:
        return "Consent.provision.period.start", "the permission has not begun yet."
    if end and end.end <= at:
        return "Consent.provision.period.end", "the permission has ended. Ask the person again."
    return None


def _stored(about: str) -> list[dict[str, Any]]:
    rows = FhirResource.objects.filter(kind="Consent", about=about).order_by("created_at") if about else ()
    return [store.body_of(row) for row in rows]


def _moment(consent: Mapping[str, Any]) -> datetime:
    said = _stretch(word(consent, "dateTime"))
    return said.start if said else _LONG_AGO


def _stretch(text: str) -> Stretch | None:
    try:
        return read_date(text)
    except NotADate:
        return None


def _depth(permitting: list[Mapping[str, Any]]) -> FeedbackDepth:
    """As the consent says in our own codes, else status and outcome."""
    for consent in permitting:
        for concept in parts(part(consent, "provision"), "code"):
            for system, code in codings(concept):
                if system == DEPTH_SYSTEM and code in FeedbackDepth.values:
                    return FeedbackDepth(code)
    return FeedbackDepth.OUTCOME
