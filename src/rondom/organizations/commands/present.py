"""The colleague a command is about, locked and still here."""

from __future__ import annotations

from uuid import UUID

from rondom.organizations.commands.refusals import ProfessionalHasLeft, ProfessionalUnknown
from rondom.organizations.models import Professional


def at_work(professional_id: UUID) -> Professional:
    """The professional, locked. Refusals: ProfessionalUnknown, ProfessionalHasLeft."""
    person = Professional.objects.select_for_update().filter(pk=professional_id).first()
    if person is None:
        raise ProfessionalUnknown
    if person.has_left:
        raise ProfessionalHasLeft(name=person.name)
    return person
