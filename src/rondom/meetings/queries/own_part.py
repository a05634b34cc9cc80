"""What one participant said and took on, gathered from the minutes; and what the client disputes in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from rondom.access.actor import Actor
from rondom.kernel.refusals import NotFound
from rondom.meetings.models import Agreement, Meeting, Note, Participant, View
from rondom.meetings.queries.lines import DecisionView, MatterView, StanceView
from rondom.meetings.vocabulary import NoteKind


@dataclass(frozen=True)
class OwnStance:
    """What I said of one decision."""

    view: DecisionView
    line: StanceView


@dataclass(frozen=True)
class OwnPart:
    """My own part in a meeting: how I voted, what I said, what I took on."""

    stances: list[OwnStance] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class NoteView:
    """Added words, with the line that they are about."""

    row: Note
    about: str = ""


def own_part(
    actor: Actor,
    me: Participant | None,
    *,
    decisions: Iterable[DecisionView],
    disagreements: Iterable[MatterView],
    agreements: Iterable[Agreement],
    notes: Iterable[Note],
) -> OwnPart | None:
    """The reader's own lines; None for who had no place at the table."""
    if me is None:
        return None
    return OwnPart(
        stances=[OwnStance(view, line) for view in decisions for line in view.stances if line.mine],
        views=[one for matter in disagreements for one in matter.views if one.participant_id == me.pk],
        agreements=[one for one in agreements if one.participant_id == me.pk],
        notes=[note for note in notes if note.by_id == actor.id],
    )


def note_views(
    notes: Iterable[Note],
    *,
    decisions: Iterable[DecisionView],
    disagreements: Iterable[MatterView],
    agreements: Iterable[Agreement],
) -> list[NoteView]:
    """The added words; a dispute says which line it is about."""
    lines: dict[UUID | None, str] = {view.decision.pk: view.decision.chosen for view in decisions}
    lines |= {matter.row.pk: matter.row.matter for matter in disagreements}
    lines |= {one.pk: f"{one.owner_name}: {one.what}" for one in agreements}
    return [
        NoteView(note, lines.get(note.about_id, "") or _about(note) if note.about_part else "")
        for note in notes
    ]


def _about(note: Note) -> str:
    return _("the client's last word") if note.about_part == "closing_word" else ""


def disputed_lines(notes: Iterable[Note]) -> set[UUID]:
    """The keys of the lines of which the client said that they are not right."""
    return {note.about_id for note in notes if note.kind == NoteKind.NOT_RIGHT and note.about_id}


def line_words(meeting: Meeting, part: str, object_id: UUID) -> str:
    """The words of one line of the minutes. Raises NotFound for what is no line of this meeting."""
    if part == "closing_word" and object_id == meeting.pk:
        return meeting.closing_word
    if part == "decision" and (decision := meeting.decisions.filter(pk=object_id).first()):
        return f"{decision.question} {decision.chosen}"
    if part == "agreement" and (agreement := meeting.agreements.filter(pk=object_id).first()):
        return f"{agreement.owner_name}: {agreement.what}"
    if part == "disagreement" and (matter := meeting.disagreements.filter(pk=object_id).first()):
        return matter.matter
    raise NotFound
