"""Households: a unit, in which people stay separate (R-002)."""

from datetime import date, timedelta

import pytest
from django.db import connection

from rondom.access.context import acting_as
from rondom.access.scopes import Part
from rondom.audit.models import AuditEvent
from rondom.kernel.text import TextTooLong, TextUnreadable
from rondom.people import commands, queries
from rondom.people.models import Household, Member, ParentalAuthority, Person, Relationship
from tests.people.conftest import DAY, SYSTEM, grant, resident, worker

pytestmark = pytest.mark.django_db


def facts(**more) -> commands.PersonFacts:
    return commands.PersonFacts(**({"given_name": "Berk", "family_name": "Tak"} | more))


def add(home, at, role="adult", **more):
    return commands.add_member(
        actor=home.actor, household_id=home.household.id, facts=facts(**more), role=role, starts_on=DAY, at=at
    )


def test_the_worker_who_starts_a_household_sees_it_and_its_members(home, at):
    with acting_as(home.actor, at=at):
        assert [card.name for card in queries.member_cards(home.household.id, DAY)] == [
            "Roos Boom",
            "Wilg Boom",
        ]
        assert queries.member_cards(home.household.id, DAY)[1].age == 11


def test_a_colleague_without_a_grant_sees_nothing_of_it(home, at):
    with acting_as(worker(), at=at):
        assert queries.household(home.household.id) is None
        assert not Member.objects.exists()
        assert not Person.objects.exists()


def test_without_any_context_there_is_nobody(home):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.ctx', '', true)")
    assert not Household.objects.exists()
    assert not Person.objects.exists()


def test_who_sees_only_the_overview_sees_the_name_of_the_household_and_no_person(home, at):
    partner = worker()
    grant(partner, home.household, Part.OVERVIEW, at=at)
    with acting_as(partner, at=at):
        assert queries.household(home.household.id).name == "Familie Boom"
        assert queries.person(home.mother.person_id) is None


def test_membership_gives_no_reading_rights(home, at):
    with acting_as(resident(home.child.person_id), at=at):
        assert [p.name for p in Person.objects.all()] == ["Wilg Boom"]
        assert not Member.objects.exists()
        assert not Household.objects.exists()


def test_a_reader_may_not_write(home, at):
    reader = worker()
    grant(reader, home.household, Part.OVERVIEW, Part.CORE, at=at)
    with pytest.raises(commands.NotAllowed):
        commands.change_person(
            actor=reader,
            person_id=home.mother.person_id,
            household_id=home.household.id,
            facts=facts(),
            at=at,
        )
    with acting_as(reader, at=at):
        assert Person.objects.filter(pk=home.mother.person_id).update(given_name="Anders") == 0
        assert queries.person(home.mother.person_id).given_name == "Roos"


def test_a_resident_starts_no_household_and_adds_nobody(home, at):
    who = resident(home.mother.person_id)
    with pytest.raises(commands.NotAllowed):
        commands.create_household(actor=who, name="Ons huis", at=at)
    grant(who, home.household, Part.OVERVIEW, Part.CORE, can_write=True, at=at)
    with pytest.raises(commands.NotAllowed):
        commands.add_member(
            actor=who, household_id=home.household.id, facts=facts(), role="adult", starts_on=DAY, at=at
        )


def test_a_stranger_gets_the_answer_of_a_household_that_does_not_exist(home, at):
    with pytest.raises(commands.HouseholdUnknown):
        commands.rename_household(actor=worker(), household_id=home.household.id, name="X", at=at)


def test_a_child_may_have_two_homes_and_each_home_its_own_readers(home, at):
    other = commands.create_household(actor=home.actor, name="Familie Tak", at=at)
    commands.add_known_member(
        actor=home.actor,
        household_id=other.id,
        person_id=home.child.person_id,
        role="child",
        starts_on=DAY,
        at=at,
    )
    with acting_as(home.actor, at=at):
        assert {h.name for h in queries.households_of(home.child.person_id, DAY)} == {
            "Familie Boom",
            "Familie Tak",
        }
    only_other = worker()
    grant(only_other, other, Part.OVERVIEW, Part.CORE, at=at)
    with acting_as(only_other, at=at):
        assert [m.person.name for m in Member.objects.all()] == ["Wilg Boom"]
        assert queries.person(home.mother.person_id) is None


def test_the_same_person_twice_in_one_household_is_refused_by_name(home, at):
    with pytest.raises(commands.AlreadyMember):
        commands.add_known_member(
            actor=home.actor,
            household_id=home.household.id,
            person_id=home.child.person_id,
            role="child",
            starts_on=DAY,
            at=at,
        )


def test_somebody_who_left_may_come_back(home, at):
    commands.end_membership(actor=home.actor, member_id=home.child.id, ends_on=DAY, at=at)
    with acting_as(home.actor, at=at):
        assert len(queries.member_cards(home.household.id, DAY + timedelta(days=1))) == 1
    commands.add_known_member(
        actor=home.actor,
        household_id=home.household.id,
        person_id=home.child.person_id,
        role="child",
        starts_on=DAY + timedelta(days=2),
        at=at,
    )


@pytest.mark.parametrize("birth", [DAY + timedelta(days=1), date(1900, 1, 1)])
def test_an_impossible_birth_date_is_refused_at_its_field(home, at, birth):
    with pytest.raises(commands.BirthDateImpossible) as refused:
        add(home, at, birth_date=birth)
    assert refused.value.field == "birth_date"


