"""Copies outside the site in words: with names for the case manager, by organisation for the client."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from rondom.access.actor import Actor
from rondom.audit.copies import RETURNED, Copy
from rondom.audit.words import act_words
from rondom.kernel.refusals import NotFound
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import WorkFunction


@dataclass(frozen=True)
class CopyLine:
    """One copy as a page shows it."""

    key: int
    at: datetime
    who: str
    what: str
    asked_at: datetime | None
    can_ask: bool
    gone_on: date | None
    gone: str
    can_confirm: bool


def copy_lines(copies: Iterable[Copy], actor: Actor, *, client_id: UUID, names: bool) -> list[CopyLine]:
    """The lines, the newest first. One query for the names, none without."""
    found = list(copies)
    staff = {one.actor_id for one in found if one.actor_kind == "professional"}
    known = organizations.professionals_named(list(staff)) if names and staff else {}
    return [
        CopyLine(
            key=one.key,
            at=one.at,
            who=_who(one, actor, client_id, getattr(known.get(one.actor_id), "name", "")),
            what=act_words(one.action, "E", one.part),
            asked_at=one.asked_at,
            can_ask=one.actor_kind == "professional"
            and one.actor_id != actor.id
            and one.asked_at is None
            and one.gone is None,
            gone_on=one.gone.on if one.gone else None,
            gone=_gone(one),
            can_confirm=one.actor_kind == "professional" and one.gone is None and not actor.is_resident,
        )
        for one in found
    ]


def _gone(one: Copy) -> str:
    """How a copy is gone, and on whose word, in a sentence without the day."""
    if one.gone is None:
        return ""
    own_word = one.gone.by == one.actor_id
    if one.gone.how == RETURNED:
        return (
            _("Given back, says who made it.")
            if own_word
            else _("Given back. The case manager wrote it down.")
        )
    return _("Deleted, says who made it.") if own_word else _("Deleted. The case manager wrote it down.")


def _who(one: Copy, actor: Actor, client_id: UUID, name: str) -> str:
    if one.actor_id == actor.id:
        return _("You")
    if one.actor_kind == "resident":
        return _("The client") if one.actor_id == client_id else _("Somebody from the family or network")
    function = WorkFunction(one.function).label if one.function in WorkFunction.values else one.function
    return ", ".join(str(part) for part in (name, function, one.organization) if part) or _("The system")


def wanted_copy(request: HttpRequest) -> int:
    """Which copy the form is about. Raises NotFound for a number that is none."""
    try:
        return int(request.POST.get("copy", ""))
    except ValueError as bad:
        raise NotFound from bad
