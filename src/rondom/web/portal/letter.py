"""The letter with everything: what a resident sees on the pages, in the same order."""

from datetime import date, datetime
from typing import Any, Literal

from django.utils import formats
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rondom.access.actor import Actor
from rondom.kernel.documents.content import ContactLine, LetterBlock, LetterDocument
from rondom.organizations import queries as organizations
from rondom.privacy import queries as privacy
from rondom.web.portal import reading


def own_letter(
    actor: Actor, case: Any, *, at: datetime, on: date, language: Literal["nl", "en"]
) -> LetterDocument:
    """All that this resident sees now. Without a household: what is shared and who looked, nothing else."""
    blocks = [_agenda(actor, at), _shared(actor, at)]
    if case is not None:
        blocks += [_words(actor, case), _strengths(case), _plan(case), _helpers(case)]
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


def _plan(case: Any) -> LetterBlock:
    rows = []
    for goal in reading.plan_lines(case):
        rows.append((goal.title, goal.who, _day(goal.on), goal.state))
        rows += [(f"- {one.title}", one.who, _day(one.on), one.state) for one in goal.object]
    if not rows:
        return LetterBlock(heading=_("My plan"), text=_("There is no plan yet."))
    columns = (_("What"), _("Who"), _("Before"), _("How it stands"))
    return LetterBlock(heading=_("My plan"), columns=columns, rows=tuple(rows))


def _helpers(case: Any) -> LetterBlock | None:
    rows = tuple(
        (one.name or one.organization, one.organization, one.function, one.domains, one.ground)
        for one in reading.helpers(case)
    )
    columns = (_("Who"), _("Organisation"), _("Function"), _("About"), _("On which ground"))
    return LetterBlock(heading=_("Who helps me"), columns=columns, rows=rows) if rows else None


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
    rows = tuple(
        (
            _moment(line.look.at),
            line.look.organization,
            line.function,
            line.look.act,
            line.ground or line.purpose,
        )
        for line in reading.who_looked(actor, case, at)
        if not line.look.own
    )
    columns = (_("When"), _("Organisation"), _("Function"), _("What"), _("Why"))
    return LetterBlock(heading=_("Who looked"), columns=columns, rows=rows) if rows else None
