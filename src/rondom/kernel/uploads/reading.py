"""Reads a file that somebody gave. Runs as a program of its own, in a process without keys and rights.

A parser of a hostile file may hang, eat all memory or worse. So the site never parses one itself: it starts
this file with an empty environment and hands it the bytes; limits and the clock end it. Only the standard
library and the two readers are imported here, nothing of Rondom: there is no key and no database in reach.

In: the bytes of the file. Out: one line of JSON with `kind` and `pages`, or with `refused`; then the bytes to
keep. A PDF is written anew without what its maker's program wrote about her: name, program, times, XMP. One
with a digital signature stays byte for byte, because a signed decision must stay what was signed. A picture
is drawn anew, upright, without what a camera adds: place, time, device, comments, anything behind it.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageOps
from pypdf import PasswordType, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

PIXELS = 50_000_000
"""More than a phone's photo or an A4 scan at 600 dots per inch. Asked of the picture before it is drawn."""
DRAWN = 100_000_000
"""Bytes that a picture may take while it is drawn; twice that for a moment when it has to be turned. So many
are 25 million points in colour. A larger JPEG is read at half its fineness, which an A4 page keeps readable
(300 dots per inch of 600); a PNG cannot be read so, and is refused."""
BYTES_OF_A_POINT = {"1": 1, "L": 1, "P": 1}
"""Of the other modes: four."""
MEMORY = 1_000_000_000
SECONDS = 25
OBJECTS = 300_000
"""Parts of one PDF that are looked at; a PDF with more is no letter or plan."""
JPEG_QUALITY = 90
PNG_PACKING = 3
"""Of 9: a third of the time of the usual 6, for a file that is hardly larger."""
TURNED = 0x0112
"""The mark by which a camera says how it was held."""
PORTRAIT = 256
"""Points of each side of a face beside a name; four times what a page shows, for sharp screens."""

MARKS = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}

MAKERS_MARKS = ("/Metadata", "/PieceInfo")
"""Keys under which programs keep what they know of who made a document, a page or a picture in it."""

