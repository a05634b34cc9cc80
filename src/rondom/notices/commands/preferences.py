"""How somebody wants to be told."""

from __future__ import annotations

from datetime import datetime, time

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.kernel.refusals import Refusal
from rondom.notices.models import ChannelPreference
from rondom.notices.vocabulary import MailMode


class PreferenceUnknown(Refusal):
    """A choice or language that does not exist."""

    code = "preference_unknown"
    sentence = _("This choice does not exist. Choose one from the list.")
    field = "mail_mode"


@command("preference.change")
def choose_channels(
    *, actor: Actor, mail_mode: str, quiet_from: time, quiet_until: time, language: str, at: datetime
) -> ChannelPreference:
    """Change the actor's own wishes: how often mail, when not, in which language (R-019).

    Raises PreferenceUnknown.
    """
    if mail_mode not in MailMode.values:
        raise PreferenceUnknown
    if language not in dict(settings.LANGUAGES):
        raise PreferenceUnknown(field="language")
    row, _new = ChannelPreference.objects.update_or_create(
        receiver_id=actor.id,
        defaults={
            "receiver_kind": actor.kind,
            "mail_mode": mail_mode,
            "quiet_from": quiet_from,
            "quiet_until": quiet_until,
            "language": language,
            "changed_at": at,
        },
    )
    record(
        actor=actor, action="preference.change", at=at, object_type="preference", object_id=row.id, row="own"
    )
    return row
