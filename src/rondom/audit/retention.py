"""Removing rows of the log after their term, so that what is left still verifies (R-222).

The database does it in one function: per chain it keeps the last removed link as an anchor and removes
the rows up to it. Each removal is itself a row of the log, with the anchor in it, and is sealed like any
other: `unexplained` finds an anchor that somebody put there to hide a cut.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.audit import seal
from rondom.audit.log import record
from rondom.audit.models import AuditAnchor, AuditEvent
from rondom.kernel.refusals import Refusal

ACTION = "log.trim"


class LogNotWhole(Refusal):
    """A log in which something was changed keeps every row, as evidence."""

    code = "log_not_whole"
    sentence = _("The log does not verify at chain {chain}, link {number}. Nothing was removed.")


@dataclass(frozen=True)
class Trim:
    """One removal: from which chain, up to which link, how many rows, of before which moment."""

    chain: str
    number: int
    before: datetime
    made_at: datetime


def trim(*, actor: Actor, before: datetime, at: datetime) -> int:
    """Remove the rows of before this moment, per chain from its beginning; answers how many.

    As the system. What is not sealed yet, and what stands behind a younger row of its chain, stays until
    next time; the last year always stays. Raises LogNotWhole before anything is removed.
    """
    _checked, fault = seal.verify()
    if fault is None:
        fault = unexplained()
    if fault:
        raise LogNotWhole(chain=fault.chain, number=fault.number)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cut_chain, cut_number, cut_digest, removed FROM sec.trim_log(%s)", [before])
        cuts = cursor.fetchall()
    for chain, number, digest, _removed in cuts:
        record(actor=actor, action=ACTION, at=at, reason=_words(chain, number, bytes(digest)), row="clock")
    return sum(removed for *_cut, removed in cuts)


def unexplained() -> seal.Fault | None:
    """The first anchor without the row of the log that its removal wrote, or None.

    The row of an old removal may itself be removed after its term: it was then younger than the
    beginning of its own chain, so only removals since then are asked for.
    """
    told = set(AuditEvent.objects.filter(action=ACTION).values_list("reason", flat=True))
    kept_from = _kept_from()
    for one in AuditAnchor.objects.order_by("made_at", "id"):
        words = _words(one.chain, one.number, bytes(one.digest))
        if words not in told and (kept_from is None or one.made_at >= kept_from):
            return seal.Fault(one.chain, one.number, 0, "the beginning was cut without a row that says so")
    return None


def _kept_from() -> datetime | None:
    last = AuditAnchor.objects.filter(chain="system").order_by("-number").first()
    return last.before if last else None


def trims() -> list[Trim]:
    """Every removal so far, the newest first."""
    rows = AuditAnchor.objects.order_by("-made_at", "chain")
    return [Trim(one.chain, one.number, one.before, one.made_at) for one in rows]


def _words(chain: str, number: int, digest: bytes) -> str:
    return f"{chain} {number} {digest.hex()}"
