"""Notes for named people, corrected versions; the leader's look; searching; the rules."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from rondom.access.context import acting_as, system_actor
from rondom.audit.models import AuditEvent
from rondom.cases import queries
from rondom.cases.commands import (
    NamesAnotherCase,
    ReasonTooShort,
    approve_introduction,
    correct_note,
    look_with_reason,
    resume_rule,
    suspend_rule,
    write_introduction,
    write_note,
    write_own_words,
)
from rondom.cases.events import SearchLocked
from rondom.cases.handlers import tell_of_locked_search
from rondom.cases.models import Note, TimelineEntry
from rondom.cases.queries import SearchClosed
from rondom.dispatch.events import held_back
from rondom.kernel.refusals import NotAllowed, NotFound, StaleVersion
from rondom.kernel.sorting_rules import FORBIDDEN, RULES, ForbiddenInputError, sorting_rule
from rondom.notices.models import Notice
from rondom.people.commands import declare_conflict
from tests.cases.world import HOUSING, PARENTING, SECRETS

pytestmark = pytest.mark.django_db


def note(actor, world, text="Een gewone notitie.", **more):
    with acting_as(actor, at=world.at):
        return write_note(actor=actor, case_id=world.case_id, text=text, at=world.at, **more)


def reads(actor, world):
    with acting_as(actor, at=world.at):
        return {n.text for n in Note.objects.all()}


def test_lina_s_talk_is_read_by_her_and_esther_only_and_leaves_no_trace(world):
    talk = note(
        world.esther,
        world,
        f"Lina droomt van een {SECRETS['talk']}.",
        kind="talk",
        domain=PARENTING,
        subject_id=world.lina.id,
        named=[world.lina.id],
    )
    for actor in (world.samira, world.karim, world.fatma, world.ruben, world.ingrid, world.wendy):
        assert reads(actor, world) == set(), actor.name
        with acting_as(actor, at=world.at):
            assert not TimelineEntry.objects.filter(object_id=talk.pk).exists()
            assert not AuditEvent.objects.filter(object_id=talk.pk).exists()
    for actor in (world.esther, world.lina):
        assert len(reads(actor, world)) == 1, actor.name


def test_a_note_that_is_not_for_residents_is_hidden_from_the_client_by_the_database(world):
    note(
        world.fatma,
        world,
        f"Eigen werkaantekening {SECRETS['private_note']}.",
        domain=PARENTING,
        shareable=False,
    )
    note(world.fatma, world, "Huisbezoek geweest.", domain=PARENTING)
    assert reads(world.samira, world) == {"Huisbezoek geweest."}
    assert len(reads(world.fatma, world)) == 2
    assert len(reads(world.esther, world)) == 2
    assert reads(world.ruben, world) == set()


def test_a_landlord_reads_no_note_of_its_own_domain_and_writes_none(world):
    """Rights matrix 5.5, EXT: lines of the plan, no record, also with the client's permission."""
    note(world.fatma, world, "De badkamer is nat.", domain=HOUSING)
    assert reads(world.peter, world) == set()
    for more in ({"domain": HOUSING}, {"domain": HOUSING, "named": []}, {}):
        with pytest.raises(NotAllowed):
            note(world.peter, world, **more)


def test_a_note_is_corrected_by_its_author_and_the_old_text_stays(world):
    first = note(world.fatma, world, "Vier maanden achterstand.", domain=PARENTING)
    with acting_as(world.fatma, at=world.at):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            Note.objects.filter(pk=first.pk).update(text="iets anders")
        new = correct_note(
            actor=world.fatma, note_id=first.pk, text="Drie maanden.", why="Verkeerd geteld", at=world.at
        )
        with pytest.raises(StaleVersion):
            correct_note(actor=world.fatma, note_id=first.pk, text="Twee.", why="Weer geteld", at=world.at)
        assert [n.text for n in queries.note_versions(new)] == ["Drie maanden.", "Vier maanden achterstand."]
        assert [n.text for n in queries.notes_of(world.case)] == ["Drie maanden."]
    with acting_as(world.esther, at=world.at), pytest.raises(NotAllowed):
        correct_note(actor=world.esther, note_id=new.pk, text="Vijf.", why="Ik weet beter", at=world.at)


