"""R-001: the person's own account opens every file, and nobody writes over it."""

import pytest
from django.db import DatabaseError, transaction

from rondom.access.context import acting_as
from rondom.cases import queries
from rondom.cases.commands import (
    LanguageUnknown,
    NamesAnotherCase,
    WordsEmpty,
    WordsKnown,
    WordsNeeded,
    confirm_own_words,
    explain_missing_words,
    open_own_file,
    write_own_words,
)
from rondom.cases.commands.own_words import TooYoungForOwnFile
from rondom.cases.models import OwnWords
from rondom.kernel.refusals import NotAllowed, NotFound, StaleVersion
from rondom.kernel.text import TextTooLong, TextUnreadable

pytestmark = pytest.mark.django_db


def write(actor, world, **values):
    values = {"matters": "Rust in huis.", "wants": "", "refuses": "", "language": "nl"} | values
    with acting_as(actor, at=world.at):
        return write_own_words(actor=actor, case_id=world.case_id, at=world.at, **values)


def voice(actor, world, person=None):
    with acting_as(actor, at=world.at):
        return queries.own_words_of(world.case, person)


def test_words_written_down_are_marked_until_the_client_confirms(world):
    words = write(world.fatma, world, matters="Dat Lina weer naar school gaat.")
    seen = voice(world.ruben, world)
    assert seen.noted.written_down_by == "Fatma Yildiz"
    assert seen.spoken is None
    with acting_as(world.samira, at=world.at):
        confirm_own_words(actor=world.samira, own_words_id=words.pk, at=world.at)
    assert voice(world.ruben, world).spoken.pk == words.pk


def test_a_professional_edit_is_a_new_signed_version_beside_the_client_s_own(world):
    own = write(world.samira, world, matters="Ik wil zelf mijn brieven openen.")
    write(world.fatma, world, matters="Mevrouw wil hulp bij de post.")
    seen = voice(world.fatma, world)
    assert seen.spoken.pk == own.pk
    assert seen.spoken.matters == "Ik wil zelf mijn brieven openen."
    assert seen.noted.author_name == "Fatma Yildiz"


def test_the_database_itself_refuses_to_change_somebody_s_words(world):
    words = write(world.samira, world)
    with acting_as(world.fatma, at=world.at):
        for change in ({"matters": "iets anders"}, {"written_down_by": ""}):
            with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
                OwnWords.objects.filter(pk=words.pk).update(**change)
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            OwnWords.objects.filter(pk=words.pk).delete()


def test_only_the_person_confirms(world):
    words = write(world.fatma, world)
    with acting_as(world.fatma, at=world.at), pytest.raises(NotAllowed):
        confirm_own_words(actor=world.fatma, own_words_id=words.pk, at=world.at)


@pytest.mark.parametrize("filler", ["", ".", "n/a", "-", "nvt", "   "])
def test_filler_is_empty(world, filler):
    with pytest.raises(WordsEmpty):
        write(world.samira, world, matters=filler, wants=filler, refuses=filler)


def test_a_reason_stands_where_words_are_missing_and_never_over_words(world):
    with acting_as(world.fatma, at=world.at):
        explain_missing_words(
            actor=world.fatma, case_id=world.case_id, absence="not_yet", why="Ze is nog te moe.", at=world.at
        )
        with pytest.raises(WordsNeeded):
            explain_missing_words(
                actor=world.fatma, case_id=world.case_id, absence="declined", why="n/a", at=world.at
            )
    assert voice(world.ruben, world).absence.why_absent == "Ze is nog te moe."
    write(world.samira, world)
    assert voice(world.ruben, world).absence is None
    with acting_as(world.fatma, at=world.at), pytest.raises(WordsKnown):
        explain_missing_words(
            actor=world.fatma, case_id=world.case_id, absence="declined", why="Ze wil niet.", at=world.at
        )


def test_a_stale_version_is_refused_and_nothing_is_lost(world):
    write(world.samira, world, based_on=0)
    with pytest.raises(StaleVersion):
        write(world.fatma, world, based_on=0)
    assert voice(world.fatma, world).version == 1


def test_the_number_of_another_case_is_a_warning_before_saving(world):
    other = "0b0e7c52-5d0c-4c85-9e2c-0d6f6f5f0a11"
    with pytest.raises(NamesAnotherCase):
        write(world.fatma, world, matters=f"Zie ook zaak {other}.")
    assert write(world.fatma, world, matters=f"Zie ook zaak {other}.", knowingly=True)
    assert write(world.fatma, world, matters=f"Deze zaak is {world.case_id}.")


def test_bad_input_is_refused_by_name_and_strange_input_is_kept(world):
    with pytest.raises(TextTooLong):
        write(world.samira, world, matters="a" * 100_000)
    with pytest.raises(TextUnreadable):
        write(world.samira, world, matters="nul \x00 teken")
    with pytest.raises(LanguageUnknown):
        write(world.samira, world, language="klingons")
    for text in ("<script>alert(1)</script>", "=SOM(A1:A9)", "مرحبا بالعالم", "mijn 🏠 is nat"):
        assert write(world.samira, world, matters=text).matters == text


def test_somebody_else_s_words_are_not_for_a_resident_to_write(world):
    with pytest.raises(NotAllowed):
        write(world.samira, world, person_id=world.lina.id)
    with pytest.raises(NotFound):
        write(world.karim, world)
    with pytest.raises(NotFound):
        write(world.daan, world)


def test_the_teenager_writes_in_her_own_file_without_seeing_the_case(world):
    with pytest.raises(NotFound):
        write(world.lina, world, person_id=world.lina.id)
    with acting_as(world.fatma, at=world.at):
        open_own_file(actor=world.fatma, case_id=world.case_id, person_id=world.lina.id, at=world.at)
    write(world.lina, world, matters="Ik wil tekenen.", person_id=world.lina.id)
    with acting_as(world.lina, at=world.at):
        assert [w.matters for w in OwnWords.objects.all()] == ["Ik wil tekenen."]
        assert queries.own_files(world.lina, at=world.at)[0].case_manager_id == world.fatma.id
        with pytest.raises(NotFound):
            queries.case_for(world.lina, world.case_id, at=world.at)
    assert voice(world.fatma, world, world.lina.id).spoken.matters == "Ik wil tekenen."


def test_a_child_below_the_age_of_own_say_gets_no_own_file(world):
    with acting_as(world.fatma, at=world.at), pytest.raises(TooYoungForOwnFile):
        open_own_file(actor=world.fatma, case_id=world.case_id, person_id=world.adam.id, at=world.at)
