"""Making the city as a setup file describes it: declarative, so the same file twice changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.clock import AMSTERDAM
from rondom.organizations import policies, rules
from rondom.organizations.commands.refusals import StructureRefused, require
from rondom.organizations.commands.settings import set_settings
from rondom.organizations.commands.structure_checks import Existing, check_structure
from rondom.organizations.commands.support import put_support_contact
from rondom.organizations.events import StructureApplied
from rondom.organizations.models import (
    Area,
    Desk,
    Organization,
    Professional,
    RoleCard,
    StandIn,
    SupportContact,
    Team,
    TeamLeadership,
    WorkingRole,
)
from rondom.organizations.vocabulary import CityStructure, ProfessionalEntry, RoleEntry, SetupCount

M = TypeVar("M", bound=Model)


@dataclass
class _Work:
    """One run: the city as asked, the moment, and what was done so far."""

    city: CityStructure
    at: datetime
    counts: dict[str, SetupCount] = field(default_factory=lambda: defaultdict(SetupCount))
    areas: dict[str, Area] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    professionals: dict[str, Professional] = field(default_factory=dict)

    def put(
        self, kind: str, model: type[M], key: Mapping[str, Any], values: Mapping[str, Any], **first: Any
    ) -> M:
        """Add the row, or bring its fields into line; `first` is only used when the row is new."""
        rows: QuerySet[Any] = QuerySet(model)
        row: M | None = rows.filter(**key).first()
        if row is None:
            self.counts[kind].added += 1
            made: M = rows.create(**key, **values, **first)
            return made
        different = [name for name, value in values.items() if getattr(row, name) != value]
        if not different:
            self.counts[kind].unchanged += 1
            return row
        for name in different:
            setattr(row, name, values[name])
        row.save(update_fields=different)
        self.counts[kind].changed += 1
        return row


@command("setup.apply")
def apply_structure(*, actor: Actor, city: CityStructure, at: datetime) -> dict[str, SetupCount]:
    """Make areas, organizations, teams, professionals and settings as `city` says; nothing is removed.

    It may refer to what is there already. Idempotent: a second run with the same city answers only
    `unchanged`. All or nothing: a refusal leaves the database as it was.
    Refusals: NotAllowed, StructureRefused, SettingRefused.
    """
    require(policies.may_configure(actor))
    work = _with_what_is_there(city, at)
    check_structure(
        city,
        Existing(
            areas={slug: area.kind for slug, area in work.areas.items()},
            organizations=frozenset(work.organizations),
            teams=frozenset(work.teams),
            professionals=frozenset(work.professionals),
            left=frozenset(slug for slug, row in work.professionals.items() if row.has_left),
            supported=_supported(),
        ),
    )
    steps: tuple[Callable[[_Work], None], ...] = (
        _areas,
        _organizations,
        _teams,
        _professionals,
        _leaders,
        _stand_ins,
        _support_contacts,
    )
    for step in steps:
        step(work)
    if city.settings:
        changed = set_settings(actor=actor, values=city.settings, at=at)
        work.counts["settings"].changed = len(changed)
        work.counts["settings"].unchanged = len(city.settings) - len(changed)
    record(actor=actor, action="setup.apply", at=at, object_type="setup", row="P13")
    publish(StructureApplied(), at=at)
    return dict(work.counts)


def _with_what_is_there(city: CityStructure, at: datetime) -> _Work:
    """The run, knowing every row that is there, so that a small file can refer to a large city."""
    return _Work(
        city=city,
        at=at,
        areas={row.slug: row for row in Area.objects.all()},
        organizations={row.slug: row for row in Organization.objects.all()},
        teams={row.slug: row for row in Team.objects.all()},
        professionals={row.slug: row for row in Professional.objects.all()},
    )


def _areas(work: _Work) -> None:
    for entry in work.city.areas:  # parents stand before their parts: checked
        values = {"kind": entry.kind, "name": entry.name, "parent": work.areas.get(entry.parent)}
        work.areas[entry.slug] = work.put(
            "areas", Area, {"slug": entry.slug}, values, starts_on=work.city.starts_on
        )


def _organizations(work: _Work) -> None:
    for entry in work.city.organizations:
        values = {
            "name": entry.name,
            "kind": entry.kind,
            "sort": entry.sort,
            "parent": work.organizations.get(entry.parent),
            "sensitive": entry.sensitive,
            "name_public": entry.name_public,
            "phone": entry.phone,
            "email": entry.email,
        }
        row = work.put(
            "organizations", Organization, {"slug": entry.slug}, values, starts_on=work.city.starts_on
        )
        work.organizations[entry.slug] = row
        if entry.desk:
            work.put(
                "desks", Desk, {"slug": entry.slug}, {"name": entry.desk, "organization": row, "team": None}
            )


def _teams(work: _Work) -> None:
    for entry in work.city.teams:
        values = {
            "name": entry.name,
            "kind": entry.kind,
            "organization": work.organizations[entry.organization],
            "area": work.areas.get(entry.area),
            "phone": entry.phone,
            "email": entry.email,
        }
        row = work.put("teams", Team, {"slug": entry.slug}, values, starts_on=work.city.starts_on)
        work.teams[entry.slug] = row
        if entry.desk:
            work.put(
                "desks", Desk, {"slug": entry.slug}, {"name": entry.desk, "organization": None, "team": row}
            )


def _professionals(work: _Work) -> None:
    for entry in work.city.professionals:
        values = {
            "name": entry.name,
            "organization": work.organizations[entry.organization],
            "email": entry.email,
            "phone": entry.phone,
            "phone_hidden": entry.phone_hidden,
            "languages": list(entry.languages),
        }
        row = work.put(
            "professionals", Professional, {"slug": entry.slug}, values, started_on=work.city.starts_on
        )
        if row.has_left:
            # Declaring somebody again must not silently give access back.
            raise StructureRefused(
                ("professional", entry.slug, "slug"),
                _("{name} left on {day}. Give the new employment another slug.").format(
                    name=entry.name, day=f"{row.ended_at:%Y-%m-%d}"
                ),
            )
        work.professionals[entry.slug] = row
        for role in entry.roles:
            _role(work, row, role)
        _card(work, row, entry)


def _role(work: _Work, person: Professional, entry: RoleEntry) -> None:
    key = {
        "professional": person,
        "function": entry.function,
        "team": work.teams.get(entry.team),
        "organization": work.organizations.get(entry.organization),
        "ends_on": None,
    }
    values = {"working_days": rules.weekdays(entry.working_days), "weekly_hours": entry.weekly_hours}
    work.put("roles", WorkingRole, key, values, starts_on=work.city.starts_on)


def _card(work: _Work, person: Professional, entry: ProfessionalEntry) -> None:
    """The first card only: what a colleague wrote since then is theirs, not the file's."""
    if entry.card is None:
        return
    if RoleCard.objects.filter(professional=person).exists():
        work.counts["cards"].unchanged += 1
        return
    card = entry.card
    RoleCard.objects.create(
        professional=person,
        does=card.does,
        decides=card.decides,
        does_not_decide=card.does_not_decide,
        call_when=card.call_when,
        availability=card.availability,
        written_at=work.at,
    )
    work.counts["cards"].added += 1


