"""Lists: what I take up, what we sent, what waits too long."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rondom.audit.log import record
from rondom.referrals import policies
from rondom.referrals.queries import open_loops, sent_by_us, to_take_up
from rondom.referrals.refusals import require


@require_GET
def referral_list(request: HttpRequest) -> HttpResponse:
    """Referrals to take up, sent, and late, each as far as I may see it."""
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    require(policies.may_send(actor))
    received = to_take_up(actor, at=at)
    loops = open_loops(at=at)
    record(actor=actor, action="referral.list", at=at, part="referral", object_type="referral", row="desk")
    context = {
        "received": received,
        "sent": sent_by_us(actor, at=at),
        "late_sent": [card for card in loops if not card.receives],
        "late_received": [card for card in loops if card.receives],
    }
    return render(request, "referrals/list.html", context)
