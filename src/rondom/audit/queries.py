"""Reading the log: who looked at me, the officer's search, and patterns that ask for a question."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from rondom.audit.models import AuditEvent
from rondom.audit.words import act_words, part_words
from rondom.kernel.clock import AMSTERDAM

VERIFIED = "log.verify"


@dataclass(frozen=True)
class Look:
    """One line of "who looked": no name, no count of what is left out (R-007, R-211)."""

    at: datetime
    organization: str
    function: str
    act: str
    part: str
    purpose: str
    ground: str
    own: bool
    system: bool
    times: int = 1


@dataclass(frozen=True)
class LookPage:
    """Whole days of looks, the newest first. `before`: where the earlier days begin; None at the end."""

    looks: list[Look]
    before: date | None


def looks_at(
    person_id: UUID,
    *,
    withheld: Iterable[tuple[datetime, datetime]] = (),
    hidden_organizations: Collection[UUID] = (),
    shielded_spaces: Collection[int] = (),
) -> list[Look]:
    """Everything that was done with this person's facts, the newest first, equal looks of a day once.

    Confidential acts are not in it, nor counted. `withheld` are spans of emergency access of which the
    person is not informed yet; `hidden_organizations` leave no line at all (for somebody who must not
    know that they help). Of `shielded_spaces`, the files of who is shielded from this person, only the
    person's own acts are told. Read with the person's own eyes: the database leaves out the rest.
    """
    rows = _looks_of(person_id, withheld, hidden_organizations, shielded_spaces)
    return _grouped(list(rows), person_id)


def look_page(
    person_id: UUID,
    *,
    before: date | None = None,
    size: int = 150,
    withheld: Iterable[tuple[datetime, datetime]] = (),
    hidden_organizations: Collection[UUID] = (),
    shielded_spaces: Collection[int] = (),
) -> LookPage:
    """The same in pages of whole days, about `size` acts each, so that nothing falls off the end."""
    rows = _looks_of(person_id, withheld, hidden_organizations, shielded_spaces)
    if before is not None:
        rows = rows.filter(at__lt=_midnight(before))
    found = list(rows[: size + 1])
    if len(found) <= size:
        return LookPage(_grouped(found, person_id), None)
    cut = _day(found[size])
    whole = [event for event in found if _day(event) > cut]
    if whole:
        return LookPage(_grouped(whole, person_id), cut + timedelta(days=1))
    # One day with more than a page of acts: that day whole, however long.
    found = list(rows.filter(at__gte=_midnight(cut)))
    earlier = rows.filter(at__lt=_midnight(cut)).exists()
    return LookPage(_grouped(found, person_id), cut if earlier else None)


def _looks_of(
    person_id: UUID,
    withheld: Iterable[tuple[datetime, datetime]],
    hidden: Collection[UUID],
    shielded: Collection[int],
) -> QuerySet[AuditEvent]:
    rows = AuditEvent.objects.filter(subject_id=person_id, confidential=False, outcome="success")
    rows = rows.exclude(organization_id__in=list(hidden))
    if shielded:
        # A note about somebody tells that there was a talk, and by whom, also without its words.
        rows = rows.exclude(~Q(actor_id=person_id), space__in=list(shielded))
    for start, end in withheld:
        rows = rows.exclude(policy_row="P11", at__gte=start, at__lte=end)
    return rows.order_by("-at")


def _day(event: AuditEvent) -> date:
    return event.at.astimezone(AMSTERDAM).date()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=AMSTERDAM)


def _grouped(events: list[AuditEvent], person_id: UUID) -> list[Look]:
    found: dict[tuple[object, ...], list[AuditEvent]] = {}
    for event in events:
        found.setdefault(_key(event, person_id), []).append(event)
    return [_look(group, person_id) for group in found.values()]


def _key(event: AuditEvent, person_id: UUID) -> tuple[object, ...]:
    day = _day(event)
    if event.actor_id == person_id:
        return (day, "own")
    what = act_words(event.action, event.verb, event.part)
    return (
        day,
        event.actor_id,
        event.organization_id,
        event.actor_function,
        event.purpose,
        event.ground,
        what,
    )


def _look(group: list[AuditEvent], person_id: UUID) -> Look:
    newest = group[0]
    return Look(
        at=newest.at,
        organization=newest.organization_name,
        function=newest.actor_function if newest.actor_kind == "professional" else "",
        act=act_words(newest.action, newest.verb, newest.part),
        part=part_words(newest.part),
        purpose=newest.purpose,
        ground=newest.ground,
        own=newest.actor_id == person_id,
        system=newest.actor_kind == "system",
        times=len(group),
    )


@dataclass(frozen=True)
class LogFilter:
    """What the officer looks for; every field may be empty."""

    since: date | None = None
    until: date | None = None
    actor_id: UUID | None = None
    subject_id: UUID | None = None
    space: int | None = None
    action: str = ""
    outcome: str = ""
    row: str = ""


def search_log(wanted: LogFilter) -> QuerySet[AuditEvent]:
    """Rows of the log, the newest first. Only the privacy officer finds what others did."""
    rows = AuditEvent.objects.order_by("-at", "-id")
    conditions = Q()
    if wanted.since:
        conditions &= Q(at__gte=_midnight(wanted.since))
    if wanted.until and wanted.until < date.max:
        conditions &= Q(at__lt=_midnight(wanted.until + timedelta(days=1)))
    for name in ("actor_id", "subject_id", "space", "outcome"):
        if (value := getattr(wanted, name)) not in (None, ""):
            conditions &= Q(**{name: value})
    if wanted.action:
        conditions &= Q(action__startswith=wanted.action)
    if wanted.row:
        conditions &= Q(policy_row=wanted.row)
    return rows.filter(conditions)


def over_retention(*, before: datetime) -> int:
    """How many rows are older than the term, and go with the next monthly clock job."""
    return AuditEvent.objects.filter(at__lt=before).count()


def acts_in(space: int, action: str, *, object_id: UUID) -> list[AuditEvent]:
    """Every time this was done with one thing of a household, the newest first. As the system."""
    rows = AuditEvent.objects.filter(space=space, action=action, object_id=object_id, outcome="success")
    return list(rows.order_by("-at", "-id"))


def last_verification() -> AuditEvent | None:
    """The row that the nightly verification of the log wrote last. Only the privacy officer finds it."""
    return AuditEvent.objects.filter(action=VERIFIED, actor_kind="system").order_by("-at", "-id").first()
