"""Somebody begins, somebody leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from rondom.access.actor import Actor
from rondom.access.grants import end_holder
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.text import clean_line
from rondom.organizations import policies, rules
from rondom.organizations.commands.portraits import erase_portrait
from rondom.organizations.commands.present import at_work
from rondom.organizations.commands.refusals import (
    AlreadyLeft,
    EndOutsidePeriod,
    FunctionUnknown,
    NotAWorkingDay,
    ProfessionalUnknown,
    RolePlaceMissing,
    RoleUnknown,
    require,
)
from rondom.organizations.commands.support import end_support_by
from rondom.organizations.events import ProfessionalLeft, WorkingRoleEnded, WorkingRoleStarted
from rondom.organizations.models import Professional, StandIn, SupportContact, TeamLeadership, WorkingRole
from rondom.organizations.vocabulary import WorkFunction


@command("employment.end")
def end_employment(*, actor: Actor, professional_id: UUID, at: datetime) -> Professional:
    """End everything somebody has here at this moment, in one transaction (access.md A4, R-074).

    Roles, leaderships and stand-ins end; no grant counts from now on. The accounts module calls this
    inside its own command, so that sessions and tokens end in the same transaction; what may come a
    moment later (a new case manager) listens to ProfessionalLeft.
    Refusals: ProfessionalUnknown, NotAllowed, AlreadyLeft.
    """
    person = Professional.objects.select_for_update().filter(pk=professional_id).first()
    if person is None:
        raise ProfessionalUnknown
    today = at.astimezone(AMSTERDAM).date()
    require(policies.may_end_employment(actor, person, today))
    if person.has_left:
        raise AlreadyLeft
    person.ended_at = at
    person.save(update_fields=["ended_at"])
    _close(person.roles.all(), today)
    _close(person.leaderships.all(), today)
    _close(StandIn.objects.filter(professional=person), today)
    _close(StandIn.objects.filter(stand_in=person), today)
    TeamLeadership.objects.filter(stand_in=person).update(stand_in=None)
    _close(person.support_contacts.all(), today)
    erase_portrait(person)
    end_support_by(person, today=today, at=at)
    end_holder(holder_id=person.id, at=at)
    record(actor=actor, action="employment.end", at=at, object_type="professional", object_id=person.id)
    publish(ProfessionalLeft(professional_id=person.id), at=at)
    return person


@command("workingrole.start")
def start_working_role(
    *,
    actor: Actor,
    professional_id: UUID,
    function: str,
    starts_on: date,
    at: datetime,
    team_id: UUID | None = None,
    organization_id: UUID | None = None,
    working_days: Sequence[str] = ("mon", "tue", "wed", "thu", "fri"),
    weekly_hours: int = 36,
    collaboration_hours: int = 0,
) -> WorkingRole:
    """Give somebody a function in a team or an organization, from a day on.

    Refusals: ProfessionalUnknown, ProfessionalHasLeft, NotAllowed, FunctionUnknown, RolePlaceMissing,
    NotAWorkingDay.
    """
    require(policies.may_configure(actor))
    person = at_work(professional_id)
    if function not in WorkFunction.values:
        raise FunctionUnknown
    if (team_id is None) == (organization_id is None):
        raise RolePlaceMissing
    try:
        days = rules.weekdays(tuple(working_days))
    except KeyError:
        raise NotAWorkingDay from None
    role = WorkingRole.objects.create(
        professional=person,
        function=function,
        team_id=team_id,
        organization_id=organization_id,
        working_days=days,
        weekly_hours=weekly_hours,
        collaboration_hours=collaboration_hours,
        starts_on=starts_on,
    )
    record(
        actor=actor,
        action="workingrole.start",
        at=at,
        object_type="workingrole",
        object_id=role.id,
        row="P13",
    )
    publish(WorkingRoleStarted(working_role_id=role.id, professional_id=role.professional_id), at=at)
    return role


@command("workingrole.end")
def end_working_role(*, actor: Actor, working_role_id: UUID, ends_on: date, at: datetime) -> WorkingRole:
    """End one role; other roles of the person stay (R-074). The last day still counts.

    Refusals: RoleUnknown, NotAllowed, EndOutsidePeriod.
    """
    role = WorkingRole.objects.select_for_update().filter(pk=working_role_id).first()
    if role is None:
        raise RoleUnknown
    require(policies.may_end_employment(actor, role.professional, at.astimezone(AMSTERDAM).date()))
    if ends_on < role.starts_on:
        raise EndOutsidePeriod
    role.ends_on = ends_on
    role.save(update_fields=["ends_on"])
    record(actor=actor, action="workingrole.end", at=at, object_type="workingrole", object_id=role.id)
    publish(WorkingRoleEnded(working_role_id=role.id, professional_id=role.professional_id), at=at)
    return role


@command("professional.change")
def change_contact(
    *,
    actor: Actor,
    professional_id: UUID,
    phone: str,
    phone_hidden: bool,
    languages: Sequence[str],
    photo_consent: bool,
    at: datetime,
) -> Professional:
    """Change how a colleague is reached, and which languages they speak (R-104).

    Refusals: ProfessionalUnknown, ProfessionalHasLeft, NotAllowed, TextTooLong, TextUnreadable.
    """
    person = at_work(professional_id)
    require(policies.may_change_own_details(actor, person.id))
    person.phone = clean_line(phone, field="phone", max_length=30)
    person.phone_hidden = phone_hidden
    person.languages = [clean_line(code, field="languages", max_length=8) for code in languages]
    person.photo_consent = photo_consent
    person.save(update_fields=["phone", "phone_hidden", "languages", "photo_consent"])
    record(actor=actor, action="professional.change", at=at, object_type="professional", object_id=person.id)
    return person


def _close(
    rows: QuerySet[WorkingRole] | QuerySet[TeamLeadership] | QuerySet[StandIn] | QuerySet[SupportContact],
    last_day: date,
) -> None:
    """End what still runs; what would begin later never begins and is removed."""
    rows.filter(starts_on__gt=last_day).delete()
    rows.filter(ends_on__isnull=True).update(ends_on=last_day)
    rows.filter(ends_on__gt=last_day).update(ends_on=last_day)
