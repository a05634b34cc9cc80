"""After the meeting: the summary, what is added to it, and the client's look back."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rondom.access.requests import ActorRequest
from rondom.access.scopes import space_of
from rondom.audit.log import record
from rondom.kernel.documents import print_document
from rondom.meetings import commands, forms, policies, queries
from rondom.meetings.views.asking import ask, bound, is_workplace, mark_workplace, meeting_shown, place, tap
from rondom.meetings.vocabulary import PULSE_QUESTIONS, Discussed, PulseAnswer

GET_POST = ["GET", "POST"]


@require_GET
def summary(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """What was said and agreed, in plain language; a guest finds the own page with what she or he took on."""
    if queries.card_for(request.actor, meeting_id, at=request.at, log=False) is not None:
        return redirect("meeting", meeting_id)
    meeting = queries.meeting_for(request.actor, meeting_id, at=request.at, part="meeting summary")
    read = queries.summary_of(request.actor, meeting, at=request.at)
    context = {
        "meeting": meeting,
        "summary": read,
        "pulse_lines": _pulse_lines(read.pulse),
        "over": meeting.state in {"held", "fixed"},
        "organizes": policies.may_organize(request.actor, meeting, request.at),
        "answers": Discussed.choices,
        "concepts": queries.own_concepts(request.actor, meeting) if read.leads or read.is_client else [],
        "hint": queries.quick_hint(request.actor, meeting) if read.leads and not read.is_client else False,
    }
    return mark_workplace(request, render(request, "meetings/summary.html", context))


def _pulse_lines(pulse: Any) -> list[tuple[Any, Any]]:
    if pulse is None:
        return []
    return [(question, PulseAnswer(pulse.answers[key]).label) for key, question in PULSE_QUESTIONS.items()]


@require_GET
def summary_pdf(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The same on paper."""
    meeting = queries.meeting_for(request.actor, meeting_id, at=request.at, part="meeting summary, printed")
    read = queries.summary_of(request.actor, meeting, at=request.at)
    record(
        actor=request.actor,
        action="meeting.print",
        at=request.at,
        space=space_of(meeting.scope),
        part="meeting",
        object_type="meeting",
        object_id=meeting.pk,
    )
    language: Literal["nl", "en"] = "en" if (get_language() or "nl").startswith("en") else "nl"
    document = queries.summary_document(read, language=language, at=request.at)
    response = HttpResponse(print_document(document), content_type="application/pdf")
    # The name of the file tells nothing: it lies in a downloads folder that others may see.
    response["Content-Disposition"] = (
        f'attachment; filename="{"summary" if language == "en" else "verslag"}.pdf"'
    )
    return response


@require_http_methods(GET_POST)
def notes(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Add, correct, or change with a reason after it was final."""
    meeting = meeting_shown(request, meeting_id)
    form = bound(forms.NoteForm, request)
    if meeting.state == "held" or policies.is_client(request.actor, meeting):
        del form.fields["reason"]
    return ask(
        request,
        form,
        lambda words: commands.add_note(
            actor=request.actor,
            meeting_id=meeting.pk,
            words=words["words"],
            reason=words.get("reason", ""),
            at=request.at,
        ),
        title=_("Add to the summary"),
        lead=_("What stands there stays. Your words come below it, with your name."),
        submit=_("Add"),
        to=place("meeting_summary", meeting),
        draft=f"meeting-note-{meeting.pk}",
    )


@require_http_methods(GET_POST)
def absence(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """We noted why you were not there: is that right?"""
    meeting = meeting_shown(request, meeting_id)
    lead = _("We noted: %(reason)s. Is that right?") % {"reason": meeting.get_absence_reason_display()}
    if meeting.absence_reason == "declined":
        lead = _("We noted that you did not want to come. Is that right?")
    return ask(
        request,
        bound(forms.AbsenceForm, request),
        lambda words: commands.answer_absence(
            actor=request.actor,
            meeting_id=meeting.pk,
            right=words["right"] == "yes",
            words=words["words"],
            at=request.at,
        ),
        title=_("You were not at the meeting"),
        lead=lead,
        submit=_("Send my answer"),
        to=place("meeting_summary", meeting),
        draft=f"meeting-absence-{meeting.pk}",
    )


@require_POST
def confirmation(request: ActorRequest, meeting_id: UUID, stance_id: UUID) -> HttpResponse:
    """Is what was noted for me right?"""
    meeting = queries.meeting_for(request.actor, meeting_id, at=request.at, log=False)
    return tap(
        request,
        lambda: commands.confirm_stance(
            actor=request.actor, stance_id=stance_id, right=request.POST.get("right") == "yes", at=request.at
        ),
        to=place("meeting_summary", meeting),
    )


@require_http_methods(GET_POST)
def redaction(request: ActorRequest, meeting_id: UUID, part: str, object_id: UUID) -> HttpResponse:
    """Make one part illegible; a marked blank stays."""
    meeting = meeting_shown(request, meeting_id)
    return ask(
        request,
        bound(forms.ReasonForm, request),
        lambda words: commands.redact(
            actor=request.actor,
            meeting_id=meeting.pk,
            part=part,
            object_id=object_id,
            reason=words["reason"],
            at=request.at,
        ),
        title=_("Make a part illegible"),
        lead=_(
            "The words are removed for good, here and on paper. It stays visible that something was removed."
        ),
        submit=_("Remove these words"),
        to=place("meeting_summary", meeting),
        draft=f"meeting-redaction-{object_id}",
    )


@require_http_methods(GET_POST)
def pulse(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The client looks back, on her or his own device."""
    meeting = meeting_shown(request, meeting_id, "pulse")
    own = getattr(meeting, "pulse", None)
    first = (
        {**own.answers, "own_words": own.words} if own and policies.is_client(request.actor, meeting) else {}
    )
    form = bound(forms.PulseForm, request, initial=first)
    return ask(
        request,
        form,
        lambda words: commands.answer_pulse(
            actor=request.actor,
            meeting_id=meeting.pk,
            answers={key: words[key] for key in PULSE_QUESTIONS},
            words=words["own_words"],
            workers_device=is_workplace(request),
            at=request.at,
        ),
        title=_("How was it for you?"),
        lead=_("It takes one minute. Only you can read your answers, unless you share them."),
        submit=_("Save my answers"),
        to=place("meeting_summary", meeting),
        done=_("Thank you. Only you can read this."),
        draft=f"meeting-pulse-{meeting.pk}",
    )


@require_POST
def pulse_sharing(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Let the people of this meeting read it, or take that back."""
    meeting = queries.meeting_for(request.actor, meeting_id, at=request.at, log=False)
    return tap(
        request,
        lambda: commands.share_pulse(
            actor=request.actor,
            meeting_id=meeting.pk,
            shared=request.POST.get("shared") == "yes",
            at=request.at,
        ),
        to=place("meeting_summary", meeting),
    )
