"""The same write sent twice has one effect: the second time it gets the answer of the first."""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest

from rondom.interop import store
from rondom.interop.doors.exchange import Answer, Question
from rondom.interop.models import AnsweredRequest
from rondom.interop.sealing import seal, unseal
from rondom.referrals.commands import sender_scope

TABLE = "interop_answeredrequest"
KEY = re.compile(r"[A-Za-z0-9._:-]{8,64}")


def request_key(request: HttpRequest) -> str:
    """The sender's own id of this request; empty when there is none that can be used."""
    for name in ("X-Request-ID", "Idempotency-Key"):
        text = request.headers.get(name, "").strip().strip('"')
        if KEY.fullmatch(text):
            return text
    return ""


def once(question: Question, carry: Callable[[Question], Answer]) -> Answer:
    """Carry out a write, or answer what was answered before.

    The id counts together with address and body: some systems send one id for a whole series.
    """
    key = request_key(question.request)
    if not key:
        return carry(question)
    organization_id = question.actor.id
    digest = _digest(question)
    store.lock_key(f"{organization_id}:{key}:{digest}")
    row = AnsweredRequest.objects.filter(organization_id=organization_id, key=key, digest=digest).first()
    if row is not None:
        body = unseal(TABLE, row.pk, "sealed_body", row.sealed_body)
        return Answer(row.status, body, {**row.headers, "X-Replayed": "true"})
    answer = carry(question)
    answer.headers["X-Request-ID"] = key
    row = AnsweredRequest(
        organization_id=organization_id,
        scope=sender_scope(actor=question.actor, at=question.at),
        key=key,
        digest=digest,
        status=answer.status,
        headers=answer.headers,
        answered_at=question.at,
    )
    row.sealed_body = seal(TABLE, row.pk, "sealed_body", answer.body)
    row.save(force_insert=True)
    return answer


def forget(before: datetime) -> None:
    """Delete the answers given before this moment: they may hold what was sent about a person."""
    AnsweredRequest.objects.filter(answered_at__lt=before).delete()


def _digest(question: Question) -> str:
    whole = hashlib.sha256()
    for text in (
        question.request.method or "",
        question.request.path,
        question.request.headers.get("If-Match", ""),
    ):
        whole.update(text.encode() + b"\n")
    whole.update(question.body)
    return whole.hexdigest()
