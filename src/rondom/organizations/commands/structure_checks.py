"""What a setup must not say: unknown words, references to nothing, the same slug twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_slug
from django.utils.translation import gettext as _

from rondom.kernel.refusals import Refusal
from rondom.kernel.text import clean_line, clean_text
from rondom.organizations import rules
from rondom.organizations.commands.refusals import StructureRefused
from rondom.organizations.vocabulary import (
    AreaKind,
    CityStructure,
    PartyKind,
    PartySort,
    ProfessionalEntry,
    TeamKind,
    WorkFunction,
    WorkingDay,
)

NAME_LENGTHS = {"area": 120, "organization": 160, "team": 160, "professional": 120}
FULL_WEEK_HOURS = 60


class _Entry(Protocol):
    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Existing:
    """What a structure may refer to without naming it again: slugs that are there; kinds of areas."""

    areas: Mapping[str, str]
    organizations: frozenset[str]
    teams: frozenset[str]
    professionals: frozenset[str]
    left: frozenset[str]
    """Those of them who work here no longer."""
    supported: frozenset[str]
    """Experts by experience who have a support contact already."""


def check_structure(city: CityStructure, existing: Existing) -> None:
    """Raise StructureRefused at the first entry that contradicts itself, another, or what is there."""
    _areas(city, existing)
    _organizations(city, existing)
    _teams(city, existing)
    _professionals(city, existing)


def _areas(city: CityStructure, existing: Existing) -> None:
    _slugs_and_names("area", city.areas)
    kinds = {slug: kind for slug, kind in existing.areas.items() if slug not in {a.slug for a in city.areas}}
    for area in city.areas:
        place = ("area", area.slug)
        _one_of(place, "kind", area.kind, AreaKind.values)
        wanted = rules.parent_kind(area.kind)
        if kinds.get(area.parent, "") != wanted:
            _refuse(
                place,
                "parent",
                _("Put this {kind} inside its {parent}."),
                kind=area.kind,
                parent=wanted or "-",
            )
        kinds[area.slug] = area.kind


def _organizations(city: CityStructure, existing: Existing) -> None:
    _slugs_and_names("organization", city.organizations)
    above = set(existing.organizations - {party.slug for party in city.organizations})
    for party in city.organizations:
        place = ("organization", party.slug)
        _one_of(place, "kind", party.kind, PartyKind.values)
        _one_of(place, "sort", party.sort, PartySort.values)
        _reachable(place, party.phone, party.email)
        if party.parent and party.parent not in above:
            _refuse(
                place, "parent", _("Put {name} higher in the file: it must exist first."), name=party.parent
            )
        above.add(party.slug)


def _teams(city: CityStructure, existing: Existing) -> None:
    _slugs_and_names("team", city.teams)
    desks = {party.slug for party in city.organizations if party.desk}
    organizations = {party.slug for party in city.organizations} | existing.organizations
    areas = {area.slug for area in city.areas} | existing.areas.keys()
    for team in city.teams:
        place = ("team", team.slug)
        _one_of(place, "kind", team.kind, TeamKind.values)
        _known(place, "organization", team.organization, organizations)
        _reachable(place, team.phone, team.email)
        if team.area or team.kind == TeamKind.NEIGHBOURHOOD:
            _known(place, "area", team.area, areas)
        if team.desk and team.slug in desks:
            _refuse(place, "desk", _("An organization has a desk with this name already. Take another slug."))


def _professionals(city: CityStructure, existing: Existing) -> None:
    _slugs_and_names("professional", city.professionals)
    organizations = {party.slug for party in city.organizations} | existing.organizations
    teams = {team.slug for team in city.teams} | existing.teams
    slugs = {entry.slug for entry in city.professionals} | existing.professionals
    led: dict[str, str] = {}
    personas: dict[str, str] = {}
    for entry in city.professionals:
        place = ("professional", entry.slug)
        _known(place, "organization", entry.organization, organizations)
        _reachable(place, entry.phone, entry.email)
        _roles(entry, organizations, teams)
        _card(entry)
        if entry.stand_in == entry.slug:
            _refuse(
                place, "stand_in", _("Somebody cannot stand in for themselves. Choose another colleague.")
            )
        if entry.stand_in:
            _known(place, "stand_in", entry.stand_in, slugs)
            _answers(entry, city)
        _support(entry, slugs, existing)
        for team in (role.leads for role in entry.roles if role.leads):
            if led.setdefault(team, entry.slug) != entry.slug:
                _refuse(
                    place, "leads", _("{name} has a leader already: {other}."), name=team, other=led[team]
                )
        if entry.persona and personas.setdefault(entry.persona, entry.slug) != entry.slug:
            _refuse(place, "persona", _("{name} is there twice. Use it once."), name=entry.persona)


def _answers(entry: ProfessionalEntry, city: CityStructure) -> None:
    """An expert by experience answers for another expert only: files open to who stands in (R-040)."""
    experts = {
        one.slug for one in city.professionals if rules.only_expert(role.function for role in one.roles)
    }
    if entry.stand_in in experts and entry.slug not in experts:
        _refuse(
            ("professional", entry.slug),
            "stand_in",
            _("An expert by experience sees only what a client grants. Choose another colleague."),
        )


def _roles(entry: ProfessionalEntry, organizations: Collection[str], teams: Collection[str]) -> None:
    place = ("professional", entry.slug)
    if not entry.roles:
        _refuse(place, "roles", _("Give at least one working role."))
    for role in entry.roles:
        _one_of(place, "function", role.function, WorkFunction.values)
        if bool(role.team) == bool(role.organization):
            _refuse(
                place,
                "roles",
                _("Choose the team or the organization where the colleague works, one of the two."),
            )
        if role.team:
            _known(place, "team", role.team, teams)
        if role.organization:
            _known(place, "organization", role.organization, organizations)
        if role.leads:
            _known(place, "leads", role.leads, teams)
        for day in role.working_days:
            _one_of(place, "working_days", day, WorkingDay.values)
        if not 1 <= role.weekly_hours <= FULL_WEEK_HOURS:
            _refuse(
                place,
                "weekly_hours",
                _("Give a number from {lowest} to {highest}."),
                lowest=1,
                highest=FULL_WEEK_HOURS,
            )


def _support(entry: ProfessionalEntry, slugs: Collection[str], existing: Existing) -> None:
    """An expert by experience has a support contact who works here; nobody else has one (R-040)."""
    place = ("professional", entry.slug)
    is_expert = any(role.function == WorkFunction.EXPERT_BY_EXPERIENCE for role in entry.roles)
    named = entry.support_contact
    if is_expert and not named and entry.slug not in existing.supported:
        _refuse(place, "support_contact", _("Name the colleague to whom this expert by experience can turn."))
    if named and not is_expert:
        _refuse(
            place, "support_contact", _("Only an expert by experience has a support contact. Leave it out.")
        )
    if named and named == entry.slug:
        _refuse(
            place,
            "support_contact",
            _("Somebody cannot be their own support contact. Choose a colleague."),
        )
    if named:
        _known(place, "support_contact", named, slugs)
    if named in existing.left:
        _refuse(
            place, "support_contact", _("{name} no longer works here. Choose another colleague."), name=named
        )


def _card(entry: ProfessionalEntry) -> None:
    if entry.card is None:
        return
    for name in ("does", "decides", "does_not_decide", "call_when", "availability"):
        text = getattr(entry.card, name)
        if not text and name != "availability":
            _refuse(
                ("professional", entry.slug),
                name,
                _("Write in one sentence what a resident can expect here."),
            )
        try:
            clean_text(text, max_length=600)
        except Refusal as refusal:
            raise StructureRefused(("professional", entry.slug, name), str(refusal)) from refusal


def _slugs_and_names(kind: str, entries: Iterable[_Entry]) -> None:
    met: set[str] = set()
    for entry in entries:
        place = (kind, entry.slug)
        try:
            validate_slug(entry.slug)
        except ValidationError:
            _refuse(place, "slug", _("Use a slug of small letters, digits and dashes."))
        if entry.slug in met:
            _refuse(place, "slug", _("{name} is there twice. Use it once."), name=entry.slug)
        met.add(entry.slug)
        try:
            name = clean_line(entry.name, max_length=NAME_LENGTHS[kind])
        except Refusal as refusal:
            raise StructureRefused((*place, "name"), str(refusal)) from refusal
        if not name:
            _refuse(place, "name", _("Give a name."))


def _reachable(place: tuple[str, str], phone: str, email: str) -> None:
    if email:
        try:
            validate_email(email)
        except ValidationError:
            _refuse(place, "email", _("This is not an e-mail address. Check for typing errors."))
    if len(phone) > 30:
        _refuse(place, "phone", _("Give one telephone number."))


def _known(place: tuple[str, str], field: str, name: str, names: Collection[str]) -> None:
    if name not in names:
        _refuse(place, field, _("{name} does not exist. Use a name that is defined."), name=name or "-")


def _one_of(place: tuple[str, str], field: str, value: str, choices: Collection[str]) -> None:
    if value not in choices:
        _refuse(place, field, _("Use one of: {choices}."), choices=", ".join(choices))


def _refuse(place: tuple[str, str], field: str, sentence: str, **params: Any) -> None:
    raise StructureRefused((*place, field), sentence.format(**params))
