"""Home, plan, people, meetings, who looked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.access.requests import ActorRequest
from rondom.audit.log import record
from rondom.cases import commands as cases
from rondom.cases import queries as case_queries
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotFound, Refusal
from rondom.kernel.together import fetch_together
from rondom.meetings import queries as meetings
from rondom.notices import queries as notices
from rondom.privacy import queries as privacy
from rondom.web.portal import reading
from rondom.web.portal.doors import my_case, need_case, resident_page
from rondom.web.portal.forms import QuestionHelperForm


def _log_shared(request: ActorRequest, part: str) -> None:
    record(
        actor=request.actor,
        action="shared.view",
        at=request.at,
        subjects=[request.actor.id],
        part=part,
        object_type="page",
        row="named",
    )


@require_GET
@resident_page
def home(request: ActorRequest) -> HttpResponse:
    """What is next, who helps, my plan in short; without a household: what is shared with you."""
    case = my_case(request, part="case")
    found = _short_lists(request, case)
    seats = [*found["seats"], *found["cards"]]
    coming = reading.agenda(request.actor, request.at, seats=seats, shared=found["shared"])
    shared = {
        "coming": coming,
        "appointment": coming[0] if coming else None,
        "items": reading.shared_items(request.actor, request.at, found["shared"]),
        "asked": [line for line in privacy.my_consents(request.actor, at=request.at) if line.open],
        "news": notices.unread_count(request.actor),
    }
    if case is None:
        _log_shared(request, "shared")
        return render(request, "web/portal/shared.html", shared)
    today = request.at.astimezone(AMSTERDAM).date()
    lines = reading.plan_lines(case)
    own = {
        "case": case,
        "manager": reading.case_manager_card(case, today),
        "goals": lines[: reading.SOON],
        "more_goals": max(0, len(lines) - reading.SOON),
        "helpers": reading.helpers_of(found["parties"], found["open"], in_short=True),
        "emergencies": found["emergencies"],
        "requests": found["requests"],
    }
    return render(request, "web/portal/home.html", shared | own)


def _short_lists(request: ActorRequest, case: Any) -> dict[str, list[Any]]:
    """What the home page shows a few of, in one query."""
    lists: dict[str, Any] = {
        "seats": meetings.resident_seats(request.actor),
        "cards": meetings.resident_cards(request.actor),
        "shared": privacy.shared_with(request.actor.id, at=request.at),
    }
    if case is not None:
        lists |= {
            "parties": case_queries.involved_parties(case),
            "open": reading.open_questions(case),
            "requests": case.requests.filter(asked_by=request.actor.id).order_by("-asked_at")[:5],
            "emergencies": privacy.told_emergencies(case.space),
        }
    return fetch_together(**lists)


@require_GET
@resident_page
def plan(request: ActorRequest) -> HttpResponse:
    """My plan; without a household the goals that are shared with me."""
    case = my_case(request, part="plan")
    if case is None:
        _log_shared(request, "plan")
        goals = [one for one in reading.shared_items(request.actor, request.at) if one.kind == "goal"]
        return render(request, "web/portal/plan.html", {"shared_goals": goals, "case": None})
    said = reading.reactions_on(request.actor, case)
    return render(
        request, "web/portal/plan.html", {"goals": reading.plan_lines(case), "case": case, "said": said}
    )


@require_GET
@resident_page
def people(request: ActorRequest) -> HttpResponse:
    """Who is involved, with the questions that were asked."""
    case = need_case(request, part="involvement")
    asked = case.requests.filter(asked_by=request.actor.id, object_type__in=["involvement", "case"])
    return render(
        request,
        "web/portal/people.html",
        {"case": case, "helpers": reading.helpers(case), "requests": asked.order_by("-asked_at")},
    )


@require_http_methods(["GET", "POST"])
@resident_page
def question_helper(request: ActorRequest, involvement_id: UUID) -> HttpResponse:
    """Ask why a party helps, or ask that it stops (R-082)."""
    case = need_case(request, part="involvement", log=request.method == "GET")
    row = case_queries.involved_parties(case).filter(pk=involvement_id).first()
    if row is None:
        raise NotFound
    form = QuestionHelperForm(request.POST or None, initial={"kind": request.GET.get("kind", "explain")})
    if request.method == "POST" and form.is_valid():
        try:
            cases.question_involvement(
                actor=request.actor,
                involvement_id=row.pk,
                text=form.cleaned_data["words"],
                end=form.cleaned_data["kind"] == "end",
                at=request.at,
            )
        except Refusal as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, _("Your question is sent. You get an answer in writing."))
            return redirect("portal_people")
    status = 422 if form.errors else 200
    return render(request, "web/portal/question_helper.html", {"form": form, "row": row}, status=status)


@require_GET
@resident_page
def my_meetings(request: ActorRequest) -> HttpResponse:
    """My meetings, those to come and those that were held."""
    case = my_case(request, part="meetings")
    if case is None:
        _log_shared(request, "meetings")
    rows = meetings.meetings_for_resident(request.actor, request.at)
    return render(
        request,
        "web/portal/meetings.html",
        {
            "case": case,
            "coming": reading.agenda(request.actor, request.at),
            "held": [one for one in rows if one.ends_at <= request.at],
        },
    )


@require_GET
@resident_page
def looks(request: HttpRequest) -> HttpResponse:
    """Who looked at my facts, in plain language (R-007, R-211)."""
    mine: ActorRequest = request  # type: ignore[assignment]
    case = my_case(mine, part="log")
    if case is None:
        _log_shared(mine, "log")
    lines = reading.who_looked(mine.actor, case, mine.at)
    return render(request, "web/portal/looks.html", {"lines": lines, "case": case})
