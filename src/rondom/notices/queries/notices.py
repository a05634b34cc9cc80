"""Somebody's own notices and wishes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from rondom.access.actor import Actor
from rondom.kernel.clock import AMSTERDAM
from rondom.notices.models import ChannelPreference, Mail, Notice
from rondom.notices.vocabulary import MailState, sentence_of


@dataclass(frozen=True)
class NoticeLine:
    """A notice as a page shows it; the page makes the address from name and key."""

    id: UUID
    sentence: str | Promise
    given_at: datetime
    is_new: bool
    link_name: str
    link_id: UUID | None
    times: int = 1
    """How many equal ones stand behind this line."""


def gathered(lines: Iterable[NoticeLine]) -> list[NoticeLine]:
    """Equal notices that follow each other on one day, as one line with the newest moment."""

    def same(line: NoticeLine) -> tuple[object, ...]:
        day = line.given_at.astimezone(AMSTERDAM).date()
        return day, str(line.sentence), line.link_name, line.link_id, line.is_new

    return [
        replace(first, times=1 + sum(1 for _more in group))
        for _key, group in groupby(lines, key=same)
        for first in [next(group)]
    ]


def my_notices(actor: Actor, *, limit: int = 50) -> list[NoticeLine]:
    """The newest notices of the actor."""
    rows = Notice.objects.filter(receiver_id=actor.id).order_by("-given_at")[:limit]
    return [
        NoticeLine(
            row.id, sentence_of(row.kind), row.given_at, row.read_at is None, row.link_name, row.link_id
        )
        for row in rows
    ]


def unread_count(actor: Actor) -> int:
    """How many notices the actor has not read yet."""
    return Notice.objects.filter(receiver_id=actor.id, read_at=None).count()


def my_wishes(actor: Actor) -> ChannelPreference:
    """The actor's wishes; an unsaved row with the defaults when they never chose."""
    found = ChannelPreference.objects.filter(receiver_id=actor.id).first()
    return found or ChannelPreference(receiver_id=actor.id, receiver_kind=actor.kind)


def undelivered_mails(at: datetime) -> QuerySet[Mail]:
    """Mail that did not arrive yet, oldest first, for the system and those who watch the queue."""
    return Mail.objects.exclude(state=MailState.SENT).filter(queued_at__lte=at).order_by("queued_at")
