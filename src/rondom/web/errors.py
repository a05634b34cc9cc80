"""Error pages: what happened, what to do now, and that nothing typed is lost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rondom.kernel.refusals import Refusal


def _page(request: HttpRequest, status: int, **extra: object) -> HttpResponse:
    return render(request, f"web/errors/{status}.html", {"nav": [], **extra}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be read."""
    del exception
    return _page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: seen, but not yours to do."""
    del exception
    return _page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: absent or hidden, the same answer."""
    del exception
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; drafts are kept."""
    return _page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere: a plain page, the draft is kept."""
    del reason
    return _page(request, 403, csrf=True)


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A named refusal outside a form."""
    status = refusal.status if refusal.status in {400, 403, 404, 409} else 409
    return _page(request, status, sentence=str(refusal), code=refusal.code)
