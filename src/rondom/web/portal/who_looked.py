"""Who looked, in words: a line per organization and day, with every look behind it (R-007, R-211)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.audit.queries import Look, look_page, looks_at
from rondom.kernel.clock import AMSTERDAM
from rondom.organizations import queries as organizations
from rondom.people import queries as people
from rondom.privacy import queries as privacy
from rondom.web.portal.reading import function_words

READER = system_actor("who looked")
"""A shield is never read by whom it keeps away; only what it leaves out is."""


@dataclass(frozen=True)
class LookLine:
    """One look with its words filled in; equal looks of a day are one line, with how often."""

    look: Look
    function: str
    purpose: str
    ground: str

    @property
    def why(self) -> str:
        """What for, and on which ground, as far as they are known."""
        parts = [_("What for: %s") % self.purpose if self.purpose else ""]
        parts.append(_("Ground: %s") % self.ground if self.ground else "")
        return ". ".join(part for part in parts if part)


@dataclass(frozen=True)
class Looker:
    """What one organization did on one day: how often, in short, and every look."""

    name: str
    kind: str
    times: int
    acts: tuple[str, ...]
    lines: tuple[LookLine, ...]


@dataclass(frozen=True)
class LookDay:
    """One day of looks."""

    day: date
    lookers: tuple[Looker, ...]


@dataclass(frozen=True)
class LookDays:
    """A page of days; `before` says where the earlier ones begin, None at the end."""

    days: tuple[LookDay, ...]
    before: date | None


def who_looked(actor: Actor, case: Any, at: datetime) -> tuple[LookDay, ...]:
    """Every look day by day, for paper. Without a household grant no sensitive party leaves a line."""
    return _by_day(looks_at(actor.id, **_kept_back(actor, case, at)))


def days_of_looks(actor: Actor, case: Any, at: datetime, *, before: date | None = None) -> LookDays:
    """The same for a screen, day by day and in pages of whole days."""
    page = look_page(actor.id, before=before, **_kept_back(actor, case, at))
    return LookDays(_by_day(page.looks), page.before)


def _by_day(looks: Iterable[Look]) -> tuple[LookDay, ...]:
    days: dict[date, list[LookLine]] = {}
    for one in looks:
        days.setdefault(one.at.astimezone(AMSTERDAM).date(), []).append(_line(one))
    return tuple(LookDay(day, _lookers(lines)) for day, lines in days.items())


def _kept_back(actor: Actor, case: Any, at: datetime) -> dict[str, Any]:
    hidden: set[UUID] = set()
    if case is None:
        on = at.astimezone(AMSTERDAM).date()
        hidden = {one.pk for one in organizations.organizations(on) if one.sensitive or not one.name_public}
    with acting_as(READER, at=at):
        shielded = people.spaces_shielded_from(actor.id)
    return {
        "withheld": privacy.untold_spans(case.space) if case else [],
        "hidden_organizations": hidden,
        "shielded_spaces": shielded - ({case.space} if case else set()),
    }


def _lookers(lines: Iterable[LookLine]) -> tuple[Looker, ...]:
    found: dict[tuple[str, str], list[LookLine]] = {}
    for line in lines:
        found.setdefault(_who(line.look), []).append(line)
    return tuple(
        Looker(
            name=name,
            kind=kind,
            times=sum(line.look.times for line in group),
            acts=tuple(dict.fromkeys(line.look.act for line in group)),
            lines=tuple(group),
        )
        for (name, kind), group in found.items()
    )


def _who(look: Look) -> tuple[str, str]:
    if look.own:
        return _("You yourself"), "own"
    if look.system:
        return _("The computer, by itself"), "system"
    if not look.organization:
        return _("Somebody from your family or network"), "family"
    return look.organization, "organization"


def _line(look: Look) -> LookLine:
    return LookLine(
        look=look,
        function=function_words(look.function) if look.function else "",
        purpose=str(organizations.purpose(look.purpose) or ""),
        ground=str(organizations.legal_ground(look.ground) or ""),
    )