RUNS = {
    *("/JS", "/JavaScript", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/RichMedia", "/XFA"),
    *(
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToE",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/RichMediaExecute",
    ),
}
"""Keys and kinds of a PDF that run something, send something or carry another file.

Ordinary links (`/URI`) stay: whoever reads the document clicks them herself, as on paper she would type them.
"""


class Unfit(Exception):  # noqa: N818 - an answer, not an error
    """The file is not taken; `args[0]` is the code of the refusal, `args[1]` the points that would fit."""


def kind_of(content: bytes) -> str:
    """`pdf`, `png`, `jpeg`, or empty: by the first bytes, which every reader of that kind asks for."""
    return next((kind for kind, mark in MARKS.items() if content.startswith(mark)), "")


def read(content: bytes) -> tuple[dict[str, Any], bytes]:
    """What the file is, and the bytes to keep. Raises Unfit."""
    kind = kind_of(content)
    try:
        if kind == "pdf":
            pages, kept = _plain_pdf(content)
            return {"kind": kind, "pages": pages}, kept
        if kind:
            return {"kind": kind, "pages": 1}, _drawn_anew(content, kind)
    except Unfit:
        raise
    except Exception as error:
        # Whatever a reader trips over: the file is broken for us, and its words stay out of every log.
        raise Unfit("file_broken") from error
    raise Unfit("file_kind_not_allowed")


def _plain_pdf(content: bytes) -> tuple[int, bytes]:
    """The number of pages, and the document without its maker's marks."""
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise Unfit("file_has_password")
    signed, marked = False, []
    for part in _parts(reader):
        if _runs(part):
            raise Unfit("file_has_programs")
        signed = signed or "/ByteRange" in part
        marked += [part] if any(key in part for key in MAKERS_MARKS) else []
    pages = len(reader.pages)
    if not pages:
        raise Unfit("file_broken")
    for page in reader.pages:
        # Each page must be there and have a size; a table of contents alone is no document.
        if page.mediabox.width <= 0 or page.mediabox.height <= 0:
            raise Unfit("file_broken")
    return pages, content if signed else _unmarked(reader, marked, pages) or content


def _unmarked(reader: PdfReader, marked: list[DictionaryObject], pages: int) -> bytes:
    """The document written anew without who made it; empty when that does not give the same pages."""
    try:
        for part in marked:
            for key in MAKERS_MARKS:
                part.pop(key, None)
        writer = PdfWriter(clone_from=reader)
        writer.metadata = None
        kept = io.BytesIO()
        writer.write(kept)
        return kept.getvalue() if len(PdfReader(kept).pages) == pages else b""
    except Exception:  # noqa: BLE001 - the writer may trip over anything, as the reader may
        # It was read to the end and does no harm: better with its marks than refused.
        return b""


def _runs(part: DictionaryObject) -> bool:
    return any(
        key in RUNS or (key in {"/S", "/Type", "/Subtype"} and part.raw_get(key) in RUNS) for key in part
    )


def _parts(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the document: what is reached from its root, and what only stands in its table.

    Readers differ in which of the two they follow, so both are looked at.
    """
    waiting: list[Any] = [reader.trailer, *_numbered(reader)]
    seen: set[tuple[int, int]] = set()
    looked = 0
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            key = (one.idnum, one.generation)
            if key in seen:
                continue
            seen.add(key)
            one = one.get_object()
        looked += 1
        if looked > OBJECTS:
            raise Unfit("file_broken")
        if isinstance(one, DictionaryObject):
            yield one
            waiting += [one.raw_get(key) for key in one]
        elif isinstance(one, ArrayObject):
            waiting += [list.__getitem__(one, place) for place in range(len(one))]


def _numbered(reader: PdfReader) -> list[Any]:
    found: list[Any] = []
    places = [(number, kind) for kind, table in reader.xref.items() for number in table if kind != 65535]
    for number, generation in [*places, *((number, 0) for number in reader.xref_objStm)]:
        # A free place in the table of an honest file often leads nowhere.
        with contextlib.suppress(PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError):
            found.append(reader.get_object(IndirectObject(number, generation, reader)))
    return found


def _drawn_anew(content: bytes, kind: str) -> bytes:
    Image.MAX_IMAGE_PIXELS = None  # ours below is lower, and says so by name
    with Image.open(io.BytesIO(content), formats=[kind.upper()]) as found:
        _fit(found, kind)
        found.load()
        lies_down = found.getexif().get(TURNED, 1) not in {0, 1}
        upright = ImageOps.exif_transpose(found) if lies_down else found
        upright.info = {key: upright.info[key] for key in ("transparency",) if key in upright.info}
        if kind == "jpeg" and upright.mode not in {"L", "RGB", "CMYK"}:
            upright = upright.convert("RGB")
        kept = io.BytesIO()
        # What is not turned keeps the fineness it had, so that it neither grows nor fades.
        quality = "keep" if upright.format == "JPEG" else JPEG_QUALITY
        more: dict[str, Any] = {"quality": quality} if kind == "jpeg" else {"compress_level": PNG_PACKING}
        upright.save(kept, format=kind.upper(), **more)
        return kept.getvalue()


def _fit(found: Image.Image, kind: str) -> None:
    """Make a large JPEG be read at half its fineness. Raises Unfit, before anything is drawn."""
    points = found.width * found.height
    if points > PIXELS:
        raise Unfit("picture_too_big", PIXELS)
    most = min(DRAWN // BYTES_OF_A_POINT.get(found.mode, 4), PIXELS)
    if points <= most:
        return
    if kind != "jpeg":
        raise Unfit("picture_too_big", most)
    found.draft(None, (found.width // 2, found.height // 2))


def read_portrait(content: bytes) -> tuple[dict[str, Any], bytes]:
    """A face for beside a name: the middle of the picture, square and small, as JPEG. Raises Unfit."""
    kind = kind_of(content)
    if kind not in {"png", "jpeg"}:
        raise Unfit("picture_kind_not_allowed")
    try:
        return {"kind": "jpeg", "pages": 1}, _square(_drawn_anew(content, kind), kind)
    except Unfit:
        raise
    except Exception as error:
        raise Unfit("file_broken") from error


def _square(content: bytes, kind: str) -> bytes:
    with Image.open(io.BytesIO(content), formats=[kind.upper()]) as found:
        if min(found.size) < PORTRAIT // 4:
            raise Unfit("picture_too_small")
        # What is see-through becomes white, not black.
        shown = Image.new("RGBA", found.size, "white")
        shown.alpha_composite(found.convert("RGBA"))
        kept = io.BytesIO()
        ImageOps.fit(shown.convert("RGB"), (PORTRAIT, PORTRAIT)).save(
            kept, format="JPEG", quality=JPEG_QUALITY
        )
        return kept.getvalue()


def _limit() -> None:
    """As little as the system lets us take: memory, seconds, no file written, no memory left on disk."""
    try:
        import resource
    except ImportError:  # Windows; there the clock of the caller is the only limit
        return
    wanted = {"RLIMIT_AS": MEMORY, "RLIMIT_CPU": SECONDS, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0}
    for name, limit in wanted.items():
        with contextlib.suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, name), (limit, limit))


def main() -> None:
    """Standard input to standard output."""
    _limit()
    try:
        content = sys.stdin.buffer.read()
        facts, kept = read_portrait(content) if sys.argv[1:] == ["portrait"] else read(content)
    except Unfit as unfit:
        facts, kept = {"refused": unfit.args[0], "most": unfit.args[1] if unfit.args[1:] else 0}, b""
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + kept)


if __name__ == "__main__":
    main()
