"""Clock jobs of permissions."""

from datetime import datetime

from rondom.access.context import system_actor
from rondom.privacy.commands import expire_consents, follow_ages


def end_what_is_over(*, at: datetime) -> None:
    """Write which permissions are over, and follow birthdays (R-042, R-044)."""
    expire_consents(actor=system_actor("permission clock"), at=at)
    follow_ages(actor=system_actor("permission clock"), at=at)
