"""Messages between the client and the case manager, on the side of the case manager (R-019)."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from rondom.access.scopes import Part
from rondom.cases.queries.client_messages import case_of_message
from rondom.kernel.refusals import NotFound
from rondom.notices import commands
from rondom.notices.queries import MessageLine, thread_of, waiting_messages
from rondom.web.screens.asking import GET_POST, Values, ask, bound, find


class AnswerForm(forms.Form):
    """A message to the client."""

    body = forms.CharField(
        label=gettext_lazy("Your message to the client"),
        help_text=gettext_lazy("In plain words. The client and the case manager read this, and nobody else."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TakeBackForm(forms.Form):
    """Why a message is taken back; it stays in the file, the words do not."""

    reason = forms.CharField(
        label=gettext_lazy("What went wrong?"),
        help_text=gettext_lazy("For example: this was meant for another client. Name nobody."),
        max_length=300,
    )


@require_http_methods(GET_POST)
def case_messages(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The whole conversation with the day before which an answer comes, and a form to answer."""
    case = _mine(request, case_id)
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    here = reverse("case_messages", args=[case.pk])

    def act(values: Values) -> object:
        return commands.write_message(
            actor=actor,
            space=case.space,
            receiver_kind="resident",
            receiver_id=case.client_id,
            client_id=case.client_id,
            link_name="portal_messages",
            at=at,
            **values,
        )

    thread = thread_of(actor, case.space, at=at)
    if request.method == "GET":
        commands.mark_messages_read(actor=actor, space=case.space, client_id=case.client_id, at=at)
    waiting = waiting_messages(space=case.space)
    return ask(
        request,
        bound(AnswerForm, request),
        act,
        case=case,
        title=_("Messages with the client"),
        submit=_("Send"),
        done=_("Your message is sent."),
        to=here,
        draft=f"message-{case.pk}",
        template="web/screens/messages.html",
        thread=thread,
        answer_by=min((one.due_on for one in waiting), default=None),
    )


@require_http_methods(GET_POST)
def case_message_back(request: HttpRequest, case_id: UUID, message_id: UUID) -> HttpResponse:
    """Take an own message back within ten minutes, with what went wrong."""
    case = _mine(request, case_id)
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    found = _own_line(thread_of(actor, case.space, at=at), message_id)
    return ask(
        request,
        bound(TakeBackForm, request),
        lambda values: commands.recall_message(
            actor=actor, message_id=found.id, client_id=case.client_id, at=at, **values
        ),
        case=case,
        title=_("Take this message back"),
        lead=_("The words are gone at once. Who read them already, knows them."),
        submit=_("Take this message back"),
        done=_("The message is taken back."),
        to=reverse("case_messages", args=[case.pk]),
        draft=f"message-back-{found.id}",
    )


@require_GET
def message(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """From a reminder to the conversation in which the message stands."""
    case_id = None if request.actor.is_resident else case_of_message(message_id)  # type: ignore[attr-defined]
    if case_id is None:
        raise NotFound
    return redirect("case_messages", case_id)


def _mine(request: HttpRequest, case_id: UUID) -> Any:
    """The case of a case manager: where masked helpers stand, messages stand. Raises NotFound."""
    return find(request, case_id, "messages", needs=Part.INVOLVEMENT_MASKED)


def _own_line(thread: list[MessageLine], message_id: UUID) -> MessageLine:
    found = next((one for one in thread if one.id == message_id and one.mine and not one.recalled), None)
    if found is None:
        raise NotFound
    return found
