"""R-003 and R-004: domains one by one with a reason, strengths before problems."""

from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from rondom.access.context import acting_as
from rondom.access.scopes import plan_part
from rondom.cases import queries, rules
from rondom.cases.commands import (
    DomainUnknown,
    WordsNeeded,
    add_strength,
    end_strength,
    leave_out_domain,
    record_domain,
)
from rondom.cases.models import Case, DomainEntry
from rondom.kernel.refusals import NotAllowed, NotFound, StaleVersion
from rondom.organizations.commands import set_setting
from rondom.organizations.queries import life_domains
from tests.cases.world import HEALTH, HOUSING, MONEY, PARENTING, WORK

pytestmark = pytest.mark.django_db


def record(actor, world, domain, problem="serious", **values):
    values = {"reason": "Er ligt een brief van de verhuurder."} | values
    with acting_as(actor, at=world.at):
        return record_domain(
            actor=actor, case_id=world.case_id, domain=domain, problem=problem, at=world.at, **values
        )


def mark(actor, world):
    with acting_as(actor, at=world.at):
        relation = queries.relation_of(actor, world.space, at=world.at)
        return queries.has_multiple_problems(queries.domain_grid(world.case), relation)


def test_two_domains_give_no_mark_and_three_do(world):
    record(world.fatma, world, MONEY)
    record(world.fatma, world, HOUSING, "some")
    assert mark(world.fatma, world) is False
    record(world.fatma, world, HEALTH, "unknown")
    assert mark(world.fatma, world) is False
    record(world.fatma, world, PARENTING, "some")
    assert mark(world.fatma, world) is True
    assert mark(world.samira, world) is True


def test_the_same_domain_for_two_people_counts_once():
    levels = [(0, "serious"), (0, "some"), (2, "some"), (3, "none")]
    assert rules.has_multiple_problems(levels, 2) is False
    assert rules.has_multiple_problems([*levels, (3, "some")], 2) is True


def test_the_mark_is_never_stored_and_never_shown_to_who_sees_a_part_only(world):
    for domain in (MONEY, HOUSING, PARENTING):
        record(world.fatma, world, domain)
    assert mark(world.wendy, world) is None
    names = {f.name for model in (Case, DomainEntry) for f in model._meta.get_fields()}
    assert not [n for n in names if "multi" in n or "eligib" in n or "score" in n]


def test_a_domain_needs_a_reason_and_can_be_left_out_again(world):
    with pytest.raises(WordsNeeded):
        record(world.fatma, world, MONEY, reason="-")
    with pytest.raises(DomainUnknown):
        record(world.fatma, world, 29)
    entry = record(world.fatma, world, MONEY)
    with acting_as(world.samira, at=world.at):
        leave_out_domain(actor=world.samira, entry_id=entry.pk, at=world.at)
        assert queries.domain_grid(world.case) == []


def test_a_renamed_domain_keeps_its_old_label_in_history(world):
    entry = record(world.fatma, world, MONEY)
    renamed = [
        {"number": d.number, "slug": d.slug, "nl": "Financiën" if d.number == MONEY else d.nl, "en": d.en}
        for d in life_domains()
    ]
    with acting_as(world.tom, at=world.at):
        set_setting(actor=world.tom, key="life_domains", value=renamed, at=world.at)
    newer = record(world.fatma, world, MONEY, "some", based_on=1)
    with acting_as(world.fatma, at=world.at):
        assert DomainEntry.objects.get(pk=entry.pk).label_nl == "Geld"
        assert newer.label_nl == "Financiën"
        assert [e.pk for e in queries.domain_grid(world.case)] == [newer.pk]


def test_two_people_editing_the_same_domain_never_overwrite_in_silence(world):
    record(world.fatma, world, MONEY, based_on=0)
    with pytest.raises(StaleVersion):
        record(world.ruben, world, MONEY, based_on=0)


def test_a_partner_sees_and_writes_only_the_domains_of_the_consent(world):
    record(world.fatma, world, MONEY)
    record(world.fatma, world, HOUSING)
    record(world.fatma, world, WORK)
    with acting_as(world.wendy, at=world.at):
        assert [e.domain for e in queries.domain_grid(world.case)] == [WORK]
    record(world.wendy, world, WORK, based_on=1)
    with pytest.raises(NotAllowed):
        record(world.wendy, world, MONEY)


def test_an_external_party_neither_reads_nor_writes_how_its_own_domain_stands(world):
    """Rights matrix 5.5, EXT: its own lines of the plan; with a permission too, no word of the grid."""
    entry = record(world.fatma, world, HOUSING)
    with acting_as(world.peter, at=world.at):
        assert queries.domain_grid(world.case) == []
        relation = queries.relation_of(world.peter, world.space, at=world.at)
        assert relation.writes(plan_part(HOUSING))
        assert not relation.grid_domains
    with pytest.raises(NotAllowed):
        record(world.peter, world, HOUSING)
    with acting_as(world.peter, at=world.at), pytest.raises(NotFound):
        leave_out_domain(actor=world.peter, entry_id=entry.pk, at=world.at)


def test_the_database_keeps_the_grid_from_an_external_party_that_writes_past_the_command(world):
    entry = record(world.fatma, world, HOUSING)
    with acting_as(world.peter, at=world.at):
        with connection.cursor() as cursor:  # without a condition, so that no reading is asked for
            cursor.execute("UPDATE cases_domainentry SET replaced_at = now()")
            assert cursor.rowcount == 0
        forged = {f.attname: getattr(entry, f.attname) for f in DomainEntry._meta.concrete_fields}
        forged |= {"id": uuid4(), "version": 2, "replaced_at": world.at}
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            DomainEntry.objects.bulk_create([DomainEntry(**forged)])


def test_a_permission_for_a_domain_shares_its_plan_and_not_how_the_team_says_it_stands(world):
    """Rights matrix 5.5: a professional on the case reads the grid of the own domain; the team all of it."""
    for domain in (MONEY, WORK, HOUSING):
        record(world.fatma, world, domain)
    for actor, seen in (
        (world.wendy, [WORK]),
        (world.peter, []),
        (world.henk, []),
        (world.ruben, [MONEY, HOUSING]),
        (world.fatma, [MONEY, WORK, HOUSING]),
        (world.samira, [MONEY, WORK, HOUSING]),
        (world.karim, []),
        (world.ingrid, []),
    ):
        with acting_as(actor, at=world.at):
            found = [entry.domain for entry in queries.domain_rows(world.case_id)]
            assert sorted(found) == sorted(seen), actor.name


@pytest.mark.parametrize("filler", ["none", "-", "geen", "", "x"])
def test_filler_is_no_strength(world, filler):
    with acting_as(world.fatma, at=world.at), pytest.raises(WordsNeeded):
        add_strength(actor=world.fatma, case_id=world.case_id, text=filler, kind="skill", at=world.at)


def test_the_client_adds_and_ends_a_strength(world):
    with acting_as(world.samira, at=world.at):
        strength = add_strength(
            actor=world.samira,
            case_id=world.case_id,
            text="Ik bak voor de hele straat.",
            kind="skill",
            at=world.at,
        )
        assert [s.text for s in queries.strengths_of(world.case)] == ["Ik bak voor de hele straat."]
        end_strength(actor=world.samira, strength_id=strength.pk, at=world.at)
        assert queries.strengths_of(world.case) == []
