"""Own words, introduction, life domains, strengths, notes, timeline: pages below a case."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rondom.access.scopes import Part, record_part
from rondom.cases import commands
from rondom.cases import queries as cases
from rondom.cases.queries import day_of
from rondom.kernel.documents import print_document
from rondom.kernel.documents.content import IntroductionDocument, IntroductionSection, Words
from rondom.kernel.refusals import NotFound
from rondom.organizations import queries as organizations
from rondom.people import queries as people
from rondom.web.screens import forms, words
from rondom.web.screens.asking import Values, ask, strip, tap

GET_POST = ["GET", "POST"]


def find(request: HttpRequest, case_id: UUID, part: str) -> Any:
    """The case, with the look in the log (once, when the page is shown)."""
    return cases.case_for(
        request.actor,  # type: ignore[attr-defined]
        case_id,
        at=request.at,  # type: ignore[attr-defined]
        part=part,
        log=request.method == "GET",
    )


def bound(form: Any, request: HttpRequest, **more: Any) -> Any:
    """The form with what was sent, or empty."""
    return form(request.POST if request.method == "POST" else None, **more)


def people_choices(case: Any, at: Any) -> list[tuple[str, str]]:
    """The members, to choose about whom something is."""
    return [(str(m.person_id), m.display_name) for m in people.member_cards(case.household_id, day_of(at))]


@require_http_methods(GET_POST)
def own_words(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every version of the own words; writing them down adds one (R-001)."""
    case = find(request, case_id, "own words")
    voice = cases.own_words_of(case)
    newest = voice.noted or voice.spoken
    first = {"based_on": voice.version, "language": "nl"}
    if newest:
        first |= {"matters": newest.matters, "wants": newest.wants, "refuses": newest.refuses}
        first["language"] = newest.language
    group = next((g for g in organizations.target_groups() if g.slug == case.target_group), None)
    prompts = (
        (group.prompts_nl if (get_language() or "nl").startswith("nl") else group.prompts_en) if group else ()
    )

    def act(values: Values) -> object:
        return commands.write_own_words(
            actor=request.actor,  # type: ignore[attr-defined]
            case_id=case.pk,
            at=request.at,  # type: ignore[attr-defined]
            **(values | {"based_on": values["based_on"] or 0}),
        )

    return ask(
        request,
        bound(forms.OwnWordsForm, request, initial=first),
        act,
        case=case,
        title=_("In the person's own words"),
        lead=_("Write down what the person says, not what you think of it. Your own view is a note."),
        submit=_("Save these words"),
        done=_("The words are kept. The client is asked whether they are right."),
        to=reverse("case", args=[case.pk]),
        draft=f"own-words-{case.pk}",
        both=lambda: cases.versions_of_words(case)[:1],
        template="web/screens/own_words.html",
        versions=cases.versions_of_words(case),
        prompts=prompts,
    )


