"""Who has another function beside that of expert by experience gets no more by it than was said (R-040)."""

from dataclasses import replace

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.access.queries import held_parts
from rondom.access.scopes import Part
from rondom.cases import commands
from rondom.cases.commands import CaseManagerIsExpert, ExpertOnlyAtWish
from rondom.cases.models import Case, ClientRequest, Involvement
from rondom.cases.queries import may_open_case
from rondom.cases.rules import function_here
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.organizations import commands as organizations
from rondom.organizations import queries as staff
from rondom.organizations.commands.refusals import ExpertStandsIn
from rondom.organizations.models import StandIn, WorkingRole
from rondom.organizations.rules import only_expert
from rondom.people import commands as people

pytestmark = pytest.mark.django_db
SYSTEM = system_actor("test")
EXPERT, SOCIAL = "expert_by_experience", "social_worker"
THIN = {Part.OVERVIEW, Part.INVOLVEMENT}


@pytest.mark.parametrize(
    ("asked", "held", "here"),
    [
        ("", {EXPERT}, EXPERT),
        ("case_manager", {EXPERT}, EXPERT),
        (SOCIAL, {EXPERT}, EXPERT),
        ("", {EXPERT, SOCIAL}, EXPERT),
        ("housing", {EXPERT, SOCIAL}, EXPERT),
        (EXPERT, {EXPERT, SOCIAL}, EXPERT),
        (SOCIAL, {EXPERT, SOCIAL}, SOCIAL),
        ("case_manager", {EXPERT, SOCIAL}, "case_manager"),
        (SOCIAL, {SOCIAL}, SOCIAL),
        ("", set(), ""),
    ],
)
def test_in_which_function_somebody_helps(asked, held, here):
    assert function_here(asked, held) == here


@pytest.mark.parametrize(("functions", "only"), [([EXPERT], True), ([EXPERT, SOCIAL], False), ([], False)])
def test_an_expert_and_nothing_else(functions, only):
    assert only_expert(functions) is only


def give_role(world, who, function, *, instead=False, starts_on=None):
    with acting_as(SYSTEM, at=world.at):
        role = WorkingRole.objects.get(professional_id=who.id)
        if not instead:
            role.pk, role._state.adding = None, True
        role.function, role.starts_on = function, starts_on or role.starts_on
        role.save()


def involve(world, who, *, function, by=None, **more):
    facts = {"kind": "team", "domains": [], "ground": "wmo", **more}
    with acting_as(by or world.fatma, at=world.at):
        return commands.involve(
            actor=by or world.fatma,
            case_id=world.case_id,
            organization_id=who.organization_id,
            professional_id=who.id,
            function=function,
            at=world.at,
            **facts,
        )


def parts(world, who):
    with acting_as(SYSTEM, at=world.at):
        return set(held_parts(holder_id=who.id, space=world.space, at=world.at))


@pytest.mark.parametrize("starts_on", ["2020-01-01", "2026-01-01"])
def test_two_functions_and_none_named_is_an_expert_whichever_role_is_older(starts_on, world):
    give_role(world, world.daan, EXPERT, starts_on=starts_on)
    row = involve(world, world.daan, function="", why="Samira wil hem naast zich.")
    assert row.function == EXPERT
    assert parts(world, world.daan) == THIN


def test_who_is_named_in_the_other_function_works_in_it(world):
    give_role(world, world.daan, EXPERT)
    assert involve(world, world.daan, function=SOCIAL).function == SOCIAL
    assert Part.STORY in parts(world, world.daan)


def test_a_function_that_is_not_held_makes_nobody_a_worker(world):
    give_role(world, world.daan, EXPERT, instead=True)
    involve(world, world.daan, function="debt_counsellor", why="Samira vroeg om hem.")
    assert parts(world, world.daan) == THIN


@pytest.mark.parametrize("why", ["", "-", "n.v.t."])
def test_an_expert_helps_at_the_wish_of_the_client(why, world):
    give_role(world, world.daan, EXPERT, instead=True)
    with pytest.raises(ExpertOnlyAtWish) as refused:
        involve(world, world.daan, function=EXPERT, why=why)
    assert refused.value.field == "why"
    with acting_as(SYSTEM, at=world.at):
        assert not Involvement.objects.filter(professional_id=world.daan.id).exists()


def test_a_wish_from_her_own_page_is_enough(world):
    give_role(world, world.daan, EXPERT, instead=True)
    asked = commands.ask_for_expert(
        actor=world.samira, case_id=world.case_id, text="Iemand naast mij.", at=world.at
    )
    assert involve(world, world.daan, function=EXPERT).function == EXPERT
    with acting_as(SYSTEM, at=world.at):
        assert Involvement.objects.filter(professional_id=world.daan.id).update(until=world.at)
    commands.answer_request(
        actor=world.fatma, request_id=asked.pk, outcome="not_done", answer="Er is niemand.", at=world.at
    )
    with pytest.raises(ExpertOnlyAtWish):
        involve(world, world.daan, function=EXPERT)


