"""The photo beside somebody's name (R-034)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.kernel import crypto
from rondom.kernel.keys import keyring
from rondom.kernel.uploads import Given, open_portrait
from rondom.organizations import policies
from rondom.organizations.commands.present import at_work
from rondom.organizations.commands.refusals import NoPortrait, PortraitNotAgreed, require
from rondom.organizations.models import Portrait, Professional
from rondom.organizations.queries.portraits import portrait_address

PORTRAIT_MEGABYTES = 8
"""More than a photo of a phone."""


@command("portrait.place")
def place_portrait(*, actor: Actor, given: Given, agrees: bool, at: datetime) -> Portrait:
    """Show the actor's own photo to colleagues and residents; the one before is gone (R-034).

    Nobody places a photo of somebody else, the administrator neither: a face is given by its owner.
    Refusals: ProfessionalUnknown, ProfessionalHasLeft, PortraitNotAgreed, FileEmpty, FileTooLarge,
    PictureKindNotAllowed, PictureTooSmall, PictureTooBig, FileBroken.
    """
    person = at_work(actor.id)
    if not agrees:
        raise PortraitNotAgreed
    jpeg = open_portrait(given, megabytes=PORTRAIT_MEGABYTES)
    Portrait.objects.filter(professional=person).delete()
    key = uuid4()
    sealed = crypto.encrypt_bytes(keyring(), portrait_address(key), jpeg)
    row = Portrait.objects.create(id=key, professional=person, sealed=sealed, placed_at=at)
    Professional.objects.filter(pk=person.pk).update(photo_consent=True)
    record(actor=actor, action="portrait.place", at=at, object_type="portrait", object_id=row.id, row="own")
    return row


@command("portrait.remove")
def remove_portrait(*, actor: Actor, professional_id: UUID, at: datetime) -> None:
    """Erase a photo at once: the owner, or the administrator.

    Refusals: ProfessionalUnknown, ProfessionalHasLeft, NotAllowed, NoPortrait.
    """
    person = at_work(professional_id)
    require(policies.may_change_own_details(actor, person.id))
    if not erase_portrait(person):
        raise NoPortrait
    record(actor=actor, action="portrait.remove", at=at, object_type="professional", object_id=person.id)


def erase_portrait(person: Professional) -> bool:
    """The photo and the permission are gone; whether there was one."""
    Professional.objects.filter(pk=person.pk).update(photo_consent=False)
    return Portrait.objects.filter(professional=person).delete()[0] > 0
