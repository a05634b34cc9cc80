"""Experts by experience: whether the client wants one, and who of them knows the client privately (R-040)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from rondom.cases.models import Case, ClientRequest, Involvement
from rondom.cases.vocabulary import RequestKind, RequestOutcome
from rondom.kernel.text import is_filler
from rondom.organizations.vocabulary import WorkFunction
from rondom.people import queries as people
from rondom.people.vocabulary import ConflictKind, CounterpartKind

if TYPE_CHECKING:
    from rondom.people.models import Conflict

NO_MORE = (RequestOutcome.NOT_DONE,)


def acquaintances_of(case: Case) -> dict[UUID, Conflict]:
    """Who declared to be close to the client -> the row, as far as the reader may see it.

    The case manager reads these rows; whoever declared one reads only the own.
    """
    rows = people.conflicts_of([case.client_id]).filter(
        kind=ConflictKind.RELATIVE, counterpart_kind=CounterpartKind.PROFESSIONAL
    )
    return {row.counterpart_id: row for row in rows}


def standing_wishes(case: Case) -> QuerySet[ClientRequest]:
    """What the client asked on her or his own page and was not answered with a no, nor taken back."""
    wishes = ClientRequest.objects.filter(case=case, kind=RequestKind.EXPERT, asked_by=case.client_id)
    return wishes.exclude(outcome__in=NO_MORE)


def wants_expert(case: Case, *, professional_id: UUID | None = None) -> bool:
    """Whether the client's own wish for an expert by experience stands.

    A wish from her or his own page stands until it is answered with a no or taken back. For one expert also
    the client's words in the register count, as long as this expert helps. Read as the system: nobody else
    holds both.
    """
    if standing_wishes(case).exists():
        return True
    if professional_id is None:
        return False
    rows = case.involvements.filter(
        professional_id=professional_id, until=None, function=WorkFunction.EXPERT_BY_EXPERIENCE
    )
    return any(not is_filler(why) for why in rows.values_list("why", flat=True))


def who_stopped(involvement_id: UUID) -> UUID | None:
    """The professional of a line of the register that has ended; None while it runs. Read as the system."""
    ended = Involvement.objects.filter(pk=involvement_id, until__isnull=False)
    return ended.values_list("professional_id", flat=True).first()
