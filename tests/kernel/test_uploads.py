"""Files that people give: what is taken, what is refused by name, and what is taken out of them."""

import io
import json
import os
import subprocess
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from hypothesis import HealthCheck
from hypothesis import given as examples
from hypothesis import settings as tried
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import IndirectObject, StreamObject

from rondom.kernel.refusals import Refusal
from rondom.kernel.uploads import open_given, opened, reading
from rondom.kernel.uploads.opened import promised
from rondom.kernel.uploads.refusals import (
    FileBroken,
    FileEmpty,
    FileHasPassword,
    FileHasPrograms,
    FileIsNotWhatItSays,
    FileKindNotAllowed,
    FileTooLarge,
    PictureTooBig,
)
from rondom.organizations.vocabulary.catalogue import NUMBERS
from tests.kernel import given_files as files
from tests.kernel.given_files import given, pdf, picture

ZIP = b"PK\x03\x04\x14\x00\x00\x00"
WEB_PAGE = b"<!doctype html><script>alert(1)</script>"


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("plan.pdf", b"", FileEmpty),
        ("plan.docx", ZIP, FileKindNotAllowed),
        ("plan.docm", ZIP, FileKindNotAllowed),
        ("plan", WEB_PAGE, FileKindNotAllowed),
        ("plan.svg", b"<svg onload='alert(1)'/>", FileKindNotAllowed),
        ("foto.gif", b"GIF89a\x01\x00\x01\x00", FileKindNotAllowed),
        ("plan.pdf", ZIP, FileIsNotWhatItSays),
        ("plan.pdf", WEB_PAGE, FileIsNotWhatItSays),
        ("plan.pdf", picture("PNG"), FileIsNotWhatItSays),
        ("foto.png", pdf(), FileIsNotWhatItSays),
        ("foto.png", picture("JPEG"), FileIsNotWhatItSays),
        ("plan.exe", pdf(), FileIsNotWhatItSays),
        ("plan.pdf", b"%PDF-1.7 and then nothing", FileBroken),
        ("plan.pdf", pdf(pages=0), FileBroken),
        ("plan.pdf", b"MZ\x90" + pdf(), FileIsNotWhatItSays),
        ("foto.jpg", picture("JPEG", size=(900, 900))[:400], FileBroken),
        ("foto.png", picture("PNG", size=(900, 900))[:200], FileBroken),
        ("plan.pdf", pdf(password="geheim"), FileHasPassword),
        ("plan.pdf", pdf(change=files.with_script), FileHasPrograms),
        ("plan.pdf", pdf(change=files.with_launch), FileHasPrograms),
        ("plan.pdf", pdf(change=files.with_attachment), FileHasPrograms),
        ("plan.pdf", pdf(change=files.with_form_that_runs), FileHasPrograms),
        ("plan.pdf", pdf(change=files.with_a_script_that_nothing_points_at), FileHasPrograms),
        ("plan.pdf", pdf(change=files.with_script, password="geheim", owner_only=True), FileHasPrograms),
        ("foto.png", files.bomb(), PictureTooBig),
    ],
)
def test_what_is_no_plain_document_is_refused_by_name(name, content, refusal):
    with pytest.raises(refusal) as found:
        open_given(given(name, content), megabytes=10)
    assert found.value.field == "file"
    assert "{" not in str(found.value)


@pytest.mark.parametrize(
    ("name", "content", "kind", "pages"),
    [
        ("plan.pdf", pdf(pages=3), "pdf", 3),
        ("PLAN.PDF", pdf(), "pdf", 1),
        ("zonder ending", pdf(), "pdf", 1),
        ("verslag 12.3", pdf(), "pdf", 1),
        ("met link.pdf", pdf(change=files.with_a_link), "pdf", 1),
        ("alleen lezen.pdf", pdf(password="geheim", owner_only=True), "pdf", 1),
        ("foto.jpeg", picture("JPEG"), "jpeg", 1),
        ("foto.jpg", picture("JPEG"), "jpeg", 1),
        ("scan.png", picture("PNG"), "png", 1),
    ],
)
def test_an_ordinary_document_or_picture_is_opened(name, content, kind, pages):
    found = open_given(given(name, content), megabytes=10)
    assert (found.kind, found.pages) == (kind, pages)


