"""Clock jobs of permissions."""

from datetime import datetime

from rondom.access.context import acting_as, system_actor
from rondom.audit import retention, seal
from rondom.organizations import queries as organizations
from rondom.privacy.commands import expire_consents, follow_ages
from rondom.privacy.rules import years_before


def end_what_is_over(*, at: datetime) -> None:
    """Write which permissions are over, and follow birthdays (R-042, R-044)."""
    expire_consents(actor=system_actor("permission clock"), at=at)
    follow_ages(actor=system_actor("permission clock"), at=at)


def remove_old_log(*, at: datetime) -> None:
    """Remove rows of the log after the city's term, in years; what is left still verifies (R-222)."""
    clock = system_actor("log clock")
    with acting_as(clock, at=at):
        seal.seal_all(at=at)
        years = organizations.setting("log_retention_years")
        retention.trim(actor=clock, before=years_before(at, years), at=at)
