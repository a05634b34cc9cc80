"""Every refusal as an OperationOutcome with the HTTP status that belongs to it.

The door raises or catches `FhirRefusal` and answers `refusal.status` with `refusal.as_fhir()`.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from .issues import Issue, errors_in


def operation_outcome(issues: Iterable[Issue]) -> dict[str, Any]:
    """An OperationOutcome with these issues; without any it says that all is well."""
    listed = [issue.as_fhir() for issue in issues]
    well = Issue("information", "informational", "", "All OK.").as_fhir()
    return {"resourceType": "OperationOutcome", "issue": listed or [well]}


class FhirRefusal(Exception):  # noqa: N818 - a refusal is named after what is wrong
    """A request that is not done, with everything the sender needs to mend it."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "invalid"

    def __init__(self, diagnostics: str = "", *, issues: Iterable[Issue] = (), expression: str = "") -> None:
        given = tuple(issues)
        self.issues = given or (Issue("error", self.code, expression, diagnostics),)
        super().__init__(self.issues[0].diagnostics)

    def as_fhir(self) -> dict[str, Any]:
        """The OperationOutcome to answer with."""
        return operation_outcome(self.issues)


class Malformed(FhirRefusal):
    """400: this cannot be read."""

    code = "structure"


class SearchRefused(FhirRefusal):
    """400: the search asks for something that this server does not know."""

    code = "not-supported"


class LoginRequired(FhirRefusal):
    """401: no token, or one that is unknown, expired or withdrawn."""

    status = 401
    code = "login"


class Forbidden(FhirRefusal):
    """403: a known partner, who may not do this."""

    status = 403
    code = "forbidden"


class NotFound(FhirRefusal):
    """404: absent, or not visible to this partner; the answer does not tell which."""

    status = 404
    code = "not-found"


class MethodNotAllowed(FhirRefusal):
    """405: this interaction does not exist for this resource type."""

    status = 405
    code = "not-supported"


class NotAcceptable(FhirRefusal):
    """406: only JSON is spoken."""

    status = 406
    code = "not-supported"


class Conflict(FhirRefusal):
    """409: it clashes with how things stand, such as a state that cannot be reached from here."""

    status = 409
    code = "conflict"


class Gone(FhirRefusal):
    """410: it existed and was removed."""

    status = 410
    code = "deleted"


class VersionPassed(FhirRefusal):
    """412: somebody changed it in between."""

    status = 412
    code = "conflict"


class TooLarge(FhirRefusal):
    """413: more than is read in one go."""

    status = 413
    code = "too-long"


class UnsupportedMediaType(FhirRefusal):
    """415: the body is not FHIR JSON."""

    status = 415
    code = "not-supported"


class Unprocessable(FhirRefusal):
    """422: readable, but not a resource that can be taken."""

    status = 422
    code = "business-rule"


class VersionRequired(FhirRefusal):
    """428: an update must say which version it is based on."""

    status = 428
    code = "required"


class TooManyRequests(FhirRefusal):
    """429: too much in too short a time."""

    status = 429
    code = "throttled"


def refuse_errors(issues: Iterable[Issue]) -> None:
    """Raise Unprocessable with all issues when at least one of them is an error."""
    listed = list(issues)
    if errors_in(listed):
        raise Unprocessable(issues=listed)
