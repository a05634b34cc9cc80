"""What the portal shows, gathered from the modules' own reads. Pure assembly, no rule lives here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rondom.access.actor import Actor
from rondom.cases import queries as cases
from rondom.cases.queries.reactions import reactions_of, shown_reactions
from rondom.kernel.together import fetch_together
from rondom.meetings import queries as meetings
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import WorkFunction
from rondom.privacy import queries as privacy
from rondom.privacy.vocabulary import SharedKind
from rondom.web.portal.doors import item_key

SOON = 3


@dataclass(frozen=True)
class Item:
    """One thing on a page, with the key for "this is not right" and "I have a question"."""

    key: str
    title: str
    text: str = ""
    kind: str = ""
    on: date | None = None
    starts_at: datetime | None = None
    place: str = ""
    who: str = ""
    state: str = ""
    object: Any = None
    stance_url: str = ""
    accept_url: str = ""
    change_url: str = ""
    withdraw_url: str = ""
    report_url: str = ""
    drop_url: str = ""
    source: str = ""


def item(object_type: str, row: Any, title: str, **more: Any) -> Item:
    """A row of any module with its own scope, as an item that the reader can say something about."""
    return Item(key=item_key(object_type, row.id, row.scope, title), title=title, **more)


@dataclass(frozen=True)
class CaseManagerCard:
    """My case manager: who, how to reach, on which days, and who stands in."""

    name: str
    function: str
    organization: str
    phone: str
    days: str
    stand_in: str
    away: bool
    does: str
    call_when: str


def case_manager_card(case: Any, on: date) -> CaseManagerCard | None:
    """The card of the case manager as the client sees it; None while there is none."""
    if case.case_manager_id is None:
        return None
    card = organizations.card_for(case.case_manager_id, on, for_resident=True)
    if card is None:
        return None
    return CaseManagerCard(
        name=card.name,
        function=card.function,
        organization=card.team or card.organization,
        phone=card.phone,
        days=", ".join(str(WEEKDAYS[day - 1]) for day in card.working_days),
        stand_in=card.stand_in,
        away=card.away,
        does=card.card.does if card.card else "",
        call_when=card.card.call_when if card.card else "",
    )


def shared_items(actor: Actor, at: datetime, rows: Iterable[Any] | None = None) -> list[Item]:
    """What others share with this person, one by one. `rows`: `privacy.shared_with`, when read already."""
    items = privacy.shared_with(actor.id, at=at) if rows is None else rows
    return [
        item(
            "shared_item",
            row,
            row.title,
            text=row.text,
            kind=row.kind,
            on=row.due_on,
            starts_at=row.starts_at,
            place=row.place,
            who=row.shared_by_name,
            object=row,
        )
        for row in items
        if row.starts_at is None or row.starts_at >= at
    ]


@dataclass(frozen=True)
class Appointment:
    """Something in my agenda: a meeting, or an appointment that somebody shared with me."""

    starts_at: datetime
    place: str
    title: str
    key: str
    url: str = ""
    how: str = ""


def agenda(
    actor: Actor, at: datetime, *, seats: Iterable[Any] | None = None, shared: Iterable[Any] | None = None
) -> list[Appointment]:
    """What is still to come, the nearest first. `seats`, `shared`: the rows, when they were read already."""
    if seats is None:
        seats = [*meetings.resident_seats(actor.id), *meetings.resident_cards(actor.id)]
    shared = privacy.shared_with(actor.id, at=at) if shared is None else shared
    coming = [
        _meeting(row)
        for row in meetings.appointments_in(actor, seats)
        if row.ends_at > at and row.state in {"planned", "running"}
    ]
    coming += [
        Appointment(
            row.starts_at, row.place, row.title, item_key("shared_item", row.pk, row.scope, row.title)
        )
        for row in shared
        if row.kind == SharedKind.APPOINTMENT and row.starts_at and row.starts_at >= at
    ]
    return sorted(coming, key=lambda one: one.starts_at)


def held_meetings(actor: Actor, at: datetime) -> list[Appointment]:
    """Meetings that are over, the newest first, each with the way to what was decided."""
    return [_meeting(row) for row in meetings.meetings_for_resident(actor, at) if row.ends_at <= at]


def _meeting(row: Any) -> Appointment:
    words = _("The meeting of %s") % formats.date_format(localtime(row.starts_at), "DATE_FORMAT")
    key = item_key("meeting", row.meeting_id, row.scope, words)
    title = "" if row.about_me else _("A meeting to which you are invited")
    return Appointment(row.starts_at, row.place, title, key, row.url, str(row.mode_label))


@dataclass(frozen=True)
class Helper:
    """A party that helps, why, since when, on which ground (R-082)."""

    key: str
    involvement_id: UUID
    name: str
    organization: str
    function: str
    domains: str
    ground: str
    since: datetime
    why: str
    hidden: bool
    masked: bool
    can_decide: str
    asked: bool
    photo: UUID | None = None


def helpers(case: Any) -> list[Helper]:
    """The involvement register as the client sees it, also what is hidden from others. Two queries."""
    found = fetch_together(parties=cases.involved_parties(case), asked=open_questions(case.pk))
    return helpers_of(found["parties"], found["asked"])


def open_questions(case_id: UUID) -> QuerySet[Any]:
    """What the client asked about who is involved, and nobody answered yet."""
    return cases.request_rows(case_id).filter(object_type="involvement", answered_at=None)


def helpers_of(parties: Iterable[Any], questions: Iterable[Any], *, in_short: bool = False) -> list[Helper]:
    """The same, of rows that were read already. Two queries; none `in_short`, without photo and role card."""
    asked = {one.object_id for one in questions}
    shown = [row for row in parties if row.mask_of is None]
    people = {row.professional_id for row in shown if row.professional_id and not in_short}
    known = organizations.role_cards(people) if people else {}
    photos = organizations.portraits(people) if people else {}
    return [
        replace(_helper(row, known.get(row.professional_id), asked), photo=photos.get(row.professional_id))
        for row in shown
    ]


def _helper(row: Any, card: Any, asked: set[Any]) -> Helper:
    ground = organizations.legal_ground(row.ground)
    domains = [organizations.life_domain(number) for number in row.domains]
    return Helper(
        key=item_key("involvement", row.pk, row.scope, str(row.organization or row.professional or "")),
        involvement_id=row.pk,
        name=row.professional.name if row.professional else "",
        organization=row.organization.name if row.organization else "",
        function=function_words(row.function),
        domains=", ".join(str(one) for one in domains if one),
        ground=str(ground or ""),
        since=row.since,
        why=row.why,
        hidden=row.visibility == "hidden",
        masked=row.visibility == "masked",
        can_decide=card.decides if card else "",
        asked=row.pk in asked,
    )


def function_words(slug: str) -> str:
    """A function as a resident reads it."""
    if slug == "case_manager":
        return str(organizations.name_of("case_manager"))
    return str(WorkFunction(slug).label) if slug in WorkFunction.values else ""


def reactions_on(actor: Actor, case: Any) -> dict[str, list[Any]]:
    """What was said beside entries, by the key of the entry; without what is held from this reader.

    Without a household: what this reader said, and nothing of others.
    """
    return reactions_in(actor, case.reactions.all() if case is not None else reactions_of(actor.id))


def reactions_in(actor: Actor, rows: Iterable[Any]) -> dict[str, list[Any]]:
    """The same, of rows that were read already."""
    return {str(key): found for key, found in shown_reactions(rows, actor).items()}
