"""One address: what a FHIR path means is decided by the doors, so that every error is an OperationOutcome."""

from django.urls import path

from rondom.interop.doors.door import fhir

urlpatterns = [
    path("fhir", fhir, name="fhir"),
    path("fhir/", fhir, name="fhir_root"),
    path("fhir/<path:rest>", fhir, name="fhir_place"),
]
