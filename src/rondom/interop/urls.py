"""One address: what a FHIR path means is decided by the doors, so that every error is an OperationOutcome."""

from django.urls import re_path

from rondom.interop.doors.door import fhir

urlpatterns = [re_path(r"^fhir(?:/(?P<rest>.*))?$", fhir, name="fhir")]
