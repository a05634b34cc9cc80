"""Searching the log, patterns, and the review of emergency access."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from rondom.access.actor import Actor
from rondom.audit.acts import act_name
from rondom.audit.log import record
from rondom.audit.patterns import mass_viewing, unusual_access
from rondom.audit.places import part_name
from rondom.audit.queries import LogFilter, last_verification, over_retention, search_log
from rondom.kernel.refusals import NotFound, Refusal
from rondom.kernel.refused_forms import refuse
from rondom.organizations import queries as organizations
from rondom.privacy import commands, queries
from rondom.privacy.forms import LogFilterForm, ReviewForm
from rondom.privacy.rules import years_before
from rondom.privacy.views.doors import officer_page

PAGE = 50
KINDS = {
    "professional": gettext_lazy("a professional"),
    "resident": gettext_lazy("a resident"),
    "partner": gettext_lazy("another system"),
    "system": gettext_lazy("the system"),
    "anonymous": gettext_lazy("somebody without signing in"),
}
OUTCOMES = {
    "success": pgettext_lazy("log", "done"),
    "refused": pgettext_lazy("log", "refused"),
    "not_found": pgettext_lazy("log", "not found"),
    "nothing_to_do": pgettext_lazy("log", "nothing to do"),
    "not_whole": pgettext_lazy("log", "not whole"),
    "no_safe_address": pgettext_lazy("log", "no safe address"),
}


@require_GET
@officer_page
def log(request: HttpRequest) -> HttpResponse:
    """The log, filtered; the officer's own reading is written in a log that the officer cannot change."""
    actor, at = _who(request)
    form = LogFilterForm(request.GET or None)
    wanted = form.wanted()
    # Without a count: a log of years is not counted to show fifty rows.
    page = Paginator(search_log(wanted)[: PAGE * 40], PAGE).get_page(request.GET.get("page"))
    names = organizations.professionals_named([row.actor_id for row in page])
    record(
        actor=actor,
        action="log.search",
        at=at,
        subjects=[wanted.subject_id] if wanted.subject_id else (),
        part="log",
        object_type="log",
        row="P12",
        query=repr(wanted),
    )
    rows = [
        {
            "row": row,
            "name": names[row.actor_id].name if row.actor_id in names else KINDS.get(row.actor_kind, ""),
            "act": act_name(row.action),
            "part": part_name(row.part),
            "ground": str(organizations.legal_ground(row.ground) or organizations.purpose(row.ground) or ""),
            "outcome": OUTCOMES.get(row.outcome, row.outcome),
        }
        for row in page
    ]
    return render(request, "privacy/log.html", {"form": form, "page_of_rows": page, "rows": rows})


@require_GET
@officer_page
def patterns(request: HttpRequest) -> HttpResponse:
    """Looks without work, many files in a day, and refused emergencies because of a conflict (R-211)."""
    actor, at = _who(request)
    unusual, mass = unusual_access(at=at), mass_viewing(at=at)
    refused = search_log(LogFilter(action="emergency_access.open", outcome="refused"))[:20]
    people = [*(u.actor_id for u in unusual), *(m.actor_id for m in mass), *(r.actor_id for r in refused)]
    names = organizations.professionals_named(people)
    record(actor=actor, action="log.view_patterns", at=at, part="log", object_type="log", row="P12")
    years = organizations.setting("log_retention_years")
    context = {
        "unusual": [(row, names.get(row.actor_id)) for row in unusual],
        "mass": [(row, names.get(row.actor_id)) for row in mass],
        "refused": [(row, names.get(row.actor_id)) for row in refused],
        "years": years,
        "verified": (verified := last_verification()),
        "damage": _damage(verified.reason) if verified and verified.outcome != "success" else "",
        "over": over_retention(before=years_before(at, years)),
    }
    return render(request, "privacy/patterns.html", context)


@require_GET
@officer_page
def reviews(request: HttpRequest) -> HttpResponse:
    """Uses of emergency access that wait for a review, and who cannot use it meanwhile (R-045)."""
    actor, at = _who(request)
    record(actor=actor, action="emergency_access.list", at=at, part="log", object_type="log", row="P12")
    context = {
        "waiting": queries.emergency_uses(at=at),
        "reviewed": queries.emergency_uses(at=at, reviewed=True)[-20:],
    }
    return render(request, "privacy/reviews.html", context)


@require_http_methods(["GET", "POST"])
@officer_page
def review(request: HttpRequest, emergency_access_id: UUID) -> HttpResponse:
    """Judge one use; the client is told when that is safe."""
    actor, at = _who(request)
    line = next((x for x in _all(at) if x.use.pk == emergency_access_id), None)
    if line is None:
        raise NotFound
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            if line.use.reviewed_at is None:
                commands.review_emergency_access(
                    actor=actor,
                    emergency_access_id=line.use.pk,
                    justified=typed["justified"] == "yes",
                    note=typed["note"],
                    at=at,
                )
            if typed["tell_client"] and line.use.client_informed_at is None:
                commands.inform_client_of_emergency(actor=actor, emergency_access_id=line.use.pk, at=at)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Your review is saved."))
            return redirect("privacy_reviews")
    opened = search_log(LogFilter(actor_id=line.use.professional_id, space=line.use.space, row="P11"))[:100]
    looked = [{"at": row.at, "act": act_name(row.action), "part": part_name(row.part)} for row in opened]
    record(
        actor=actor,
        action="emergency_access.view",
        at=at,
        space=line.use.space,
        part="log",
        object_type="emergency_access",
        object_id=line.use.pk,
        row="P12",
    )
    context = {"line": line, "form": form, "looked": looked}
    return render(request, "privacy/review.html", context, status=422 if form.errors else 200)


def _damage(reason: str) -> str:
    """Where the log does not verify, from what the nightly clock wrote: chain, link and row."""
    chain, number, row = reason.split()
    words = {"chain": chain, "number": number, "row": row}
    return _("Chain %(chain)s, link %(number)s, row %(row)s.") % words


def _all(at: datetime) -> list[queries.EmergencyLine]:
    return queries.emergency_uses(at=at) + queries.emergency_uses(at=at, reviewed=True)


def _who(request: HttpRequest) -> tuple[Actor, datetime]:
    return request.actor, request.at  # type: ignore[attr-defined]
