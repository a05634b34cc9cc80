"""The mail job: one mail per job, tried again with growing pauses."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from rondom.kernel import clock
from rondom.notices.commands.delivery import deliver
from rondom.notices.commands.mail import JOB

RETRY = RetryStrategy(max_attempts=10, exponential_wait=4)
"""From 4 seconds to 3 days between two tries: longer than a weekend without a mail server."""


@app.task(name=JOB, queue="mail", retry=RETRY)  # type: ignore[untyped-decorator, unused-ignore]
def deliver_mail(*, mail_id: str) -> None:
    """Send one mail; what fails ten times is a dead letter that `/healthz` counts."""
    deliver(mail_id=UUID(mail_id), at=clock.now())
