"""My child who lives elsewhere: what is asked of me as somebody with authority (R-044)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rondom.access.requests import ActorRequest
from rondom.kernel.refusals import NotFound
from rondom.privacy import commands
from rondom.web.portal.doors import resident_page


@require_POST
@resident_page
def answer(request: ActorRequest, request_id: UUID) -> HttpResponse:
    """Yes or no about one permission of the child; a later no ends what I agreed to."""
    said = request.POST.get("answer")
    if said not in ("yes", "no"):
        raise NotFound
    commands.answer_as_guardian(
        actor=request.actor, request_id=request_id, given=said == "yes", at=request.at
    )
    # What the other parent answered is not told, so neither is how it stands now.
    messages.success(request, _("Thank you. Your answer is written down."))
    return redirect("portal_permissions")
