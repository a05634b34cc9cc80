"""Giving again what was ended: one tap ends a permission, so one tap must undo a mistake."""

from datetime import datetime
from typing import Any
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.scopes import Part, part_of
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.kernel.refusals import NotFound
from rondom.privacy.commands.consents import ask_consent
from rondom.privacy.commands.deciding import decide_consent
from rondom.privacy.models import Consent
from rondom.privacy.vocabulary import ConsentChannel, ConsentState


@command("consent.give_again")
def give_again(*, actor: Actor, consent_id: UUID, at: datetime) -> Consent:
    """A new permission with the words of one that this person ended; it counts from now on (R-042, R-043).

    Only about oneself: about a child others decide too and are asked anew. Answers the one that stands
    already when there is one. Refusals: NotFound, and those of asking and deciding.
    """
    old = Consent.objects.filter(pk=consent_id, state=ConsentState.WITHDRAWN).first()
    if old is None or not actor.is_resident or old.person_id != actor.id:
        raise NotFound
    same: dict[str, Any] = {
        "space": old.space,
        "person_id": old.person_id,
        "organization_id": old.organization_id,
        "kind": old.kind,
        "purpose": old.purpose,
        "domains": old.domains,
        "feedback": old.feedback,
    }
    record(
        actor=actor,
        action="consent.give_again",
        at=at,
        space=old.space,
        subjects=[old.person_id],
        part="permissions",
        object_type="consent",
        object_id=old.pk,
        row="P8",
    )
    standing = Consent.objects.filter(**same, state=ConsentState.GIVEN, valid_until__gt=at).first()
    if standing:
        return standing
    hidden = part_of(old.scope) == Part.INVOLVEMENT_HIDDEN
    asked = ask_consent(actor=actor, **same, hidden=hidden, at=at)
    return decide_consent(actor=actor, consent_id=asked.pk, given=True, channel=ConsentChannel.PORTAL, at=at)
