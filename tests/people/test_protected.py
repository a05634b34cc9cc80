"""BSN, contact details, conflicts, doubles: what is kept apart from the rest."""

from datetime import timedelta

import pytest
from django.db import connection

from rondom.access.context import acting_as
from rondom.access.scopes import Part
from rondom.audit.models import AuditEvent
from rondom.kernel.bsn import BsnInvalid
from rondom.kernel.crypto import CiphertextRefused
from rondom.people import commands, queries
from rondom.people.models import Conflict, ContactDetail, IdentifierIndex, Person, PersonIdentifier
from tests.people.conftest import ALL_PARTS, DAY, SYSTEM, grant, resident, worker

pytestmark = pytest.mark.django_db
BSN = "111222333"
OTHER_BSN = "123456782"
SHIELDED = "Verborgenlaan 7"


def keep(home, at, bsn=BSN, member=None):
    return commands.record_bsn(
        actor=home.actor,
        household_id=home.household.id,
        person_id=(member or home.mother).person_id,
        bsn=bsn,
        at=at,
    )


def events(action, at):
    with acting_as(SYSTEM, at=at):
        return list(AuditEvent.objects.filter(action=action, outcome="success"))


class TestBsn:
    def test_it_is_shown_masked_and_revealed_with_a_record(self, home, at):
        keep(home, at, "111.222.333")
        with acting_as(home.actor, at=at):
            assert queries.masked_bsn(home.mother.person_id) == "*****2333"
        assert commands.reveal_bsn(actor=home.actor, person_id=home.mother.person_id, at=at) == BSN
        assert [e.subject_id for e in events("bsn.reveal", at)] == [home.mother.person_id]

    @pytest.mark.parametrize("wrong", ["111222334", "000000000", "12", "", "١١١٢٢٢٣٣٣"])
    def test_a_number_that_fails_the_eleven_test_is_refused_without_repeating_it(self, home, at, wrong):
        with pytest.raises(BsnInvalid) as refused:
            keep(home, at, wrong)
        assert refused.value.field == "bsn"
        assert not wrong or wrong not in str(refused.value)

    def test_no_table_and_no_log_holds_the_digits(self, home, at, owner_connection):
        keep(home, at)
        commands.find_by_bsn(actor=home.actor, bsn=BSN, at=at)
        with acting_as(SYSTEM, at=at), connection.cursor() as cursor:
            for table in ("people_personidentifier", "people_identifierindex", "audit_auditevent"):
                cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")  # noqa: S608 - fixed names
                text = cursor.fetchone()[0]
                assert text
                assert BSN not in text
                assert BSN.encode().hex() not in text

    def test_a_ciphertext_moved_to_another_row_does_not_open(self, home, at):
        first, second = keep(home, at), keep(home, at, OTHER_BSN, home.child)
        with acting_as(home.actor, at=at):
            PersonIdentifier.objects.filter(pk=second.pk).update(sealed=first.sealed)
        with pytest.raises(CiphertextRefused):
            commands.reveal_bsn(actor=home.actor, person_id=home.child.person_id, at=at)

    def test_who_may_not_reach_the_row_gets_the_answer_of_no_number(self, home, at):
        keep(home, at)
        partner = worker()
        grant(partner, home.household, Part.OVERVIEW, Part.CORE, at=at)
        with pytest.raises(commands.EntryUnknown):
            commands.reveal_bsn(actor=partner, person_id=home.mother.person_id, at=at)
        with acting_as(partner, at=at):
            assert queries.masked_bsn(home.mother.person_id) == ""

    def test_a_child_with_an_address_grant_does_not_reveal_the_mothers_number(self, home, at):
        keep(home, at)
        child = resident(home.child.person_id)
        grant(child, home.household, Part.ADDRESS, at=at)
        with pytest.raises(commands.NotAllowed):
            commands.reveal_bsn(actor=child, person_id=home.mother.person_id, at=at)

    def test_an_exact_search_finds_across_households_and_gives_no_right_to_read(self, home, at):
        keep(home, at)
        stranger = worker()
        assert commands.find_by_bsn(actor=stranger, bsn=BSN, at=at) == home.mother.person_id
        assert commands.find_by_bsn(actor=stranger, bsn=OTHER_BSN, at=at) is None
        with acting_as(stranger, at=at):
            assert not Person.objects.exists()
        searches = events("bsn.search", at)
        assert {e.subject_id for e in searches} == {home.mother.person_id, None}
        assert all(len(e.query_hash) == 64 for e in searches)

    def test_a_resident_does_not_search(self, home, at):
        with pytest.raises(commands.NotAllowed):
            commands.find_by_bsn(actor=resident(home.mother.person_id), bsn=BSN, at=at)

    def test_the_index_cannot_be_browsed(self, home, at):
        keep(home, at)
        for actor in (home.actor, worker("privacy_officer"), resident(home.mother.person_id)):
            with acting_as(actor, at=at):
                assert IdentifierIndex.objects.count() == 0
        with acting_as(SYSTEM, at=at):
            assert IdentifierIndex.objects.count() == 1

    def test_a_corrected_number_is_no_longer_found(self, home, at):
        keep(home, at)
        keep(home, at, OTHER_BSN)
        assert commands.find_by_bsn(actor=home.actor, bsn=BSN, at=at) is None
        assert commands.find_by_bsn(actor=home.actor, bsn=OTHER_BSN, at=at) == home.mother.person_id

    def test_a_removed_number_is_gone_from_row_and_index(self, home, at):
        keep(home, at)
        commands.remove_bsn(
            actor=home.actor, person_id=home.mother.person_id, household_id=home.household.id, at=at
        )
        assert commands.find_by_bsn(actor=home.actor, bsn=BSN, at=at) is None
        with acting_as(SYSTEM, at=at):
            assert not PersonIdentifier.objects.exists()

    def two_homes(self, home, at):
        """The child lives in two homes, both keep the number; answers a colleague of the first home only."""
        other = commands.create_household(actor=home.actor, name="Familie Tak", at=at)
        child = home.child.person_id
        commands.add_known_member(
            actor=home.actor, household_id=other.id, person_id=child, role="child", starts_on=DAY, at=at
        )
        for place in (home.household, other):
            commands.record_bsn(actor=home.actor, household_id=place.id, person_id=child, bsn=BSN, at=at)
        colleague = worker()
        grant(colleague, home.household, *ALL_PARTS, can_write=True, at=at)
        return colleague

    def test_what_the_other_home_keeps_is_still_found_when_one_removes_it_unseen(self, home, at):
        colleague, child = self.two_homes(home, at), home.child.person_id
        commands.remove_bsn(actor=colleague, person_id=child, household_id=home.household.id, at=at)
        assert commands.find_by_bsn(actor=worker(), bsn=BSN, at=at) == child

    def test_what_the_other_home_keeps_is_still_found_when_one_corrects_it(self, home, at):
        colleague, child = self.two_homes(home, at), home.child.person_id
        commands.record_bsn(
            actor=colleague, household_id=home.household.id, person_id=child, bsn=OTHER_BSN, at=at
        )
        assert commands.find_by_bsn(actor=worker(), bsn=BSN, at=at) == child
        assert commands.find_by_bsn(actor=worker(), bsn=OTHER_BSN, at=at) == child


