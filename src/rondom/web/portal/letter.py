"""The letter with everything: what a resident sees on the pages, in the same order."""

from datetime import date, datetime
from typing import Any, Literal

from django.utils import formats
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rondom.access.actor import Actor
from rondom.kernel.documents.content import ContactLine, LetterBlock, LetterDocument
from rondom.organizations import queries as organizations
from rondom.plans import queries as plans
from rondom.privacy import queries as privacy
from rondom.web.portal import reading
from rondom.web.portal.lines import annex_items, lines_of_others, own_plan
from rondom.web.portal.my_referrals import my_referrals
from rondom.web.portal.who_looked import Looker, who_looked

LINE_WIDTHS, LOOK_WIDTHS = (6, 3, 3, 3), (3, 4, 11)
"""Of the columns of a table, in parts of the page: what has most words gets most room."""


def own_letter(
    actor: Actor, case: Any, *, at: datetime, on: date, language: Literal["nl", "en"]
) -> LetterDocument:
    """All that this resident sees now. Without a household: what is shared and who looked, nothing else."""
    blocks = [_agenda(actor, at), _shared(actor, at), *_others_plans(actor, at)]
    if case is not None:
        blocks += [_words(actor, case), _strengths(case), *_plan(actor, case), _helpers(case)]
        blocks += [_referrals(actor, case, at)]
    blocks += [_permissions(actor, at), _looks(actor, case, at)]
    manager = reading.case_manager_card(case, on) if case is not None else None
    return LetterDocument(
        title=_("Everything on my page"),
        language=language,
        printed_on=on,
        sender=organizations.name_of("municipality"),
        about=_("Everything on my page"),
        blocks=tuple(block for block in blocks if block),
        contact=ContactLine(
            name=manager.name,
            function=manager.function,
            organization=manager.organization,
            phone=manager.phone,
            reachable=manager.days,
        )
        if manager
        else None,
    )


def _moment(value: datetime) -> str:
    return formats.date_format(localtime(value), "SHORT_DATETIME_FORMAT")


def _day(value: date | None) -> str:
    return formats.date_format(value, "DATE_FORMAT") if value else ""


def _agenda(actor: Actor, at: datetime) -> LetterBlock:
    rows = reading.agenda(actor, at)
    items = tuple(
        ", ".join(part for part in (_moment(one.starts_at), one.title, one.how, one.place) if part)
        for one in rows
    )
    return LetterBlock(
        heading=_("My appointments"), items=items, text="" if items else _("There are no appointments.")
    )


def _shared(actor: Actor, at: datetime) -> LetterBlock | None:
    items = [one for one in reading.shared_items(actor, at) if one.kind != "appointment"]
    if not items:
        return None
    lines = tuple(f"{one.title}: {one.text}" if one.text else one.title for one in items)
    return LetterBlock(heading=_("Shared with you"), items=lines)


def _words(actor: Actor, case: Any) -> LetterBlock | None:
    row = case.own_words.filter(person_id=actor.id).order_by("-version").first()
    if row is None or not (row.matters or row.wants or row.refuses):
        return None
    facts = (
        (_("What matters to you?"), row.matters),
        (_("What do you want to be different?"), row.wants),
        (_("What do you not want?"), row.refuses),
    )
    return LetterBlock(heading=_("My own words"), facts=tuple(pair for pair in facts if pair[1]))


def _strengths(case: Any) -> LetterBlock | None:
    items = tuple(row.text for row in case.strengths.filter(ended_at=None))
    return LetterBlock(heading=_("What I am good at"), items=items) if items else None


def _plan(actor: Actor, case: Any) -> list[LetterBlock | None]:
    own = own_plan(case, actor)
    rows = _line_rows(own.goals)
    if not rows:
        block = LetterBlock(heading=_("My plan"), text=_("There is no plan yet."))
    else:
        block = LetterBlock(heading=_("My plan"), columns=_line_columns(), rows=rows, widths=LINE_WIDTHS)
    return [block, _annexes(_("Documents with my plan"), own.annexes)]


