"""One referral: its loop, what was sent, what can be done now."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from rondom.referrals import policies, rules
from rondom.referrals.queries import ReferralView, referral_for


@dataclass(frozen=True)
class Act:
    """Something that can be done with a referral in its present state."""

    name: str
    label: str | Promise


RECEIPT = Act("referral_receipt", _("I have seen it"))
ACCEPT = Act("referral_acceptance", _("Accept"))
DECLINE = Act("referral_refusal", _("Decline with advice"))
FORWARD = Act("referral_forwarding", _("Pass on"))
PAUSE = Act("referral_pause", _("Let it wait"))
RESUME = Act("referral_resumption", _("Go on with it"))
STUCK = Act("referral_stuck", _("Tell both team leaders"))
FILE = Act("referral_file", _("Open a file"))
CONTACT = Act("referral_contact", _("First contact made"))
PROGRESS = Act("referral_progress", _("Report in between"))
RESULT = Act("referral_result", _("Write the result"))
CANCEL = Act("referral_cancellation", _("Take it back"))

BY_STATE: dict[str, tuple[Act, ...]] = {
    "sent": (ACCEPT, RECEIPT, DECLINE, FORWARD),
    "received": (ACCEPT, DECLINE, FORWARD, PAUSE),
    "accepted": (CONTACT, RESULT, PAUSE),
    "contacted": (PROGRESS, RESULT, PAUSE),
    "under_way": (RESULT, PROGRESS, PAUSE),
}


@require_GET
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The page of one referral."""
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    view = referral_for(actor, referral_id, at=at)
    acts = _acts(view, may=bool(view.progress and policies.may_answer(actor, view.progress, at)))
    takes_back = bool(policies.may_cancel(actor, view.referral, at)) and view.card.state in BY_STATE
    context = {
        "view": view,
        "card": view.card,
        "acts": acts,
        "cancel": CANCEL if takes_back else None,
        "steps": view.milestones(),
        "opens_files": bool(actor.team_id),
    }
    return render(request, "referrals/referral.html", context)


def _acts(view: ReferralView, *, may: bool) -> list[Act]:
    if not may:
        return []
    acts = list(BY_STATE.get(view.card.state, ()))
    if view.progress and not rules.may_forward(view.progress.forwards):
        acts = [STUCK if one is FORWARD else one for one in acts]
    if view.pause:
        acts = [RESUME if one is PAUSE else one for one in acts]
    if acts and view.card.case_id is None and view.card.state not in {"sent", "received"}:
        acts.insert(0, FILE)
    return acts
