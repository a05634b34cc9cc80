"""The photo beside a name: given by its owner, small, without what a camera adds, gone at once (R-034)."""

import importlib
import io

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from rondom.kernel.crypto import CiphertextRefused
from rondom.kernel.uploads import refusals as files
from rondom.organizations import commands, queries
from rondom.organizations.models import Portrait, Professional
from tests.kernel.given_files import bomb, given, pdf, picture
from tests.organizations.test_pages import browser, moment, role_of  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def place(actor, at, content=None, *, name="ik.jpg", agrees=True):
    content = picture(size=(400, 300), exif=True) if content is None else content
    return commands.place_portrait(actor=actor, given=given(name, content), agrees=agrees, at=at)


def sent(content, name="ik.jpg", **more):
    return {"file": SimpleUploadedFile(name, content), **more}


def test_a_photo_becomes_a_small_square_that_knows_nothing_of_the_camera(actor_of, at):
    row = place(actor_of("bram-werker"), at)
    jpeg = queries.portrait_jpeg(row.pk)
    with Image.open(io.BytesIO(jpeg)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (256, 256))
        assert not shown.getexif()
    assert b"CAMERA-OF-SAMIRA" not in jpeg


def test_the_picture_is_not_readable_in_the_table_and_opens_in_its_own_row_only(actor_of, at):
    row, other = place(actor_of("bram-werker"), at), place(actor_of("cora-werker"), at)
    jpeg, stored = queries.portrait_jpeg(row.pk), bytes(Portrait.objects.get(pk=row.pk).sealed)
    assert jpeg[:3] == b"\xff\xd8\xff"
    assert b"JFIF" not in stored
    assert jpeg[200:260] not in stored
    Portrait.objects.filter(pk=other.pk).update(sealed=stored)
    with pytest.raises(CiphertextRefused):
        queries.portrait_jpeg(other.pk)


def test_a_picture_of_before_is_encrypted_on_migrating_and_shown_as_it_was(actor_of, at):
    migration = importlib.import_module("rondom.organizations.migrations.0005_sealed_portraits")
    row = place(actor_of("bram-werker"), at)
    jpeg = queries.portrait_jpeg(row.pk)
    with connection.schema_editor() as editor:
        migration.open_again(apps, editor)
        assert bytes(Portrait.objects.get(pk=row.pk).sealed) == jpeg
        migration.seal(apps, editor)
    assert bytes(Portrait.objects.get(pk=row.pk).sealed) != jpeg
    assert queries.portrait_jpeg(row.pk) == jpeg


def test_what_is_see_through_becomes_white(actor_of, at):
    see_through = io.BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(see_through, format="PNG")
    row = place(actor_of("bram-werker"), at, see_through.getvalue(), name="ik.png")
    with Image.open(io.BytesIO(queries.portrait_jpeg(row.pk))) as shown:
        assert shown.getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", files.FileEmpty),
        (b"GIF89a" + b"x" * 200, files.PictureKindNotAllowed),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            files.PictureKindNotAllowed,
        ),
        (pdf(), files.PictureKindNotAllowed),
        (picture(size=(300, 300))[:400], files.FileBroken),
        (picture(size=(20, 20)), files.PictureTooSmall),
        (bomb(), files.PictureTooBig),
        (b"\xff\xd8\xff" + b"x" * 8_000_001, files.FileTooLarge),
    ],
    ids=["empty", "gif", "svg", "pdf", "cut off", "tiny", "bomb", "large"],
)
def test_what_is_no_photo_of_somebody_is_refused_by_its_content(content, refusal, actor_of, at):
    with pytest.raises(refusal):
        place(actor_of("bram-werker"), at, content)
    assert not Portrait.objects.exists()


def test_without_a_yes_nothing_is_kept(actor_of, at):
    with pytest.raises(commands.PortraitNotAgreed):
        place(actor_of("bram-werker"), at, agrees=False)
    assert not Portrait.objects.exists()


def test_a_new_photo_takes_the_place_and_the_old_address_is_gone(actor_of, at):
    bram = actor_of("bram-werker")
    first, second = place(bram, at), place(bram, at, picture("PNG", size=(300, 300)), name="ik.png")
    assert queries.portrait_jpeg(first.pk) is None
    assert queries.portraits([bram.id]) == {bram.id: second.pk}


def test_the_owner_and_the_administrator_take_it_away_and_nobody_else(actor_of, at):
    bram = actor_of("bram-werker")
    place(bram, at)
    with pytest.raises(commands.NotAllowed):
        commands.remove_portrait(actor=actor_of("cora-werker"), professional_id=bram.id, at=at)
    commands.remove_portrait(actor=actor_of("tom-beheer"), professional_id=bram.id, at=at)
    assert queries.portraits([bram.id]) == {}
    assert not Professional.objects.get(pk=bram.id).photo_consent
    with pytest.raises(commands.NoPortrait):
        commands.remove_portrait(actor=bram, professional_id=bram.id, at=at)


def test_who_leaves_takes_the_photo_along(actor_of, at):
    bram = actor_of("bram-werker")
    place(bram, at)
    commands.end_employment(actor=actor_of("anna-leider"), professional_id=bram.id, at=at)
    assert not Portrait.objects.exists()


def test_a_photo_is_placed_shown_and_erased_on_the_page(world, moment):  # noqa: F811
    daan = browser(world.daan)
    photo = picture(size=(300, 300))
    assert daan.post("/me/photo/", sent(photo)).status_code == 422
    assert daan.post("/me/photo/", sent(photo, agrees="on")).status_code == 302
    key = queries.portraits([world.daan.id])[world.daan.id]
    shown = f'src="/portraits/{key}/"'
    assert shown in daan.get("/me/photo/").content.decode()
    assert shown in browser(world.fatma).get(f"/staff/{role_of(world.daan)}/").content.decode()
    assert daan.post("/me/photo/", {"act": "remove"}).status_code == 302
    assert daan.get(f"/portraits/{key}/").status_code == 404
    assert "<img" not in daan.get("/me/photo/").content.decode()
    assert daan.post("/me/photo/", {"act": "remove"}).status_code == 302


def test_what_is_no_picture_is_refused_on_the_page_with_a_sentence(world, moment):  # noqa: F811
    answer = browser(world.daan).post("/me/photo/", sent(b"<html><script>", agrees="on"))
    assert (answer.status_code, "PNG or JPEG" in answer.content.decode()) == (422, True)


def test_only_who_is_signed_in_sees_a_photo_and_no_cache_keeps_it(world, moment, client):  # noqa: F811
    row = place(world.fatma, world.at)
    path = f"/portraits/{row.pk}/"
    answer = browser(world.samira).get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(path).status_code in (302, 404)
    assert browser(world.samira).get("/me/photo/").status_code == 404
    assert f'src="{path}"' in browser(world.samira).get("/my/people/").content.decode()