def _others_plans(actor: Actor, at: datetime) -> list[LetterBlock | None]:
    named = plans.lines_naming(actor, at=at)
    rows = _line_rows(lines_of_others(named.goals, named.actions, actor))
    heading = _("What is mine in a plan")
    annexes = annex_items(named.annexes, named.goals, actor)
    return [
        LetterBlock(heading=heading, columns=_line_columns(), rows=rows, widths=LINE_WIDTHS)
        if rows
        else None,
        _annexes(_("Documents about me"), annexes),
    ]


def _annexes(heading: str, items: list[reading.Item]) -> LetterBlock | None:
    """The line of each document; what is in it is downloaded from the page."""
    lines = tuple(f"{one.title} ({one.object.rule}, {_day(one.on)}, {one.who})" for one in items)
    return LetterBlock(heading=heading, items=lines) if lines else None


def _line_columns() -> tuple[str, ...]:
    return (_("What"), _("Who"), _("Before"), _("How it stands"))


def _line_rows(goals: list[reading.Item]) -> tuple[tuple[str, ...], ...]:
    rows = []
    for goal in goals:
        if goal.title:
            rows.append((goal.title, goal.who, _day(goal.on), goal.state))
        rows += [(f"- {one.title}", one.who, _day(one.on), one.state) for one in goal.object]
    return tuple(rows)


def _referrals(actor: Actor, case: Any, at: datetime) -> LetterBlock | None:
    rows = tuple(
        (
            one.view.card.question,
            one.view.card.assignee or one.view.card.receiver,
            one.view.card.state_label,
            _day(one.before),
        )
        for one in my_referrals(actor, case, at)
    )
    columns = (_("What was asked"), _("Who"), _("How it stands"), _("Before"))
    return (
        LetterBlock(heading=_("My referrals"), columns=columns, rows=rows, widths=LINE_WIDTHS)
        if rows
        else None
    )


def _helpers(case: Any) -> LetterBlock | None:
    rows = tuple(
        ("\n".join(filter(None, (one.name, one.organization))), one.function, one.domains, one.ground)
        for one in reading.helpers(case)
    )
    columns = (_("Who"), _("Function"), _("About"), _("On which ground"))
    return (
        LetterBlock(heading=_("Who helps me"), columns=columns, rows=rows, widths=(4, 4, 3, 4))
        if rows
        else None
    )


def _permissions(actor: Actor, at: datetime) -> LetterBlock | None:
    lines = privacy.my_consents(actor, at=at)
    rows = tuple(
        (
            one.organization,
            ", ".join(one.domains) or one.feedback,
            _day(one.valid_until.date()),
            one.state_label,
        )
        for one in lines
    )
    columns = (_("Who may see it"), _("About"), _("Until"), _("How it stands"))
    return LetterBlock(heading=_("My permissions"), columns=columns, rows=rows) if rows else None


def _looks(actor: Actor, case: Any, at: datetime) -> LetterBlock | None:
    """A row per day and organisation, as on the page; every look is in it, with its time (R-007)."""
    rows = tuple(
        (formats.date_format(day.day, "SHORT_DATE_FORMAT"), looker.name, _looked(looker))
        for day in who_looked(actor, case, at)
        for looker in day.lookers
        if looker.kind != "own"
    )
    columns = (_("Day"), _("Who"), _("What and why"))
    return (
        LetterBlock(heading=_("Who looked"), columns=columns, rows=rows, widths=LOOK_WIDTHS) if rows else None
    )


def _looked(looker: Looker) -> str:
    """What one organisation did on one day; the same worker and reason are said once."""
    found: dict[tuple[str, str], list[str]] = {}
    for line in looker.lines:
        times = f", {line.look.times}x" if line.look.times > 1 else ""
        clock = formats.time_format(localtime(line.look.at), "H:i")
        found.setdefault((line.function, line.why), []).append(f"{line.look.act} ({clock}{times})")
    return "\n".join(
        f"{function}: {', '.join(acts)}. {why}".removeprefix(": ").strip()
        for (function, why), acts in found.items()
    )
