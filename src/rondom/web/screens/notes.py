"""Notes and the timeline of a case."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.access.scopes import Part, record_part
from rondom.cases import commands
from rondom.cases import queries as cases
from rondom.kernel.refusals import NotFound
from rondom.organizations import queries as organizations
from rondom.web.screens import forms, words
from rondom.web.screens.asking import GET_POST, NOTED_IN, Values, ask, bound, find, people_choices, strip


@require_GET
def notes(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Notes the reader may see, newest first."""
    case = find(request, case_id, "notes", needs=Part.CORE)
    rows = cases.notes_of(case)
    context = strip(request, case) | {
        "notes": rows,
        "domains": {d.number: d.label for d in organizations.life_domains()},
        "reactions": cases.reactions_on([n.pk for n in rows], request.actor),  # type: ignore[attr-defined]
    }
    return render(request, "web/screens/notes.html", context)


@require_http_methods(GET_POST)
def note_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write a note: in a domain, in the story, or for the author (and the person) only."""
    case = find(request, case_id, "notes", writes=NOTED_IN)
    relation = cases.relation_to(request.actor, case, at=request.at)  # type: ignore[attr-defined]
    places = [
        (str(d.number), _("everybody who works on %(domain)s") % {"domain": d.label})
        for d in organizations.life_domains()
        if relation.writes(record_part(d.number))
    ]
    if relation.writes(Part.STORY):
        places.append(("core", _("the team and the client, no partners")))
    places.append(("named", _("only me, and the person it is about")))

    def act(values: Values) -> object:
        where, person = values.pop("where"), values.pop("person")
        subject = UUID(person) if person else None
        return commands.write_note(
            actor=request.actor,  # type: ignore[attr-defined]
            case_id=case.pk,
            domain=int(where) if where.isdecimal() else None,
            named=([subject] if subject else []) if where == "named" else None,
            subject_id=subject,
            at=request.at,  # type: ignore[attr-defined]
            **values,
        )

    form = bound(forms.NoteForm, request, places=places, people=people_choices(case, request.at))  # type: ignore[attr-defined]
    return ask(
        request,
        form,
        act,
        case=case,
        title=_("Write a note"),
        to=reverse("note_list", args=[case.pk]),
        draft=f"note-{case.pk}",
    )


@require_http_methods(GET_POST)
def note(request: HttpRequest, case_id: UUID, note_id: UUID) -> HttpResponse:
    """One note with its earlier versions, and correcting it."""
    case = find(request, case_id, "notes")
    found = cases.note_now(case, note_id)
    if found is None:
        raise NotFound
    first = {"text": found.text, "based_on": found.version}

    def act(values: Values) -> object:
        return commands.correct_note(actor=request.actor, note_id=found.pk, at=request.at, **values)  # type: ignore[attr-defined]

    return ask(
        request,
        bound(forms.CorrectNoteForm, request, initial=first),
        act,
        case=case,
        title=found.title or _("Note"),
        to=reverse("note_list", args=[case.pk]),
        draft=f"note-{found.thread}",
        both=lambda: cases.note_versions(found)[:1],
        template="web/screens/note.html",
        note=found,
        versions=cases.note_versions(found)[1:],
        mine=found.author_id == request.actor.id,  # type: ignore[attr-defined]
    )


@require_GET
def timeline(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What happened, as far as the reader may see it (R-006)."""
    case = find(request, case_id, "timeline", needs=Part.CORE)
    entries = words.happened(cases.timeline_of(case, limit=100))
    return render(request, "web/screens/timeline.html", strip(request, case) | {"entries": entries})