@pytest.mark.parametrize("lock", [{}, {"password": "geheim", "owner_only": True}])
def test_a_pdf_loses_what_it_says_of_who_made_it_and_keeps_what_it_says(lock):
    def change(writer) -> None:
        files.with_words("Het plan van aanpak")(writer)
        files.with_maker(writer)

    letter = pdf(pages=2, change=change, **lock)
    assert all_of(letter).count(files.MAKER) >= 6, "three in the table, XMP at two places, the page"
    found = open_given(given("plan.pdf", letter), megabytes=10)
    assert files.MAKER not in all_of(found.content)
    assert "pypdf" not in all_of(found.content), "nor does it tell who took it out"
    kept = PdfReader(io.BytesIO(found.content))
    assert (len(kept.pages), kept.metadata, kept.is_encrypted) == (2, None, False)
    assert b"Het plan van aanpak" in kept.pages[0].get_contents().get_data()
    assert (kept.pages[1].mediabox.width, kept.pages[1].mediabox.height) == (200, 200)


def all_of(content: bytes) -> str:
    """Everything that stands in a PDF, unpacked, also what no page leads to."""
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        reader.decrypt("")
    found = [str(dict(reader.metadata or {}))]
    for number in range(1, reader.trailer["/Size"]):
        one = IndirectObject(number, 0, reader).get_object()
        found.append(str(one.get_data()) if isinstance(one, StreamObject) else str(one))
    return "\n".join(found)


def test_a_pdf_with_a_digital_signature_stays_what_was_signed():
    letter = pdf(change=files.with_signature)
    assert open_given(given("besluit.pdf", letter), megabytes=10).content == letter


def test_a_pdf_that_cannot_be_written_anew_is_kept_as_it_is_and_not_refused(monkeypatch):
    letter = pdf(change=files.with_maker)
    monkeypatch.setattr(reading.PdfWriter, "write", lambda *_given: 1 / 0)
    assert reading.read(letter) == ({"kind": "pdf", "pages": 1}, letter)


@pytest.mark.parametrize(
    ("kind", "mode", "size", "kept"),
    [
        ("JPEG", "RGB", (5_000, 5_000), (5_000, 5_000)),
        ("JPEG", "RGB", (5_001, 5_001), (2_501, 2_501)),
        ("JPEG", "L", (5_001, 5_001), (5_001, 5_001)),
        ("JPEG", "RGB", (7_000, 7_100), (3_500, 3_550)),
        ("PNG", "RGB", (5_000, 5_000), (5_000, 5_000)),
        ("PNG", "L", (5_001, 5_001), (5_001, 5_001)),
    ],
)
def test_a_large_picture_is_read_as_fine_as_its_memory_allows(kind, mode, size, kept):
    found = open_given(given("scan", picture(kind, size=size, mode=mode)), megabytes=25)
    assert Image.open(io.BytesIO(found.content)).size == kept


@pytest.mark.parametrize(
    ("kind", "mode", "size", "most"),
    [
        ("PNG", "RGB", (5_001, 5_001), "25"),
        ("PNG", "L", (7_100, 7_100), "50"),
        ("JPEG", "L", (7_100, 7_100), "50"),
    ],
)
def test_a_picture_of_more_points_is_refused_before_it_is_drawn(kind, mode, size, most, monkeypatch):
    large = picture(kind, size=size, mode=mode)
    with pytest.raises(PictureTooBig) as found:
        open_given(given("scan", large), megabytes=25)
    assert most in str(found.value)
    monkeypatch.setattr(Image.Image, "load", lambda *_given: pytest.fail("it was drawn"))
    with pytest.raises(reading.Unfit):
        reading.read(large)


