"""Notes: in the record of a domain, in the story, or for named people only."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.scopes import Part, part_of, record_part, scope_of
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.commands.domains import DomainUnknown
from rondom.cases.commands.note_timeline import note_on_timeline, worked_on
from rondom.cases.commands.register import holds, private_scope, visible_case
from rondom.cases.commands.wording import no_other_case, real_line, real_text
from rondom.cases.models import Case, Note
from rondom.cases.vocabulary import NoteKind
from rondom.dispatch.commands import command
from rondom.kernel.refusals import NotAllowed, NotFound, StaleVersion
from rondom.kernel.text import clean_line
from rondom.organizations import queries as organizations


@command("note.write")
def write_note(
    *,
    actor: Actor,
    case_id: UUID,
    text: str,
    at: datetime,
    domain: int | None = None,
    kind: str = NoteKind.NOTE,
    title: str = "",
    subject_id: UUID | None = None,
    shareable: bool = True,
    named: list[UUID] | None = None,
    knowingly: bool = False,
) -> Note:
    """Write a note in the record of a domain (without one: in the household's story).

    With `named` (keys of professionals or residents, perhaps an empty list) only the author and those
    named ever read it: a child's own talk, something a third person told. Then the client finds no
    trace of it, and neither does the case manager. `shareable=False`: no resident reads it.
    Refusals: NotFound, NotAllowed, DomainUnknown, WordsNeeded, NamesAnotherCase, TextTooLong.
    """
    case = visible_case(case_id)
    if actor.is_resident:
        raise NotAllowed(reason=_("write a reaction or a message instead."))
    if domain is not None and organizations.life_domain(domain) is None:
        raise DomainUnknown
    words = real_text(text, field="text", max_length=20_000)
    no_other_case(case.pk, words, knowingly=knowingly)
    note = Note(
        case=case,
        scope=_scope(actor=actor, case=case, domain=domain, named=named, subject_id=subject_id, at=at),
        kind=kind,
        domain=domain,
        subject_id=subject_id,
        title=clean_line(title, field="title", max_length=200),
        text=words,
        shareable=shareable,
        restricted=named is not None,
        author_id=actor.id,
        author_name=actor.name,
        author_function=actor.function,
        written_at=at,
    )
    note.save(force_insert=True)
    _told(actor, note, "note.write", at)
    return note


@command("note.correct")
def correct_note(
    *, actor: Actor, note_id: UUID, text: str, why: str, at: datetime, based_on: int | None = None
) -> Note:
    """Add a corrected version; the earlier text stays readable (R-001). Only its author corrects a note.

    Refusals: NotFound, NotAllowed, StaleVersion, WordsNeeded, TextTooLong.
    """
    old = Note.objects.select_related("case").filter(pk=note_id).first()
    if old is None:
        raise NotFound
    if old.author_id != actor.id:
        raise NotAllowed(reason=_("only who wrote a note corrects it. Write a note of your own."))
    if old.replaced_at is not None or (based_on is not None and based_on != old.version):
        raise StaleVersion
    words = real_text(text, field="text", max_length=20_000)
    reason = real_line(why, field="why", max_length=300)
    Note.objects.filter(pk=old.pk).update(replaced_at=at)
    new = Note(
        case=old.case,
        scope=old.scope,
        thread=old.thread,
        version=old.version + 1,
        kind=old.kind,
        domain=old.domain,
        subject_id=old.subject_id,
        title=old.title,
        text=words,
        shareable=old.shareable,
        restricted=old.restricted,
        author_id=actor.id,
        author_name=actor.name,
        author_function=actor.function,
        written_at=at,
        why_corrected=reason,
    )
    new.save(force_insert=True)
    _told(actor, new, "note.correct", at)
    return new


def _scope(
    *,
    actor: Actor,
    case: Case,
    domain: int | None,
    named: list[UUID] | None,
    subject_id: UUID | None,
    at: datetime,
) -> int:
    if named is None:
        part = Part.STORY if domain is None else record_part(domain)
        if not (decision := policies.may_write(actor, space=case.space, part=part, at=at)):
            raise NotAllowed(reason=decision.reason)
        return scope_of(case.space, part)
    # Who may write something of the file may write a restricted note; who only looks may not.
    if not any(
        holds(actor, scope_of(case.space, part), at=at, write=True)
        for part in [Part.STORY, *(record_part(d.number) for d in organizations.life_domains())]
    ):
        raise NotAllowed(reason=_("this file is read-only for you."))
    holders = dict.fromkeys(named, False) | {actor.id: True}
    return private_scope(
        actor=actor, case=case, kind="restricted", holders=holders, subject_id=subject_id, at=at
    )


def _told(actor: Actor, note: Note, action: str, at: datetime) -> None:
    if not note.restricted and note.shareable:
        note_on_timeline(
            actor=actor,
            case=note.case,
            at=at,
            kind=action,
            scope=note.scope,
            words={"kind": note.kind},
            object_type="note",
            object_id=note.pk,
        )
    elif not note.restricted:
        worked_on(note.case, note.scope, at)
    record(
        actor=actor,
        action=action,
        at=at,
        space=note.case.space,
        # A restricted note has a log row for its own subject only, and none a parent could find.
        subjects=[note.subject_id or note.case.client_id] if not note.restricted else _subject(note),
        part="notes" if note.restricted else f"notes {part_of(note.scope)}",
        object_type="note",
        object_id=note.pk,
        confidential=note.restricted and note.subject_id is None,
    )


def _subject(note: Note) -> list[UUID]:
    return [note.subject_id] if note.subject_id else []