def test_a_note_that_names_another_case_warns(world):
    with pytest.raises(NamesAnotherCase):
        note(world.fatma, world, "Zie 0b0e7c52-5d0c-4c85-9e2c-0d6f6f5f0a11", domain=HOUSING)


def test_residents_and_outsiders_write_no_notes(world):
    with pytest.raises(NotAllowed):
        note(world.samira, world)
    with pytest.raises(NotFound):
        note(world.daan, world)
    with pytest.raises(NotAllowed):
        note(world.ingrid, world, named=[])


def test_the_leader_looks_with_a_reason_for_some_hours_and_the_client_sees_it(world):
    note(world.fatma, world, "Huisbezoek geweest.", domain=HOUSING)
    assert reads(world.ingrid, world) == set()
    with acting_as(world.ingrid, at=world.at):
        with pytest.raises(ReasonTooShort):
            look_with_reason(actor=world.ingrid, case_id=world.case_id, reason="even kijken", at=world.at)
        look_with_reason(
            actor=world.ingrid,
            case_id=world.case_id,
            reason="Klacht over de laatste uitzetting nakijken.",
            at=world.at,
        )
    assert reads(world.ingrid, world) == {"Huisbezoek geweest."}
    with pytest.raises(NotAllowed):
        note(world.ingrid, world, domain=HOUSING)
    later = world.at + timedelta(hours=9)
    with acting_as(world.ingrid, at=later):
        assert not Note.objects.exists()
    with acting_as(world.samira, at=later):
        assert AuditEvent.objects.filter(action="case.supervise", subject_id=world.samira.id).exists()


def test_a_leader_with_a_registered_conflict_cannot_look(world):
    with acting_as(world.fatma, at=world.at):
        declare_conflict(
            actor=world.fatma,
            household_id=world.household_id,
            person_id=world.samira.id,
            counterpart_kind="professional",
            counterpart_id=world.ingrid.id,
            kind="relative",
            reason="Nicht",
            at=world.at,
        )
    with acting_as(world.ingrid, at=world.at), pytest.raises((NotAllowed, NotFound)):
        look_with_reason(
            actor=world.ingrid, case_id=world.case_id, reason="Ik wil graag even meekijken hier.", at=world.at
        )


def test_nobody_else_supervises(world):
    for actor in (world.fatma, world.wendy):
        with acting_as(actor, at=world.at), pytest.raises(NotAllowed):
            look_with_reason(
                actor=actor, case_id=world.case_id, reason="Ik wil graag even meekijken hier.", at=world.at
            )


def search(actor, world, text):
    with acting_as(actor, at=world.at):
        return [c.name for c in queries.search_cases(actor, text, at=world.at).cases]


def test_search_finds_names_and_dutch_words_in_the_own_caseload(world):
    with acting_as(world.samira, at=world.at):
        write_own_words(
            actor=world.samira,
            case_id=world.case_id,
            matters="Ik bak taarten voor de straat.",
            wants="",
            refuses="",
            language="nl",
            at=world.at,
        )
    assert search(world.fatma, world, "had") == ["Haddad"]
    assert search(world.fatma, world, "taart") == ["Haddad"]
    assert search(world.fatma, world, "zwembad") == []


def test_hidden_and_absent_give_the_same_answer_and_every_search_is_in_the_log(world):
    note(world.esther, world, f"Een {SECRETS['talk']}.", named=[world.lina.id], domain=PARENTING)
    assert search(world.daan, world, "Haddad") == search(world.daan, world, "Bestaatniet") == []
    assert search(world.fatma, world, "paarse olifant") == []
    with acting_as(world.bas, at=world.at):
        rows = AuditEvent.objects.filter(action="case.search", actor_id=world.daan.id)
        assert rows.count() == 2
        assert all(row.query_hash and "addad" not in str(vars(row)) for row in rows)


