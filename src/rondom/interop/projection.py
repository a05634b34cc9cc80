"""What a partner reads of a referral is written when something is shared, never worked out when it asks.

So a later change of permission cannot change what was shared, and nothing unshared can slip in.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from rondom.access.context import acting_as, system_actor
from rondom.interop import store
from rondom.interop.fhir.mapping import build_procedure, build_service_request, build_task
from rondom.interop.fhir.reading import codings, concept_text, part, word
from rondom.interop.models import FhirResource
from rondom.referrals.queries import SharedNews, SharedResult, shared_news

if TYPE_CHECKING:
    from collections.abc import Mapping

PROJECTOR = system_actor("fhir projection")


def show_referral(*, referral_id: UUID, at: datetime, first: bool = False) -> None:
    """Bring Task, ServiceRequest and Procedure of a referral to what was shared. `first` keeps version 1."""
    news = shared_news(referral_id=referral_id, at=at)
    with acting_as(PROJECTOR, at=at):
        rows = FhirResource.objects.select_for_update(no_key=True).filter(referral_id=referral_id)
        tasks = list(rows.filter(kind="Task"))
        for task in tasks:
            request = _focus(task)
            procedures = _procedures(task, request, news, at)
            _task(task, news, procedures, at, first=first)
            if request:
                _request(request, news, at)


def tell_subject(*, referral_id: UUID, person_id: UUID, at: datetime) -> None:
    """From now on the log about these resources names the person."""
    with acting_as(PROJECTOR, at=at):
        FhirResource.objects.filter(referral_id=referral_id).update(subject_id=person_id)


def _focus(task: FhirResource) -> FhirResource | None:
    reference = word(part(store.received_of(task), "focus"), "reference")
    kind, _, key = reference.partition("/")
    return store.find(kind, key, lock=True)


def _task(row: FhirResource, news: SharedNews, procedures: list[str], at: datetime, *, first: bool) -> None:
    if not first:
        row.version += 1
    body = build_task(
        store.received_of(row),
        resource_id=str(row.pk),
        version=row.version,
        last_modified=store.milliseconds(at),
        state=news.state,
        fulfilled=news.fulfilled,
        reason=news.reason,
        procedures=procedures,
        note=news.note,
        on_hold=_waiting(news),
    )
    store.renew(row, body, at)


def _waiting(news: SharedNews) -> str:
    return f"On hold until {news.pause.until:%Y-%m-%d}: {news.pause.reason}" if news.pause else ""


def _request(row: FhirResource, news: SharedNews, at: datetime) -> None:
    built: dict[str, Any] = {"resource_id": str(row.pk), "last_modified": store.milliseconds(at)}
    state: dict[str, Any] = {"state": news.state, "fulfilled": news.fulfilled}
    received = store.received_of(row)
    body = build_service_request(received, version=row.version + 1, **built, **state)
    if word(body, "status") == row.status:
        return
    row.version += 1
    store.renew(row, body, at)


def _procedures(
    task: FhirResource, request: FhirResource | None, news: SharedNews, at: datetime
) -> list[str]:
    """References to the results; the Procedure is made the first time the result is shared."""
    if task.referral_id is None:
        return []
    ours = FhirResource.objects.filter(referral_id=task.referral_id, kind="Procedure", made_here=True)
    made = [row.reference for row in ours]
    if made or news.result is None or request is None:
        return made
    body = _procedure(store.received_of(task), store.received_of(request), request, news.result, at)
    row = store.add(
        kind="Procedure",
        body=body,
        scope=task.scope,
        organization_id=task.organization_id,
        referral_id=task.referral_id,
        subject_id=task.subject_id,
        made_here=True,
        at=at,
    )
    return [row.reference]


def _procedure(
    task: Mapping[str, Any],
    request: Mapping[str, Any],
    request_row: FhirResource,
    result: SharedResult,
    at: datetime,
) -> dict[str, Any]:
    asked = part(request, "code")
    return build_procedure(
        resource_id="new",
        version=1,
        last_modified=store.milliseconds(at),
        service_request=request_row.reference,
        subject=word(part(task, "for"), "reference"),
        text=concept_text(asked) or "Help given",
        performed=result.closed_on,
        codes=[(system, code) for system, code in codings(asked) if system and code],
        outcome=": ".join(filter(None, [result.outcome, result.words])),
    )
