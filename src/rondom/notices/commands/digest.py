"""From waiting notices to one mail per person."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.kernel.clock import AMSTERDAM
from rondom.notices import rules
from rondom.notices.commands.mail import send_mail_to
from rondom.notices.models import ChannelPreference, Mail, Notice
from rondom.notices.vocabulary import MailMode, ReceiverKind

TEMPLATE = "digest"


def waiting_receivers() -> list[tuple[str, UUID]]:
    """Everybody with a notice that is neither read nor mailed."""
    rows = Notice.objects.filter(mailed_at=None, read_at=None)
    return list(rows.order_by("receiver_id").values_list("receiver_kind", "receiver_id").distinct())


@command("notice.digest")
def send_digest_to(*, actor: Actor, receiver_kind: str, receiver_id: UUID, at: datetime) -> bool:
    """Queue one mail about all waiting notices of one receiver, if their wishes allow it now.

    Who wants no mail, or has no address that is safe to use, keeps the notices on the page: they count
    as dealt with. Answers whether a mail was queued.
    """
    waiting = Notice.objects.select_for_update(skip_locked=True).filter(
        receiver_id=receiver_id, mailed_at=None, read_at=None
    )
    found = list(waiting)
    wishes = ChannelPreference.objects.filter(receiver_id=receiver_id).first() or ChannelPreference()
    # Urgent means: whatever the wishes of a colleague are. A resident's wishes always count, because
    # mail at the wrong moment can be read by the wrong person.
    pressing = any(row.urgent for row in found) and receiver_kind == ReceiverKind.PROFESSIONAL
    now = bool(found) and rules.may_mail_now(
        mode=wishes.mail_mode,
        local=at.astimezone(AMSTERDAM),
        quiet_from=wishes.quiet_from,
        quiet_until=wishes.quiet_until,
        mailed_on=_last_mail_on(receiver_id),
        urgent=pressing,
    )
    mail_id = None
    if now:
        mail_id = send_mail_to(
            actor=actor, receiver_kind=receiver_kind, receiver_id=receiver_id, template=TEMPLATE, at=at
        )
    if now or wishes.mail_mode == MailMode.NEVER:
        Notice.objects.filter(pk__in=[row.pk for row in found]).update(mailed_at=at)
    record(
        actor=actor,
        action="notice.digest",
        at=at,
        object_type="mail",
        object_id=mail_id,
        outcome="success" if mail_id else "not_mailed",
        row="own",
    )
    return mail_id is not None


def _last_mail_on(receiver_id: UUID) -> date | None:
    last = Mail.objects.filter(receiver_id=receiver_id, template=TEMPLATE).aggregate(at=Max("queued_at"))[
        "at"
    ]
    return last.astimezone(AMSTERDAM).date() if last else None