def test_after_ten_searches_in_vain_searching_closes_for_the_day(world):
    with held_back() as sent:
        for number in range(10):
            assert sent == []
            search(world.daan, world, f"buurman {number}")
        assert [one.handler for one in sent] == ["rondom.cases.handlers.tell_of_locked_search"]
        with pytest.raises(SearchClosed):
            search(world.daan, world, "Haddad")
    assert len(sent) == 1, "told once"
    for late, closed in ((timedelta(hours=13, minutes=59), True), (timedelta(hours=14), False)):
        then = world.at + late  # from ten in the morning
        with acting_as(world.daan, at=then):
            if closed:
                with pytest.raises(SearchClosed):
                    queries.search_cases(world.daan, "Haddad", at=then)
            else:
                assert queries.search_cases(world.daan, "Haddad", at=then).cases == []


def test_privacy_officer_and_leader_hear_that_somebody_searched_in_vain_too_often(world):
    with acting_as(system_actor("test"), at=world.at):
        tell_of_locked_search(SearchLocked(professional_id=world.daan.id), at=world.at)
        told = Notice.objects.filter(kind="search_closed")
        assert {n.receiver_id for n in told} == {world.bas.id, world.ingrid.id}
        told.delete()
        tell_of_locked_search(SearchLocked(professional_id=world.ingrid.id), at=world.at)
        assert {n.receiver_id for n in told.all()} == {world.bas.id}, "nobody hears it of oneself"


def test_the_introduction_counts_once_approved_flags_others_and_grows_old(world):
    with acting_as(world.fatma, at=world.at):
        page = write_introduction(
            actor=world.fatma,
            case_id=world.case_id,
            who_i_am="Ik ben Samira, moeder van Lina en Adam.",
            what_helps="Rustig praten.",
            what_not="",
            language="nl",
            at=world.at,
        )
    assert page.names_others is True
    assert page.approved_at is None
    with acting_as(world.fatma, at=world.at), pytest.raises(NotAllowed):
        approve_introduction(actor=world.fatma, introduction_id=page.pk, at=world.at)
    with acting_as(world.samira, at=world.at):
        approve_introduction(actor=world.samira, introduction_id=page.pk, at=world.at)
    with acting_as(world.wendy, at=world.at):
        assert queries.introduction_of(world.case) is None, "a permission opens no part of the story"
    with acting_as(world.ruben, at=world.at):
        seen = queries.introduction_of(world.case)
        assert seen.approved_at is not None
        assert queries.is_out_of_date(seen, world.at + timedelta(days=180)) is False
        assert queries.is_out_of_date(seen, world.at + timedelta(days=184)) is True


def test_every_rule_of_the_register_is_declared_and_none_uses_a_forbidden_fact(world):
    slugs = {one.rule.slug for one in queries.rule_register()}
    assert {"case_order", "deadline_alarm", "multiple_problems", "today_order", "vain_searches"} <= slugs
    for rule in RULES.values():
        assert not [i for i in rule.inputs if any(word in i for word in FORBIDDEN)]
    for fact in ("person.nationality", "household.religion", "case.risk_score", "person.family_name"):
        with pytest.raises(ForbiddenInputError):
            sorting_rule("planted", what="x", why="y", inputs=(fact,))


def test_no_table_holds_a_score_a_nationality_or_a_religion():
    forbidden = ("score", "nationality", "religion", "ethnic", "birth_country", "risk")
    wrong = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if any(word in field.name for word in forbidden)
    ]
    assert wrong == []


def test_the_privacy_officer_stops_a_rule_at_once(world):
    with acting_as(world.tom, at=world.at), pytest.raises(NotAllowed):
        suspend_rule(actor=world.tom, rule="multiple_problems", reason="Zomaar", at=world.at)
    with acting_as(world.bas, at=world.at):
        suspend_rule(
            actor=world.bas, rule="multiple_problems", reason="Mogelijk indirect onderscheid.", at=world.at
        )
    with acting_as(world.fatma, at=world.at):
        relation = queries.relation_of(world.fatma, world.space, at=world.at)
        assert queries.has_multiple_problems([], relation) is None
    with acting_as(world.bas, at=world.at):
        resume_rule(actor=world.bas, rule="multiple_problems", at=world.at)
        assert not queries.is_suspended("multiple_problems")


def test_the_system_context_of_a_caseload_gives_numbers_only(world):
    with acting_as(world.daan, at=world.at):
        assert queries.load_of(world.fatma.id, at=world.at) == 1
        assert not queries.case_list().exists()
    assert system_actor("caseload").kind == "system"
