"""An expert by experience has a named colleague to turn to (R-040)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from rondom.access.context import acting_as, system_actor
from rondom.audit.models import AuditEvent
from rondom.notices import handlers
from rondom.notices.models import Notice
from rondom.organizations import commands, queries
from rondom.organizations.events import SupportContactChosen, SupportContactLost
from rondom.organizations.models import SupportContact, WorkingRole
from rondom.organizations.vocabulary import CityStructure, RoleEntry
from tests.organizations.conftest import SMALL, person

pytestmark = pytest.mark.django_db
SETUP = system_actor("setup")
EXPERT = person(
    "eva-ervaring",
    roles=(RoleEntry(function="expert_by_experience", team="team-a"),),
    support_contact="bram-werker",
)
WITH_EXPERT = replace(SMALL, professionals=(*SMALL.professionals, EXPERT))


@pytest.fixture
def city(db, at):
    commands.apply_structure(actor=SETUP, city=WITH_EXPERT, at=at)
    return WITH_EXPERT


@pytest.fixture
def ids(city):
    slugs = ("anna-leider", "bram-werker", "cora-werker", "dirk-schuld", "tom-beheer", "eva-ervaring")
    return {slug.split("-")[0]: queries.professional_by_slug(slug).id for slug in slugs}


def choose(actor, ids, who, at, *, expert="eva"):
    return commands.choose_support_contact(
        actor=actor, professional_id=ids[expert], contact_id=ids[who], at=at
    )


def contact_now(ids, on: date) -> str:
    found = queries.support_contact_of(ids["eva"], on)
    return found.slug if found else ""


class TestSetup:
    def test_the_contact_in_the_file_stands_and_the_second_time_nothing_changes(self, ids, at):
        assert contact_now(ids, at.date()) == "bram-werker"
        counts = commands.apply_structure(actor=SETUP, city=WITH_EXPERT, at=at)
        assert all(count.added == count.changed == 0 for count in counts.values())
        assert counts["support contacts"].unchanged == 1

    def test_another_contact_in_the_file_ends_the_one_before(self, ids, at):
        other = replace(EXPERT, support_contact="cora-werker")
        counts = commands.apply_structure(
            actor=SETUP, city=CityStructure(starts_on=SMALL.starts_on, professionals=(other,)), at=at
        )
        assert counts["support contacts"].changed == 1
        assert contact_now(ids, at.date()) == "cora-werker"
        assert SupportContact.objects.filter(professional_id=ids["eva"]).count() == 2

    def test_who_has_a_contact_need_not_be_given_one_again(self, ids, at):
        silent = CityStructure(
            starts_on=SMALL.starts_on, professionals=(replace(EXPERT, support_contact=""),)
        )
        commands.apply_structure(actor=SETUP, city=silent, at=at)
        assert contact_now(ids, at.date()) == "bram-werker"

    @pytest.mark.parametrize("named", ["", "nobody", "eva-ervaring"])
    def test_an_expert_without_a_colleague_to_turn_to_is_refused_with_its_place(self, named, db, at):
        city = replace(SMALL, professionals=(*SMALL.professionals, replace(EXPERT, support_contact=named)))
        with pytest.raises(commands.StructureRefused) as refused:
            commands.apply_structure(actor=SETUP, city=city, at=at)
        assert refused.value.place == ("professional", "eva-ervaring", "support_contact")
        assert not SupportContact.objects.exists()

    def test_a_contact_is_for_experts_only(self, db, at):
        city = replace(
            SMALL, professionals=(*SMALL.professionals, person("x", support_contact="bram-werker"))
        )
        with pytest.raises(commands.StructureRefused) as refused:
            commands.apply_structure(actor=SETUP, city=city, at=at)
        assert refused.value.place == ("professional", "x", "support_contact")

    def test_a_contact_who_left_is_refused(self, ids, at):
        commands.end_employment(actor=SETUP, professional_id=ids["cora"], at=at)
        gone = replace(EXPERT, support_contact="cora-werker")
        with pytest.raises(commands.StructureRefused) as refused:
            commands.apply_structure(
                actor=SETUP, city=CityStructure(starts_on=SMALL.starts_on, professionals=(gone,)), at=at
            )
        assert refused.value.place == ("professional", "eva-ervaring", "support_contact")


class TestChoosing:
    @pytest.mark.parametrize("who", ["anna-leider", "tom-beheer"])
    def test_leader_and_administrator_name_another(self, who, actor_of, ids, at):
        choose(actor_of(who), ids, "dirk", at)
        assert contact_now(ids, at.date()) == "dirk-schuld"
        assert contact_now(ids, at.date() - timedelta(days=1)) == "bram-werker"
        with acting_as(SETUP, at=at):
            assert AuditEvent.objects.filter(action="supportcontact.choose", outcome="success").exists()

    @pytest.mark.parametrize("who", ["dirk-schuld", "cora-werker", "eva-ervaring"])
    def test_nobody_else_does_not_even_the_expert(self, who, actor_of, ids, at):
        with pytest.raises(commands.NotAllowed):
            choose(actor_of(who), ids, "dirk", at)
        assert contact_now(ids, at.date()) == "bram-werker"

    def test_nobody_supports_themselves(self, actor_of, ids, at):
        with pytest.raises(commands.OwnSupportContact):
            choose(actor_of("anna-leider"), ids, "eva", at)
        with pytest.raises(IntegrityError), transaction.atomic():
            SupportContact.objects.create(
                professional_id=ids["bram"], contact_id=ids["bram"], starts_on=at.date()
            )

    def test_somebody_who_left_supports_nobody(self, actor_of, ids, at):
        commands.end_employment(actor=SETUP, professional_id=ids["cora"], at=at)
        with pytest.raises(commands.SupportContactNotAtWork):
            choose(actor_of("anna-leider"), ids, "cora", at)

    def test_only_experts_have_one(self, actor_of, ids, at):
        with pytest.raises(commands.NoExpertByExperience):
            choose(actor_of("anna-leider"), ids, "dirk", at, expert="cora")

    def test_who_was_an_expert_once_has_none(self, actor_of, ids, at):
        ended = at.date() - timedelta(days=1)
        WorkingRole.objects.filter(professional_id=ids["eva"], function="expert_by_experience").update(
            starts_on=ended, ends_on=ended
        )
        with pytest.raises(commands.NoExpertByExperience):
            choose(actor_of("tom-beheer"), ids, "dirk", at)

    def test_changing_your_mind_on_one_day_leaves_one_row(self, actor_of, ids, at):
        choose(actor_of("anna-leider"), ids, "dirk", at)
        choose(actor_of("anna-leider"), ids, "cora", at)
        rows = SupportContact.objects.filter(professional_id=ids["eva"], ends_on=None)
        assert [row.contact_id for row in rows] == [ids["cora"]]

    def test_both_are_told(self, ids, at):
        event = SupportContactChosen(professional_id=ids["eva"], contact_id=ids["bram"])
        with acting_as(handlers.SENDER, at=at):
            handlers.tell_of_support_contact(event, at=at)
            told = dict(Notice.objects.values_list("receiver_id", "kind"))
        assert told == {ids["eva"]: "support_contact", ids["bram"]: "support_given"}


class TestLeaving:
    def test_leaving_is_not_held_up_and_the_expert_stands_in_the_leaders_list(self, actor_of, ids, at):
        commands.end_employment(actor=actor_of("anna-leider"), professional_id=ids["bram"], at=at)
        assert contact_now(ids, at.date()) == ""
        alone = queries.experts_alone(at.date(), led_by=ids["anna"])
        assert [role.professional_id for role in alone] == [ids["eva"]]
        assert [line.alone for line in queries.experts(at.date(), answered_by=ids["anna"])] == [True]

    def test_expert_and_leader_are_told(self, ids, at):
        event = SupportContactLost(professional_id=ids["eva"], contact_id=ids["bram"])
        with acting_as(handlers.SENDER, at=at):
            handlers.tell_of_lost_support(event, at=at)
            told = dict(Notice.objects.values_list("receiver_id", "kind"))
        assert told == {ids["eva"]: "support_lost", ids["anna"]: "support_missing"}

    def test_without_a_leader_the_administrator_is_told(self, ids, at):
        commands.end_employment(actor=SETUP, professional_id=ids["anna"], at=at)
        commands.end_employment(actor=SETUP, professional_id=ids["bram"], at=at)
        event = SupportContactLost(professional_id=ids["eva"], contact_id=ids["bram"])
        later = at + timedelta(days=1)
        with acting_as(handlers.SENDER, at=later):
            handlers.tell_of_lost_support(event, at=later)
            assert Notice.objects.filter(receiver_id=ids["tom"], kind="support_missing").exists()

    def test_an_expert_who_leaves_has_no_contact_and_is_missed_by_nobody(self, ids, at):
        commands.end_employment(actor=SETUP, professional_id=ids["eva"], at=at)
        assert not SupportContact.objects.filter(professional_id=ids["eva"], ends_on=None).exists()
        assert not queries.experts_alone(at.date()).exists()

    def test_a_contact_whose_last_role_ended_supports_nobody(self, ids, at):
        role = queries.working_roles(ids["bram"], at.date()).get()
        commands.end_working_role(actor=SETUP, working_role_id=role.id, ends_on=at.date(), at=at)
        assert contact_now(ids, at.date()) == "bram-werker"
        assert contact_now(ids, at.date() + timedelta(days=1)) == ""

    def test_a_leader_of_another_team_does_not_see_the_gap(self, ids, at):
        commands.end_employment(actor=SETUP, professional_id=ids["bram"], at=at)
        assert not queries.experts_alone(at.date(), led_by=ids["dirk"]).exists()
