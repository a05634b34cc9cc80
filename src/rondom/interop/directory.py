"""Our own desks and colleagues as FHIR: whom a partner may address, and who is meant by an owner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from rondom.interop.fhir.mapping.incoming import IncomingReferral
from rondom.interop.fhir.mapping.people import Resolve
from rondom.interop.fhir.reading import part, parts, word
from rondom.interop.fhir.references import read_reference
from rondom.interop.store import as_key
from rondom.organizations import queries as organizations

if TYPE_CHECKING:
    from rondom.organizations.models import Desk, Professional

DESK_SYSTEM = "urn:rondom:desk"
KINDS = ("Organization", "Practitioner", "PractitionerRole")


@dataclass(frozen=True)
class Addressee:
    """Who is meant by Task.owner; without desk and person it is not one of ours. `as_sent` is its name."""

    desk_id: UUID | None = None
    person_id: UUID | None = None
    as_sent: str = ""


def entry(kind: str, resource_id: str) -> dict[str, Any] | None:
    """Our own Organization, Practitioner or PractitionerRole with this id or slug, or None."""
    if kind == "Organization":
        desk = _desk(resource_id)
        return _organization(desk, resource_id) if desk else None
    person = _person(resource_id) if kind in KINDS else None
    if person is None:
        return None
    if kind == "Practitioner":
        return {"resourceType": kind, "id": resource_id, "active": True, "name": [{"text": person.name}]}
    return {
        "resourceType": kind,
        "id": resource_id,
        "active": True,
        "practitioner": {"reference": f"Practitioner/{resource_id}", "display": person.name},
    }


def addressee(task: Mapping[str, Any], incoming: IncomingReferral, resolve: Resolve) -> Addressee:
    """Read Task.owner: a reference to us, our desk's identifier, or exactly our name."""
    owner = part(task, "owner")
    said = incoming.owner.name if incoming.owner else ""
    as_sent = said or word(owner, "display")
    identifiers = [part(owner, "identifier")]
    found = read_reference(word(owner, "reference"))
    if found.kind == "relative":
        if found.resource_type == "Organization" and (desk := _desk(found.resource_id)):
            return Addressee(desk_id=desk.pk, as_sent=as_sent)
        if found.resource_type in KINDS and (person := _person(found.resource_id)):
            return Addressee(person_id=person.pk, as_sent=as_sent)
        identifiers += parts(resolve(found.relative) or {}, "identifier")
    for identifier in identifiers:
        if word(identifier, "system") == DESK_SYSTEM and (desk := _desk(word(identifier, "value"))):
            return Addressee(desk_id=desk.pk, as_sent=as_sent)
    desk = _named(as_sent)
    return Addressee(desk_id=desk.pk if desk else None, as_sent=as_sent)


def _desk(text: str) -> Desk | None:
    key = as_key(text)
    if key is None:
        desk = organizations.desk_by_slug(text)
    else:
        desk = (
            organizations.desk(key)
            or organizations.desk_of_organization(key)
            or organizations.desk_of_team(key)
        )
    return desk if desk and _public(desk) else None


def _named(name: str) -> Desk | None:
    wanted = name.strip().casefold()
    for desk in organizations.desks() if wanted else ():
        owner = desk.team or desk.organization
        if wanted in {desk.name.casefold(), owner.name.casefold() if owner else ""} and _public(desk):
            return desk
    return None


def _public(desk: Desk) -> bool:
    return desk.organization is None or (desk.organization.name_public and not desk.organization.sensitive)


def _person(text: str) -> Professional | None:
    key = as_key(text)
    person = organizations.professional(key) if key else organizations.professional_by_slug(text)
    return person if person and not person.has_left and person.organization.name_public else None


def _organization(desk: Desk, resource_id: str) -> dict[str, Any]:
    owner = desk.team or desk.organization
    resource: dict[str, Any] = {
        "resourceType": "Organization",
        "id": resource_id,
        "identifier": [{"system": DESK_SYSTEM, "value": desk.slug}],
        "active": True,
        "name": desk.name,
    }
    if owner and owner.phone:
        resource["telecom"] = [{"system": "phone", "value": owner.phone}]
    return resource
