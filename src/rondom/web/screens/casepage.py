"""The case page: the person first, the next date on top, one thing to do."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rondom.access.scopes import DOMAIN_LIMIT, Part, part_of, plan_part
from rondom.cases import queries as cases
from rondom.cases.queries import day_of
from rondom.organizations import queries as organizations
from rondom.people import queries as people
from rondom.web.screens import asking, words

# module of queries, its function, the template that shows the answer as `panel`, the part it is about.
PANELS = (
    ("rondom.plans.queries", "plan_panel", "web/screens/panels/plan.html", Part.CORE),
    ("rondom.meetings.queries", "meeting_panel", "web/screens/panels/meetings.html", Part.CORE),
    ("rondom.referrals.queries", "referral_panel", "web/screens/panels/referrals.html", Part.STORY),
)


@require_GET
def case_page(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Household strip, own words, strengths above problems, next date, who is involved, panels."""
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    if actor.is_resident and cases.case_for(actor, case_id, at=at, log=False):
        return redirect("portal")
    case = cases.case_for(actor, case_id, at=at)
    base = asking.strip(request, case)
    relation = base["my"]
    sheet = cases.sheet_of(case) if relation.reads(Part.CORE) else None
    context = base | {
        "part_core": sheet is not None,
        "part_story": relation.reads(Part.STORY),
        "parties": [
            _party(row)
            for row in (sheet.parties if sheet else cases.involved_parties(case))
            # The case manager has a place above the others.
            if row.mask_of is not None or row.professional_id != case.case_manager_id
        ],
        "manager": case.case_manager,
        "may_steer": relation.row in {"P4", "P6", "P6S"},
        "is_leader": relation.row in {"P6", "P6S"},
        "may_declare": actor.has_role("expert_by_experience") and relation.row != "P4",
        "primary": _primary(case, relation),
    }
    if not context["part_story"]:
        context["why_not"] = cases.why_not_seen(relation, Part.STORY if sheet else Part.CORE)
    if sheet:
        context |= _core(request, case, relation, sheet)
        context["panels"] = [
            panel
            for entry in PANELS
            if relation.reads(entry[-1]) and (panel := _panel(entry, actor, case, at))
        ]
    return render(request, "web/screens/case.html", context)


def _core(request: HttpRequest, case: Any, relation: Any, sheet: cases.Sheet) -> dict[str, Any]:
    at = request.at  # type: ignore[attr-defined]
    today = day_of(at)
    return {
        "voice": sheet.voice,
        "strengths": sheet.strengths,
        "deadlines": [
            {
                "row": one,
                "days": cases.days_left(one, today),
                "total": (one.due_on - day_of(one.entered_at)).days,
                "corrections": sheet.corrections.get(one.pk, []),
                "may_change": relation.writes(part_of(one.scope)),
            }
            for one in sheet.deadlines
        ],
        "grid": sheet.grid,
        "grid_domains": relation.grid_domains,
        # The lines of these life domains are the reader's to write.
        "own_domains": {n for n in range(DOMAIN_LIMIT) if relation.writes(plan_part(n))},
        "domains": {d.number: d.label for d in organizations.life_domains()},
        "many": cases.has_multiple_problems(sheet.grid, relation, sheet.stopped),
        "introduction": sheet.introduction,
        "members": (members := people.member_cards(case.household_id, today)),
        "names": {member.person_id: member.display_name for member in members},
        "timeline": words.happened(sheet.timeline),
    }


def _party(row: Any) -> dict[str, Any]:
    masked = row.mask_of is not None
    return {
        "id": row.pk,
        "masked": masked,
        "name": _("Another organisation is involved")
        if masked
        else str(row.professional or row.organization),
        "organization": "" if masked or row.professional is None else str(row.organization),
        "function": "" if masked else function_label(row.function),
        "since": row.since,
    }


def function_label(function: str) -> str:
    """The function of a party in words."""
    if function == "case_manager":
        return organizations.name_of("case_manager")
    from rondom.organizations.vocabulary import WorkFunction

    return str(WorkFunction(function).label) if function in WorkFunction.values else function


def _primary(case: Any, relation: Any) -> dict[str, str] | None:
    """The one thing to do here, by what is missing first."""
    if relation.row == "P6":
        return {"label": _("Look into this file with a reason"), "url": reverse("case_look", args=[case.pk])}
    if any(relation.writes(part) for part in asking.NOTED_IN):
        return {"label": _("Write a note"), "url": reverse("note_new", args=[case.pk])}
    return None


def _panel(entry: tuple[str, str, str, Part], actor: Any, case: Any, at: Any) -> dict[str, Any] | None:
    module, name, template, _part = entry
    if find_spec(module.rpartition(".")[0]) is None or find_spec(module) is None:
        return None
    query = getattr(import_module(module), name, None)
    try:
        get_template(template)
    except TemplateDoesNotExist:
        return None
    return {"template": template, "panel": query(actor, case, at=at)} if query else None
