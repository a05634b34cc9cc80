"""What the portal shows, gathered from the modules' own reads. Pure assembly, no rule lives here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.dates import WEEKDAYS

from rondom.access.actor import Actor
from rondom.audit.queries import Look, looks_at
from rondom.cases import queries as cases
from rondom.kernel.clock import AMSTERDAM
from rondom.meetings import queries as meetings
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import WorkFunction
from rondom.plans.queries import at_table as plans
from rondom.privacy import queries as privacy
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
    reactions: tuple[Any, ...] = ()


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
        away=organizations.is_away(case.case_manager_id, on),
        does=card.card.does if card.card else "",
        call_when=card.card.call_when if card.card else "",
    )


def shared_items(actor: Actor, at: datetime) -> list[Item]:
    """What others share with this person, one by one."""
    items = list(privacy.shared_with(actor.id, at=at))
    return [
        Item(
            key=item_key("shared_item", row.pk, row.scope, row.title),
            title=row.title,
            text=row.text,
            kind=row.kind,
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
    url: str = ""
    how: str = ""


def agenda(actor: Actor, at: datetime) -> list[Appointment]:
    """What is still to come, the nearest first."""
    coming = [
        Appointment(row.starts_at, row.place, "", row.url, str(row.mode_label))
        for row in meetings.meetings_for_resident(actor, at)
        if row.ends_at > at and row.state in {"planned", "running"}
    ]
    coming += [
        Appointment(row.starts_at, row.place, row.title)
        for row in privacy.shared_appointments(actor.id, at=at)
        if row.starts_at
    ]
    return sorted(coming, key=lambda one: one.starts_at)


def plan_lines(case: Any) -> list[Item]:
    """The goals of the plan in the client's order, each with its actions."""
    plan = plans.active_plan(case.space)
    if plan is None:
        return []
    actions: dict[UUID | None, list[Any]] = {}
    for action in plan.actions.all():
        actions.setdefault(action.goal_id, []).append(action)
    return [
        Item(
            key=item_key("goal", goal.pk, goal.scope, goal.title),
            title=goal.title,
            text=goal.first_step,
            on=goal.due_on,
            who=goal.owner_name,
            state=str(goal.get_state_display()),
            stance_url=reverse("plan_stances", args=[case.pk, "goal", goal.pk]),
            object=[
                Item(
                    key=item_key("action", one.pk, one.scope, one.what),
                    title=one.what,
                    who=one.owner_name,
                    on=one.due_on,
                    state=str(one.get_state_display()),
                    kind=one.state,
                    stance_url=reverse("plan_stances", args=[case.pk, "action", one.pk]),
                )
                for one in actions.get(goal.pk, [])
            ],
        )
        for goal in plans.open_goals(case.space)
    ]


@dataclass(frozen=True)
class Helper:
    """A party that helps, why, since when, on which ground (R-082)."""

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


def helpers(case: Any) -> list[Helper]:
    """The involvement register as the client sees it, also what is hidden from others."""
    asked = set(
        case.requests.filter(object_type="involvement", answered_at=None).values_list("object_id", flat=True)
    )
    return [_helper(row, asked) for row in cases.involved_parties(case) if row.mask_of is None]


def _helper(row: Any, asked: Iterable[Any]) -> Helper:
    ground = organizations.legal_ground(row.ground)
    card = organizations.role_card(row.professional_id) if row.professional_id else None
    domains = [organizations.life_domain(number) for number in row.domains]
    return Helper(
        involvement_id=row.pk,
        name=row.professional.name if row.professional else "",
        organization=row.organization.name if row.organization else "",
        function=function_words(row.function),
        domains=", ".join(str(one) for one in domains if one),
        ground=str(ground or row.ground),
        since=row.since,
        why=row.why,
        hidden=row.visibility == "hidden",
        masked=row.visibility == "masked",
        can_decide=card.decides if card else "",
        asked=row.pk in set(asked),
    )


def function_words(slug: str) -> str:
    """A function as a resident reads it."""
    if slug == "case_manager":
        return str(organizations.name_of("case_manager"))
    return str(WorkFunction(slug).label) if slug in WorkFunction.values else slug


@dataclass(frozen=True)
class LookLine:
    """One look with its words filled in."""

    look: Look
    function: str
    purpose: str
    ground: str


def who_looked(actor: Actor, case: Any, at: datetime) -> list[LookLine]:
    """Who looked, in words (R-007, R-211). Without a household grant no sensitive party leaves a line."""
    withheld = privacy.untold_spans(case.space) if case else []
    hidden: set[UUID] = set()
    if case is None:
        on = at.astimezone(AMSTERDAM).date()
        hidden = {one.pk for one in organizations.organizations(on) if one.sensitive or not one.name_public}
    looks = looks_at(actor.id, withheld=withheld, hidden_organizations=hidden)
    return [_look_line(one) for one in looks]


def _look_line(look: Look) -> LookLine:
    purpose = organizations.purpose(look.purpose)
    ground = organizations.legal_ground(look.ground)
    return LookLine(
        look=look,
        function=function_words(look.function),
        purpose=str(purpose or ""),
        ground=str(ground or ""),
    )


def reactions_on(case: Any) -> dict[str, list[Any]]:
    """What was said beside entries, by the key of the entry."""
    found: dict[str, list[Any]] = {}
    if case is not None:
        for row in case.reactions.all():
            found.setdefault(str(row.object_id), []).append(row)
    return found
