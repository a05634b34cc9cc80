"""What clients ask that gets a written answer, as far as the reader holds it (R-008, R-011, R-082)."""

from uuid import UUID

from django.db.models import QuerySet

from rondom.cases.models import ClientRequest


def request_rows(case_id: UUID) -> QuerySet[ClientRequest]:
    """The requests in a case that the reader holds, to be read along with other rows."""
    return ClientRequest.objects.filter(case_id=case_id)


def request_for(request_id: UUID) -> ClientRequest | None:
    """One request, when the reader holds it."""
    return ClientRequest.objects.filter(pk=request_id).first()


def requests_of(person_id: UUID) -> QuerySet[ClientRequest]:
    """What somebody asked, in whosever file, the newest first: who asks holds question and answer."""
    return ClientRequest.objects.filter(asked_by=person_id).order_by("-asked_at")
