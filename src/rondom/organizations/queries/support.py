"""Experts by experience and who supports them (R-040)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from rondom.access.actor import Actor
from rondom.kernel.repeated import repeated
from rondom.organizations.models import Professional, SupportContact, TeamLeadership, WorkingRole
from rondom.organizations.queries.staff import team_leader
from rondom.organizations.vocabulary import WorkFunction


@dataclass(frozen=True)
class ExpertLine:
    """An expert by experience as the team leader sees her: where she works, and who supports her."""

    role_id: UUID
    professional_id: UUID
    name: str
    team: str
    contact: str
    phone: str
    email: str

    @property
    def alone(self) -> bool:
        """Nobody supports her now: somebody must be named."""
        return not self.contact


def support_contact_of(professional_id: UUID, on: date) -> Professional | None:
    """To whom this expert turns on this day; None when nobody was named, or who was named is gone."""
    found = _support_now(professional_id=professional_id, on=on)["rows"]
    return found[0].contact if found else None


def support_for(actor: Actor, on: date) -> dict[str, Any]:
    """For the actor's own pages: whether she is an expert by experience, her contact, else her team leader.

    No query for anybody else.
    """
    if not actor.has_role(WorkFunction.EXPERT_BY_EXPERIENCE):
        return {"is_expert": False}
    contact = support_contact_of(actor.id, on)
    leader = team_leader(actor.team_id, on) if contact is None and actor.team_id else None
    return {"is_expert": True, "support": contact, "leader": leader}


@repeated
def _support_now(*, professional_id: UUID, on: date) -> dict[str, QuerySet[Any]]:
    return {"rows": _standing(on).filter(professional_id=professional_id)[:1]}


def experts(
    on: date, *, answered_by: UUID | None = None, supported_by: UUID | None = None
) -> list[ExpertLine]:
    """Experts by experience: of the whole city, or those for whom this colleague answers; who is alone first.

    Who leads the team (or stands in as leader) answers, and the support contact. Two queries.
    """
    roles = WorkingRole.objects.current(on).filter(
        function=WorkFunction.EXPERT_BY_EXPERIENCE, professional__ended_at__isnull=True
    )
    if answered_by is not None:
        roles = roles.filter(Exists(_led_by(answered_by, on)) | Exists(_supported_by(answered_by, on)))
    if supported_by is not None:
        roles = roles.filter(Exists(_supported_by(supported_by, on)))
    people = Prefetch("professional__support_contacts", queryset=_standing(on), to_attr="supported_by")
    lines = [_line(role) for role in roles.select_related("professional", "team").prefetch_related(people)]
    return sorted(lines, key=lambda one: (not one.alone, one.name, one.team))


def experts_alone(on: date, *, led_by: UUID | None = None) -> QuerySet[WorkingRole]:
    """Roles of experts whom nobody supports now: of the teams this leader (or stand-in) leads, or all."""
    supported = _standing(on).filter(professional_id=OuterRef("professional_id"))
    roles = WorkingRole.objects.current(on).filter(
        ~Exists(supported),
        function=WorkFunction.EXPERT_BY_EXPERIENCE,
        professional__ended_at__isnull=True,
    )
    if led_by is not None:
        roles = roles.filter(Exists(_led_by(led_by, on)))
    return roles.select_related("professional").order_by("professional__name", "id")


def _led_by(professional_id: UUID, on: date) -> QuerySet[TeamLeadership]:
    """Leaderships of the team of the role outside, by this leader or stand-in."""
    return TeamLeadership.objects.current(on).filter(
        Q(professional_id=professional_id) | Q(stand_in_id=professional_id), team_id=OuterRef("team_id")
    )


def _supported_by(contact_id: UUID, on: date) -> QuerySet[SupportContact]:
    return _standing(on).filter(contact_id=contact_id, professional_id=OuterRef("professional_id"))


def _standing(on: date) -> QuerySet[SupportContact]:
    """Rows that hold on this day, whose contact still works here."""
    working = WorkingRole.objects.current(on).filter(professional_id=OuterRef("contact_id"))
    return (
        SupportContact.objects.current(on)
        .filter(Exists(working), contact__ended_at__isnull=True)
        .select_related("contact__organization")
        .order_by("-starts_on")
    )


def _line(role: WorkingRole) -> ExpertLine:
    found = role.professional.supported_by  # type: ignore[attr-defined]
    contact = found[0].contact if found else None
    return ExpertLine(
        role_id=role.pk,
        professional_id=role.professional_id,
        name=role.professional.name,
        team=role.team.name if role.team else "",
        contact=contact.name if contact else "",
        phone=(contact.phone or contact.organization.phone) if contact else "",
        email=contact.email if contact else "",
    )