def test_born_today_is_possible(home, at):
    assert add(home, at, role="child", birth_date=DAY).person.birth_date == DAY


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"given_name": " ", "family_name": ""}, commands.NameMissing),
        ({"language": "klingon"}, commands.LanguageUnknown),
        ({"given_name": "x" * 100_000}, TextTooLong),
        ({"given_name": "a\x00b"}, TextUnreadable),
    ],
)
def test_bad_facts_are_refused_and_nobody_is_added(home, at, change, refusal):
    with pytest.raises(refusal):
        add(home, at, **change)
    with acting_as(SYSTEM, at=at):
        assert Person.objects.count() == 2


@pytest.mark.parametrize("name", ["=1+1", "<b>Roos</b>", "Zoë 🌿", "علي"])
def test_a_strange_name_is_kept_as_it_was_typed(home, at, name):
    assert add(home, at, given_name=name).person.given_name == name


def test_an_unknown_role_is_refused(home, at):
    with pytest.raises(commands.RoleUnknown):
        add(home, at, role="boss")


def test_every_change_is_logged_with_the_person_as_subject(home, at):
    with acting_as(SYSTEM, at=at):
        rows = AuditEvent.objects.filter(action="member.add", outcome="success")
        assert {row.subject_id for row in rows} == {home.mother.person_id, home.child.person_id}
        assert {row.space for row in rows} == {home.household.space}


class TestRelations:
    def ex(self, home, at):
        return commands.add_relative(
            actor=home.actor,
            household_id=home.household.id,
            facts=facts(given_name="Eik"),
            kind="ex_partner",
            other_id=home.mother.person_id,
            starts_on=DAY,
            at=at,
        )

    def test_a_former_partner_is_known_by_name_without_being_a_member(self, home, at):
        row = self.ex(home, at)
        with acting_as(home.actor, at=at):
            assert queries.person(row.person_id).given_name == "Eik"
            assert len(queries.member_cards(home.household.id, DAY)) == 2
        with acting_as(resident(row.person_id), at=at):
            assert not Relationship.objects.exists()
            assert [p.given_name for p in Person.objects.all()] == ["Eik"]

    def test_a_relation_ends_and_needs_two_people(self, home, at):
        row = self.ex(home, at)
        commands.end_relationship(actor=home.actor, relationship_id=row.id, ends_on=DAY, at=at)
        with acting_as(home.actor, at=at):
            assert not queries.relationships([home.mother.person_id], DAY + timedelta(days=1))
        with pytest.raises(commands.SamePerson):
            commands.add_relationship(
                actor=home.actor,
                household_id=home.household.id,
                person_id=home.mother.person_id,
                other_id=home.mother.person_id,
                kind="sibling",
                starts_on=DAY,
                at=at,
            )

    def test_a_person_of_another_household_cannot_be_related_by_key(self, home, at):
        stranger = worker()
        elsewhere = commands.create_household(actor=stranger, name="Elders", at=at)
        theirs = commands.add_member(
            actor=stranger, household_id=elsewhere.id, facts=facts(), role="adult", starts_on=DAY, at=at
        )
        with pytest.raises(commands.PersonUnknown):
            commands.add_relationship(
                actor=home.actor,
                household_id=home.household.id,
                person_id=theirs.person_id,
                other_id=home.mother.person_id,
                kind="friend",
                starts_on=DAY,
                at=at,
            )

    def test_two_guardians_are_both_listed_and_a_dispute_is_flagged(self, home, at):
        ex = self.ex(home, at)
        for parent in (home.mother.person_id, ex.person_id):
            commands.record_authority(
                actor=home.actor,
                household_id=home.household.id,
                parent_id=parent,
                child_id=home.child.person_id,
                source="register",
                starts_on=DAY,
                at=at,
                disputed=parent == ex.person_id,
            )
        with acting_as(home.actor, at=at):
            assert [
                g.disputed for g in queries.guardians(home.child.person_id, DAY).order_by("disputed")
            ] == [False, True]
            assert queries.has_authority(ex.person_id, home.child.person_id, DAY)

    def test_recording_the_same_authority_again_corrects_it(self, home, at):
        for source in ("told", "court"):
            row = commands.record_authority(
                actor=home.actor,
                household_id=home.household.id,
                parent_id=home.mother.person_id,
                child_id=home.child.person_id,
                source=source,
                starts_on=DAY,
                at=at,
            )
        with acting_as(home.actor, at=at):
            assert [a.source for a in ParentalAuthority.objects.all()] == ["court"]
        commands.end_authority(actor=home.actor, authority_id=row.id, ends_on=DAY, at=at)
        with acting_as(home.actor, at=at):
            assert not queries.has_authority(
                home.mother.person_id, home.child.person_id, DAY + timedelta(days=1)
            )

    def test_nobody_has_authority_over_an_adult(self, home, at):
        with pytest.raises(commands.AuthorityOverAdult):
            commands.record_authority(
                actor=home.actor,
                household_id=home.household.id,
                parent_id=home.child.person_id,
                child_id=home.mother.person_id,
                source="told",
                starts_on=DAY,
                at=at,
            )


@pytest.mark.parametrize(("days", "known"), [(0, False), (1, True)])
def test_nobody_has_authority_over_somebody_of_eighteen(home, at, days, known):
    born = date(DAY.year - 18, DAY.month, DAY.day) + timedelta(days=days)
    facts = commands.PersonFacts(given_name="Iep", birth_date=born)
    grown = commands.add_member(
        actor=home.actor, household_id=home.household.id, facts=facts, role="child", starts_on=DAY, at=at
    )
    asked = {
        "actor": home.actor,
        "household_id": home.household.id,
        "parent_id": home.mother.person_id,
        "child_id": grown.person_id,
        "source": "register",
        "starts_on": DAY,
        "at": at,
    }
    if known:
        assert commands.record_authority(**asked)
    else:
        with pytest.raises(commands.AuthorityOverAdult):
            commands.record_authority(**asked)
