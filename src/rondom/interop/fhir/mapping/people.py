"""A Patient as somebody to help, a practitioner or organisation as somebody to answer."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from rondom.interop.fhir.reading import concept_text, part, parts, word, words
from rondom.interop.fhir.temporal import DUTCH_TIME, NotADate, Stretch, read_date

BSN_SYSTEM: Final = "http://fhir.nl/fhir/NamingSystem/bsn"
OWN_PREFIX: Final = "http://hl7.org/fhir/StructureDefinition/humanname-own-prefix"
OWN_NAME: Final = "http://hl7.org/fhir/StructureDefinition/humanname-own-name"

Resolve = Callable[[str], Mapping[str, Any] | None]
"""Asked with the text of a reference; answers the resource or None."""


@dataclass(frozen=True, slots=True)
class IncomingPerson:
    """The person who is referred. What identifies her stays out of `repr`, so out of logs.

    `birth_date` is None when the date is missing or only a year; `birth_date_text` is as sent.
    `identifiers` holds (system, value) without the BSN, which stands alone and unchecked.
    """

    reference: str
    given: str = field(default="", repr=False)
    prefix: str = field(default="", repr=False)
    family: str = field(default="", repr=False)
    name_text: str = field(default="", repr=False)
    birth_date: date | None = field(default=None, repr=False)
    birth_date_text: str = field(default="", repr=False)
    gender: str = field(default="", repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    emails: tuple[str, ...] = field(default=(), repr=False)
    addresses: tuple[str, ...] = field(default=(), repr=False)
    postal_code: str = field(default="", repr=False)
    city: str = field(default="", repr=False)
    bsn: str = field(default="", repr=False)
    identifiers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    languages: tuple[str, ...] = ()
    deceased: bool = False


@dataclass(frozen=True, slots=True)
class IncomingParty:
    """Who asks or who must answer. `organization_reference` is empty when it is not known."""

    reference: str
    name: str = ""
    organization_reference: str = ""
    organization_name: str = ""
    phone: str = ""
    email: str = ""


def read_person(patient: Mapping[str, Any], *, reference: str, on: datetime) -> IncomingPerson:
    """A Patient as it is on a moment: of several names and addresses the one that counts then."""
    name = _current(parts(patient, "name"), on=on, best=("official", "usual"), last=("old", "maiden"))
    addresses = _valid(parts(patient, "address"), on=on)
    home: Mapping[str, Any] = addresses[0] if addresses else {}
    numbered = [(word(item, "system"), word(item, "value")) for item in parts(patient, "identifier")]
    prefix, family = _family(name)
    languages = [concept_text(part(item, "language")) for item in parts(patient, "communication")]
    return IncomingPerson(
        reference=reference,
        given=" ".join(words(name, "given")),
        prefix=prefix,
        family=family,
        name_text=word(name, "text"),
        birth_date=_day(word(patient, "birthDate")),
        birth_date_text=word(patient, "birthDate"),
        gender=word(patient, "gender"),
        phones=_contacts(patient, {"phone", "sms"}, on=on),
        emails=_contacts(patient, {"email"}, on=on),
        addresses=tuple(text for text in map(_address_text, addresses) if text),
        postal_code=word(home, "postalCode"),
        city=word(home, "city"),
        bsn=next((value for system, value in numbered if system == BSN_SYSTEM), ""),
        identifiers=tuple(pair for pair in numbered if pair[0] != BSN_SYSTEM and pair[1]),
        languages=tuple(filter(None, languages)),
        deceased=patient.get("deceasedBoolean") is True or "deceasedDateTime" in patient,
    )


def read_party(reference: Mapping[str, Any], resolve: Resolve, *, on: datetime) -> IncomingParty:
    """Whoever a Reference points to, with the organisation behind a PractitionerRole."""
    text, display = word(reference, "reference"), word(reference, "display")
    found = (resolve(text) if text else None) or {}
    kind = word(found, "resourceType")
    named = found
    organization = text if kind == "Organization" else ""
    organization_name = word(found, "name") if kind == "Organization" else ""
    if kind == "PractitionerRole":
        organization, organization_name = _behind(part(found, "organization"), resolve)
        person = word(part(found, "practitioner"), "reference")
        named = (resolve(person) if person else None) or {}
        display = display or word(part(found, "practitioner"), "display")
    return IncomingParty(
        reference=text,
        name=display or _party_name(named) or organization_name,
        organization_reference=organization,
        organization_name=organization_name,
        phone=next(iter(_contacts(found, {"phone"}, on=on) or _contacts(named, {"phone"}, on=on)), ""),
        email=next(iter(_contacts(found, {"email"}, on=on) or _contacts(named, {"email"}, on=on)), ""),
    )


def _behind(reference: Mapping[str, Any], resolve: Resolve) -> tuple[str, str]:
    text = word(reference, "reference")
    found = (resolve(text) if text else None) or {}
    return text, word(found, "name") or word(reference, "display")


def _party_name(resource: Mapping[str, Any]) -> str:
    if name := word(resource, "name"):
        return name
    for item in parts(resource, "name"):
        if text := word(item, "text") or _joined([*words(item, "given"), word(item, "family")]):
            return text
    return ""


def _joined(texts: Iterable[str]) -> str:
    return " ".join(filter(None, texts))


def _family(name: Mapping[str, Any]) -> tuple[str, str]:
    """A Dutch family name in two: the prefix ("van der") and the name it is sorted under."""
    whole = word(name, "family")
    found = {
        word(item, "url"): word(item, "valueString") for item in parts(part(name, "_family"), "extension")
    }
    prefix, own = found.get(OWN_PREFIX, ""), found.get(OWN_NAME, "")
    if prefix and whole.lower().startswith(f"{prefix.lower()} "):
        return prefix, whole[len(prefix) :].strip()
    return prefix, whole or own


def _stretch(text: str) -> Stretch | None:
    try:
        return read_date(text)
    except NotADate:
        return None


def _day(text: str) -> date | None:
    stretch = _stretch(text)
    return stretch.day if stretch else None


def _valid(listed: list[Mapping[str, Any]], *, on: datetime) -> list[Mapping[str, Any]]:
    """Those whose period holds the moment and whose use is not old."""
    return [item for item in listed if word(item, "use") != "old" and _holds(item, on)]


def _holds(item: Mapping[str, Any], on: datetime) -> bool:
    period = part(item, "period")
    start, end = _stretch(word(period, "start")), _stretch(word(period, "end"))
    moment = on.astimezone(DUTCH_TIME)
    return (start is None or start.start <= moment) and (end is None or moment < end.end)


def _current(
    listed: list[Mapping[str, Any]], *, on: datetime, best: tuple[str, ...], last: tuple[str, ...]
) -> Mapping[str, Any]:
    def rank(item: Mapping[str, Any]) -> int:
        use = word(item, "use")
        return best.index(use) if use in best else len(best) + (use in last)

    candidates = _valid(listed, on=on) or listed
    return min(candidates, key=rank, default={})


def _contacts(source: Mapping[str, Any], systems: set[str], *, on: datetime) -> tuple[str, ...]:
    found = [
        word(item, "value")
        for item in _valid(parts(source, "telecom"), on=on)
        if word(item, "system") in systems
    ]
    return tuple(dict.fromkeys(filter(None, found)))


def _address_text(address: Mapping[str, Any]) -> str:
    if text := word(address, "text"):
        return text
    place = _joined([word(address, "postalCode"), word(address, "city")])
    return ", ".join(filter(None, [*words(address, "line"), place, word(address, "country")]))
