"""Own words and the page a newcomer reads first, as far as the reader may see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from rondom.cases import rules
from rondom.cases.models import Case, Introduction, OwnWords
from rondom.organizations import queries as organizations


@dataclass(frozen=True)
class Voice:
    """Own words to show: the person's own last version, and a newer one that was only written down.

    `spoken` is what the person typed or confirmed; `noted` waits for the person; either may be None.
    """

    spoken: OwnWords | None
    noted: OwnWords | None
    absence: OwnWords | None
    version: int

    @property
    def is_empty(self) -> bool:
        """No words at all, also no reason."""
        return self.spoken is None and self.noted is None and self.absence is None


def own_words_of(case: Case, person_id: UUID | None = None) -> Voice:
    """The own words of the client (or another member) that open the file (R-001). One query."""
    return voice_of(list(own_words_rows(case.pk, person_id or case.client_id)))


def own_words_rows(case_id: UUID, person_id: UUID) -> QuerySet[OwnWords]:
    """Every version, newest first, to be read along with other rows; see `voice_of`."""
    return OwnWords.objects.filter(case_id=case_id, person_id=person_id)


def words_of(case_id: UUID, person_id: UUID) -> QuerySet[OwnWords]:
    """Every version of one person in a case, for that person's own page, also without the case itself."""
    return OwnWords.objects.filter(case_id=case_id, person_id=person_id)


def voice_of(rows: list[OwnWords]) -> Voice:
    """What to show of these versions (R-001)."""
    spoken = next((w for w in rows if not w.absence and w.confirmed_at), None)
    noted = next((w for w in rows if not w.absence and not w.confirmed_at), None)
    if spoken and noted and noted.version < spoken.version:
        noted = None
    absence = rows[0] if rows and rows[0].absence else None
    return Voice(spoken, noted, absence, rows[0].version if rows else 0)


def versions_of_words(case: Case, person_id: UUID | None = None) -> list[OwnWords]:
    """Every version, newest first: nothing was ever overwritten (R-001)."""
    return list(own_words_rows(case.pk, person_id or case.client_id))


def introduction_of(case: Case) -> Introduction | None:
    """The newest approved page; without one the newest that waits for approval (R-006)."""
    rows = list(Introduction.objects.filter(case=case, person_id=case.client_id)[:10])
    return shown_page(rows)


def newest_introduction(case: Case) -> Introduction | None:
    """The page as it was written last, approved or not: what the next version starts from."""
    return Introduction.objects.filter(case=case, person_id=case.client_id).order_by("-version").first()


def shown_page(rows: list[Introduction]) -> Introduction | None:
    return next((page for page in rows if page.approved_at), rows[0] if rows else None)


def is_out_of_date(page: Introduction, at: datetime) -> bool:
    """Older than the city's term (R-006)."""
    return rules.is_out_of_date(page.written_at, at, organizations.setting("introduction_age_months"))
