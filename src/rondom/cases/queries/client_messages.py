"""Messages of clients that wait for their case manager (R-019)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.cases.models import Case
from rondom.cases.queries.start_lines import ME, TodayItem
from rondom.cases.vocabulary import CaseState
from rondom.notices import queries as notices


def messages_to_answer(actor: Actor, *, at: datetime) -> list[TodayItem]:
    """A line per open case of this case manager in which the client waits for an answer. One query."""
    del at
    if not actor.is_professional:
        return []
    mine = Case.objects.filter(case_manager_id=actor.id, state=CaseState.OPEN)
    of_space = mine.filter(space=OuterRef("space"))
    rows = (
        notices.waiting_rows()
        .filter(space__in=mine.values("space"))
        .annotate(case_key=Subquery(of_space.values("pk")), household=Subquery(of_space.values("name")))
        .order_by("space", "written_at")
        .distinct("space")
    )
    return [
        TodayItem(
            side=ME,
            sentence=_("The client waits for an answer to a message."),
            url_name="case_messages",
            url_id=row.case_key,
            case_id=row.case_key,
            case_name=row.household,
            due_on=notices.answer_due(row.written_at),
        )
        for row in rows
    ]


def case_of_message(message_id: UUID) -> UUID | None:
    """The case in which a message stands, when the reader sees both."""
    space = notices.message_place(message_id)
    return Case.objects.filter(space=space).values_list("pk", flat=True).first() if space else None
