"""What the person says: own words, why there are none yet, and the page a newcomer reads first."""

from typing import Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.access.scopes import Part
from rondom.audit.log import record
from rondom.cases import commands
from rondom.cases import queries as cases
from rondom.cases.queries import day_of
from rondom.kernel.documents import print_document
from rondom.kernel.documents.content import IntroductionDocument, IntroductionSection, Words
from rondom.kernel.refusals import NotFound
from rondom.organizations import queries as organizations
from rondom.people import queries as people
from rondom.web.screens import forms
from rondom.web.screens.asking import GET_POST, Values, ask, bound, find


@require_http_methods(GET_POST)
def own_words(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every version of the own words; writing them down adds one (R-001)."""
    case = find(request, case_id, "own words", needs=Part.STORY)
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
    case = find(request, case_id, "own words", needs=Part.STORY, writes=[Part.STORY])

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
    case = find(request, case_id, "introduction", needs=Part.STORY)
    page, last = cases.introduction_of(case), cases.newest_introduction(case)
    first: Values = {"based_on": last.version if last else 0, "language": last.language if last else "nl"}
    if last:
        first |= {"who_i_am": last.who_i_am, "what_helps": last.what_helps, "what_not": last.what_not}

    def act(values: Values) -> object:
        return commands.write_introduction(
            actor=request.actor,  # type: ignore[attr-defined]
            case_id=case.pk,
            at=request.at,  # type: ignore[attr-defined]
            **(values | {"based_on": values["based_on"] or 0}),
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
        both=lambda: [last],
        template="web/screens/introduction.html",
        page=page,
        old=page is not None and cases.is_out_of_date(page, request.at),  # type: ignore[attr-defined]
    )


@require_GET
def introduction_pdf(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The approved page on paper."""
    case = find(request, case_id, "introduction", needs=Part.STORY)
    page = cases.introduction_of(case)
    if page is None or page.approved_at is None:
        raise NotFound
    record(
        actor=request.actor,  # type: ignore[attr-defined]
        action="introduction.print",
        at=request.at,  # type: ignore[attr-defined]
        space=case.space,
        subjects=[page.person_id],
        part="introduction",
        object_type="introduction",
        object_id=page.pk,
    )
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