@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
@pytest.mark.parametrize(("kind", "size"), [("JPEG", (7_000, 7_100)), ("PNG", (5_000, 5_000))])
def test_the_largest_picture_that_has_to_be_turned_takes_little_memory(kind, size):
    """Of the process of the reader alone: its own 60 MB, the picture twice while it turns, what comes out."""
    large = picture(kind, size=size, exif=True)
    program = (
        "import runpy, sys\n"
        "try:\n"
        "    runpy.run_path(sys.argv[1], run_name='__main__')\n"
        "finally:\n"
        "    print(*[r for r in open('/proc/self/status') if 'VmHWM' in r], file=sys.stderr)\n"
    )
    command = [sys.executable, "-I", "-c", program, reading.__file__]
    done = subprocess.run(command, input=large, capture_output=True, check=True)
    assert json.loads(done.stdout.partition(b"\n")[0]) == {"kind": kind.lower(), "pages": 1}
    assert int(done.stderr.split()[-2]) < 330_000, "kilobytes"


def test_the_limit_counts_what_was_sent_and_not_what_was_kept():
    with pytest.raises(FileTooLarge) as found:
        open_given(opened.Given("plan.pdf", pdf(), 10_000_001), megabytes=10)
    assert "10" in str(found.value)


@pytest.mark.parametrize(("turn", "size"), [(6, (20, 40)), (1, (40, 20)), (0, (40, 20))])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_loses_place_device_and_comment_and_stands_upright(kind, turn, size):
    more = {"comment": b"bij Samira thuis"} if kind == "JPEG" else {}
    photo = picture(kind, exif=True, turn=turn, **more) + b"PK\x03\x04 a file behind the picture"
    found = open_given(given(f"foto.{kind.lower()}", photo), megabytes=10)
    assert b"CAMERA-OF-SAMIRA" in photo
    for secret in (b"CAMERA-OF-SAMIRA", b"Exif", b"Samira", b"PK\x03\x04"):
        assert secret not in found.content
    kept = Image.open(io.BytesIO(found.content))
    assert kept.size == size, "the camera's turn is drawn, because its mark is gone"
    assert not kept.getexif()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\x00.pdf", "x" * 400, "<img src=x>.pdf", "\u202efdp.exe", "..", "", "."]
)
def test_a_strange_name_means_nothing(name):
    try:
        assert open_given(given(name, pdf()), megabytes=10).kind == "pdf"
    except FileIsNotWhatItSays:
        assert promised(name) not in {"", "application/pdf"}


def test_the_reader_gets_no_key_and_no_environment(monkeypatch):
    seen = {}
    real = subprocess.run

    def watched(command, **more):
        seen.update(more)
        seen["command"] = command
        return real(command, **more)

    monkeypatch.setenv("RONDOM_FIELD_KEY", "geheim")
    monkeypatch.setattr(opened.subprocess, "run", watched)
    open_given(given("een naam.pdf", pdf()), megabytes=10)
    assert set(seen["env"]) <= {"SYSTEMROOT", "LD_LIBRARY_PATH"}
    assert not any("naam" in part for part in seen["command"])


def test_the_reader_imports_nothing_of_the_site():
    script = (
        "import sys, runpy; runpy.run_path(sys.argv[1])\n"
        "print([m for m in sys.modules if m.split('.')[0] in {'rondom', 'config', 'django'}])"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script, reading.__file__], capture_output=True, check=True, env={}
    )
    assert done.stdout.decode().strip() == "[]"


@pytest.mark.parametrize("fault", ["crash", "hang", "chatter"])
def test_a_reader_that_crashes_hangs_or_chatters_is_a_broken_file(fault, monkeypatch, tmp_path):
    script = tmp_path / "reader.py"
    body = {"crash": "import os; os.abort()", "hang": "import time; time.sleep(60)", "chatter": "print('hi')"}
    script.write_text(body[fault])
    monkeypatch.setattr(opened, "SECONDS", 2 if fault == "hang" else 20)
    monkeypatch.setattr(opened.reading, "__file__", str(script))
    with pytest.raises(FileBroken):
        open_given(given("plan.pdf", pdf()), megabytes=10)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="limits are a matter of this kind of system")
