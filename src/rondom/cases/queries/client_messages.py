"""Messages of clients that wait for their case manager (R-019)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from rondom.cases.models import Case
from rondom.cases.queries.start_lines import ME, TodayItem
from rondom.cases.vocabulary import CaseState
from rondom.notices import queries as notices


def waiting_messages(actor_id: UUID) -> QuerySet[Any]:
    """The oldest message that waits, per open case of this case manager; read along with other rows."""
    mine = Case.objects.filter(case_manager_id=actor_id, state=CaseState.OPEN, space=OuterRef("space"))
    rows = notices.waiting_rows().filter(Exists(mine)).only("space", "written_at")
    named = rows.annotate(
        case_key=Subquery(mine.values("pk")[:1]), household=Subquery(mine.values("name")[:1])
    )
    return named.order_by("space", "written_at").distinct("space")


def message_line(row: Any) -> TodayItem:
    """The line of such a message on the start page."""
    return TodayItem(
        side=ME,
        sentence=_("The client waits for an answer to a message."),
        url_name="case_messages",
        url_id=row.case_key,
        case_id=row.case_key,
        case_name=row.household,
        due_on=notices.answer_due(row.written_at),
    )


def case_of_message(message_id: UUID) -> UUID | None:
    """The case in which a message stands, when the reader sees both."""
    space = notices.message_place(message_id)
    return Case.objects.filter(space=space).values_list("pk", flat=True).first() if space else None
