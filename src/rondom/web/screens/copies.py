"""Copies outside the site, for the case manager and for who made them (R-043)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.audit.copies import Copy
from rondom.audit.log import record
from rondom.cases import commands
from rondom.cases.queries import day_of
from rondom.cases.queries.copies import copies_of_case, own_copies
from rondom.kernel.refusals import NotFound
from rondom.web.copies import copy_lines, wanted_copy
from rondom.web.screens import forms
from rondom.web.screens.asking import GET_POST, Values, ask, bound, find, strip, tap


@require_http_methods(GET_POST)
def copies(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who printed or saved what, and asking to delete it."""
    case = find(request, case_id, "copies")
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    found = copies_of_case(actor, case, at=at)
    if request.method == "POST":
        copy = wanted_copy(request)
        return tap(
            request,
            lambda: commands.ask_copy_deletion(actor=actor, case_id=case.pk, copy=copy, at=at),
            to=reverse("case_copies", args=[case.pk]),
            done=_("The question is put to who made the copy."),
        )
    context = strip(request, case) | {"lines": copy_lines(found, actor, client_id=case.client_id, names=True)}
    return render(request, "web/screens/copies.html", context)


@require_http_methods(GET_POST)
def gone(request: HttpRequest, case_id: UUID, copy: int) -> HttpResponse:
    """On the word of who made it: that a copy is deleted or given back."""
    case = find(request, case_id, "copies")
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    _open_copy(copies_of_case(actor, case, at=at), copy)

    def act(values: Values) -> object:
        return commands.confirm_copy_gone(actor=actor, case_id=case.pk, copy=copy, at=at, **values)

    return ask(
        request,
        bound(forms.CopyGoneForm, request, initial={"on": day_of(at)}),
        act,
        case=case,
        title=_("Write down that this copy is gone"),
        lead=_("Only on the word of who made the copy. The client sees that you wrote it down."),
        to=reverse("case_copies", args=[case.pk]),
        draft=f"copy-{copy}",
    )


@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """What I printed or saved, and what I was asked to delete; no household is named."""
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    found = own_copies(actor, at=at)
    record(actor=actor, action="copy.list_own", at=at, part="copies", object_type="page", row="own")
    lines = copy_lines(found, actor, client_id=actor.id, names=False)
    return render(request, "web/screens/own_copies.html", {"lines": lines})


@require_http_methods(GET_POST)
def own_gone(request: HttpRequest, copy: int) -> HttpResponse:
    """That a copy of mine is deleted or given back, also of a file that I see no longer."""
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    _open_copy(own_copies(actor, at=at), copy)
    if request.method == "GET":
        record(actor=actor, action="copy.list_own", at=at, part="copies", object_type="page", row="own")

    def act(values: Values) -> object:
        return commands.confirm_copy_gone(actor=actor, copy=copy, at=at, **values)

    return ask(
        request,
        bound(forms.CopyGoneForm, request, initial={"on": day_of(at)}),
        act,
        title=_("Say that this copy is gone"),
        lead=_("The client and the case manager see what you say here."),
        to=reverse("own_copies"),
        draft=f"copy-{copy}",
    )


def _open_copy(found: list[Copy], key: int) -> None:
    """Only a copy of this list that is not gone yet has a page. Raises NotFound."""
    row = next((one for one in found if one.key == key), None)
    if row is None or row.actor_kind != "professional":
        raise NotFound
