"""Colleagues: who they are, what they do, who answers for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from rondom.kernel.repeated import repeated
from rondom.organizations.models import (
    Professional,
    RoleCard,
    StandIn,
    TeamLeadership,
    WorkingRole,
)
from rondom.organizations.queries.settings import setting
from rondom.organizations.rules import caseload_norm
from rondom.organizations.vocabulary import WITHOUT_CASELOAD, WorkFunction


@dataclass(frozen=True)
class ProfessionalCard:
    """A role card as a page shows it (R-104). `phone` is the number this reader may call."""

    professional_id: UUID
    name: str
    function: str
    organization: str
    seconded_to: str
    team: str
    phone: str
    email: str
    languages: tuple[str, ...]
    working_days: tuple[int, ...]
    stand_in: str
    away: bool
    card: RoleCard | None


def professional(professional_id: UUID) -> Professional | None:
    """One professional by key, also when the person has left (old minutes name them)."""
    return Professional.objects.select_related("organization").filter(pk=professional_id).first()


def professional_by_slug(slug: str) -> Professional | None:
    """One professional by slug."""
    return Professional.objects.select_related("organization").filter(slug=slug).first()


def professional_by_email(email: str) -> Professional | None:
    """The employed professional with this address, compared without case; None when two share it."""
    found = list(
        Professional.objects.employed().select_related("organization").filter(email__iexact=email)[:2]
    )
    return found[0] if email and len(found) == 1 else None


def professionals_named(ids: list[UUID]) -> dict[UUID, Professional]:
    """Professionals by key, for lists that show many names, in one query."""
    return {one.id: one for one in Professional.objects.select_related("organization").filter(pk__in=ids)}


def functions_of(professional_ids: Iterable[UUID], on: date) -> dict[UUID, list[str]]:
    """Professional -> the functions held on this day, that of the oldest role first, each once. One query."""
    rows = WorkingRole.objects.current(on).filter(professional_id__in=set(professional_ids))
    found: dict[UUID, list[str]] = {}
    for key, function in rows.order_by("starts_on", "id").values_list("professional_id", "function"):
        held = found.setdefault(key, [])
        if function not in held:
            held.append(function)
    return found


def working_roles(professional_id: UUID, on: date) -> QuerySet[WorkingRole]:
    """The roles somebody holds on this day, oldest first."""
    return (
        WorkingRole.objects.current(on)
        .filter(professional_id=professional_id)
        .select_related("team__organization", "organization")
        .order_by("starts_on", "id")
    )


def placed_until(professional_ids: Iterable[UUID], on: date) -> dict[UUID, date | None]:
    """Who of these has a place on this day -> the last day of it that is known, None while it has no end.

    Who is missing has no working role left: rights follow the working role (R-074). One query.
    """
    held = WorkingRole.objects.current(on).filter(professional__ended_at__isnull=True)
    found: dict[UUID, date | None] = {}
    for key, last in held.filter(professional_id__in=set(professional_ids)).values_list(
        "professional_id", "ends_on"
    ):
        known = found.get(key, last)
        found[key] = None if last is None or known is None else max(known, last)
    return found


def roles_on(on: date) -> QuerySet[WorkingRole]:
    """Every role that somebody who has not left holds on this day, of the whole city, in one query."""
    held = WorkingRole.objects.current(on).filter(professional__ended_at__isnull=True)
    return held.select_related("professional", "team")


def holders_of_function(function: str, on: date) -> list[UUID]:
    """Keys of the employed people who hold this function on this day (the privacy officers, say)."""
    roles = WorkingRole.objects.current(on).filter(function=function, professional__ended_at__isnull=True)
    return list(roles.values_list("professional_id", flat=True).distinct())


def colleagues(team_id: UUID, on: date) -> QuerySet[Professional]:
    """Everybody who works in a team on this day."""
    here = WorkingRole.objects.current(on).filter(team_id=team_id, professional_id=OuterRef("pk"))
    return Professional.objects.employed().filter(Exists(here)).select_related("organization")


def staff_of(organization_id: UUID, on: date) -> QuerySet[Professional]:
    """Employed people of a mother organization with a role on this day."""
    at_work = WorkingRole.objects.current(on).filter(professional_id=OuterRef("pk"))
    return Professional.objects.employed().filter(Exists(at_work), organization_id=organization_id)


def team_leader(team_id: UUID, on: date) -> Professional | None:
    """Who leads the team on this day; the stand-in when the leader is away or has left, else None (R-161)."""
    newest: list[TeamLeadership] = _leaderships(team_id=team_id, on=on)["newest"]
    found = next(iter(newest), None)
    if found is None:
        return None
    leads_now = (found.ends_on is None or found.ends_on >= on) and not found.professional.has_left
    if leads_now and not is_away(found.professional_id, on):
        return found.professional
    if found.stand_in and not found.stand_in.has_left:
        return found.stand_in
    return found.professional if leads_now else None


@repeated
def _leaderships(*, team_id: UUID, on: date) -> dict[str, QuerySet[Any]]:
    rows = TeamLeadership.objects.filter(team_id=team_id, starts_on__lte=on).order_by("-starts_on")
    return {"newest": rows.select_related("professional", "stand_in")[:1]}


def teams_led_by(professional_id: UUID, on: date) -> list[UUID]:
    """Keys of the teams somebody leads on this day."""
    led = TeamLeadership.objects.current(on).filter(professional_id=professional_id)
    return list(led.values_list("team_id", flat=True))


def stand_in_for(professional_id: UUID, on: date) -> Professional | None:
    """Who answers for somebody on this day: the one for this absence, else the fixed stand-in."""
    found = _answering(professional_id, on).first()
    return found.stand_in if found else None


def stand_ins_of_absent(professional_ids: Iterable[UUID], on: date) -> dict[UUID, UUID]:
    """Who of these is away on this day -> who answers for them, as `stand_in_for` says. One query.

    Missing: who is not away, and who is away while nobody answers. Files open to whoever this names, so
    an expert by experience, who sees what a client grants, is never named (R-040).
    """
    rows = (
        StandIn.objects.current(on)
        .filter(professional_id__in=set(professional_ids))
        .exclude(_only_expert("stand_in_id", on))
        .select_related("stand_in")
        .order_by(F("ends_on").asc(nulls_last=True), "-starts_on")
    )
    by_person: dict[UUID, list[StandIn]] = {}
    for row in rows:
        by_person.setdefault(row.professional_id, []).append(row)
    found: dict[UUID, UUID] = {}
    for person, standing in by_person.items():
        answering = next((one.stand_in_id for one in standing if not one.stand_in.has_left), None)
        if answering and any(one.ends_on for one in standing):
            found[person] = answering
    return found


def _answering(professional_id: UUID, on: date) -> QuerySet[StandIn]:
    return (
        StandIn.objects.current(on)
        .filter(professional_id=professional_id, stand_in__ended_at__isnull=True)
        .select_related("stand_in")
        .order_by(F("ends_on").asc(nulls_last=True), "-starts_on")
    )


def _only_expert(column: str, on: date) -> Q:
    """A condition: the person in this column works here as an expert by experience and as nothing else."""
    held = WorkingRole.objects.current(on).filter(professional_id=OuterRef(column))
    expert = Q(function=WorkFunction.EXPERT_BY_EXPERIENCE)
    return Q(Exists(held.filter(expert)), ~Exists(held.exclude(expert)))


def stands_in_for(professional_id: UUID, on: date) -> list[UUID]:
    """Keys of the colleagues for whom somebody answers on this day."""
    standing_in = StandIn.objects.current(on).filter(stand_in_id=professional_id)
    return list(standing_in.values_list("professional_id", flat=True))


def role_card(professional_id: UUID) -> RoleCard | None:
    """The current role card, or None."""
    return RoleCard.objects.filter(professional_id=professional_id, replaced_at__isnull=True).first()


def role_cards(professional_ids: Iterable[UUID]) -> dict[UUID, RoleCard]:
    """The current role cards of several people, in one query; who has none is missing."""
    rows = RoleCard.objects.filter(professional_id__in=list(professional_ids), replaced_at__isnull=True)
    return {card.professional_id: card for card in rows}


def card_for(professional_id: UUID, on: date, *, for_resident: bool) -> ProfessionalCard | None:
    """Everything a page shows about a colleague (R-104); None when unknown.

    A resident gets the team's number instead of a hidden direct number, and no personal e-mail then.
    One query.
    """
    found = _around(professional_id=professional_id, on=on)
    if not found["people"]:
        return None
    person = found["people"][0]
    role = found["roles"][0] if found["roles"] else None
    team_here = role.team if role else None
    place = (team_here.organization if team_here else role.organization) if role else None
    hidden = for_resident and person.phone_hidden
    shared_phone = (team_here.phone if team_here else "") or person.organization.phone
    return ProfessionalCard(
        professional_id=person.id,
        name=person.name,
        function=role.get_function_display() if role else "",
        organization=person.organization.name,
        seconded_to=place.name if place and place.pk != person.organization_id else "",
        team=team_here.name if team_here else "",
        phone=shared_phone if hidden else person.phone or shared_phone,
        email="" if hidden else person.email,
        languages=tuple(person.languages),
        working_days=tuple(role.working_days) if role else (),
        stand_in=found["stand_ins"][0].stand_in.name if found["stand_ins"] else "",
        away=bool(found["absences"]),
        card=found["cards"][0] if found["cards"] else None,
    )


@repeated
def _around(*, professional_id: UUID, on: date) -> dict[str, QuerySet[Any]]:
    absences = StandIn.objects.current(on).filter(professional_id=professional_id)
    return {
        "people": Professional.objects.select_related("organization").filter(pk=professional_id),
        "roles": working_roles(professional_id, on)[:1],
        "stand_ins": _answering(professional_id, on)[:1],
        "absences": absences.filter(ends_on__isnull=False)[:1],
        "cards": RoleCard.objects.filter(professional_id=professional_id, replaced_at__isnull=True)[:1],
    }


def without_role_card(at: datetime) -> QuerySet[Professional]:
    """Whoever works here longer than the reminder term and has no card yet (R-104)."""
    started_before = at.date() - timedelta(days=setting("role_card_reminder_days"))
    has_card = RoleCard.objects.filter(professional_id=OuterRef("pk"), replaced_at__isnull=True)
    return Professional.objects.employed().filter(~Exists(has_card), started_on__lt=started_before)


def norm_of(professional_id: UUID, on: date) -> int:
    """The weighted caseload this person should carry (R-131); 0 for who never carries one."""
    full_time = setting("full_time_week_hours")
    weight = setting("caseload_norm_full_time_weight")
    return sum(
        caseload_norm(
            weekly_hours=role.weekly_hours,
            full_time_hours=full_time,
            full_time_weight=weight,
            own=role.caseload_weight,
        )
        for role in working_roles(professional_id, on)
        if role.function not in WITHOUT_CASELOAD
    )


def find_colleagues(text: str, on: date, *, limit: int = 20) -> QuerySet[Professional]:
    """Employed people whose name holds this text, to choose an owner or receiver from."""
    at_work = WorkingRole.objects.current(on).filter(professional_id=OuterRef("pk"))
    match = Q(name__icontains=text.strip()) if text.strip() else Q()
    return (
        Professional.objects.employed().filter(match, Exists(at_work)).select_related("organization")[:limit]
    )


def is_away(professional_id: UUID, on: date) -> bool:
    """Whether somebody's absence (a stand-in with an end) covers this day."""
    absences = StandIn.objects.current(on).filter(professional_id=professional_id, ends_on__isnull=False)
    return absences.exists()