def test_the_client_brings_an_expert_without_asking_anybody(world):
    give_role(world, world.daan, EXPERT, instead=True)
    assert involve(world, world.daan, function="", by=world.samira).function == EXPERT


def test_an_expert_does_not_become_case_manager(world):
    give_role(world, world.daan, EXPERT, instead=True)
    with pytest.raises(CaseManagerIsExpert):
        commands.appoint_case_manager(
            actor=world.ingrid,
            case_id=world.case_id,
            professional_id=world.daan.id,
            reason="Ruil.",
            at=world.at,
        )
    give_role(world, world.daan, SOCIAL)
    commands.appoint_case_manager(
        actor=world.ingrid, case_id=world.case_id, professional_id=world.daan.id, reason="Ruil.", at=world.at
    )
    assert Part.STORY in parts(world, world.daan)


def test_an_expert_opens_no_case_of_her_or_his_own(world):
    with acting_as(world.fatma, at=world.at):
        household = people.create_household(actor=world.fatma, name="Ander", at=world.at)
    with pytest.raises(CaseManagerIsExpert), acting_as(world.fatma, at=world.at):
        commands.open_case(
            actor=world.fatma,
            household_id=household.pk,
            client_id=world.samira.id,
            ground="wmo",
            case_manager_id=world.henk.id,
            at=world.at,
        )


def stands_in(world, person, other, *, ends_on=None):
    return organizations.set_stand_in(
        actor=person,
        professional_id=person.id,
        stand_in_id=other.id,
        starts_on=world.at.date(),
        ends_on=ends_on,
        at=world.at,
    )


def test_an_expert_answers_for_another_expert_only(world):
    with pytest.raises(ExpertStandsIn):
        stands_in(world, world.fatma, world.henk)
    give_role(world, world.daan, EXPERT, instead=True)
    stands_in(world, world.daan, world.henk)


def test_who_has_another_function_too_may_answer(world):
    give_role(world, world.henk, SOCIAL)
    stands_in(world, world.fatma, world.henk)


def test_an_arrangement_of_before_the_rule_opens_no_file(world):
    on = world.at.date()
    with acting_as(SYSTEM, at=world.at):
        StandIn.objects.create(
            professional_id=world.fatma.id, stand_in_id=world.henk.id, starts_on=on, ends_on=on
        )
        assert staff.stand_ins_of_absent([world.fatma.id], on).get(world.fatma.id) != world.henk.id


def test_an_expert_does_not_take_the_cases_of_who_left(world):
    with acting_as(SYSTEM, at=world.at):
        StandIn.objects.filter(professional_id=world.fatma.id).delete()
        StandIn.objects.create(
            professional_id=world.fatma.id, stand_in_id=world.henk.id, starts_on=world.at.date()
        )
    organizations.end_employment(actor=world.ingrid, professional_id=world.fatma.id, at=world.at)
    with acting_as(SYSTEM, at=world.at):
        assert Case.objects.get(pk=world.case_id).case_manager_id == world.ingrid.id


def test_who_works_as_an_expert_only_opens_no_case(world):
    daan = replace(world.daan, roles=frozenset({EXPERT}))
    refused = may_open_case(daan)
    assert not refused
    assert str(refused.reason) == "een ervaringsdeskundige ziet alleen wat een cliënt toestaat."
    assert may_open_case(replace(world.daan, roles=frozenset({EXPERT, SOCIAL})))
    assert may_open_case(world.daan)


@pytest.mark.parametrize("answered", [True, False])
def test_she_takes_her_wish_back_and_what_was_said_stays_readable(answered, world):
    give_role(world, world.daan, EXPERT, instead=True)
    asked = commands.ask_for_expert(
        actor=world.samira, case_id=world.case_id, text="Iemand naast mij.", at=world.at
    )
    if answered:
        commands.answer_request(
            actor=world.fatma, request_id=asked.pk, outcome="done", answer="Daan komt.", at=world.at
        )
    commands.take_back_wish(actor=world.samira, case_id=world.case_id, at=world.at)
    with pytest.raises(ExpertOnlyAtWish):
        involve(world, world.daan, function=EXPERT)
    with acting_as(world.samira, at=world.at):
        row = ClientRequest.objects.get(pk=asked.pk)
    assert (row.outcome, row.answered_by_name) == (
        "not_done",
        "Fatma Yildiz" if answered else "Samira Haddad",
    )
    assert ("Daan komt." in row.answer) is answered
    assert row.answer.endswith("Samira Haddad (07-09-2026): Toch liever niet.")
    with pytest.raises(commands.NoWishStands):
        commands.take_back_wish(actor=world.samira, case_id=world.case_id, at=world.at)
    commands.ask_for_expert(actor=world.samira, case_id=world.case_id, text="Toch wel.", at=world.at)


def test_nobody_takes_it_back_for_her(world):
    commands.ask_for_expert(actor=world.samira, case_id=world.case_id, text="Iemand naast mij.", at=world.at)
    for who in (world.fatma, world.ruben, world.karim, world.daan):
        with pytest.raises((NotAllowed, NotFound)):
            commands.take_back_wish(actor=who, case_id=world.case_id, at=world.at)
