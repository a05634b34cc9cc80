"""Telling colleagues what changed among themselves: a notice without content, and a link."""

from datetime import datetime
from uuid import UUID

from rondom.access.context import system_actor
from rondom.kernel.clock import AMSTERDAM
from rondom.notices.commands import notify
from rondom.notices.vocabulary import NoticeKind, ReceiverKind
from rondom.organizations import queries as organizations
from rondom.organizations.events import SupportContactChosen, SupportContactLost
from rondom.organizations.vocabulary import WorkFunction
from rondom.privacy.events import LogDamaged, MassViewingSeen

SENDER = system_actor("staff notices")


def tell_of_support_contact(event: SupportContactChosen, *, at: datetime) -> None:
    """The expert by experience and the new support contact know it (R-040)."""
    _tell(event.professional_id, NoticeKind.SUPPORT_CONTACT, at, link_name="my_card")
    _tell(event.contact_id, NoticeKind.SUPPORT_GIVEN, at, link_name="expert_list")


def tell_of_lost_support(event: SupportContactLost, *, at: datetime) -> None:
    """The expert knows, and who must name another: the team leader, else the administrators (R-040)."""
    on = at.astimezone(AMSTERDAM).date()
    _tell(event.professional_id, NoticeKind.SUPPORT_LOST, at, link_name="my_card")
    roles = organizations.working_roles(event.professional_id, on)
    leaders = [organizations.team_leader(role.team_id, on) for role in roles if role.team_id]
    asked = {leader.pk for leader in leaders if leader is not None}
    for one in asked or set(organizations.holders_of_function(WorkFunction.ADMINISTRATOR, on)):
        _tell(one, NoticeKind.SUPPORT_MISSING, at, link_name="expert_list")


def tell_of_damaged_log(event: LogDamaged, *, at: datetime) -> None:
    """The privacy officers hear that the log does not verify; the row stands in the log itself (R-211)."""
    del event
    _tell_officers(NoticeKind.LOG_DAMAGED, at)


def tell_of_mass_viewing(event: MassViewingSeen, *, at: datetime) -> None:
    """The privacy officers hear it, save the one it is about (R-211)."""
    _tell_officers(NoticeKind.MASS_VIEWING, at, but=event.actor_id)


def _tell_officers(kind: NoticeKind, at: datetime, *, but: UUID | None = None) -> None:
    on = at.astimezone(AMSTERDAM).date()
    for officer in organizations.holders_of_function(WorkFunction.PRIVACY_OFFICER, on):
        if officer != but:
            _tell(officer, kind, at, link_name="privacy_patterns")


def _tell(professional_id: UUID, kind: NoticeKind, at: datetime, *, link_name: str) -> None:
    notify(
        actor=SENDER,
        receiver_kind=ReceiverKind.PROFESSIONAL,
        receiver_id=professional_id,
        kind=kind,
        at=at,
        link_name=link_name,
    )