class TestContact:
    def add(self, home, at, **more):
        asked = {"kind": "address", "value": SHIELDED, "shielded": True} | more
        return commands.add_contact_detail(actor=home.actor, member_id=home.mother.id, at=at, **asked)

    def test_a_shielded_address_is_listed_without_its_value(self, home, at):
        row = self.add(home, at)
        with acting_as(home.actor, at=at):
            lines = queries.contact_lines(home.household.id)
        assert [(line.value, line.shielded) for line in lines] == [("", True)]
        assert commands.reveal_contact(actor=home.actor, contact_id=row.id, at=at) == SHIELDED
        assert len(events("contact.reveal", at)) == 1

    def test_the_address_stands_nowhere_in_the_clear(self, home, at):
        self.add(home, at)
        with acting_as(SYSTEM, at=at), connection.cursor() as cursor:
            cursor.execute("SELECT string_agg(encode(sealed, 'escape'), ' ') FROM people_contactdetail")
            assert "Verborgenlaan" not in cursor.fetchone()[0]

    def test_who_sees_the_core_sees_no_address_not_even_that_there_is_one(self, home, at):
        row = self.add(home, at)
        partner = worker()
        grant(partner, home.household, Part.OVERVIEW, Part.CORE, can_write=True, at=at)
        with acting_as(partner, at=at):
            assert queries.contact_lines(home.household.id) == []
        with pytest.raises(commands.EntryUnknown):
            commands.reveal_contact(actor=partner, contact_id=row.id, at=at)

    def test_an_unsafe_number_is_never_used_to_send(self, home, at):
        row = self.add(home, at, kind="phone", value="06 0000 0000", shielded=False)
        with acting_as(home.actor, at=at):
            assert queries.reachable_at(home.mother.person_id, "phone") == "06 0000 0000"
        commands.protect_contact_detail(
            actor=home.actor, contact_id=row.id, shielded=True, safe_to_contact=False, at=at
        )
        with acting_as(home.actor, at=at):
            assert queries.reachable_at(home.mother.person_id, "phone") == ""

    def test_an_ended_detail_is_gone_from_the_list(self, home, at):
        row = self.add(home, at)
        commands.end_contact_detail(actor=home.actor, contact_id=row.id, at=at)
        with acting_as(home.actor, at=at):
            assert queries.contact_lines(home.household.id) == []
            assert ContactDetail.objects.count() == 1

    @pytest.mark.parametrize(
        ("kind", "value"), [("email", "nobody"), ("phone", "bel maar"), ("address", " ")]
    )
    def test_what_reaches_nobody_is_refused(self, home, at, kind, value):
        with pytest.raises(commands.ContactUnusable):
            self.add(home, at, kind=kind, value=value)
        with pytest.raises(commands.KindUnknown):
            self.add(home, at, kind="pigeon")