@require_http_methods(GET_POST)
def missing_words(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Why there are no own words yet (R-001)."""
    case = find(request, case_id, "own words")

    def act(values: Values) -> object:
        return commands.explain_missing_words(
            actor=request.actor,  # type: ignore[attr-defined]
            case_id=case.pk,
            at=request.at,  # type: ignore[attr-defined]
            **values,
        )

    return ask(
        request,
        bound(forms.AbsenceForm, request),
        act,
        case=case,
        title=_("Why there are no own words yet"),
        to=reverse("case", args=[case.pk]),
        draft=f"missing-words-{case.pk}",
    )


@require_http_methods(GET_POST)
def introduction(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The page a newcomer reads first (R-006)."""
    case = find(request, case_id, "introduction")
    page = cases.introduction_of(case)
    first: Values = {"based_on": page.version if page else 0, "language": page.language if page else "nl"}
    if page:
        first |= {"who_i_am": page.who_i_am, "what_helps": page.what_helps, "what_not": page.what_not}

    def act(values: Values) -> object:
        return commands.write_introduction(
            actor=request.actor,  # type: ignore[attr-defined]
            case_id=case.pk,
            at=request.at,  # type: ignore[attr-defined]
            **values,
        )

    return ask(
        request,
        bound(forms.IntroductionForm, request, initial=first),
        act,
        case=case,
        title=_("What you need to know about me"),
        lead=_("One page that a newcomer reads first. It counts once the client has approved it."),
        to=reverse("introduction", args=[case.pk]),
        draft=f"introduction-{case.pk}",
        template="web/screens/introduction.html",
        page=page,
        old=page is not None and cases.is_out_of_date(page, request.at),  # type: ignore[attr-defined]
    )


@require_GET
def introduction_pdf(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The approved page on paper."""
    case = find(request, case_id, "introduction")
    page = cases.introduction_of(case)
    if page is None or page.approved_at is None:
        raise NotFound
    client = people.person(page.person_id)
    texts = (
        (_("Who I am"), page.who_i_am),
        (_("What helps when you work with me"), page.what_helps),
        (_("What does not help"), page.what_not),
    )
    language: Literal["nl", "en"] = "en" if (get_language() or "nl").startswith("en") else "nl"
    spoken = "" if page.language == language else page.language
    document = IntroductionDocument(
        title=_("What you need to know about me"),
        language=language,
        printed_on=day_of(request.at),  # type: ignore[attr-defined]
        name=client.given_name if client else "",
        sections=tuple(
            IntroductionSection(heading=heading, words=Words(text=text, language=spoken))
            for heading, text in texts
            if text
        ),
        approved_on=day_of(page.approved_at),
        approved_by=client.given_name if client else "",
    )
    response = HttpResponse(print_document(document), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="introduction.pdf"'
    return response


@require_http_methods(GET_POST)
def domain_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write down how one life domain stands (R-003)."""
    case = find(request, case_id, "domains")
    grid = {(e.domain, e.person_id): e for e in cases.domain_grid(case)}
    asked = request.GET.get("domain", "")
    current = grid.get((int(asked), None)) if asked.isdecimal() and len(asked) < 3 else None
    first: Values = {"based_on": current.version if current else None, "domain": asked}
    if current:
        first |= {name: getattr(current, name) for name in ("problem", "reason", "strength", "wish")}

    def act(values: Values) -> object:
        person = values.pop("person")
        return commands.record_domain(
            actor=request.actor,  # type: ignore[attr-defined]
            case_id=case.pk,
            person_id=UUID(person) if person else None,
            at=request.at,  # type: ignore[attr-defined]
            **values,
        )

    return ask(
        request,
        bound(forms.DomainForm, request, initial=first, people=people_choices(case, request.at)),  # type: ignore[attr-defined]
        act,
        case=case,
        title=_("How one life domain stands"),
        lead=_("Only what matters in this case, one at a time, and never because a form asks for it."),
        to=reverse("case", args=[case.pk]),
        draft=f"domain-{case.pk}",
        both=lambda: [{"text": e.reason, "author_name": e.author_name} for e in grid.values()],
    )


@require_POST
def domain_out(request: HttpRequest, case_id: UUID, entry_id: UUID) -> HttpResponse:
    """Take a domain off the file."""
    return tap(
        request,
        lambda: commands.leave_out_domain(actor=request.actor, entry_id=entry_id, at=request.at),  # type: ignore[attr-defined]
        to=reverse("case", args=[case_id]),
    )


@require_http_methods(GET_POST)
def strength_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Add a strength (R-004)."""
    case = find(request, case_id, "strengths")

    def act(values: Values) -> object:
        return commands.add_strength(actor=request.actor, case_id=case.pk, at=request.at, **values)  # type: ignore[attr-defined]

    return ask(
        request,
        bound(forms.StrengthForm, request),
        act,
        case=case,
        title=_("Something or somebody to build on"),
        to=reverse("case", args=[case.pk]),
        draft=f"strength-{case.pk}",
    )


@require_POST
def strength_end(request: HttpRequest, case_id: UUID, strength_id: UUID) -> HttpResponse:
    """Take a strength off the list."""
    return tap(
        request,
        lambda: commands.end_strength(actor=request.actor, strength_id=strength_id, at=request.at),  # type: ignore[attr-defined]
        to=reverse("case", args=[case_id]),
    )


@require_GET
def notes(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Notes the reader may see, newest first."""
    case = find(request, case_id, "notes")
    rows = cases.notes_of(case)
    context = strip(request, case) | {
        "notes": rows,
        "domains": {d.number: d.label for d in organizations.life_domains()},
        "reactions": cases.reactions_on([n.pk for n in rows], request.actor),  # type: ignore[attr-defined]
    }
    return render(request, "web/screens/notes.html", context)


@require_http_methods(GET_POST)
def note_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write a note: in a domain, in the core, or for the author (and the person) only."""
    case = find(request, case_id, "notes")
    relation = cases.relation_to(request.actor, case, at=request.at)  # type: ignore[attr-defined]
    places = [
        (str(d.number), _("everybody who works on %(domain)s") % {"domain": d.label})
        for d in organizations.life_domains()
        if relation.writes(record_part(d.number))
    ]
    if relation.writes(Part.CORE):
        places.append(("core", _("everybody in this case")))
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
    found = next((n for n in cases.notes_of(case, limit=500) if n.pk == note_id), None)
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
    case = find(request, case_id, "timeline")
    entries = [words.what_happened(entry) for entry in cases.timeline_of(case, limit=100)]
    return render(request, "web/screens/timeline.html", strip(request, case) | {"entries": entries})
