"""Doing something with a referral: one form per act, one command per form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from rondom.access.actor import Actor
from rondom.kernel.refusals import NotFound, Refusal
from rondom.kernel.refused_forms import refuse
from rondom.privacy.vocabulary import ConsentChannel
from rondom.referrals import commands, rules
from rondom.referrals.commands import FeedbackWish
from rondom.referrals.forms import (
    AcceptForm,
    CancelForm,
    DeclineForm,
    FileForm,
    ForwardForm,
    PauseForm,
    ProgressForm,
    ResultForm,
    colleague_choices,
)
from rondom.referrals.queries import ReferralView, files_of_same_person, referral_for
from rondom.referrals.register import day_of

Text = str | Promise
REFUSED = 422


@dataclass(frozen=True)
class Page:
    """The words of one act, its form, and what it does with what was filled in."""

    title: Text
    button: Text
    done: Text
    command: Callable[..., Any]
    form: type[forms.Form] = forms.Form
    lead: Text = ""
    values: Callable[[dict[str, Any]], dict[str, Any]] = field(default=lambda said: said)


def _file_values(said: dict[str, Any]) -> dict[str, Any]:
    wish = FeedbackWish(depth=said["feedback"], channel=said["channel"], witness=said["witness"])
    return {"ground": said["ground"], "feedback": wish, "case": said.get("case", "")}


def _into_file(
    *, actor: Actor, referral_id: UUID, ground: str, feedback: FeedbackWish, case: str, at: datetime
) -> Any:
    """In the file that this person has already, or in a new one."""
    if case:
        return commands.link_referral_to_case(
            actor=actor, referral_id=referral_id, case_id=UUID(case), feedback=feedback, at=at
        )
    return commands.open_case_from_referral(
        actor=actor, referral_id=referral_id, ground=ground, feedback=feedback, at=at
    )


PAGES: dict[str, Page] = {
    "receipt": Page(
        _("Confirm that you have seen it"),
        _("I have seen it"),
        _("The sender can see that it arrived."),
        commands.confirm_receipt,
    ),
    "acceptance": Page(
        _("Accept this referral"),
        _("Accept"),
        _("Accepted. The first contact has a date now."),
        commands.accept_referral,
        AcceptForm,
        values=lambda said: {"assignee_id": UUID(said["assignee"])},
    ),
    "refusal": Page(
        _("Decline this referral"),
        _("Decline and answer the sender"),
        _("The sender reads your reason and what happens now."),
        commands.decline_referral,
        DeclineForm,
        _("Nobody is left with nothing: say what happens now."),
    ),
    "forwarding": Page(
        _("Pass this referral on"),
        _("Pass on"),
        _("It lies on the other desk now."),
        commands.forward_referral,
        ForwardForm,
        _("This can be done twice. After that it stays where it is."),
        lambda said: {"desk_id": UUID(said["desk"]), "reason": said["reason"]},
    ),
    "stuck": Page(
        _("This stays here"),
        _("Tell both team leaders"),
        _("Both team leaders know. Decide together who helps."),
        commands.report_stuck,
        lead=_("It was passed on twice already, so it cannot be passed on again."),
    ),
    "pause": Page(
        _("Let it wait"),
        _("Stop the clock until that day"),
        _("The clock stands still. The sender and the person see why, and until when."),
        commands.pause_referral,
        PauseForm,
        _("For example because the person is away, or asked to wait."),
    ),
    "resumption": Page(
        _("Go on with it"),
        _("Let the clock run again"),
        _("The clock runs again."),
        commands.resume_referral,
    ),
    "contact": Page(
        _("First contact"),
        _("The first contact was made"),
        _("Recorded."),
        commands.record_first_contact,
    ),
    "progress": Page(
        _("Report in between"),
        _("Save this report"),
        _("Saved. What the person allows goes back to the sender."),
        commands.report_progress,
        ProgressForm,
    ),
    "result": Page(
        _("The result"),
        _("Close with this result"),
        _("Closed. What the person allows goes back to the sender."),
        commands.close_with_result,
        ResultForm,
    ),
    "cancellation": Page(
        _("Take this referral back"),
        _("Take it back"),
        _("The receiver sees that it is no longer needed."),
        commands.cancel_referral,
        CancelForm,
    ),
    "file": Page(
        _("Open a file for this person"),
        _("Open the file"),
        _("The referral lies in the file now."),
        _into_file,
        FileForm,
        _("The facts of the referral move along. The person decides what may go back, and can change that."),
        _file_values,
    ),
}


@require_http_methods(["GET", "POST"])
def referral_act(request: HttpRequest, referral_id: UUID, act: str) -> HttpResponse:
    """Show the form of an act; POST carries it out."""
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    page = PAGES[act]
    view = referral_for(actor, referral_id, at=at)
    if act == "forwarding" and view.progress and not rules.may_forward(view.progress.forwards):
        return redirect("referral_stuck", referral_id=referral_id)
    form = _form(request, page, view)
    if request.method == "POST" and form.is_valid():
        try:
            values = page.values(form.cleaned_data)
            made = page.command(actor=actor, referral_id=referral_id, at=at, **values)
        except NotFound:
            raise
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, str(page.done))
            return redirect(_next(act, referral_id, made))
    context = {
        "form": form,
        "page": page,
        "view": view,
        "card": view.card,
        "warning": _warning(act, view),
        "draft": f"referral-{act}-{referral_id}",
    }
    return render(request, "referrals/act.html", context, status=REFUSED if form.errors else 200)


def _warning(act: str, view: ReferralView) -> Text:
    """What must be known before it is done, not after."""
    if act == "forwarding" and view.progress and view.progress.forwards == rules.MOST_FORWARDS - 1:
        return _("This was passed on once before. This is the last time: after this it stays where it is.")
    return ""


def _form(request: HttpRequest, page: Page, view: ReferralView) -> forms.Form:
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    data = request.POST if request.method == "POST" else None
    if page.form is AcceptForm:
        return AcceptForm(data, colleagues=colleague_choices(actor, day_of(at)))
    if page.form is FileForm:
        said = view.referral.ground == "consent"
        initial = {
            "feedback": view.referral.feedback,
            "channel": ConsentChannel.SPOKEN if said else ConsentChannel.PAPER,
            "witness": view.referral.sender_name if said else "",
        }
        files = [(str(case.pk), case.name) for case in files_of_same_person(view.referral)]
        return FileForm(data, initial=initial, files=files)
    return page.form(data)


def _next(act: str, referral_id: UUID, made: Any) -> str:
    if act == "file":
        try:
            return reverse("case", args=[made.pk])
        except NoReverseMatch:
            pass
    return reverse("referral", args=[referral_id])
