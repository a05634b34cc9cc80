"""Metadata, read and search."""

from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.http import http_date

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.interop import directory, store
from rondom.interop.doors.exchange import Answer, Question, base_url, of_row
from rondom.interop.fhir.capability import capability_statement
from rondom.interop.fhir.negotiate import known_version
from rondom.interop.fhir.outcome import NotFound
from rondom.interop.fhir.search import DateBound, ReferenceTerm, TaskSearch, read_task_search
from rondom.interop.fhir.temporal import read_date
from rondom.interop.models import FhirResource

RELEASED = read_date("2026-11-01").start


def metadata(question: Question) -> Answer:
    """GET metadata, open to everybody."""
    del question
    statement = capability_statement(
        base_url=base_url(), software_version=_software_version(), released_at=RELEASED
    )
    return Answer(200, statement, {"Last-Modified": http_date(RELEASED.timestamp())})


def _software_version() -> str:
    try:
        return version("rondom")
    except PackageNotFoundError:
        return "0"


def read(question: Question) -> Answer:
    """GET Type/id, or its present version; absent and somebody else's look the same."""
    kind, resource_id, *history = question.path
    row = store.find(kind, resource_id)
    if row is None:
        found = directory.entry(kind, resource_id) if not history else None
        if found is None:
            raise NotFound(f"{kind} with this id is not here, or it is not yours.")
        log_read(question.actor, "fhir.read", [], question.at)
        return Answer(200, found)
    if history and history[1] != str(row.version):
        raise NotFound("Only the present version is kept.")
    log_read(question.actor, "fhir.read", [row], question.at)
    answer = of_row(row)
    if known_version(question.request.headers.get("If-None-Match", ""), row.version):
        return Answer(304, None, answer.headers)
    return answer


def log_read(actor: Actor, action: str, rows: list[FhirResource], at: datetime) -> None:
    """One row in the log per person about whom something was read."""
    record(
        actor=actor,
        action=action,
        at=at,
        subjects=[row.subject_id for row in rows if row.subject_id],
        part="referral",
        object_type=rows[0].kind if len(rows) == 1 else "fhir",
        object_id=rows[0].pk if len(rows) == 1 else None,
        row="sent",
    )


def search_tasks(question: Question) -> Answer:
    """GET Task with parameters: the partner's own Tasks, the newest change first."""
    search = read_task_search(question.parameters)
    rows = _matching(search).order_by("-updated_at", "id")
    total = rows.count()
    page = list(rows[search.offset : search.offset + search.count])
    log_read(question.actor, "fhir.search", page, question.at)
    entries = [
        {
            "fullUrl": f"{base_url()}/{row.reference}",
            "resource": store.body_of(row),
            "search": {"mode": "match"},
        }
        for row in page
    ]
    bundle = {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": total,
        "link": _links(question, search, total),
    }
    return Answer(200, bundle | ({"entry": entries} if entries else {}))


def _matching(search: TaskSearch) -> QuerySet[FhirResource]:
    rows = FhirResource.objects.filter(kind="Task")
    if search.ids is not None:
        rows = rows.filter(pk__in=[key for text in search.ids if (key := store.as_key(text))])
    if search.statuses is not None:
        rows = rows.filter(status__in=search.statuses)
    for name, terms, missing in (
        ("requester", search.requesters, search.requester_missing),
        ("owner", search.owners, search.owner_missing),
    ):
        if terms is not None:
            rows = rows.filter(_any_of(name, terms))
        if missing is not None:
            empty = Q(**{name: ""})
            rows = rows.filter(empty if missing else ~empty)
    for bound in search.last_updated:
        rows = rows.filter(_within(bound))
    return rows


def _any_of(name: str, terms: frozenset[ReferenceTerm]) -> Q:
    found = Q(pk__in=[])
    for term in terms:
        if term.base and term.base.rstrip("/") != base_url():
            found |= Q(**{name: f"{term.base}{term.resource_type}/{term.resource_id}"})
        elif term.resource_type:
            found |= Q(**{name: f"{term.resource_type}/{term.resource_id}"})
        else:
            found |= Q(**{f"{name}__endswith": f"/{term.resource_id}"})
    return found


def _within(bound: DateBound) -> Q:
    found = Q(pk__in=[])
    for start, end in bound.spans:
        span = Q()
        if start is not None:
            span &= Q(updated_at__gte=start)
        if end is not None:
            span &= Q(updated_at__lt=end)
        found |= span
    return found


def _links(question: Question, search: TaskSearch, total: int) -> list[dict[str, str]]:
    def link(relation: str, offset: int) -> dict[str, str]:
        kept = [pair for pair in question.parameters if pair[0] not in {"_offset", "_count"}]
        place = [("_count", str(search.count)), ("_offset", str(offset))]
        return {"relation": relation, "url": f"{base_url()}/Task?{urlencode([*kept, *place])}"}

    links = [link("self", search.offset)]
    if search.count and search.offset + search.count < total:
        links.append(link("next", search.offset + search.count))
    if search.count and search.offset:
        links.append(link("previous", max(0, search.offset - search.count)))
    return links
