"""What professionals wrote, as far as the reader may see it."""

from uuid import UUID

from rondom.cases.models import Case, Note


def notes_of(case: Case, *, kind: str = "", limit: int = 30) -> list[Note]:
    """Current notes the reader may see, newest first."""
    rows = Note.objects.filter(case=case, replaced_at=None).select_related("subject")
    return list((rows.filter(kind=kind) if kind else rows)[:limit])


def note_now(case: Case, note_id: UUID) -> Note | None:
    """The version that stands now of this note; an address of an earlier version leads here too."""
    thread = Note.objects.filter(case=case, pk=note_id).values("thread")[:1]
    return Note.objects.filter(case=case, thread=thread, replaced_at=None).select_related("subject").first()


def note_versions(note: Note) -> list[Note]:
    """Every version of a note, newest first."""
    return list(Note.objects.filter(thread=note.thread).order_by("-version"))
