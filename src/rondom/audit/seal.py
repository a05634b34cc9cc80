"""The hash chain over the log: sealing, verifying, and heads that can be anchored outside.

The request writes its row unsealed, so that nobody waits for a chain; the sealer orders the new
rows per organization and links them. A chain without an outside anchor proves little (a whole
rewrite verifies clean), hence `heads()`, to be sent where a database operator cannot write.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Exists, Max, OuterRef

from rondom.access.context import renew
from rondom.audit.models import AuditAnchor, AuditEvent, AuditSeal

_FIELDS = [f.attname for f in AuditEvent._meta.concrete_fields]  # noqa: SLF001 - Django's documented way
START = b"\x00" * 32
BATCH = 5000
LOOKED_BACK = 200_000
"""How far behind the newest sealed row the sealer of each minute looks: a request that takes long
commits with an older number. `thorough` looks at everything, which a log of years takes its time for."""


@dataclass(frozen=True)
class Fault:
    """The first row that does not verify."""

    chain: str
    number: int
    event_id: int
    why: str


def chain_of(event: AuditEvent) -> str:
    """Chains are per organization; residents and the system share one each."""
    return str(event.organization_id) if event.organization_id else event.actor_kind


def digest_of(previous: bytes, event: AuditEvent) -> bytes:
    """SHA-256 over the link before and every field of the event, in a fixed writing."""
    fields = {name: _plain(getattr(event, name)) for name in _FIELDS}
    return hashlib.sha256(previous + json.dumps(fields, sort_keys=True, ensure_ascii=False).encode()).digest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return f"{value.timestamp():.6f}"
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def seal(*, at: datetime, limit: int = BATCH, thorough: bool = False) -> int:
    """Link the rows that are not sealed yet; answers how many. Runs as the system, one at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(7513)")
    # Not NOT IN: with more links than fit in memory that asks for all of them once per row.
    waiting = AuditEvent.objects.filter(~Exists(AuditSeal.objects.filter(event_id=OuterRef("pk"))))
    if not thorough:
        newest = AuditSeal.objects.aggregate(newest=Max("event_id"))["newest"] or 0
        waiting = waiting.filter(id__gt=newest - LOOKED_BACK)
    events = list(waiting.order_by("id")[:limit])
    tails: dict[str, tuple[int, bytes]] = {}
    links = []
    for event in events:
        chain = chain_of(event)
        number, previous = tails.get(chain) or _tail(chain)
        digest = digest_of(previous, event)
        tails[chain] = (number + 1, digest)
        links.append(
            AuditSeal(chain=chain, number=number + 1, event_id=event.id, digest=digest, sealed_at=at)
        )
    AuditSeal.objects.bulk_create(links)
    return len(links)


def seal_all(*, at: datetime) -> None:
    """Link every row that is not sealed yet, however old. As the system."""
    while seal(at=at, thorough=True):
        renew()


def _tail(chain: str) -> tuple[int, bytes]:
    last = AuditSeal.objects.filter(chain=chain).order_by("-number").first()
    if last:
        return last.number, bytes(last.digest)
    return _begin(chain)


def _begin(chain: str) -> tuple[int, bytes]:
    """The link before the first one that is kept: none, or the last that was removed after its term."""
    anchor = AuditAnchor.objects.filter(chain=chain).order_by("-number").first()
    return (anchor.number, bytes(anchor.digest)) if anchor else (0, START)


def chains() -> list[str]:
    """Every chain, also one of which nothing is kept any more."""
    kept = AuditSeal.objects.values_list("chain", flat=True).distinct()
    return sorted({*kept, *AuditAnchor.objects.values_list("chain", flat=True).distinct()})


def heads() -> dict[str, tuple[int, str]]:
    """Per chain the number and the digest (hexadecimal) of the last link: what to anchor outside."""
    tails = {chain: _tail(chain) for chain in chains()}
    return {chain: (number, digest.hex()) for chain, (number, digest) in tails.items()}


def verify(anchors: dict[str, tuple[int, str]] | None = None) -> tuple[int, Fault | None]:
    """Recompute every chain from where it begins; answers (links checked, first fault or None).

    With `anchors` (earlier `heads()`), a chain that was rewritten or cut as a whole is a fault too. One
    that is older than where the chain now begins says nothing any more: see `rondom.audit.retention`.
    """
    checked = 0
    anchored = {(chain, number) for chain, (number, _head) in (anchors or {}).items()}
    seen: dict[tuple[str, int], str] = {}
    begins = {chain: _begin(chain) for chain in chains()}
    for chain, (number, digest) in begins.items():
        seen[(chain, number)] = digest.hex()
        for fault, link, found in _walk(chain, number, digest):
            if fault:
                return checked, fault
            checked += 1
            if (chain, link) in anchored:
                seen[(chain, link)] = found
    for chain, (number, head) in (anchors or {}).items():
        if number < begins.get(chain, (0, START))[0]:
            continue
        if seen.get((chain, number)) != head:
            return checked, Fault(chain, number, 0, "differs from the head that was anchored outside")
    return checked, None


def _walk(chain: str, number: int, digest: bytes) -> Iterator[tuple[Fault | None, int, str]]:
    previous, expected = digest, number + 1
    for link, event in _linked(chain):
        if link.number != expected:
            yield Fault(chain, expected, link.event_id, "a link is missing"), 0, ""
        elif event is None:
            yield Fault(chain, link.number, link.event_id, "the event was removed"), 0, ""
        elif digest_of(previous, event) != bytes(link.digest):
            yield Fault(chain, link.number, link.event_id, "the event was changed"), 0, ""
        else:
            previous, expected = bytes(link.digest), expected + 1
            yield None, link.number, previous.hex()
            continue
        return


def _linked(chain: str) -> Iterator[tuple[AuditSeal, AuditEvent | None]]:
    """The links of a chain in order with their events, some at a time: a log of years fits in no memory."""
    reached: int | None = None
    while True:
        rows = AuditSeal.objects.filter(chain=chain).order_by("number")
        links = list((rows if reached is None else rows.filter(number__gt=reached))[:BATCH])
        if not links:
            return
        events = AuditEvent.objects.in_bulk([link.event_id for link in links])
        for link in links:
            yield link, events.get(link.event_id)
        reached = links[-1].number
        renew()  # a context ends after ten minutes, and reading years of log may take longer
