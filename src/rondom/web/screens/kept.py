"""Notes for named people only, when the case manager changes: asking for them, and passing them on."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rondom.audit.log import record
from rondom.cases import commands
from rondom.cases.queries.kept import kept_by_former, own_kept
from rondom.kernel.refusals import NotFound
from rondom.web.screens.asking import GET_POST, find, strip, tap


@require_http_methods(GET_POST)
def kept(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """How many notes former case managers of this case kept, and asking for them."""
    case = find(request, case_id, "notes")
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    rows = kept_by_former(actor, case, at=at)
    if request.method == "POST":
        # By its place in the list: no address and no form says who somebody is.
        holder = next((row for n, row in enumerate(rows) if str(n) == request.POST.get("row")), None)
        if holder is None:
            raise NotFound
        return tap(
            request,
            lambda: commands.ask_for_kept(actor=actor, case_id=case.pk, holder_id=holder.holder_id, at=at),
            to=reverse("case_kept", args=[case.pk]),
            done=_("Your colleague is asked, and decides note by note."),
        )
    return render(request, "web/screens/kept.html", strip(request, case) | {"rows": rows})


@require_http_methods(GET_POST)
def own(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """My own notes for named people in one case, also when the case is mine no more; passing one on."""
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    if not actor.is_professional:
        raise NotFound
    found = own_kept(actor, case_id, at=at)
    if request.method == "POST":
        note = next((n for n in found.notes if str(n.pk) == request.POST.get("note")), None)
        if note is None:
            raise NotFound
        return tap(
            request,
            lambda: commands.pass_on_note(actor=actor, note_id=note.pk, at=at),
            to=reverse("kept_own", args=[case_id]),
            done=_("Your colleague can read this note now."),
        )
    record(
        actor=actor,
        action="note.list_kept",
        at=at,
        subjects=[n.subject_id for n in found.notes if n.subject_id],
        part="notes",
        object_type="case",
        object_id=case_id,
        row="named",
    )
    return render(request, "web/screens/kept_own.html", {"found": found})
