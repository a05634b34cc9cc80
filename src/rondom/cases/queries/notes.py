"""What professionals wrote, as far as the reader may see it."""

from rondom.cases.models import Case, Note


def notes_of(case: Case, *, kind: str = "", limit: int = 30) -> list[Note]:
    """Current notes the reader may see, newest first."""
    rows = Note.objects.filter(case=case, replaced_at=None).select_related("subject")
    return list((rows.filter(kind=kind) if kind else rows)[:limit])


def note_versions(note: Note) -> list[Note]:
    """Every version of a note, newest first."""
    return list(Note.objects.filter(thread=note.thread).order_by("-version"))
