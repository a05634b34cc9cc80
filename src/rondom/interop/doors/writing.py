"""Create, update and transaction."""

from typing import Any

from rondom.interop.commands import carry_out
from rondom.interop.doors.exchange import Answer, Question, base_url, of_row
from rondom.interop.fhir.bundle import Entry, Transaction, read_transaction, transaction_response
from rondom.interop.fhir.issues import Issue, error
from rondom.interop.fhir.negotiate import check_content_type, version_asked
from rondom.interop.fhir.outcome import FhirRefusal, Malformed, Unprocessable, refuse_errors
from rondom.interop.fhir.parse import parse_json
from rondom.interop.fhir.primitives import is_id
from rondom.interop.fhir.reading import word
from rondom.interop.fhir.validate import validate


def create(question: Question) -> Answer:
    """POST Type."""
    kind = question.path[0]
    resource = _resource(question, kind)
    if question.request.headers.get("If-None-Exist"):
        raise Unprocessable("If-None-Exist is not supported: look first, then create without it.")
    issues = validate(resource)
    refuse_errors(issues)
    return _one(question, Entry(0, "", "POST", kind, resource), issues, status=201)


def update_task(question: Question) -> Answer:
    """PUT Task/id with If-Match."""
    kind, resource_id = question.path
    version = version_asked(question.request.headers.get("If-Match", ""))
    resource = _resource(question, kind)
    if word(resource, "id") != resource_id:
        raise Malformed("Task.id must be the id in the address.", expression="Task.id")
    # Ours, so what is sent back of it does not count: the sender's clock may run ahead.
    resource.pop("lastModified", None)
    issues = validate(resource)
    refuse_errors(issues)
    entry = Entry(0, "", "PUT", kind, resource, resource_id if is_id(resource_id) else "", version)
    return _one(question, entry, issues, status=200)


def transact(question: Question) -> Answer:
    """POST of a transaction Bundle."""
    check_content_type(question.request.headers.get("Content-Type", ""))
    transaction = read_transaction(parse_json(question.body))
    outcome = carry_out(actor=question.actor, transaction=transaction, base_url=base_url(), at=question.at)
    return Answer(200, transaction_response(outcome.stored, base_url=base_url(), remarks=outcome.remarks))


def _resource(question: Question, kind: str) -> dict[str, Any]:
    check_content_type(question.request.headers.get("Content-Type", ""))
    resource = parse_json(question.body)
    said = resource.get("resourceType")
    if said != kind:
        where = "resourceType"
        sentence = f"resourceType must be {kind}, as in the address."
        raise Malformed(issues=[error("structure", where, sentence)])
    return resource


def _one(question: Question, entry: Entry, remarks: list[Issue], *, status: int) -> Answer:
    transaction = Transaction((entry,), tuple(remarks))
    try:
        outcome = carry_out(
            actor=question.actor, transaction=transaction, base_url=base_url(), at=question.at
        )
    except FhirRefusal as refusal:
        refusal.issues = tuple(_outside(issue, entry) for issue in refusal.issues)
        raise
    answer = of_row(outcome.rows[0], status=status, location=status == 201)
    if question.wants_nothing_back:
        answer.body = None
    return answer


def _outside(issue: Issue, entry: Entry) -> Issue:
    """The same remark with its path starting at the resource: there was no Bundle."""
    inside = f"{entry.path}.resource"
    return Issue(
        issue.severity,
        issue.code,
        issue.expression.replace(inside, entry.resource_type),
        issue.diagnostics.replace(inside, entry.resource_type).replace(" of this Bundle", " here"),
    )
