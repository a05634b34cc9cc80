"""Clock job: drafts do not stay for ever."""

from datetime import datetime

from rondom.web.drafts.commands import remove_expired


def remove_expired_drafts(*, at: datetime) -> None:
    """Delete drafts of more than 30 days and forms kept for more than half an hour."""
    remove_expired(at=at)
