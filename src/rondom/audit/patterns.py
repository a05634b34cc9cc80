"""Patterns in the log that ask for a question: looks without work, and many files in a short time.

Nobody is judged by a number: the list says where the privacy officer looks first (R-211).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

WORK_DAYS = 7
MASS_FACTOR = 3
MASS_AT_LEAST = 20
HISTORY_DAYS = 30


@dataclass(frozen=True)
class UnusualAccess:
    """Somebody's looks in one household without any work there within seven days around them."""

    actor_id: UUID
    space: int
    looks: int
    without_work: int
    first_at: datetime
    last_at: datetime

    @property
    def weight(self) -> float:
        """Looks without work, the more so when nearly all are: a worker who also looks ranks low."""
        return self.without_work * self.without_work / self.looks


@dataclass(frozen=True)
class MassViewing:
    """Somebody opened far more households in a day than is usual for the same person."""

    actor_id: UUID
    day: datetime
    households: int
    usual: float


_UNUSUAL = """
WITH work AS (
    SELECT DISTINCT actor_id, space, at::date AS day FROM audit_auditevent
    WHERE space IS NOT NULL AND verb IN ('C', 'U', 'D') AND outcome = 'success'
      AND actor_kind = 'professional' AND at > %(since)s - make_interval(days => %(days)s)
), looks AS (
    SELECT actor_id, space, at FROM audit_auditevent
    WHERE space IS NOT NULL AND verb IN ('R', 'E') AND outcome = 'success'
      AND actor_kind = 'professional' AND at > %(since)s AND at <= %(until)s
)
SELECT l.actor_id, l.space, count(*), count(*) FILTER (WHERE NOT EXISTS (
           SELECT 1 FROM work w WHERE w.actor_id = l.actor_id AND w.space = l.space
             AND w.day BETWEEN l.at::date - %(days)s AND l.at::date + %(days)s)),
       min(l.at), max(l.at)
FROM looks l GROUP BY l.actor_id, l.space
"""

_MASS = """
WITH days AS (
    SELECT actor_id, date_trunc('day', at) AS day, count(DISTINCT space) AS households FROM audit_auditevent
    WHERE space IS NOT NULL AND verb IN ('R', 'E') AND outcome = 'success' AND actor_kind = 'professional'
      AND at > %(since)s AND at <= %(until)s
    GROUP BY 1, 2
), usual AS (
    SELECT actor_id, day, households, coalesce((
        SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY o.households)
        FROM days o WHERE o.actor_id = d.actor_id AND o.day < d.day), 0) AS p95
    FROM days d
)
SELECT actor_id, day, households, p95 FROM usual
WHERE households >= greatest(%(factor)s * p95, %(least)s) ORDER BY households DESC LIMIT 50
"""


def unusual_access(*, at: datetime, days: int = HISTORY_DAYS, limit: int = 10) -> list[UnusualAccess]:
    """The looks that fit no task, note or appointment within seven days, the heaviest first.

    Read as the privacy officer or the system: anybody else sees only their own rows of the log.
    """
    with connection.cursor() as cursor:
        cursor.execute(_UNUSUAL, {"since": at - timedelta(days=days), "until": at, "days": WORK_DAYS})
        rows = [UnusualAccess(*row) for row in cursor.fetchall()]
    found = sorted((r for r in rows if r.without_work), key=lambda r: (-r.weight, str(r.actor_id)))
    return found[:limit]


def mass_viewing(*, at: datetime, days: int = HISTORY_DAYS) -> list[MassViewing]:
    """Days on which somebody opened or printed three times as many households as on a busy day before."""
    values: dict[str, datetime | int] = {
        "since": at - timedelta(days=days),
        "until": at,
        "factor": MASS_FACTOR,
        "least": MASS_AT_LEAST,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MASS, values)
        return [MassViewing(*row) for row in cursor.fetchall()]
