"""The clock of meetings: one command per row, as the system."""

from __future__ import annotations

from datetime import datetime

from rondom.access.context import current_actor, system_actor
from rondom.meetings import commands, queries


def keep_meeting_clocks(*, at: datetime) -> None:
    """Return unconfirmed stances, make summaries final, tell clients who were not there."""
    actor = current_actor() or system_actor("meeting clock")
    for stance_id in queries.unconfirmed_stances(at):
        commands.return_unconfirmed_stance(actor=actor, stance_id=stance_id, at=at)
    for meeting_id in queries.late_fixes(at):
        commands.fix_minutes(actor=actor, meeting_id=meeting_id, at=at)
    for meeting_id in queries.untold_clients(at):
        commands.tell_absent_client(actor=actor, meeting_id=meeting_id, at=at)
