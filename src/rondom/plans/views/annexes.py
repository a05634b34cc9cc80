"""Documents beside the plan: attach, replace, withdraw, take a copy along (R-015)."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.access.scopes import Part
from rondom.cases import queries as cases
from rondom.kernel.refusals import NotFound
from rondom.organizations import queries as organizations
from rondom.plans import commands, policies
from rondom.plans.commands.annex_refusals import NoPlanForAnnex
from rondom.plans.commands.refusals import require
from rondom.plans.forms import AnnexForm, WithdrawForm
from rondom.plans.models import Annex, Plan
from rondom.plans.queries import annex_file, annex_for, family_of, find_plan
from rondom.plans.views.entry import FormPage, attempt, done, plan_or_404, plan_url, show, who

SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


@require_http_methods(["GET", "POST"])
def annexes(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Attach a document; without a plan the sentence says what comes first."""
    actor, at = who(request)
    try:
        plan = plan_or_404(request, case_id)
    except NotFound:
        return _no_plan_yet(request, case_id)
    form = _form(request, plan)

    def act() -> None:
        about = form.cleaned_data.get("about")
        commands.add_annex(
            actor=actor,
            plan_id=plan.pk,
            annex=_words(form),
            domain=int(form.cleaned_data["domain"]),
            about_id=UUID(about) if about else None,
            file=form.given(),
            at=at,
        )

    if request.method == "POST" and attempt(form, act):
        return done(request, _after(form, actor), f"{plan_url(case_id)}#annexes")
    page = FormPage(
        title=_("Attach a document"),
        button=_("Attach this document"),
        back=plan_url(case_id),
        household=plan.case.name,
        lead=_(
            "Only for a document that a law or rule asks for. What we do together stands in the plan itself."
        ),
        draft=f"annex-new-{plan.pk}",
    )
    return _show(request, form, page)


@require_http_methods(["GET", "POST"])
def replacement(request: HttpRequest, case_id: UUID, annex_id: UUID) -> HttpResponse:
    """Attach a newer version; the older one stays below it."""
    actor, at = who(request)
    plan, row = _found(request, case_id, annex_id)
    require(policies.may_keep_annex(actor, row))
    form = _form(request, plan, row)

    def act() -> None:
        commands.replace_annex(actor=actor, annex_id=row.pk, annex=_words(form), file=form.given(), at=at)

    if request.method == "POST" and attempt(form, act):
        return done(request, _after(form, actor), f"{plan_url(case_id)}#annexes")
    page = FormPage(
        title=_("Attach a newer version"),
        button=_("Attach this version"),
        back=plan_url(case_id),
        household=plan.case.name,
        about=row.summary,
        lead=_("The version of before stays, with its date, for the same readers."),
        draft=f"annex-{row.pk}",
    )
    return _show(request, form, page)


@require_http_methods(["GET", "POST"])
def withdrawal(request: HttpRequest, case_id: UUID, annex_id: UUID) -> HttpResponse:
    """Take a document back, with the reason."""
    actor, at = who(request)
    plan, row = _found(request, case_id, annex_id)
    require(policies.may_keep_annex(actor, row))
    form = WithdrawForm(request.POST or None)

    def act() -> None:
        commands.withdraw_annex(actor=actor, annex_id=row.pk, why=form.cleaned_data["why"], at=at)

    if request.method == "POST" and attempt(form, act):
        return done(
            request, _("The document is withdrawn. What was in it is erased here."), plan_url(case_id)
        )
    page = FormPage(
        title=_("Withdraw this document"),
        button=_("Withdraw and erase"),
        back=plan_url(case_id),
        household=plan.case.name,
        about=row.summary,
        notes=[_which(row), _("Proposals from this document that nobody said yes to are left out too.")],
        lead=_(
            "What is in it is erased here at once. That it was here, until when and why, stays in the plan."
        ),
        draft=f"annex-withdrawal-{row.pk}",
    )
    return show(request, form, page)


def _which(row: Annex) -> str:
    """Which version it is: several may have the same line of summary."""
    day, attached = (
        date_format(row.document_on, "DATE_FORMAT"),
        date_format(localtime(row.attached_at), "DATE_FORMAT"),
    )
    return _("The version of %(day)s, attached on %(attached)s.") % {"day": day, "attached": attached}


@require_GET
def file(request: HttpRequest, case_id: UUID, annex_id: UUID) -> HttpResponse:
    """A copy of a document, for who works with the plan."""
    plan = find_plan(case_id)
    if plan is None or not Annex.objects.filter(pk=annex_id, plan=plan).exists():
        raise NotFound
    return _copy(request, annex_id)


@require_GET
def own_file(request: HttpRequest, annex_id: UUID) -> HttpResponse:
    """A copy of a document about me: the client, or a young person in whose own part it stands."""
    if not who(request)[0].is_resident:
        raise NotFound
    return _copy(request, annex_id)


def _no_plan_yet(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Back to where the plan can begin, for who may begin it. Raises NotFound for all others."""
    actor, at = who(request)
    case = cases.case_for(actor, case_id, at=at, part="plan")
    if find_plan(case_id) is not None or not cases.relation_to(actor, case, at=at).writes(Part.CORE):
        raise NotFound
    return done(request, str(NoPlanForAnnex()), plan_url(case_id))


def _copy(request: HttpRequest, annex_id: UUID) -> HttpResponse:
    """The bytes as an attachment that no page can run; never kept by browser or proxy."""
    actor, at = who(request)
    found = annex_file(actor, annex_id, at=at)
    response = HttpResponse(found.content, content_type=found.media_type)
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "no-store, private"
    return response


def _found(request: HttpRequest, case_id: UUID, annex_id: UUID) -> tuple[Plan, Annex]:
    actor, at = who(request)
    row = annex_for(actor, annex_id, at=at)
    plan = plan_or_404(request, case_id)
    if row.plan_id != plan.pk:
        raise NotFound
    return plan, row


def _form(request: HttpRequest, plan: Plan, old: Annex | None = None) -> AnnexForm:
    sent = request.method == "POST"
    first: dict[str, Any] = {}
    if old is not None:
        first = {"summary": old.summary, "requires": old.requires, "other_rule": old.other_rule}
    return AnnexForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        initial=first,
        family=family_of(plan, at=who(request)[1]),
        megabytes=organizations.setting("annex_size_megabytes"),
        replaces=old is not None,
    )


def _words(form: AnnexForm) -> commands.AnnexWords:
    typed = form.cleaned_data
    return commands.AnnexWords(
        summary=typed["summary"],
        requires=typed["requires"],
        other_rule=typed["other_rule"],
        document_on=typed["document_on"],
        has_goals=typed["has_goals"] == "yes",
        goals=form.own_goals(),
    )


def _show(request: HttpRequest, form: AnnexForm, page: FormPage) -> HttpResponse:
    if form.is_bound and form.errors:
        form.ask_file_again()
    return show(request, form, page)


def _after(form: AnnexForm, actor: Any) -> str:
    if form.own_goals() and not actor.is_resident:
        return _("The document is attached. Its goals stand in the plan as proposals, for the client's yes.")
    return _("The document is attached.")
