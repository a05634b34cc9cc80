"""My permissions: give, refuse, end with one tap, and give again what was ended by mistake."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rondom.access.requests import ActorRequest
from rondom.audit.log import record
from rondom.kernel.refusals import NotFound
from rondom.privacy import commands, queries
from rondom.privacy.vocabulary import ConsentChannel
from rondom.web.portal import reading
from rondom.web.portal.doors import item_key, my_case, resident_page


@require_GET
@resident_page
def permissions(request: ActorRequest) -> HttpResponse:
    """Who may see what, one line each; what waits for my answer stands on top."""
    lines = queries.my_consents(request.actor, at=request.at)
    case = my_case(request, part="permissions", log=False)
    record(
        actor=request.actor,
        action="consent.view",
        at=request.at,
        subjects=[request.actor.id],
        part="permissions",
        object_type="page",
        row="P8",
    )
    return render(
        request,
        "web/portal/permissions.html",
        {
            "asked": [one for one in lines if one.open],
            "elsewhere": queries.guardian_lines(request.actor, at=request.at),
            "standing": [one for one in lines if one.stands],
            "ended": [one for one in lines if not one.open and not one.stands],
            "keys": {one.id: item_key("consent", one.id, one.scope, str(one.organization)) for one in lines},
            "said": reading.reactions_on(request.actor, case),
            "me": request.actor.id,
        },
    )


@require_POST
@resident_page
def decide(request: ActorRequest, consent_id: UUID) -> HttpResponse:
    """Yes or no; both are as easy."""
    given = request.POST.get("answer") == "yes"
    consent = commands.decide_consent(
        actor=request.actor, consent_id=consent_id, given=given, channel=ConsentChannel.PORTAL, at=request.at
    )
    if not given:
        messages.success(request, _("You said no. Nothing is shared, and your help goes on."))
    elif consent.state == "given":
        messages.success(request, _("You said yes. You can end this whenever you want."))
    elif consent.state == "disputed":
        messages.warning(request, _("You said yes. Not everybody who decides agrees, so nothing is shared."))
    else:
        messages.success(request, _("You said yes. We wait for the other person who decides about this."))
    return redirect("portal_permissions")


@require_http_methods(["GET", "POST"])
@resident_page
def withdraw(request: ActorRequest, consent_id: UUID) -> HttpResponse:
    """One tap ends it at once; GET says beforehand what changes then (R-043)."""
    if request.method == "POST":
        commands.withdraw_consent(actor=request.actor, consent_id=consent_id, at=request.at)
        messages.success(
            request,
            _("This permission has ended. It works at once. Was it a mistake? You can give it again below."),
        )
        return redirect("portal_permissions")
    line = queries.consent_line(request.actor, consent_id, at=request.at)
    if line is None or not (line.stands or line.open):
        raise NotFound
    record(
        actor=request.actor,
        action="consent.view",
        at=request.at,
        subjects=[line.person_id],
        part="permissions",
        object_type="consent",
        object_id=line.id,
        row="P8",
    )
    context = {
        "question": _("End the permission for %(party)s?") % {"party": line.organization},
        "consequences": [
            _("%(party)s sees nothing of this any more, from this moment.") % {"party": line.organization},
            _("They hear that it ended. They do not hear why."),
            _("Your help goes on."),
            _("What was done with it before stays in the log."),
        ],
        "confirm_label": _("Yes, end it now"),
        "action_url": reverse("portal_withdraw", args=[line.id]),
        "cancel_url": reverse("portal_permissions"),
    }
    return render(request, "web/confirm.html", context)


@require_POST
@resident_page
def give_again(request: ActorRequest, consent_id: UUID) -> HttpResponse:
    """What I ended counts again, from now on."""
    commands.give_again(actor=request.actor, consent_id=consent_id, at=request.at)
    messages.success(request, _("This permission counts again, from now on."))
    return redirect("portal_permissions")
