"""What goes along when the case manager changes: shared things do, notes for named people on request."""

import pytest
from django.urls import reverse

from rondom.access.context import acting_as, system_actor
from rondom.audit.models import AuditEvent
from rondom.cases import commands as cases
from rondom.cases import handlers
from rondom.cases.events import KeptNotesAsked
from rondom.cases.models import Note
from rondom.kernel.refusals import NotFound
from rondom.notices.queries import my_notices
from rondom.privacy import commands as privacy
from rondom.privacy.models import SharedItem
from tests.cases.world import SECRETS

pytestmark = pytest.mark.django_db


def hand_over(world):
    """Daan becomes the case manager, by the team leader."""
    with acting_as(world.ingrid, at=world.at):
        cases.appoint_case_manager(
            actor=world.ingrid,
            case_id=world.case_id,
            professional_id=world.daan.id,
            reason="Fatma gaat weg bij het team.",
            at=world.at,
        )


@pytest.fixture
def handed(world, filled):
    hand_over(world)


def share(world, actor, **more):
    with acting_as(actor, at=world.at):
        return privacy.share_with_person(
            actor=actor,
            space=world.space,
            person_id=world.karim.id,
            subject_id=world.adam.id,
            title="Inhalator mee",
            at=world.at,
            **more,
        )


def seen(world, actor):
    with acting_as(actor, at=world.at):
        return SharedItem.objects.filter(title="Inhalator mee").exists()


def test_what_the_case_manager_shared_goes_along_and_can_be_ended(world):
    item = share(world, world.fatma)
    assert not seen(world, world.daan)
    hand_over(world)
    assert seen(world, world.daan)
    assert not seen(world, world.fatma), "no more than the work needs"
    with acting_as(world.daan, at=world.at):
        privacy.stop_sharing(actor=world.daan, item_id=item.pk, at=world.at)
    assert not seen(world, world.karim)


def test_what_the_client_shared_alone_stays_between_two(world):
    share(world, world.samira)
    hand_over(world)
    assert not seen(world, world.daan)
    assert seen(world, world.karim)


def test_the_next_one_sees_that_notes_exist_and_nothing_of_them(world, handed, visit):
    page = visit("daan").get(reverse("case_kept", args=[world.case_id])).content.decode()
    assert "Fatma Yildiz" in page
    assert "1 note" in page
    assert SECRETS["private_note"] not in page
    assert "Esther" not in page, "what others keep leaves no trace"
    with acting_as(world.daan, at=world.at):
        assert not Note.objects.filter(restricted=True).exists()


@pytest.mark.parametrize("who", ["fatma", "ruben", "ingrid", "samira", "peter", "karim", "bas"])
def test_nobody_else_asks_that(world, handed, visit, who):
    address = reverse("case_kept", args=[world.case_id])
    assert visit(who).get(address).status_code == 404
    assert visit(who).post(address, {"row": "0"}).status_code == 404


def test_asking_is_told_to_the_writer_and_leaves_no_trace_for_the_client(world, handed, visit):
    address = reverse("case_kept", args=[world.case_id])
    assert visit("daan").post(address, {"row": "0"}).status_code == 302
    for wrong in ("1", "-1", "x", ""):
        assert visit("daan").post(address, {"row": wrong}).status_code == 404
    with acting_as(world.samira, at=world.at):
        assert not AuditEvent.objects.filter(action="note.ask_for_kept").exists()
    with acting_as(system_actor("test"), at=world.at):
        assert AuditEvent.objects.filter(action="note.ask_for_kept", actor_id=world.daan.id).count() == 1
        handlers.ask_for_kept_notes(
            KeptNotesAsked(case_id=world.case_id, holder_id=world.fatma.id), at=world.at
        )
    with acting_as(world.fatma, at=world.at):
        assert any(n.link_name == "kept_own" for n in my_notices(world.fatma))


def test_the_writer_passes_on_note_by_note_and_only_to_who_took_over(world, handed, filled, visit):
    address = reverse("kept_own", args=[world.case_id])
    fatma = visit("fatma")
    page = fatma.get(address).content.decode()
    assert SECRETS["private_note"] in page
    assert "Daan" in page
    assert fatma.post(address, {"note": str(filled.talk.pk)}).status_code == 404, "somebody else's note"
    assert fatma.post(address, {"note": str(filled.private.pk)}).status_code == 302
    with acting_as(world.daan, at=world.at):
        assert set(Note.objects.filter(restricted=True).values_list("pk", flat=True)) == {filled.private.pk}
    with acting_as(world.ruben, at=world.at):
        assert not Note.objects.filter(restricted=True).exists()
    again = fatma.post(address, {"note": str(filled.private.pk)}, follow=True)
    assert "reads the note already" in again.content.decode()


@pytest.mark.parametrize("who", ["daan", "ruben", "ingrid", "samira", "lina", "karim"])
def test_who_wrote_nothing_here_has_no_such_page(world, handed, visit, who):
    assert visit(who).get(reverse("kept_own", args=[world.case_id])).status_code == 404


def test_without_anybody_who_takes_over_nothing_is_passed_on(world, filled):
    with acting_as(world.fatma, at=world.at), pytest.raises(cases.NobodyTakesOver):
        cases.pass_on_note(actor=world.fatma, note_id=filled.private.pk, at=world.at)
    with acting_as(world.daan, at=world.at), pytest.raises(NotFound):
        cases.pass_on_note(actor=world.daan, note_id=filled.private.pk, at=world.at)
