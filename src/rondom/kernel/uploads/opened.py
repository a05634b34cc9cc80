"""A given file, opened: what it is and what is kept of it. The reading itself happens in another process."""

from __future__ import annotations

import json
import mimetypes
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rondom.kernel.uploads import reading
from rondom.kernel.uploads.refusals import (
    FileBroken,
    FileEmpty,
    FileHasPassword,
    FileHasPrograms,
    FileIsNotWhatItSays,
    FileKindNotAllowed,
    FileRefused,
    FileTooLarge,
    PictureKindNotAllowed,
    PictureTooBig,
    PictureTooSmall,
)

MEGABYTE = 1_000_000
SECONDS = 45
"""Of waiting for the reader; its own limit is lower, in seconds of work."""
MEDIA_TYPES = {"pdf": "application/pdf", "png": "image/png", "jpeg": "image/jpeg"}
ENDINGS = {"pdf": "pdf", "png": "png", "jpeg": "jpg"}
_REFUSALS: dict[str, type[FileRefused]] = {
    one.code: one
    for one in (
        *(FileBroken, FileHasPassword, FileHasPrograms, FileKindNotAllowed),
        *(PictureKindNotAllowed, PictureTooSmall),
    )
}
# The table of Python itself: that of the machine would make the same file pass here and not there.
_KNOWN_ENDINGS = mimetypes.MimeTypes()
_FROM_OUR_ENVIRONMENT = ("SYSTEMROOT", "LD_LIBRARY_PATH")


@dataclass(frozen=True, repr=False)
class Given:
    """A file as somebody gave it. `size` in bytes is that of the whole; `content` may stop at our limit.

    The name is only looked at for the kind it promises. It is not kept: names of files hold names of people.
    """

    name: str
    content: bytes
    size: int


@dataclass(frozen=True, repr=False)
class Opened:
    """A file that a reader could open: its kind (`pdf`, `png`, `jpeg`), its pages, the bytes to keep."""

    kind: str
    pages: int
    content: bytes


def open_given(given: Given, *, megabytes: int) -> Opened:
    """Open the file and say what it is; it comes back without who made it, where and with what.

    Raises FileEmpty, FileTooLarge, FileKindNotAllowed, FileIsNotWhatItSays, FileBroken, FileHasPassword,
    FileHasPrograms, PictureTooBig (R-015).
    """
    if not given.size:
        raise FileEmpty
    if given.size > megabytes * MEGABYTE:
        raise FileTooLarge(megabytes=megabytes)
    kind, said = reading.kind_of(given.content), promised(given.name)
    if said and said != MEDIA_TYPES.get(kind) and (kind or said in MEDIA_TYPES.values()):
        raise FileIsNotWhatItSays
    if not kind:
        raise FileKindNotAllowed
    facts, kept = _read_apart(given.content)
    if "refused" in facts:
        _refuse(facts)
    return Opened(kind=str(facts["kind"]), pages=int(facts["pages"]), content=kept)


def open_portrait(given: Given, *, megabytes: int) -> bytes:
    """The face in a photo, square and small, as JPEG without anything that a camera adds (R-034).

    Raises FileEmpty, FileTooLarge, PictureKindNotAllowed, PictureTooSmall, PictureTooBig, FileBroken.
    """
    if not given.size:
        raise FileEmpty
    if given.size > megabytes * MEGABYTE:
        raise FileTooLarge(megabytes=megabytes)
    facts, kept = _read_apart(given.content, "portrait")
    if "refused" in facts:
        _refuse(facts)
    return kept


def promised(name: str) -> str:
    """The media type that the ending of a file name promises; empty when it promises nothing we know."""
    # Only the ending is read, so that nothing else in a name (a path, a mark) can mean anything.
    ending = name[-12:].rpartition(".")[2] if "." in name[-12:] else ""
    return _KNOWN_ENDINGS.guess_type(f"x.{ending}")[0] or "" if ending.isalnum() else ""


def _refuse(facts: dict[str, Any]) -> None:
    code = str(facts["refused"])
    if code == PictureTooBig.code:
        raise PictureTooBig(megapixels=int(facts["most"]) // 1_000_000)
    raise _REFUSALS.get(code, FileBroken)


def _read_apart(content: bytes, *how: str) -> tuple[dict[str, Any], bytes]:
    """The answer of the reader. Raises FileBroken when it crashed, hung or asked too much."""
    # Isolated, and without our environment: keys and passwords stand in there.
    command = [sys.executable, "-I", str(Path(reading.__file__)), *how]
    environment = {name: os.environ[name] for name in _FROM_OUR_ENVIRONMENT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own file, no shell, nothing given stands in the command
            command, input=content, capture_output=True, timeout=SECONDS, check=True, env=environment
        )
        line, _, kept = done.stdout.partition(b"\n")
        facts: dict[str, Any] = json.loads(line)
    except (subprocess.SubprocessError, OSError, ValueError):
        # Without "from": what the reader said may quote the document.
        raise FileBroken from None
    return facts, kept
