"""From bytes to a JSON object, without believing anything about them."""

import json
import math
from collections.abc import Sequence
from typing import Any, Final

from .issues import Issue, error
from .outcome import Malformed, TooLarge

LARGEST_BODY: Final = 10_000_000
"""Bytes in one request."""


class _Unreadable(ValueError):  # noqa: N818 - a refusal is named after what is wrong
    """A JSON text that the standard library would accept and FHIR does not."""


def parse_json(body: bytes, *, largest: int = LARGEST_BODY) -> dict[str, Any]:
    """Read one JSON object.

    Raises TooLarge for more than `largest` bytes and Malformed for anything that is not UTF-8
    JSON, is no object, repeats a name within an object, holds a number without end, or is
    nested too deep.
    """
    if len(body) > largest:
        raise TooLarge(f"The request is larger than {largest} bytes: send it in parts.")
    try:
        text = body.decode("utf-8-sig")
        value = json.loads(text, object_pairs_hook=_unrepeated, parse_constant=_refuse, parse_float=_finite)
    except UnicodeDecodeError as wrong:
        raise Malformed(issues=[_issue("The request is not UTF-8 text.")]) from wrong
    except json.JSONDecodeError as wrong:
        sentence = f"The request is not JSON: it goes wrong in line {wrong.lineno}."
        raise Malformed(issues=[_issue(sentence)]) from wrong
    except _Unreadable as wrong:
        raise Malformed(issues=[_issue(str(wrong))]) from wrong
    except (ValueError, RecursionError) as wrong:
        # Python refuses whole numbers of thousands of digits, and nests of a thousand lists.
        sentence = "The request is nested too deep or holds a number that is too long."
        raise Malformed(issues=[_issue(sentence)]) from wrong
    if not isinstance(value, dict):
        raise Malformed(issues=[_issue("Send one JSON object: a FHIR resource.")])
    return value


def _issue(sentence: str) -> Issue:
    return error("structure", "", sentence)


def _unrepeated(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise _Unreadable("An element stands twice in the same object: keep one.")
    return result


def _refuse(_name: str) -> float:
    raise _Unreadable("NaN and Infinity are not numbers in FHIR.")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise _Unreadable("The request holds a number that is too large.")
    return value