def test_the_reader_cannot_write_a_file_nor_take_all_memory(tmp_path):
    script = (
        "import sys, runpy; own = runpy.run_path(sys.argv[1]); own['_limit']()\n"
        "try: open(sys.argv[2], 'w').write('x' * 9)\nexcept OSError: print('no file')\n"
        "try: bytearray(3_000_000_000)\nexcept MemoryError: print('no memory')\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script, reading.__file__, str(tmp_path / "out")],
        capture_output=True,
        check=False,
    )
    assert b"no memory" in done.stdout or sys.platform == "darwin"
    assert not (tmp_path / "out").exists() or (tmp_path / "out").read_bytes() == b""


SEEDS = [
    pdf(pages=2, change=files.with_words("Veiligheidsplan")),
    pdf(change=files.with_a_link),
    pdf(password="geheim"),
    picture("PNG", size=(30, 30)),
    picture("JPEG", size=(30, 30), exif=True),
    files.bomb(3000),
]


@tried(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@examples(
    seed=st.sampled_from(SEEDS),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=12), st.integers(0, 40)), max_size=6),
    end=st.floats(0, 1),
)
def test_a_mangled_file_is_opened_or_refused_by_name_never_a_fault(seed, cuts, end):
    content = bytearray(seed[: max(1, int(len(seed) * (0.5 + end / 2)))])
    for place, words, gone in cuts:
        start = int(place * len(content))
        content[start : start + gone] = words
    try:
        facts, kept = reading.read(bytes(content))
    except reading.Unfit as unfit:
        facts, kept = {"refused": unfit.args[0]}, b""
    assert facts.get("refused", "") in {"", *opened._REFUSALS, PictureTooBig.code}
    assert facts.get("kind", "") in {"", *opened.MEDIA_TYPES}
    assert bool(kept) == ("kind" in facts)
    json.dumps(facts)


@tried(max_examples=200, deadline=None)
@examples(name=st.text(max_size=40), content=st.binary(max_size=60))
def test_any_bytes_under_any_name_are_refused_by_name(name, content):
    # None of these reaches a reader: they have no kind that a reader is started for.
    if reading.kind_of(content):
        return
    with pytest.raises(Refusal) as found:
        open_given(given(name, content), megabytes=1)
    assert found.value.field == "file"


def sent(*contents: bytes):
    """The files of one request, as the site takes them in."""
    files_of_it = {
        f"file{number}": SimpleUploadedFile("plan.pdf", content, content_type="text/html")
        for number, content in enumerate(contents)
    }
    return RequestFactory().post("/", files_of_it).FILES


def test_a_file_stays_in_memory_however_large_and_the_browsers_word_for_it_is_dropped(monkeypatch):
    def refuse(*args, **more):
        raise AssertionError("a temporary file")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    found = sent(b"x" * 4_000_000)["file0"]
    assert (found.size, len(found.read())) == (4_000_000, 4_000_000)
    assert found.content_type is None


def test_all_files_of_one_request_share_one_room_and_each_says_its_own_size(settings):
    settings.UPLOAD_KEPT_BYTES = 1_000_000
    found = sent(b"x" * 700_000, b"y" * 700_000, b"z" * 10)
    assert [len(one.read()) for one in found.values()] == [700_000, 300_000, 0]
    assert [one.size for one in found.values()] == [700_000, 700_000, 10]


def test_the_site_keeps_as_much_as_any_city_may_ask_for(settings):
    highest = next(one.highest for one in NUMBERS if one.key == "annex_size_megabytes")
    assert highest * opened.MEGABYTE <= settings.UPLOAD_KEPT_BYTES
