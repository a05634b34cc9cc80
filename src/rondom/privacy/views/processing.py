"""The register of processing: for which purpose, on which ground, which facts (R-209)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rondom.privacy.queries.register import processing_register


@require_GET
def processing(request: HttpRequest) -> HttpResponse:
    """Generated from the settings and the declarations of fields; no fact about anybody is in it."""
    return render(request, "privacy/processing.html", {"entries": processing_register()})
