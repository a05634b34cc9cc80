"""What I say about myself: own words, strengths, the people around me, the page about me."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rondom.access.requests import ActorRequest
from rondom.cases import commands as cases
from rondom.cases import queries
from rondom.cases.vocabulary import SupporterAccess
from rondom.kernel.refusals import NotFound, Refusal
from rondom.kernel.refused_forms import refuse
from rondom.web.portal import reading
from rondom.web.portal.doors import need_case, need_mine, resident_page
from rondom.web.portal.forms import (
    IntroductionForm,
    OwnWordsForm,
    StrengthForm,
    SupporterForm,
    page_language,
)


def _newest(rows: Any) -> Any:
    return rows.order_by("-version").first()


@require_http_methods(["GET", "POST"])
@resident_page
def own_words(request: ActorRequest) -> HttpResponse:
    """My own words: the newest version, what was written down for me, and a new version (R-001)."""
    mine = need_mine(request, part="own_words", log=request.method == "GET")
    said = queries.words_of(mine.case_id, request.actor.id)
    newest = _newest(said)
    start = {
        "matters": newest.matters if newest else "",
        "wants": newest.wants if newest else "",
        "refuses": newest.refuses if newest else "",
        "language": newest.language if newest else page_language(request),
        "based_on": newest.version if newest else 0,
    }
    form, both = OwnWordsForm(request.POST or None, initial=start), []
    if request.method == "POST" and form.is_valid():
        try:
            cases.write_own_words(
                actor=request.actor,
                case_id=mine.case_id,
                person_id=request.actor.id,
                at=request.at,
                **form.cleaned_data,
            )
        except Refusal as refusal:
            both = [newest] if refuse(form, refusal) else []
        else:
            messages.success(request, _("Your words are saved. They stand on top of your file."))
            return redirect("portal_words")
    context = {
        "form": form,
        "newest": newest,
        "both": both,
        "earlier": said.order_by("-version")[1:6],
    }
    return render(request, "web/portal/words.html", context, status=422 if form.errors else 200)


@require_POST
@resident_page
def confirm_words(request: ActorRequest, own_words_id: UUID) -> HttpResponse:
    """What somebody wrote down for me is right."""
    cases.confirm_own_words(actor=request.actor, own_words_id=own_words_id, at=request.at)
    messages.success(request, _("Thank you. Your words count as your own from now on."))
    return redirect("portal_words")


@require_http_methods(["GET", "POST"])
@resident_page
def strengths(request: ActorRequest) -> HttpResponse:
    """What I am good at (R-004)."""
    case = need_case(request, part="strengths", log=request.method == "GET")
    form = StrengthForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cases.add_strength(
                actor=request.actor,
                case_id=case.pk,
                person_id=request.actor.id,
                at=request.at,
                **form.cleaned_data,
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("That stands on your list now."))
            return redirect("portal_strengths")
    rows = [
        reading.item("strength", row, row.text, object=row) for row in case.strengths.filter(ended_at=None)
    ]
    context = {"form": form, "rows": rows, "said": reading.reactions_on(request.actor, case)}
    return render(request, "web/portal/strengths.html", context, status=422 if form.errors else 200)


@require_POST
@resident_page
def end_strength(request: ActorRequest, strength_id: UUID) -> HttpResponse:
    """Take something off the list."""
    cases.end_strength(actor=request.actor, strength_id=strength_id, at=request.at)
    messages.success(request, _("It is taken off your list."))
    return redirect("portal_strengths")


@require_http_methods(["GET", "POST"])
@resident_page
def network(request: ActorRequest) -> HttpResponse:
    """The people around me, and what each may see (R-005)."""
    case = need_case(request, part="network", log=request.method == "GET")
    form = SupporterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cases.add_supporter(actor=request.actor, case_id=case.pk, at=request.at, **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("This person stands on your list now."))
            return redirect("portal_network")
    rows = [
        reading.item("supporter", row, row.name, object=row) for row in case.supporters.filter(ended_at=None)
    ]
    context = {
        "form": form,
        "rows": rows,
        "accesses": SupporterAccess.choices,
        "said": reading.reactions_on(request.actor, case),
    }
    return render(request, "web/portal/network.html", context, status=422 if form.errors else 200)


@require_POST
@resident_page
def choose_supporter(request: ActorRequest, supporter_id: UUID) -> HttpResponse:
    """Choose what somebody may see, or take them off; nobody is told."""
    if request.POST.get("act") == "end":
        cases.end_supporter(actor=request.actor, supporter_id=supporter_id, at=request.at)
        messages.success(request, _("This person sees nothing any more. We tell nobody."))
    else:
        access = request.POST.get("access", "")
        cases.confirm_supporter(actor=request.actor, supporter_id=supporter_id, access=access, at=request.at)
        messages.success(request, _("Your choice is saved."))
    return redirect("portal_network")


@require_http_methods(["GET", "POST"])
@resident_page
def introduction(request: ActorRequest) -> HttpResponse:
    """The page about me: what a newcomer reads first, and only after I approved it (R-006)."""
    case = need_case(request, part="introduction", log=request.method == "GET")
    newest = _newest(case.introductions)
    start = {name: getattr(newest, name) for name in ("who_i_am", "what_helps", "what_not")} if newest else {}
    start |= {
        "language": newest.language if newest else page_language(request),
        "based_on": newest.version if newest else 0,
    }
    form, both = IntroductionForm(request.POST or None, initial=start), []
    if request.method == "POST" and form.is_valid():
        try:
            page = cases.write_introduction(
                actor=request.actor, case_id=case.pk, at=request.at, **form.cleaned_data
            )
            cases.approve_introduction(actor=request.actor, introduction_id=page.pk, at=request.at)
        except Refusal as refusal:
            both = [newest] if refuse(form, refusal) else []
        else:
            messages.success(request, _("Your page is saved. New helpers read it first."))
            return redirect("portal_introduction")
    context = {"form": form, "newest": newest, "both": both}
    return render(request, "web/portal/introduction.html", context, status=422 if form.errors else 200)


@require_POST
@resident_page
def approve_introduction(request: ActorRequest) -> HttpResponse:
    """Approve the page that somebody wrote with me."""
    case = need_case(request, part="introduction", log=False)
    newest = _newest(case.introductions)
    if newest is None:
        raise NotFound
    cases.approve_introduction(actor=request.actor, introduction_id=newest.pk, at=request.at)
    messages.success(request, _("Your page is saved. New helpers read it first."))
    return redirect("portal_introduction")
