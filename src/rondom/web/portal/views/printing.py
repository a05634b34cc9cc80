"""Everything on paper: the same content as the pages, as an accessible PDF (R-007)."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rondom.access.requests import ActorRequest
from rondom.audit.log import record
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.documents import print_document
from rondom.web.portal import letter
from rondom.web.portal.doors import my_case, resident_page
from rondom.web.portal.forms import page_language


@require_GET
@resident_page
def everything(request: ActorRequest) -> HttpResponse:
    """All that I see, as a letter to myself."""
    case = my_case(request, part="case", log=False)
    on = request.at.astimezone(AMSTERDAM).date()
    document = letter.own_letter(
        request.actor, case, at=request.at, on=on, language="en" if page_language(request) == "en" else "nl"
    )
    record(
        actor=request.actor,
        action="file.print",
        at=request.at,
        space=case.space if case else None,
        subjects=[request.actor.id],
        part="case" if case else "shared",
        object_type="letter",
        row="P8" if case else "named",
    )
    response = HttpResponse(print_document(document), content_type="application/pdf")
    # The name of the file says nothing about anybody: it may lie in a shared downloads folder.
    response["Content-Disposition"] = f'attachment; filename="{_("my-page")}.pdf"'
    return response
