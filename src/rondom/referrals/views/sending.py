"""The one short form with which a professional refers (R-060)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rondom.access.scopes import Part
from rondom.cases import queries as cases
from rondom.kernel.refusals import NotAllowed, Refusal
from rondom.people import queries as people
from rondom.referrals import policies, refusals
from rondom.referrals.commands import send_referral
from rondom.referrals.forms import SendForm
from rondom.referrals.models import Referral
from rondom.referrals.refusals import require
from rondom.referrals.register import day_of


@require_http_methods(["GET", "POST"])
def referral_new(request: HttpRequest, case_id: UUID | None = None) -> HttpResponse:
    """Write and send a referral; from a file, what is known stands in it already."""
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    require(policies.may_send(actor))
    case = cases.case_for(actor, case_id, at=at) if case_id else None
    if case and not cases.relation_to(actor, case, at=at).writes(Part.STORY):
        raise NotAllowed(reason=_("you may read this file but not send from it."))
    known = people.person(case.client_id) if case else None
    initial = (
        {"given_name": known.given_name, "family_name": known.family_name, "birth_date": known.birth_date}
        if known
        else {}
    )
    data = request.POST if request.method == "POST" else None
    form = SendForm(data, initial=initial, on=day_of(at))
    if request.method == "POST" and form.is_valid():
        try:
            sent = send_referral(
                actor=actor,
                content=form.content(),
                **form.receiver(),
                case_id=case_id,
                short_is_fine=form.said_it_again,
                birth_date_checked=form.cleaned_data["birth_date_checked"],
                at=at,
            )
        except Refusal as refusal:
            _show(form, refusal)
        else:
            messages.success(request, _sent_words(sent))
            return redirect("referral", referral_id=sent.pk)
    context = {"form": form, "case": case, "draft": f"referral-new-{case_id or 'own'}"}
    return render(request, "referrals/new.html", context, status=422 if form.errors else 200)


def _sent_words(sent: Referral) -> str:
    """To whom it went, and that it is the stand-in when the colleague is away (R-062, R-065)."""
    receiver = sent.receiver_person or sent.receiver_desk
    words = _("Sent to {receiver}. The number is {number}.").format(receiver=receiver, number=sent.number)
    if sent.receiver_as_sent:
        away = _("{name} is away now, so it went to {receiver}.")
        words += " " + away.format(name=sent.receiver_as_sent, receiver=receiver)
    return words


def _show(form: SendForm, refusal: Refusal) -> None:
    if isinstance(refusal, refusals.QuestionShort):
        form.remember_text()
    if isinstance(refusal, refusals.BirthDateDiffers):
        form.ask_birth_date_again()
    place = "desk" if refusal.field == "receiver" else refusal.field
    form.add_error(place if place in form.fields else None, str(refusal))
