"""What everybody thinks of a line, as a page shows it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from rondom.plans.models import Stance
from rondom.plans.queries.roles import role_words
from rondom.plans.vocabulary import Channel, StanceKind

STANCE_TONES = {"agrees": "done", "disagrees": "late", "not_reached": "waiting", "not_asked": "new"}


@dataclass(frozen=True)
class StanceView:
    """What one person thinks of one line. Without `at` the person was not asked yet."""

    person_id: UUID
    name: str
    role: str
    stance: str
    words: str = ""
    at: datetime | None = None
    how: str = ""
    object_by: date | None = None
    mine: bool = False

    @property
    def word(self) -> str:
        """The stance in words."""
        return str(StanceKind(self.stance).label)

    @property
    def tone(self) -> str:
        """Shape and colour beside the word."""
        return STANCE_TONES[self.stance]


def stance_views(rows: list[Stance], expected: list[tuple[UUID, str]], me: UUID) -> list[StanceView]:
    """The last word of everybody on a line, and who was not asked yet."""
    last: dict[UUID, Stance] = {}
    for row in rows:
        last[row.person_id] = row
    found = [
        StanceView(
            row.person_id,
            row.person_name,
            role_words(row.person_role),
            row.stance,
            row.words,
            row.at,
            _how(row),
            row.object_by,
            row.person_id == me,
        )
        for row in last.values()
    ]
    missing = [
        StanceView(key, name, "", StanceKind.NOT_ASKED, mine=key == me)
        for key, name in expected
        if key not in last
    ]
    return found + missing


def _how(row: Stance) -> str:
    if row.channel == Channel.SCREEN:
        return ""
    return _("%(how)s, with %(witness)s; written down by %(name)s") % {
        "how": row.get_channel_display(),
        "witness": row.witness,
        "name": row.recorded_by_name,
    }
