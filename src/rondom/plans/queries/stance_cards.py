"""What everybody thinks of a line, as a page shows it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rondom.plans.models import Stance
from rondom.plans.queries.roles import role_words
from rondom.plans.rules.agreement import is_about_words_of_now, still_shows
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
    before: str = ""
    """What this person said about the words before, in one sentence; empty when it is about these."""

    @property
    def word(self) -> str:
        """The stance in words."""
        return str(StanceKind(self.stance).label)

    @property
    def tone(self) -> str:
        """Shape and colour beside the word."""
        return STANCE_TONES[self.stance]


def stance_views(
    rows: list[Stance], expected: list[tuple[UUID, str]], me: UUID, worded_at: datetime | None = None
) -> list[StanceView]:
    """The last word of everybody on a line, and who was not asked yet.

    `worded_at`: when the words of the line changed last. Who agreed before that is asked anew; who did
    not agree still stands there, until they say otherwise.
    """
    last = {row.person_id: row for row in rows}
    found = [_view(row, me, worded_at) for row in last.values()]
    missing = [
        StanceView(key, name, "", StanceKind.NOT_ASKED, mine=key == me)
        for key, name in expected
        if key not in last
    ]
    return found + missing


def _view(row: Stance, me: UUID, worded_at: datetime | None) -> StanceView:
    role, mine = role_words(row.person_role), row.person_id == me
    before = "" if is_about_words_of_now(row.at, worded_at) else _before(row)
    if not still_shows(row.stance, row.at, worded_at):
        return StanceView(
            row.person_id, row.person_name, role, StanceKind.NOT_ASKED, mine=mine, before=before
        )
    return StanceView(
        row.person_id,
        row.person_name,
        role,
        row.stance,
        row.words,
        row.at,
        _how(row),
        row.object_by,
        mine,
        before,
    )


def _before(row: Stance) -> str:
    if row.stance == StanceKind.DISAGREES:
        return _("This was about the words before they were changed.")
    day = date_format(localtime(row.at), "DATE_FORMAT")
    if row.stance == StanceKind.AGREES:
        return _("Agreed on %(day)s with the words before they were changed.") % {"day": day}
    return _("Could not be asked on %(day)s, about the words before they were changed.") % {"day": day}


def _how(row: Stance) -> str:
    if row.channel == Channel.SCREEN:
        return ""
    return _("%(how)s, with %(witness)s; written down by %(name)s") % {
        "how": row.get_channel_display(),
        "witness": row.witness,
        "name": row.recorded_by_name,
    }
