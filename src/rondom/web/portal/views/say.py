"""Saying something back: about one item, and to the case manager."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from rondom.access.requests import ActorRequest
from rondom.audit.log import record
from rondom.cases import commands as cases
from rondom.kernel.refusals import Refusal
from rondom.notices import commands as notices
from rondom.notices.queries import gathered, my_notices, thread_of
from rondom.organizations import queries as organizations
from rondom.web.portal import reading
from rondom.web.portal.doors import item_of, my_case, need_case, resident_page
from rondom.web.portal.forms import MessageForm, SayForm

BACK = {
    "goal": "portal_plan",
    "action": "portal_plan",
    "annex": "portal_plan",
    "involvement": "portal_people",
    "meeting": "portal_meetings",
    "consent": "portal_permissions",
    "strength": "portal_strengths",
    "supporter": "portal_network",
    "referral": "portal_referrals",
    "message": "portal_messages",
}
"""The page where an item of this sort stands."""

PARTS = {
    "goal": "plan",
    "action": "plan",
    "annex": "annex",
    "involvement": "involvement",
    "meeting": "meeting",
    "consent": "permissions",
    "strength": "strengths",
    "supporter": "network",
    "referral": "referral",
    "message": "messages",
}


@require_http_methods(["GET", "POST"])
@resident_page
def say(request: ActorRequest) -> HttpResponse:
    """Say about any item that it is not right, or ask about it (R-007, R-008)."""
    object_type, object_id, scope, about = item_of(request.GET.get("item", ""))
    form = SayForm(request.POST or None, initial={"kind": request.GET.get("kind", "question")})
    if request.method == "POST" and form.is_valid():
        say_it = cases.ask_correction if form.cleaned_data["kind"] == "not_right" else cases.react
        try:
            say_it(
                actor=request.actor,
                scope=scope,
                object_type=object_type,
                object_id=UUID(object_id),
                text=form.cleaned_data["words"],
                at=request.at,
            )
        except Refusal as refusal:
            form.add_error("words", str(refusal))
        else:
            if form.cleaned_data["kind"] == "not_right":
                done = _("We look whether this is right. You get an answer in writing.")
            else:
                done = _("Your words stand beside it. Whoever reads it, reads your words too.")
            messages.success(request, done)
            return redirect(BACK.get(object_type, "portal"))
    elif request.method == "GET":
        record(
            actor=request.actor,
            action="item.view",
            at=request.at,
            subjects=[request.actor.id],
            part=PARTS.get(object_type, "shared"),
            object_type=object_type,
            object_id=UUID(object_id),
        )
    status = 422 if form.errors else 200
    context = {
        "form": form,
        "about": about,
        "back": BACK.get(object_type, "portal"),
        "draft": f"portal-say-{object_id}",
    }
    return render(request, "web/portal/say.html", context, status=status)


@require_http_methods(["GET", "POST"])
@resident_page
def messages_page(request: ActorRequest) -> HttpResponse:
    """Messages with the case manager, with the day before which an answer comes (R-019)."""
    case = my_case(request, part="messages", log=request.method == "GET")
    if case is None:
        record(
            actor=request.actor,
            action="notice.view",
            at=request.at,
            subjects=[request.actor.id],
            part="messages",
            object_type="page",
            row="named",
        )
        alone = {"case": None, "notices": gathered(my_notices(request.actor))}
        return render(request, "web/portal/messages.html", alone)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _send(request, case, form.cleaned_data["body"])
        except Refusal as refusal:
            form.add_error("body", str(refusal))
        else:
            messages.success(request, _("Your message is sent."))
            return redirect("portal_messages")
    if request.method == "GET":
        notices.mark_messages_read(
            actor=request.actor, space=case.space, client_id=case.client_id, at=request.at
        )
    context = {
        "case": case,
        "form": form,
        "thread": [
            reading.item("message", one, one.body, object=one)
            for one in thread_of(request.actor, case.space, at=request.at)
        ],
        "answer_days": organizations.setting("unanswered_message_working_days"),
        "notices": gathered(my_notices(request.actor, limit=30))[:5],
        "said": reading.reactions_on(request.actor, case),
    }
    return render(request, "web/portal/messages.html", context, status=422 if form.errors else 200)


@require_POST
@resident_page
def take_message_back(request: ActorRequest, message_id: UUID) -> HttpResponse:
    """One tap within ten minutes: the words are gone (R-019)."""
    case = need_case(request, part="messages", log=False)
    try:
        notices.recall_message(
            actor=request.actor, message_id=message_id, client_id=case.client_id, at=request.at
        )
    except notices.RecallTooLate as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your message is taken back."))
    return redirect("portal_messages")


class NobodyAnswers(Refusal):
    """There is no case manager at this moment."""

    code = "nobody_answers"
    sentence = gettext_lazy(
        "Nobody is your case manager at this moment. Call the team. Your words stay here."
    )
    field = "body"


def _send(request: ActorRequest, case: Any, body: str) -> None:
    if case.case_manager_id is None:
        raise NobodyAnswers
    notices.write_message(
        actor=request.actor,
        space=case.space,
        body=body,
        receiver_kind="professional",
        receiver_id=case.case_manager_id,
        client_id=case.client_id,
        at=request.at,
        link_name="case_messages",
        link_id=case.pk,
    )
