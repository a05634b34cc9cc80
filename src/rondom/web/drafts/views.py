"""The addresses of drafts: save, read, throw away, choose between two texts."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rondom.dispatch.submissions import has_counted
from rondom.kernel.refusals import Refusal
from rondom.web.drafts import commands, queries
from rondom.web.drafts.middleware import page_of, submission_of, version_of
from rondom.web.drafts.queries import KeptDraft
from rondom.web.drafts.typed import has_words, typed_fields


@require_GET
def draft_list(request: HttpRequest) -> HttpResponse:
    """My drafts, each with a link to its page."""
    drafts = queries.drafts_of(request.actor, at=request.at)  # type: ignore[attr-defined]
    return render(request, "web/drafts/list.html", {"drafts": [(one, _lines(one)) for one in drafts]})


@require_http_methods(["GET", "POST", "DELETE"])
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """GET: the draft (JSON, or a page with both texts). POST: save. DELETE: throw away."""
    if request.method == "POST":
        return _save(request, key)
    if request.method == "DELETE":
        commands.discard_draft(actor=request.actor, key=key)  # type: ignore[attr-defined]
        return HttpResponse(status=204)
    kept = queries.draft_of(request.actor, key, at=request.at)  # type: ignore[attr-defined]
    if kept is None:
        raise Http404
    if request.accepts("text/html"):
        return render(request, "web/drafts/both.html", {"draft": kept, "lines": _lines(kept)})
    return JsonResponse(_as_json(kept))


@require_POST
def discard(request: HttpRequest, key: str) -> HttpResponse:
    """The button "Throw this draft away"."""
    commands.discard_draft(actor=request.actor, key=key)  # type: ignore[attr-defined]
    return HttpResponseRedirect(_back(request, page_of(request)))


@require_POST
def choice(request: HttpRequest, key: str) -> HttpResponse:
    """Go on with one of two texts."""
    other = request.POST.get("text") == "other"
    kept = commands.choose_text(actor=request.actor, key=key, other=other, at=request.at)  # type: ignore[attr-defined]
    return HttpResponseRedirect(_back(request, kept.page))


def _save(request: HttpRequest, key: str) -> JsonResponse:
    submission = submission_of(request, request.actor)  # type: ignore[attr-defined]
    if submission is not None and has_counted(key=submission):
        # It was on its way when the form itself was sent: these words are no draft any more.
        return JsonResponse({"version": "", "sent": True})
    try:
        fields = typed_fields(request.POST)
        saved = commands.save_draft(
            actor=request.actor,  # type: ignore[attr-defined]
            key=key,
            fields=fields,
            at=request.at,  # type: ignore[attr-defined]
            known_version=version_of(request),
            page=page_of(request),
        )
    except Refusal as refusal:
        return JsonResponse({"error": refusal.code, "sentence": str(refusal)}, status=413)
    answer = {"version": saved.version, "saved_at": saved.saved_at.isoformat()}
    if not saved.two:
        return JsonResponse(answer)
    kept = queries.draft_of(request.actor, key, at=request.at)  # type: ignore[attr-defined]
    both = _as_json(kept) if kept else {}
    return JsonResponse(
        {**answer, **both, "error": "two_texts", "choose": reverse("draft", args=[key])}, status=409
    )


def _as_json(kept: KeptDraft) -> dict[str, object]:
    return {
        "fields": kept.fields,
        "version": kept.version,
        "form_version": kept.form_version,
        "saved_at": kept.saved_at.isoformat(),
        "other": kept.other or None,
        "other_saved_at": kept.other_saved_at.isoformat() if kept.other_saved_at else None,
    }


def _lines(kept: KeptDraft) -> list[dict[str, str]]:
    """Field by field: the one text and the other."""
    names = list(dict.fromkeys([*kept.fields, *kept.other]))
    return [
        {
            "name": name.replace("_", " "),
            "mine": ", ".join(kept.fields.get(name, [])),
            "other": ", ".join(kept.other.get(name, [])),
        }
        for name in names
        if has_words({name: [*kept.fields.get(name, []), *kept.other.get(name, [])]})
    ]


def _back(request: HttpRequest, page: str) -> str:
    if page and url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return page
    return reverse("draft_list")
