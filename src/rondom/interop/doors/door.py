"""One request of a partner's system: who, what, in one transaction, answered in FHIR."""

import json
import logging
from collections.abc import Callable
from contextvars import Token
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from rondom.access.actor import ANONYMOUS, Actor
from rondom.access.context import acting_as
from rondom.audit import log
from rondom.interop.commands import recognise
from rondom.interop.doors import replay
from rondom.interop.doors.exchange import Answer, Question
from rondom.interop.doors.interactions import interaction_for
from rondom.interop.fhir.issues import error
from rondom.interop.fhir.negotiate import FHIR_JSON, check_accept
from rondom.interop.fhir.outcome import (
    FhirRefusal,
    LoginRequired,
    Malformed,
    MethodNotAllowed,
    NotFound,
    TooLarge,
    TooManyRequests,
    operation_outcome,
)
from rondom.interop.fhir.parse import LARGEST_BODY
from rondom.interop.intake import refused
from rondom.kernel import clock
from rondom.kernel.refusals import Refusal

faults = logging.getLogger("rondom.interop")
MOST_PARAMETERS = 100
Carry = Callable[[Question], Answer]


@csrf_exempt
def fhir(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Every request under /fhir. No session, no cookie: a bearer token only (except `metadata`)."""
    at = clock.now()
    trace = _begin_trace(request)
    try:
        with override("en"):
            return _answered(request, rest or "", at)
    finally:
        log.trace.reset(trace)


def _begin_trace(request: HttpRequest) -> Token[log.RequestTrace | None]:
    return log.trace.set(log.RequestTrace(uuid4(), request.META.get("REMOTE_ADDR", "")))


def _answered(request: HttpRequest, rest: str, at: datetime) -> HttpResponse:
    actor = ANONYMOUS
    try:
        parameters = _parameters(request)
        check_accept(request.headers.get("Accept", ""), asked_format=dict(parameters).get("_format", ""))
        interaction = interaction_for(request.method or "GET", rest)
        if interaction.open:
            return _response(
                interaction.carry(Question(request, ANONYMOUS, at, interaction.path, parameters))
            )
        caller = recognise(authorization=request.headers.get("Authorization", ""), at=at)
        actor = caller.actor
        body = _body(request) if interaction.writes else b""
        question = Question(request, actor, at, interaction.path, parameters, body)
        with acting_as(actor, at=at):
            if interaction.writes:
                return _response(replay.once(question, interaction.carry))
            return _response(interaction.carry(question))
    except FhirRefusal as refusal:
        return _refused(refusal, request, actor, at)
    except Refusal as refusal:
        return _refused(refused(refusal), request, actor, at)
    except Exception:  # noqa: BLE001 - whatever happens, a system gets an OperationOutcome
        # Without the message: it may quote what was sent.
        faults.exception("a FHIR request failed")
        outcome = operation_outcome([error("exception", "", "Something went wrong here. Try again later.")])
        return _response(Answer(500, outcome))


def _parameters(request: HttpRequest) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            request.META.get("QUERY_STRING", ""), keep_blank_values=True, max_num_fields=MOST_PARAMETERS
        )
    except ValueError as wrong:
        raise Malformed("The address holds too many parameters.") from wrong


def _body(request: HttpRequest) -> bytes:
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if announced.isdigit() and int(announced) > LARGEST_BODY:
        raise TooLarge(f"The request is larger than {LARGEST_BODY} bytes: send it in parts.")
    # Read directly, so that the limit of web forms does not count here.
    return request.read(LARGEST_BODY + 1)


def _refused(refusal: FhirRefusal, request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    if not isinstance(refusal, TooManyRequests) and not actor.is_anonymous:
        with acting_as(actor, at=at):
            log.record(
                actor=actor,
                action="fhir.read" if request.method == "GET" else "fhir.ask",
                at=at,
                outcome="not_found" if isinstance(refusal, NotFound) else "refused",
                reason=refusal.code,
                row="sent",
            )
    answer = Answer(refusal.status, refusal.as_fhir())
    if isinstance(refusal, LoginRequired):
        answer.headers["WWW-Authenticate"] = 'Bearer realm="fhir"'
    if isinstance(refusal, MethodNotAllowed):
        answer.headers["Allow"] = getattr(refusal, "allow", "")
    if isinstance(refusal, TooManyRequests):
        answer.headers["Retry-After"] = "60"
    if key := replay.request_key(request):
        answer.headers["X-Request-ID"] = key
    return _response(answer)


def _response(answer: Answer) -> HttpResponse:
    text: Any = b"" if answer.body is None else json.dumps(answer.body).encode()
    response = HttpResponse(text, status=answer.status, content_type=f"{FHIR_JSON}; charset=utf-8")
    for name, value in answer.headers.items():
        response.headers[name] = value
    return response