def _leaders(work: _Work) -> None:
    for entry in work.city.professionals:
        for role in entry.roles:
            if role.leads:
                _leader(work, entry, role.leads)


def _leader(work: _Work, entry: ProfessionalEntry, team_slug: str) -> None:
    values = {
        "professional": work.professionals[entry.slug],
        "stand_in": work.professionals.get(entry.stand_in),
    }
    work.put(
        "leaders",
        TeamLeadership,
        {"team": work.teams[team_slug], "ends_on": None},
        values,
        starts_on=work.city.starts_on,
    )


def _stand_ins(work: _Work) -> None:
    """The fixed stand-in; that of a leader lies in the leadership."""
    for entry in work.city.professionals:
        if entry.stand_in and not any(role.leads for role in entry.roles):
            person = work.professionals[entry.slug]
            other = work.professionals[entry.stand_in]
            work.put(
                "stand-ins",
                StandIn,
                {"professional": person, "ends_on": None},
                {"stand_in": other},
                starts_on=work.city.starts_on,
            )


def _supported() -> frozenset[str]:
    """Slugs of the experts by experience who have a support contact already."""
    standing = SupportContact.objects.filter(ends_on__isnull=True, contact__ended_at__isnull=True)
    return frozenset(standing.values_list("professional__slug", flat=True))


def _support_contacts(work: _Work) -> None:
    """As the file says; a contact chosen on the site before gives way, and its row stays readable (R-040)."""
    on = work.at.astimezone(AMSTERDAM).date()
    for entry in work.city.professionals:
        if entry.support_contact:
            expert, contact = work.professionals[entry.slug], work.professionals[entry.support_contact]
            first = not expert.support_contacts.exists()
            _row, changed = put_support_contact(expert, contact, work.city.starts_on if first else on)
            count = work.counts["support contacts"]
            count.added += changed and first
            count.changed += changed and not first
            count.unchanged += not changed
