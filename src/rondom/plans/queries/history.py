"""Versions, what differs between them, and what changed since."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rondom.cases import queries as cases
from rondom.plans.models import LineStep, Plan, PlanVersion, VersionLine
from rondom.plans.rules.comparison import LineChange, Piece, compare, words_changed
from rondom.plans.vocabulary import (
    ActionState,
    BottleneckKind,
    Channel,
    GoalState,
    LineKind,
    Requirement,
    RouteStep,
    StanceKind,
    StepKind,
    Term,
)

NEWEST = 50


@dataclass(frozen=True)
class FieldChange:
    """One part of a line in words: what it was, what it is, and the difference word by word."""

    label: str
    old: str
    new: str
    pieces: list[Piece]


@dataclass(frozen=True)
class ComparedLine:
    """A line in two versions; `how` in words for the reader."""

    kind: str
    how: str
    word: str
    title: str
    fields: list[FieldChange]
    carried_over: bool = False


@dataclass(frozen=True)
class Change:
    """Something that happened to a line."""

    at: datetime
    who: str
    title: str
    word: str
    reason: str
    fields: list[FieldChange]
    how: str = ""
    """How the client said yes, and who was there, when somebody else wrote it down."""


def versions_of(plan: Plan) -> list[PlanVersion]:
    """Every version, the newest first. They all stay."""
    return list(plan.versions.order_by("-number"))


def version_lines(plan: Plan, number: int) -> list[VersionLine]:
    """The lines of one version as far as the reader may see them."""
    return list(VersionLine.objects.filter(version__plan=plan, version__number=number))


def compared(plan: Plan, old: int, new: int) -> list[ComparedLine]:
    """Two versions line by line; two queries. Strengths in words as far as the reader may see them."""
    rows = VersionLine.objects.filter(version__plan=plan, version__number__in=[old, new])
    before: dict[UUID, VersionLine] = {}
    after: dict[UUID, VersionLine] = {}
    for row in rows.select_related("version"):
        (after if row.version.number == new else before)[row.line_id] = row
    titles = cases.strength_words(plan.case)
    titles |= {key: row.body.get("title", "") for key, row in {**before, **after}.items()}
    changes = compare({k: r.body for k, r in before.items()}, {k: r.body for k, r in after.items()})
    return [
        _compared(change, after.get(change.line_id) or before[change.line_id], titles) for change in changes
    ]


def changes_of(plan: Plan, *, since: datetime | None = None) -> list[Change]:
    """What changed, the newest first (R-019)."""
    rows = plan.steps.select_related("goal", "action").order_by("-at")
    if since:
        rows = rows.filter(at__gt=since)
    return [_change(step) for step in rows[:NEWEST]]


def in_words(name: str, value: Any, titles: Mapping[UUID, str] | None = None) -> str:
    """The value of one part of a frozen line, as a reader says it."""
    if value in (None, "", []):
        return ""
    if name == "goal":
        return (titles or {}).get(UUID(value), "")
    if name == "strengths":
        return ", ".join(words for key in value if (words := (titles or {}).get(UUID(key))))
    if name in _SPOKEN:
        return _SPOKEN[name](value)
    for labels in _LABELS.get(name, ()):
        if value in labels.values:
            return str(labels(value).label)
    return str(value)


def _domain_words(value: Mapping[str, str]) -> str:
    return str(value.get("en" if (get_language() or "nl").startswith("en") else "nl", ""))


def _day_words(value: str) -> str:
    year, month, day = value.split("-")
    return f"{int(day)}-{int(month)}-{year}"


def _all_stances(value: list[Mapping[str, str]]) -> str:
    return "\n".join(_stance_words(row) for row in value)


_SPOKEN: dict[str, Callable[[Any], str]] = {
    "domain": _domain_words,
    "stances": _all_stances,
    "first_step_on": _day_words,
    "due_on": _day_words,
    "since_on": _day_words,
    "document_on": _day_words,
}
_LABELS: dict[str, tuple[Any, ...]] = {
    "state": (GoalState, ActionState),
    "term": (Term,),
    "cause": (BottleneckKind,),
    "route": (RouteStep,),
    "requires": (Requirement,),
}


def _names() -> dict[str, str]:
    return {
        "title": _("What"),
        "what": _("What"),
        "domain": _("About"),
        "owner": _("Whose"),
        "owner_name": _("Who"),
        "owner_id": "",
        "first_step": _("First step"),
        "first_step_on": _("First step on"),
        "due_on": _("By"),
        "state": _("How it stands"),
        "term": _("When"),
        "strengths": _("What helps"),
        "strength_ids": "",
        "stances": _("What everybody thinks"),
        "goal": _("Belongs to"),
        "cause": _("Why it is stuck"),
        "party": _("Where it is stuck"),
        "since_on": _("Since"),
        "route": _("Step of the route"),
        "requires": _("Which law or rule asks for it"),
        "other_rule": _("Which rule"),
        "document_on": _("Date of the document"),
        "channel": "",
        "witness": "",
    }


def _field(name: str, old: Any, new: Any, titles: Mapping[UUID, str] | None = None) -> FieldChange:
    before, after = in_words(name, old, titles), in_words(name, new, titles)
    return FieldChange(_names().get(name, name), before, after, words_changed(before, after))


def _compared(change: LineChange, row: VersionLine, titles: Mapping[UUID, str]) -> ComparedLine:
    words = {
        "same": _("the same"),
        "changed": _("changed"),
        "new": _("new"),
        "gone": _("no longer in the plan"),
    }
    old, new = change.old or {}, change.new or {}
    fields = [_field(n, old.get(n), new.get(n), titles) for n in change.fields if _names().get(n, n)]
    fields = [one for one in fields if one.old or one.new]
    return ComparedLine(
        kind=str(LineKind(row.kind).label),
        how=change.how,
        word=words[change.how],
        title=row.body.get("title", ""),
        fields=fields,
        carried_over=row.carried_over,
    )


def _change(step: LineStep) -> Change:
    title = step.goal.title if step.goal_id and step.goal else step.action.what if step.action else ""
    names = [name for name in step.was if _names().get(name, name)]
    word = str(StepKind(step.kind).label)
    if step.kind == StepKind.STATE:
        word = in_words("state", step.state)
    elif step.kind == StepKind.TERM:
        word = in_words("term", step.now.get("term"))
    fields = [_field(n, step.was.get(n), step.now.get(n)) for n in names]
    return Change(step.at, step.by_name, title, word, step.reason, fields, _witnessed(step.now))


def _witnessed(now: Mapping[str, Any]) -> str:
    channel, witness = now.get("channel", ""), now.get("witness", "")
    if not witness or channel not in Channel.values:
        return ""
    return _("The client said yes %(how)s, with %(witness)s.") % {
        "how": Channel(channel).label,
        "witness": witness,
    }


def _stance_words(row: Mapping[str, str]) -> str:
    text = f"{row['name']}: {StanceKind(row['stance']).label}"
    return f"{text} ({row['words']})" if row.get("words") else text
