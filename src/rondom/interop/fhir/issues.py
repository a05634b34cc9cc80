"""One remark about a resource: what is wrong, where, in a sentence.

Diagnostics are English: they go to the maker of the other system, not to a client or a worker.
They name the element and never repeat what stood in it, because that may be about a person.
Codes are the only exception: a wrong status is repeated, shortened.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

Severity = Literal["fatal", "error", "warning", "information"]

MOST_ISSUES: Final = 50
"""After this many remarks the rest is left unsaid: nobody reads them and they cost memory."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One entry of an OperationOutcome. `code` is a FHIR issue-type, `expression` a FHIRPath."""

    severity: Severity
    code: str
    expression: str
    diagnostics: str

    def as_fhir(self) -> dict[str, Any]:
        entry: dict[str, Any] = {"severity": self.severity, "code": self.code}
        if self.diagnostics:
            entry["diagnostics"] = self.diagnostics
        if self.expression:
            entry["expression"] = [self.expression]
        return entry


def error(code: str, expression: str, diagnostics: str) -> Issue:
    """An issue for which the resource is refused."""
    return Issue("error", code, expression, diagnostics)


def warning(code: str, expression: str, diagnostics: str) -> Issue:
    """An issue worth telling the sender, for which nothing is refused."""
    return Issue("warning", code, expression, diagnostics)


def errors_in(issues: Iterable[Issue]) -> list[Issue]:
    """Only the issues for which a resource is refused."""
    return [issue for issue in issues if issue.severity in {"fatal", "error"}]


def shown_code(value: object) -> str:
    """A code from outside, short and printable, fit to stand in a sentence."""
    if not isinstance(value, str):
        return "this value"
    plain = "".join(letter if letter.isprintable() else "?" for letter in value[:40])
    return f"'{plain}{'…' if len(value) > 40 else ''}'"


Resource = Mapping[str, Any]
"""A FHIR resource, or a part of one, as it came out of JSON."""
