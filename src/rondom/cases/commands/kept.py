"""Asking for, and passing on, what a former case manager kept for named people."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.grants import name_holder
from rondom.access.models import DynamicPart
from rondom.audit.log import record
from rondom.cases.commands.register import as_register, visible_case
from rondom.cases.events import KeptNotesAsked
from rondom.cases.grants import rewrite_grants
from rondom.cases.models import Note
from rondom.cases.queries.kept import kept_by_former, taker_of
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotFound, Refusal


class NobodyTakesOver(Refusal):
    """A note for named people goes to who takes the case over, and to nobody else."""

    code = "nobody_takes_over"
    sentence = _("Nobody takes this case over from you, or this person reads the note already.")


@command("note.ask_for_kept")
def ask_for_kept(*, actor: Actor, case_id: UUID, holder_id: UUID, at: datetime) -> None:
    """The case manager asks a former one for what was kept for named people. Refusals: NotFound."""
    case = visible_case(case_id)
    if holder_id not in {one.holder_id for one in kept_by_former(actor, case, at=at)}:
        raise NotFound
    record(
        actor=actor,
        action="note.ask_for_kept",
        at=at,
        space=case.space,
        part="notes",
        object_type="professional",
        object_id=holder_id,
        row="P4",
        # A talk of a child leaves no trace for a parent, so neither does the question for it.
        confidential=True,
    )
    publish(KeptNotesAsked(case_id=case.pk, holder_id=holder_id), at=at)


@command("note.pass_on")
def pass_on_note(*, actor: Actor, note_id: UUID, at: datetime) -> Note:
    """The author lets who takes over, or took over, read one note for named people; nobody else can.

    Refusals: NotFound, NobodyTakesOver.
    """
    note = Note.objects.filter(pk=note_id, author_id=actor.id, restricted=True).first()
    if note is None:
        raise NotFound
    with as_register(at):
        taker_id = taker_of(note.case_id, actor.id)
        part = DynamicPart.objects.get(scope=note.scope)
        if taker_id is None or part.holders.filter(holder_id=taker_id, valid_to=None).exists():
            raise NobodyTakesOver
        name_holder(part=part, holder_id=taker_id, at=at, reason="passed on by the author")
        rewrite_grants(actor=actor, case_id=note.case_id, at=at)
    record(
        actor=actor,
        action="note.pass_on",
        at=at,
        space=part.space,
        subjects=[note.subject_id] if note.subject_id else [],
        part="notes",
        object_type="note",
        object_id=note.pk,
        row="named",
        confidential=note.subject_id is None,
    )
    return note
