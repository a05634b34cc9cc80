"""Counting wrong tries per account and address together, in the database.

Somebody elsewhere who tries fifty times waits longer and longer; the owner of the account does not.
These are no `@command`s: they count for whoever is not signed in, before anything happens.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from rondom.accounts import rules
from rondom.accounts.models import FailedSignIn
from rondom.accounts.queries import try_key


def seconds_to_wait(*, what: str, address: str, at: datetime) -> int:
    """How long a next try from this address has to wait; 0 when it may go on."""
    row = FailedSignIn.objects.filter(key=try_key(what, address)).first()
    if row is None or row.last_at + rules.FORGET_AFTER <= at:
        return 0
    until = rules.wait_until(failures=row.failures, last_at=row.last_at)
    left = (until - at) if until else timedelta(0)
    return max(0, -(-int(left.total_seconds() * 1000) // 1000))


def note_failure(*, what: str, address: str, at: datetime) -> None:
    """One more wrong try; after a day of quiet the count starts anew."""
    key = try_key(what, address)
    FailedSignIn.objects.filter(key=key, last_at__lte=at - rules.FORGET_AFTER).delete()
    _row, new = FailedSignIn.objects.get_or_create(key=key, defaults={"failures": 1, "last_at": at})
    if not new:
        FailedSignIn.objects.filter(key=key).update(failures=F("failures") + 1, last_at=at)


def note_success(*, what: str, address: str) -> None:
    """The right answer: this pair starts anew."""
    FailedSignIn.objects.filter(key=try_key(what, address)).delete()


def forget_old_tries(*, at: datetime) -> None:
    """Clock job: remove counts that no longer mean anything."""
    FailedSignIn.objects.filter(last_at__lte=at - rules.FORGET_AFTER).delete()
