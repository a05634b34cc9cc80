"""To whom an expert by experience turns: naming the support contact (R-040)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.clock import AMSTERDAM
from rondom.organizations import policies
from rondom.organizations.commands.present import at_work
from rondom.organizations.commands.refusals import (
    NoExpertByExperience,
    OwnSupportContact,
    SupportContactNotAtWork,
    require,
)
from rondom.organizations.events import SupportContactChosen, SupportContactLost
from rondom.organizations.models import Professional, SupportContact, WorkingRole
from rondom.organizations.vocabulary import WorkFunction


@command("supportcontact.choose")
def choose_support_contact(
    *, actor: Actor, professional_id: UUID, contact_id: UUID, at: datetime
) -> SupportContact:
    """Name who supports an expert by experience from today on; the one before ends (R-040).

    The expert and the new contact are told. Naming the same contact again changes nothing.
    Refusals: ProfessionalUnknown, ProfessionalHasLeft, NotAllowed, NoExpertByExperience,
    OwnSupportContact, SupportContactNotAtWork.
    """
    expert = at_work(professional_id)
    today = at.astimezone(AMSTERDAM).date()
    require(policies.may_choose_support_contact(actor, expert, today))
    if not expert.roles.unended(today).filter(function=WorkFunction.EXPERT_BY_EXPERIENCE).exists():
        raise NoExpertByExperience(name=expert.name)
    if contact_id == professional_id:
        raise OwnSupportContact
    working = WorkingRole.objects.current(today).filter(professional_id=OuterRef("pk"))
    contact = Professional.objects.employed().filter(Exists(working), pk=contact_id).first()
    if contact is None:
        raise SupportContactNotAtWork
    row, changed = put_support_contact(expert, contact, today)
    record(
        actor=actor,
        action="supportcontact.choose",
        at=at,
        object_type="supportcontact",
        object_id=row.id,
    )
    if changed:
        publish(SupportContactChosen(professional_id=expert.id, contact_id=contact.id), at=at)
    return row


def put_support_contact(expert: Professional, contact: Professional, on: date) -> tuple[SupportContact, bool]:
    """The row that holds from this day on, and whether it is new; that of another contact ends."""
    now = SupportContact.objects.filter(professional=expert, ends_on__isnull=True).first()
    if now is not None and now.contact_id == contact.id:
        return now, False
    if now is not None and now.starts_on >= on:
        now.delete()
    elif now is not None:
        now.ends_on = on - timedelta(days=1)
        now.save(update_fields=["ends_on"])
    return SupportContact.objects.create(professional=expert, contact=contact, starts_on=on), True


def end_support_by(contact: Professional, *, today: date, at: datetime) -> None:
    """Somebody leaves: whom they supported have nobody now. Told to them and to their team leader."""
    rows = SupportContact.objects.filter(contact=contact, ends_on__isnull=True)
    left_alone = list(
        rows.exclude(professional__ended_at__isnull=False).values_list("professional_id", flat=True)
    )
    rows.update(ends_on=today)
    for expert_id in left_alone:
        publish(SupportContactLost(professional_id=expert_id, contact_id=contact.id), at=at)