class TestConflict:
    def declare(self, home, at, **more):
        asked = {"counterpart_kind": "person", "counterpart_id": worker().id, "kind": "shield"} | more
        return commands.declare_conflict(
            actor=home.actor,
            household_id=home.household.id,
            person_id=home.mother.person_id,
            reason="",
            at=at,
            **asked,
        )

    def test_a_shield_is_silent_for_the_one_it_keeps_out(self, home, at):
        ex = commands.add_relative(
            actor=home.actor,
            household_id=home.household.id,
            facts=commands.PersonFacts(given_name="Eik"),
            kind="ex_partner",
            other_id=home.mother.person_id,
            starts_on=DAY,
            at=at,
        )
        self.declare(home, at, counterpart_id=ex.person_id)
        with acting_as(resident(ex.person_id), at=at):
            assert not Conflict.objects.exists()
        with acting_as(SYSTEM, at=at):
            assert queries.shielded_from(ex.person_id) == [home.mother.person_id]
        assert [e.confidential for e in events("conflict.declare", at)] == [True]

    def test_what_was_ended_can_be_declared_anew_but_not_twice_at_once(self, home, at):
        colleague = worker()
        asked = {"counterpart_kind": "professional", "counterpart_id": colleague.id, "kind": "relative"}
        first = self.declare(home, at, **asked)
        with pytest.raises(commands.ConflictKnown):
            self.declare(home, at, **asked)
        commands.end_conflict(actor=home.actor, conflict_id=first.id, at=at)
        assert self.declare(home, at, **asked).pk != first.pk

    def test_a_relative_sees_the_own_declaration_and_cannot_end_it(self, home, at):
        colleague = worker()
        row = self.declare(
            home, at, counterpart_kind="professional", counterpart_id=colleague.id, kind="relative"
        )
        with acting_as(colleague, at=at):
            assert queries.has_conflict([home.mother.person_id], colleague.id)
            assert Conflict.objects.filter(pk=row.pk).update(ended_at=at) == 0
        grant(colleague, home.household, *ALL_PARTS, can_write=True, at=at)
        with pytest.raises(commands.NotAllowed):
            commands.end_conflict(actor=colleague, conflict_id=row.id, at=at)
        with acting_as(colleague, at=at):
            assert Conflict.objects.filter(pk=row.pk).update(ended_at=at) == 0

    def test_the_privacy_officer_ends_a_conflict(self, home, at):
        row = self.declare(home, at)
        commands.end_conflict(actor=worker("privacy_officer"), conflict_id=row.id, at=at)
        with acting_as(SYSTEM, at=at):
            assert not queries.conflicts_of([home.mother.person_id])

    def test_a_stranger_sees_no_conflict(self, home, at):
        self.declare(home, at)
        with acting_as(worker(), at=at):
            assert not Conflict.objects.exists()

    @pytest.mark.parametrize(
        ("change", "refusal"),
        [
            ({"counterpart_kind": "professional"}, commands.ShieldNeedsResident),
            ({"kind": "dislike"}, commands.KindUnknown),
        ],
    )
    def test_a_conflict_without_sense_is_refused(self, home, at, change, refusal):
        with pytest.raises(refusal):
            self.declare(home, at, **change)

    def test_the_same_conflict_twice_is_refused_by_name(self, home, at):
        row = self.declare(home, at)
        with pytest.raises(commands.ConflictKnown):
            self.declare(home, at, counterpart_id=row.counterpart_id)


