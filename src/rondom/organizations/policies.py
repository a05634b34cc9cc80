"""Who may change what about organizations, colleagues and settings. There is no superuser branch."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.decision import Decision
from rondom.organizations.models import Professional, TeamLeadership
from rondom.organizations.vocabulary import WorkFunction


def may_configure(actor: Actor) -> Decision:
    """Settings, areas, organizations, teams: the functional administrator or the setup itself (P13)."""
    if actor.kind == "system":
        return Decision(allowed=True, row="P13")
    if actor.is_professional and actor.has_role(WorkFunction.ADMINISTRATOR):
        return Decision(allowed=True, row="P13")
    return Decision(
        allowed=False,
        reason=_("Only the administrator changes this. Ask the administrator of your city."),
        row="P13",
    )


def may_change_own_details(actor: Actor, professional_id: UUID) -> Decision:
    """A role card or phone number: the person, or the administrator."""
    if actor.is_professional and actor.id == professional_id:
        return Decision(allowed=True, row="own")
    if may_configure(actor):
        return Decision(allowed=True, row="P13")
    return Decision(
        allowed=False, reason=_("Only the colleague or the administrator changes this."), row="own"
    )


def may_arrange_stand_in(actor: Actor, professional: Professional, on: date) -> Decision:
    """A stand-in: the person, the leader of one of the person's teams, or the administrator."""
    if may_change_own_details(actor, professional.id):
        return Decision(allowed=True, row="own")
    if leads(actor, professional, on):
        return Decision(allowed=True, row="P6")
    return Decision(
        allowed=False,
        reason=_("Only the colleague, the team leader or the administrator arranges a stand-in."),
        row="P6",
    )


def may_choose_support_contact(actor: Actor, professional: Professional, on: date) -> Decision:
    """Who supports an expert by experience: the administrator, or the leader of one of the expert's teams."""
    if may_configure(actor):
        return Decision(allowed=True, row="P13")
    if leads(actor, professional, on):
        return Decision(allowed=True, row="P6")
    return Decision(
        allowed=False,
        reason=_("Only the team leader or the administrator names a support contact. Ask one of them."),
        row="P6",
    )


def may_end_employment(actor: Actor, professional: Professional, on: date) -> Decision:
    """Ending everything at once: the administrator, or the leader of one of the person's teams."""
    if may_configure(actor):
        return Decision(allowed=True, row="P13")
    if leads(actor, professional, on):
        return Decision(allowed=True, row="P6")
    return Decision(
        allowed=False, reason=_("Only the team leader or the administrator ends an employment."), row="P6"
    )


def leads(actor: Actor, professional: Professional, on: date) -> bool:
    """Whether the actor leads (or stands in as leader of) a team in which the professional works."""
    if not actor.is_professional or actor.id == professional.id:
        return False
    teams = professional.roles.current(on).exclude(team=None).values("team_id")
    leading = TeamLeadership.objects.current(on).filter(team_id__in=teams)
    return leading.filter(professional_id=actor.id).exists() or leading.filter(stand_in_id=actor.id).exists()


def may_know(actor: Actor, person: Professional) -> Decision:
    """Meet a colleague in a list: not of an organization whose name gives something away (a shelter).

    Its own people and the administrator do.
    """
    own = actor.organization_id == person.organization_id
    if person.organization.name_public or own or actor.has_role(WorkFunction.ADMINISTRATOR):
        return Decision(allowed=True, row="P3")
    return Decision(allowed=False, row="D2")
