"""The forms of FHIR's primitive types: what a text or number must look like."""

import re
from collections.abc import Callable
from typing import Final

from .temporal import NotADate, is_time, read_date

_ID: Final = re.compile(r"[A-Za-z0-9\-.]{1,64}")
_CODE: Final = re.compile(r"[^\s]+( [^\s]+)*")
_URI: Final = re.compile(r"[^\s]+")
_OID: Final = re.compile(r"urn:oid:[0-2](\.(0|[1-9][0-9]*))+")
_UUID: Final = re.compile(r"urn:uuid:[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_BASE64: Final = re.compile(r"[0-9a-zA-Z+/]+={0,2}")


def is_id(value: object) -> bool:
    """1 to 64 letters, digits, hyphens and dots."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def is_uuid_urn(value: object) -> bool:
    """`urn:uuid:` and a UUID."""
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def _matches(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    def check(value: object) -> bool:
        return isinstance(value, str) and pattern.fullmatch(value) is not None

    return check


def _integer(low: int, high: int = 2_147_483_647) -> Callable[[object], bool]:
    def check(value: object) -> bool:
        # bool is an int in Python and is not one in FHIR.
        return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high

    return check


def _is_decimal(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _dated(*precisions: str) -> Callable[[object], bool]:
    def check(value: object) -> bool:
        if not isinstance(value, str):
            return False
        try:
            return read_date(value).precision in precisions
        except NotADate:
            return False

    return check


def _is_base64(value: object) -> bool:
    if not isinstance(value, str):
        return False
    letters = "".join(value.split())
    return len(letters) % 4 == 0 and _BASE64.fullmatch(letters) is not None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


PRIMITIVES: Final[dict[str, tuple[Callable[[object], bool], str]]] = {
    "boolean": (lambda value: isinstance(value, bool), "true or false"),
    "integer": (_integer(-2_147_483_648), "a whole number"),
    "unsignedInt": (_integer(0), "a whole number of 0 or more"),
    "positiveInt": (_integer(1), "a whole number of 1 or more"),
    "decimal": (_is_decimal, "a number"),
    "string": (_is_text, "a text"),
    "markdown": (_is_text, "a text"),
    "xhtml": (_is_text, "a text"),
    "id": (is_id, "an id: 1 to 64 letters, digits, hyphens or dots"),
    "code": (_matches(_CODE), "a code: no spaces around it"),
    "uri": (_matches(_URI), "a URI: no spaces in it"),
    "url": (_matches(_URI), "a URL: no spaces in it"),
    "canonical": (_matches(_URI), "a canonical URL: no spaces in it"),
    "oid": (_matches(_OID), "an OID that starts with urn:oid:"),
    "uuid": (_matches(_UUID), "a UUID that starts with urn:uuid:"),
    "date": (_dated("year", "month", "day"), "an existing date: YYYY, YYYY-MM or YYYY-MM-DD"),
    "dateTime": (
        _dated("year", "month", "day", "moment"),
        "an existing date, or a date with time and time zone",
    ),
    "instant": (_dated("moment"), "an existing date with time and time zone"),
    "time": (lambda value: isinstance(value, str) and is_time(value), "a time: hh:mm:ss"),
    "base64Binary": (_is_base64, "base64"),
}
"""Per primitive type: the test, and what the element must be, in words for the sender."""
