"""Clock jobs of permissions."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from rondom.access.context import acting_as, system_actor
from rondom.audit import retention, seal
from rondom.audit.log import record
from rondom.audit.patterns import MASS_AT_LEAST, mass_viewing
from rondom.audit.queries import VERIFIED
from rondom.dispatch.events import publish
from rondom.dispatch.submissions import once
from rondom.organizations import queries as organizations
from rondom.privacy.commands import expire_consents, follow_ages
from rondom.privacy.events import LogDamaged, MassViewingSeen
from rondom.privacy.rules import years_before

_ALARMS = UUID("5f0d7a52-7b0e-4d7c-9f53-1d2f8f0c9e21")


def end_what_is_over(*, at: datetime) -> None:
    """Write which permissions are over, and follow birthdays (R-042, R-044)."""
    expire_consents(actor=system_actor("permission clock"), at=at)
    follow_ages(actor=system_actor("permission clock"), at=at)


def watch_log(*, at: datetime) -> None:
    """Verify the whole log every night, write that down, and alarm the privacy officer of a fault (R-211)."""
    clock = system_actor("log clock")
    with acting_as(clock, at=at):
        seal.seal_all(at=at)
        _checked, fault = seal.verify()
        fault = fault or retention.unexplained()
        record(
            actor=clock,
            action=VERIFIED,
            at=at,
            part="log",
            object_type="log",
            row="clock",
            outcome="not_whole" if fault else "success",
            reason=f"{fault.chain} {fault.number} {fault.event_id}" if fault else "",
        )
        if fault:
            publish(LogDamaged(event_id=fault.event_id), at=at)


def watch_viewing(*, at: datetime) -> None:
    """Alarm the privacy officer of mass viewing of today and yesterday, once per person and day (R-211)."""
    clock = system_actor("log clock")
    yesterday = (at - timedelta(days=1)).astimezone(UTC).date()
    with acting_as(clock, at=at):
        for seen in mass_viewing(at=at):
            if not seen.usual and seen.households < 2 * MASS_AT_LEAST:
                continue  # somebody's first days: nothing is usual yet, and an alarm for everybody is none
            key = uuid5(_ALARMS, f"{seen.actor_id} {seen.day:%Y-%m-%d}")
            if seen.day.date() < yesterday or once(actor=clock, key=key, at=at) is not None:
                continue
            record(
                actor=clock,
                action="log.alarm",
                at=at,
                part="log",
                object_type="professional",
                object_id=seen.actor_id,
                row="clock",
                confidential=True,
            )
            publish(MassViewingSeen(actor_id=seen.actor_id), at=at)


def remove_old_log(*, at: datetime) -> None:
    """Remove rows of the log after the city's term, in years; what is left still verifies (R-222)."""
    clock = system_actor("log clock")
    with acting_as(clock, at=at):
        seal.seal_all(at=at)
        years = organizations.setting("log_retention_years")
        retention.trim(actor=clock, before=years_before(at, years), at=at)
