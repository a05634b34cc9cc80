"""Who may ask, give and end a consent, and who reviews emergency access."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.decision import Decision
from rondom.access.queries import holds
from rondom.access.scopes import Part
from rondom.kernel.clock import AMSTERDAM
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import IN_DANGER
from rondom.people import queries as people

if TYPE_CHECKING:
    from rondom.people.models import Person

ONLY_CASE_MANAGER = _("only the case manager does this.")
NOT_YOURS = _("only the person, or who has authority over a young child, gives this permission.")


def may_ask(actor: Actor) -> Decision:
    """Professionals ask; a resident offers by giving."""
    if actor.is_professional:
        return Decision(allowed=True, row="P4")
    return Decision(allowed=False, reason=_("only a professional asks for permission."))


def may_decide(actor: Actor, person: "Person", on: date) -> Decision:
    """The person, by the age bands of the city, or a guardian with authority (R-044)."""
    if actor.id == person.pk:
        if band(person, on) == "guardian":
            return Decision(allowed=False, reason=_("a parent or guardian decides about this at your age."))
        return Decision(allowed=True, row="P8")
    if band(person, on) in {"guardian", "shared"} and people.has_authority(actor.id, person.pk, on):
        return Decision(allowed=True, row="P9")
    return Decision(allowed=False, reason=NOT_YOURS)


def band(person: "Person", on: date) -> str:
    """The age band of the person by the city's setting: guardian, shared, self or adult."""
    ages = organizations.age_bands()
    return people.age_band(
        person,
        on,
        guardian_below=ages.guardian_below,
        shared_below=ages.shared_below,
        adult_at=ages.adult_at,
    )


def may_note_for(actor: Actor, person_id: UUID) -> Decision:
    """A professional writes down what the person decided on paper or before a witness, never for oneself."""
    if actor.is_professional and actor.id != person_id:
        return Decision(allowed=True, row="P4")
    return Decision(allowed=False, reason=NOT_YOURS)


def may_review(actor: Actor) -> Decision:
    """The privacy officer."""
    if actor.has_role("privacy_officer"):
        return Decision(allowed=True, row="P12")
    return Decision(allowed=False, reason=_("only the privacy officer reviews emergency access."))


def _writes(actor: Actor, space: int, part: int, at: datetime) -> str:
    held = holds(holder_id=actor.id, space=space, part=part, at=at, write=True)
    return held.row if held else ""


def may_use_emergency(actor: Actor) -> Decision:
    """Emergency access is for who may meet danger in their work (P11, R-045); others call one of those."""
    if actor.is_professional and actor.roles & IN_DANGER:
        return Decision(allowed=True, row="P11")
    return Decision(
        allowed=False,
        reason=_("emergency access is for the team, youth care, police and child protection. Call the team."),
    )


def may_share(actor: Actor, space: int, at: datetime) -> Decision:
    """The client and the case manager decide what somebody around the household sees (P4, P8)."""
    row = _writes(actor, space, Part.OVERVIEW, at)
    steers = row and holds(holder_id=actor.id, space=space, part=Part.INVOLVEMENT_MASKED, at=at)
    if steers:
        return Decision(allowed=True, row=row)
    return Decision(allowed=False, reason=_("only the client and the case manager share something."))


def may_end_access(actor: Actor, space: int, at: datetime) -> Decision:
    """The case manager of the household, the leader of its team, the privacy officer."""
    if actor.has_role("privacy_officer"):
        return Decision(allowed=True, row="P12")
    if actor.is_professional and (row := _writes(actor, space, Part.ADDRESS, at)):
        return Decision(allowed=True, row=row)
    leads = holds(holder_id=actor.id, space=space, part=Part.OVERVIEW, at=at)
    if leads and leads.row == "P6":
        return Decision(allowed=True, row="P6")
    return Decision(
        allowed=False, reason=_("only the case manager, the team leader or the privacy officer does this.")
    )


def is_around(space: int, person_id: UUID, at: datetime) -> bool:
    """Whether somebody belongs to the household or is related to somebody in it. Asked as the system."""
    on = at.astimezone(AMSTERDAM).date()
    household = people.household_of_space(space)
    if household is None:
        return False
    here = {m.person_id for m in people.members(household.pk, on)}
    return person_id in here or any(
        person_id in (r.person_id, r.other_id) for r in people.relationships(here, on)
    )
