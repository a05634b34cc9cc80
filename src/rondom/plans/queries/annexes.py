"""Documents beside the plan as a page shows them, and what is in one (R-015)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rondom.access.actor import Actor
from rondom.access.scopes import part_of, space_of
from rondom.audit.log import record
from rondom.cases import queries as cases
from rondom.kernel import crypto
from rondom.kernel.crypto import FieldAddress
from rondom.kernel.keys import keyring
from rondom.kernel.refusals import NotFound
from rondom.kernel.uploads.opened import ENDINGS, MEDIA_TYPES
from rondom.plans import policies
from rondom.plans.models import Annex, AnnexContent, Goal
from rondom.plans.queries.action_cards import domain_label
from rondom.plans.queries.goal_cards import GOAL_TONES
from rondom.plans.queries.roles import role_words
from rondom.plans.vocabulary import FileKind, GoalState, Requirement


@dataclass(frozen=True)
class AnnexGoal:
    """A goal that came from a document: its words and how it stands."""

    id: UUID
    title: str
    status: str
    tone: str
    waits: bool


@dataclass(frozen=True)
class AnnexView:
    """A document beside the plan, in words; `older`: the versions that it replaced, the newest first."""

    id: UUID
    summary: str
    rule: str
    document_on: date
    attached_at: datetime
    who: str
    domain: str
    looks: str
    """Kind, pages and size in words."""
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_why: str
    may_keep: bool
    goals: list[AnnexGoal] = field(default_factory=list)
    said: list[cases.Said] = field(default_factory=list)
    older: list["AnnexView"] = field(default_factory=list)

    @property
    def has_content(self) -> bool:
        """It can be opened; what was withdrawn is erased."""
        return self.withdrawn_at is None


@dataclass(frozen=True, repr=False)
class AnnexFile:
    """What is in a document, with a name that says nothing about anybody."""

    name: str
    media_type: str
    content: bytes


def annex_views(
    rows: Sequence[Annex],
    goals: Iterable[Goal],
    *,
    actor: Actor,
    writable: frozenset[int],
    said: dict[UUID, list[cases.Said]] | None = None,
) -> list[AnnexView]:
    """The documents, the newest first, each with its older versions below it. No query."""
    brought: dict[UUID, list[AnnexGoal]] = {}
    for goal in goals:
        if goal.annex_id:
            brought.setdefault(goal.annex_id, []).append(_goal(goal))
    before = {row.pk: row.replaces_id for row in rows}
    views = {
        row.pk: _view(row, brought.get(row.pk, []), (said or {}).get(row.pk, []), actor, writable)
        for row in rows
    }
    replaced = set(before.values())
    newest = [
        row for row in sorted(rows, key=lambda r: r.attached_at, reverse=True) if row.pk not in replaced
    ]
    for row in newest:
        older = before[row.pk]
        while older in views:
            views[row.pk].older.append(views[older])
            older = before[older]
    return [views[row.pk] for row in newest]


def annex_for(actor: Actor, annex_id: UUID, *, at: datetime) -> Annex:
    """One document, with the look in the log. Raises NotFound."""
    row = Annex.objects.select_related("plan__case").filter(pk=annex_id).first()
    if row is None:
        raise NotFound
    _log(actor, row, "annex.view", at)
    return row


def annex_file(actor: Actor, annex_id: UUID, *, at: datetime) -> AnnexFile:
    """What is in a document, for somebody who takes a copy along: that stands in the log as a copy (R-043).

    Raises NotFound, also for what was withdrawn.
    """
    content = AnnexContent.objects.select_related("annex").filter(annex_id=annex_id).first()
    if content is None:
        raise NotFound
    row = content.annex
    _log(actor, row, "annex.export", at)
    day = row.document_on.isoformat()
    return AnnexFile(
        # Translators: the first part of a file name. The rest is a date.
        name=f"{_('annex')}-{day}.{ENDINGS[row.kind]}",
        media_type=MEDIA_TYPES[row.kind],
        content=crypto.decrypt_bytes(keyring(), content_address(content.pk), bytes(content.sealed)),
    )


def content_address(key: UUID) -> FieldAddress:
    """Where the bytes of a document live; they open at this place only."""
    return FieldAddress("plans_annexcontent", str(key), "sealed")


def rule_words(row: Annex) -> str:
    """Which law or rule asks for it."""
    return row.other_rule if row.requires == Requirement.OTHER else str(Requirement(row.requires).label)


def who_words(row: Annex) -> str:
    """Function and organization that attached it; the client as the client."""
    if row.by_id == row.client_id:
        return _("the client")
    parts = (role_words(row.by_function) if row.by_function else row.by_name, row.organization_name)
    return ", ".join(part for part in parts if part)


def looks_words(row: Annex) -> str:
    """Kind, pages and size in words: `PDF, 2 pages, 34 kB`."""
    kind = str(FileKind(row.kind).label)
    pages = ngettext("%(number)d page", "%(number)d pages", row.pages) % {"number": row.pages}
    parts = [kind, pages if row.kind == FileKind.PDF else "", filesizeformat(row.size)]
    return ", ".join(part for part in parts if part)


def _view(
    row: Annex, goals: list[AnnexGoal], said: list[cases.Said], actor: Actor, writable: frozenset[int]
) -> AnnexView:
    return AnnexView(
        id=row.pk,
        summary=row.summary,
        rule=rule_words(row),
        document_on=row.document_on,
        attached_at=row.attached_at,
        who=who_words(row),
        domain=domain_label(row.domain),
        looks=looks_words(row),
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=row.withdrawn_by_name,
        withdrawn_why=row.withdrawn_why,
        may_keep=part_of(row.scope) in writable and policies.keeps_annex(actor, row),
        goals=goals,
        said=said,
    )


def _goal(goal: Goal) -> AnnexGoal:
    return AnnexGoal(
        id=goal.pk,
        title=goal.title,
        status=str(GoalState(goal.state).label),
        tone=GOAL_TONES[goal.state],
        waits=goal.state == GoalState.PROPOSED,
    )


def _log(actor: Actor, row: Annex, action: str, at: datetime) -> None:
    space = space_of(row.scope)
    relation = cases.relation_of(actor, space, at=at)
    record(
        actor=actor,
        action=action,
        at=at,
        space=space,
        subjects=[row.client_id],
        part="annex",
        object_type="annex",
        object_id=row.pk,
        row=relation.row,
        ground=relation.ground,
    )