class TestDoubles:
    def double(self, home, at):
        return commands.add_member(
            actor=home.actor,
            household_id=home.household.id,
            facts=commands.PersonFacts(
                given_name="R.", family_name="BOOM", birth_date=home.mother.person.birth_date
            ),
            role="adult",
            starts_on=DAY,
            at=at,
        ).person

    def propose(self, home, at):
        return commands.propose_merge(
            actor=home.actor,
            household_id=home.household.id,
            kept_id=home.mother.person_id,
            double_id=self.double(home, at).id,
            at=at,
        )

    def colleague(self, home, at):
        other = worker()
        grant(other, home.household, *ALL_PARTS, can_write=True, at=at)
        return other

    def test_a_double_is_suggested_by_birth_date_and_name(self, home, at):
        double = self.double(home, at)
        with acting_as(home.actor, at=at):
            assert queries.possible_doubles(double) == [home.mother.person]
            assert queries.possible_doubles(home.child.person) == []

    def test_two_people_are_needed_and_it_can_be_undone(self, home, at):
        proposal = self.propose(home, at)
        with pytest.raises(commands.SameColleagueConfirms):
            commands.confirm_merge(actor=home.actor, merge_id=proposal.id, at=at)
        commands.confirm_merge(actor=self.colleague(home, at), merge_id=proposal.id, at=at)
        with acting_as(home.actor, at=at):
            assert queries.person(proposal.double_id).merged_into_id == home.mother.person_id
        commands.undo_merge(actor=home.actor, merge_id=proposal.id, within_days=30, at=at)
        with acting_as(home.actor, at=at):
            assert queries.person(proposal.double_id).merged_into_id is None

    def test_on_the_last_moment_of_the_term_it_is_still_undone(self, home, at):
        proposal = self.propose(home, at)
        commands.confirm_merge(actor=self.colleague(home, at), merge_id=proposal.id, at=at)
        end = at + timedelta(days=30)
        assert commands.undo_merge(actor=home.actor, merge_id=proposal.id, within_days=30, at=end)

    def test_after_the_term_it_stays(self, home, at):
        proposal = self.propose(home, at)
        commands.confirm_merge(actor=self.colleague(home, at), merge_id=proposal.id, at=at)
        with pytest.raises(commands.MergeTooOld):
            commands.undo_merge(
                actor=home.actor, merge_id=proposal.id, within_days=30, at=at + timedelta(days=31)
            )
