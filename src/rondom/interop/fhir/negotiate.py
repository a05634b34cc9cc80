"""The HTTP headers of FHIR: which format, which version."""

import re
from typing import Final

from .outcome import Malformed, NotAcceptable, UnsupportedMediaType, VersionRequired

FHIR_JSON: Final = "application/fhir+json"

_JSON_TYPES: Final = frozenset({FHIR_JSON, "application/json", "text/json"})
_ACCEPTED: Final = _JSON_TYPES | {"*/*", "application/*", "json"}
_VERSION_TAG: Final = re.compile(r'(W/)?"([0-9]{1,18})"')
_CHARSET: Final = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.ASCII | re.IGNORECASE)


def check_accept(accept: str, *, asked_format: str = "") -> None:
    """Refuse a caller who cannot read JSON. `asked_format` is `_format`, which goes first.

    Raises NotAcceptable.
    """
    wanted = asked_format.strip() or accept.strip()
    if not wanted:
        return
    # A "+" in an unescaped `_format=application/fhir+json` arrives as a space.
    offers = [offer.strip().replace(" ", "+") for offer in re.split(r"\s*,\s*", wanted)]
    if not any(_readable(offer) for offer in offers):
        raise NotAcceptable(f"Only JSON is spoken: ask for {FHIR_JSON}.")


def _readable(offer: str) -> bool:
    kind, *parameters = re.split(r"[+\s]*;[+\s]*", offer)
    refused = any(re.fullmatch(r"q=0(\.0*)?", parameter) for parameter in parameters)
    return kind.lower() in _ACCEPTED and not refused


def check_content_type(content_type: str) -> None:
    """Refuse a body that is not JSON in UTF-8. Raises UnsupportedMediaType."""
    kind = content_type.partition(";")[0].strip().lower()
    charset = _CHARSET.search(content_type)
    if kind not in _JSON_TYPES or (charset and charset[1].lower() not in {"utf-8", "utf8"}):
        raise UnsupportedMediaType(f"Send the resource as {FHIR_JSON} in UTF-8.")


def version_asked(if_match: str) -> int:
    """The version in an If-Match header, such as `W/"3"`.

    Raises VersionRequired when there is none and Malformed when it cannot be read.
    """
    text = if_match.strip()
    if not text:
        raise VersionRequired('Send If-Match with the version you changed, such as W/"3".')
    match = _VERSION_TAG.fullmatch(text)
    if match is None:
        raise Malformed('If-Match must be one version, such as W/"3".')
    return int(match[2])


def known_version(if_none_match: str, version: int) -> bool:
    """Whether a caller who sends this If-None-Match has this version already: one tag, several, or `*`."""
    text = if_none_match.strip()
    return text == "*" or version in {int(match[2]) for match in _VERSION_TAG.finditer(text)}


def version_tag(version: int) -> str:
    """The ETag of a version."""
    return f'W/"{version}"'
