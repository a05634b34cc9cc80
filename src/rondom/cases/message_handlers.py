"""What a client asked waits for whoever is case manager now."""

from datetime import datetime

from rondom.access.context import system_actor
from rondom.cases.events import CaseManagerChanged
from rondom.cases.models import CaseManagerAssignment
from rondom.notices.commands import pass_on_messages

SENDER = system_actor("messages of clients")


def pass_messages_on(event: CaseManagerChanged, *, at: datetime) -> None:
    """Messages that nobody answered go along to the new case manager, with their clock (R-012, R-019)."""
    row = CaseManagerAssignment.objects.select_related("case").get(pk=event.assignment_id)
    if row.until is None:
        pass_on_messages(
            actor=SENDER,
            space=row.case.space,
            receiver_id=row.professional_id,
            client_id=row.case.client_id,
            at=at,
        )
