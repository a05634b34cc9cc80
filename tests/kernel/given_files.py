"""Small files of every sort that somebody may try to attach, built in code."""

import io
import struct
import zlib

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from rondom.kernel.uploads import Given


def given(name: str, content: bytes) -> Given:
    return Given(name, content, len(content))


def pdf(*, pages: int = 1, change=None, password: str = "", owner_only: bool = False) -> bytes:
    """A PDF with empty pages; `change(writer)` puts more in it."""
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(200, 200)
    if change:
        change(writer)
    if password:
        writer.encrypt("" if owner_only else password, password, algorithm="AES-256")
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def dictionary(**entries) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def script() -> DictionaryObject:
    return dictionary(S=NameObject("/JavaScript"), JS=TextStringObject("app.alert(1)"))


def with_script(writer) -> None:
    writer.root_object[NameObject("/OpenAction")] = script()


def with_launch(writer) -> None:
    action = dictionary(S=NameObject("/Launch"), F=TextStringObject("cmd.exe"))
    link = dictionary(Type=NameObject("/Annot"), Subtype=NameObject("/Link"), A=action)
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(link)])


def with_attachment(writer) -> None:
    writer.add_attachment("inhoud.txt", b"verborgen")


def with_form_that_runs(writer) -> None:
    writer.root_object[NameObject("/AcroForm")] = dictionary(XFA=TextStringObject("<xdp/>"))


def with_a_script_that_nothing_points_at(writer) -> None:
    writer._add_object(script())


def with_a_link(writer) -> None:
    action = dictionary(S=NameObject("/URI"), URI=TextStringObject("https://example.org"))
    link = dictionary(Type=NameObject("/Annot"), Subtype=NameObject("/Link"), A=action)
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(link)])


MAKER = "Samira Haddad"


def with_maker(writer) -> None:
    """What programs write of who made it: in the table of the document, as XMP, at a page, at a picture."""
    writer.add_metadata({"/Author": MAKER, "/Producer": f"Pen van {MAKER}", "/Title": f"Brief van {MAKER}"})

    def marks():
        stream = StreamObject()
        stream._data = f"<x:xmpmeta><dc:creator>{MAKER}</dc:creator></x:xmpmeta>".encode()
        stream[NameObject("/Type")] = NameObject("/Metadata")
        return writer._add_object(stream)

    writer.root_object[NameObject("/Metadata")] = marks()
    page = writer.pages[0]
    page[NameObject("/PieceInfo")] = dictionary(Program=dictionary(Private=TextStringObject(MAKER)))
    drawn = StreamObject()
    drawn._data = b"\x00"
    drawn[NameObject("/Metadata")] = marks()
    page[NameObject("/Resources")] = dictionary(XObject=dictionary(Im0=writer._add_object(drawn)))


def with_signature(writer) -> None:
    """The shape of a digital signature; nobody here checks whether it is a good one."""
    with_maker(writer)
    numbers = ArrayObject([NumberObject(one) for one in (0, 10, 20, 30)])
    sign = dictionary(Type=NameObject("/Sig"), ByteRange=numbers, Name=TextStringObject(MAKER))
    writer.root_object[NameObject("/AcroForm")] = dictionary(
        Fields=ArrayObject(
            [writer._add_object(dictionary(FT=NameObject("/Sig"), V=writer._add_object(sign)))]
        )
    )


def with_words(words: str):
    """A page that says something, so that a test can find it back."""

    def change(writer) -> None:
        stream = StreamObject()
        stream._data = f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET".encode("latin-1")
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)

    return change


def picture(
    kind: str = "JPEG", *, size=(40, 20), mode: str = "RGB", exif: bool = False, turn: int = 6, **more
) -> bytes:
    """A picture; with `exif` it knows where and with what it was taken, and (6) that it lies on its side."""
    image = Image.new(mode, size, "#a33")
    if exif:
        found = Image.Exif()
        found[0x0112] = turn
        found[0x010F] = "CAMERA-OF-SAMIRA"
        found.get_ifd(0x8825)[1] = "N"
        more["exif"] = found
    kept = io.BytesIO()
    image.save(kept, kind, **more)
    return kept.getvalue()


def bomb(side: int = 20_000) -> bytes:
    """A PNG of a few hundred bytes that says it has `side` x `side` points."""

    def chunk(name: bytes, content: bytes) -> bytes:
        crc = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", crc)

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    body = zlib.compress(b"\x00" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
