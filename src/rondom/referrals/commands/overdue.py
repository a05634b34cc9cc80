"""A step that is late is told to the receiver, then the team leader, then stands in both open loops."""

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.organizations import queries as organizations
from rondom.referrals import rules
from rondom.referrals.events import ReferralOverdue
from rondom.referrals.models import ReferralProgress
from rondom.referrals.register import day_of


@command("referral.remind")
def remind_overdue(*, actor: Actor, referral_id: UUID, at: datetime) -> int:
    """Raise the alarm of one referral to where it should be; answers the level (R-063). For the clock job."""
    progress = ReferralProgress.objects.select_for_update(no_key=True).get(referral_id=referral_id)
    level = rules.alarm_level(progress.due_on, day_of(at), organizations.calendar())
    if not rules.is_over(progress.state) and level > progress.alarm:
        for step in range(progress.alarm + 1, level + 1):
            publish(ReferralOverdue(referral_id=referral_id, level=step), at=at)
        progress.alarm = level
        progress.save(update_fields=["alarm"])
    record(
        actor=actor,
        action="referral.remind",
        at=at,
        subjects=[progress.person_id] if progress.person_id else (),
        part="referral",
        object_type="referral",
        object_id=referral_id,
        row="system",
    )
    return progress.alarm
