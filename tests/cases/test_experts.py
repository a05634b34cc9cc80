"""An expert by experience: at the client's wish, with what the client grants, and never unseen a friend (R-040)."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.access.queries import held_parts
from rondom.access.scopes import Part, plan_part
from rondom.cases import commands, handlers, queries
from rondom.cases.events import AcquaintanceDecided, AcquaintanceDeclared
from rondom.cases.models import Case, ClientRequest, Involvement
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.notices.models import Notice
from rondom.organizations import commands as organizations
from rondom.people.commands.refusals import NotAllowed as PeopleNotAllowed
from rondom.privacy import commands as privacy
from tests.cases.world import give_consent

pytestmark = pytest.mark.django_db
MONEY = 1
REGISTER = system_actor("test")


def sees(world, who, at=None) -> bool:
    with acting_as(who, at=at or world.at):
        return Case.objects.filter(pk=world.case_id).exists()


def parts(world, who, at=None) -> set[int]:
    with acting_as(REGISTER, at=at or world.at):
        return set(held_parts(holder_id=who.id, space=world.space, at=at or world.at))


def row_of(world):
    with acting_as(REGISTER, at=world.at):
        return Involvement.objects.get(professional_id=world.henk.id, until=None)


def declare(world, who=None, words="Wij zijn buren."):
    who = who or world.henk
    commands.declare_acquaintance(actor=who, case_id=world.case_id, words=words, at=world.at)


def decide(world, comes_back, who=None, said="Ik wil hem er graag bij."):
    commands.decide_acquaintance(
        actor=who or world.fatma,
        involvement_id=row_of(world).pk,
        comes_back=comes_back,
        client_said=said,
        at=world.at,
    )


def test_without_a_yes_of_the_client_only_who_helps_and_no_story_plan_or_address(world):
    assert parts(world, world.henk) == {Part.OVERVIEW, Part.INVOLVEMENT}
    assert {Part.STORY, Part.CORE, Part.ADDRESS} <= parts(world, world.ruben)


def test_a_yes_opens_those_lines_and_its_end_closes_them(world):
    given = give_consent(world, "maasdrecht", [MONEY], world.at)
    found = parts(world, world.henk)
    assert {Part.CORE, plan_part(MONEY)} <= found
    assert found.isdisjoint({Part.STORY, Part.ADDRESS})
    privacy.withdraw_consent(
        actor=world.samira, consent_id=given, channel="portal", at=world.at + timedelta(hours=1)
    )
    assert parts(world, world.henk, at=world.at + timedelta(hours=2)) == {Part.OVERVIEW, Part.INVOLVEMENT}


def test_the_client_asks_and_the_case_manager_must_answer_in_writing(world):
    asked = commands.ask_for_expert(
        actor=world.samira, case_id=world.case_id, text="Iemand naast mij bij de post.", at=world.at
    )
    assert (asked.kind, asked.answerer_id) == ("expert", world.fatma.id)
    with acting_as(world.fatma, at=world.at):
        items = queries.today_items(world.fatma, at=world.at)
        assert any(item.url_id == asked.pk for item in items)
    with acting_as(handlers.SENDER, at=world.at):
        handlers._colleague_of_request(world.fatma.id, asked, world.at)
        assert Notice.objects.filter(receiver_id=world.fatma.id, kind="expert_asked").exists()


def test_one_open_wish_is_enough(world):
    wish = {"actor": world.samira, "case_id": world.case_id, "text": "Iemand naast mij.", "at": world.at}
    commands.ask_for_expert(**wish)
    with pytest.raises(commands.ExpertAskedAlready):
        commands.ask_for_expert(**wish)


@pytest.mark.parametrize("who", ["fatma", "lina", "karim"])
def test_nobody_wishes_it_for_the_client(world, who):
    with pytest.raises((NotAllowed, NotFound)):
        commands.ask_for_expert(
            actor=getattr(world, who), case_id=world.case_id, text="Een maatje.", at=world.at
        )
    with acting_as(REGISTER, at=world.at):
        assert not ClientRequest.objects.filter(kind="expert").exists()


def test_filler_is_no_wish(world):
    with pytest.raises(commands.WordsNeeded):
        commands.ask_for_expert(actor=world.samira, case_id=world.case_id, text="...", at=world.at)


def test_declaring_closes_the_file_at_once_and_the_case_manager_is_told(world):
    assert sees(world, world.henk)
    declare(world)
    assert not sees(world, world.henk)
    with acting_as(handlers.SENDER, at=world.at):
        handlers.tell_of_acquaintance(
            AcquaintanceDeclared(case_id=world.case_id, involvement_id=row_of(world).pk), at=world.at
        )
        assert Notice.objects.filter(receiver_id=world.fatma.id, kind="acquaintance").exists()


def test_when_the_client_wants_it_the_expert_helps_on(world):
    declare(world)
    decide(world, True)
    assert sees(world, world.henk)
    assert row_of(world).until is None


def test_when_not_the_expert_stops_and_stays_out(world):
    declare(world)
    row = row_of(world)
    decide(world, False, said="Liever iemand die ik niet ken.")
    assert not sees(world, world.henk)
    with acting_as(REGISTER, at=world.at):
        assert Involvement.objects.get(pk=row.pk).until is not None
    with acting_as(world.fatma, at=world.at):
        assert world.henk.id in queries.acquaintances_of(Case.objects.get(pk=world.case_id))
    with acting_as(handlers.SENDER, at=world.at):
        handlers.tell_of_decided_acquaintance(
            AcquaintanceDecided(case_id=world.case_id, involvement_id=row.pk), at=world.at
        )
        told = Notice.objects.get(receiver_id=world.henk.id, kind="help_ended")
    assert (told.link_name, told.link_id) == ("", None)


@pytest.mark.parametrize("who", ["henk", "ruben", "ingrid", "samira"])
def test_only_the_case_manager_writes_the_decision_down(world, who):
    declare(world)
    with pytest.raises((NotAllowed, NotFound, PeopleNotAllowed)):
        decide(world, True, who=getattr(world, who))
    assert not sees(world, world.henk)


@pytest.mark.parametrize("said", ["", "-", "x" * 201])
def test_without_the_words_of_the_client_there_is_no_decision(world, said):
    declare(world)
    with pytest.raises(commands.WordsNeeded if len(said) < 2 else Exception):
        decide(world, True, said=said)
    assert not sees(world, world.henk)


def test_there_is_nothing_to_decide_when_nobody_declared_anything(world):
    with pytest.raises(NotFound):
        decide(world, True)


def test_who_is_no_expert_here_does_not_close_a_file_this_way(world):
    with pytest.raises(NotAllowed):
        declare(world, who=world.ruben)
    assert sees(world, world.ruben)


def test_the_contract_ends_and_access_ends_the_same_moment(world):
    assert sees(world, world.henk)
    organizations.end_employment(actor=world.ingrid, professional_id=world.henk.id, at=world.at)
    assert not sees(world, world.henk)


def test_the_last_day_of_the_role_is_the_last_day_of_access(world):
    from rondom.organizations.models import WorkingRole

    role = WorkingRole.objects.get(professional_id=world.henk.id)
    organizations.end_working_role(
        actor=world.ingrid, working_role_id=role.pk, ends_on=world.at.date(), at=world.at
    )
    assert sees(world, world.henk)
    assert not sees(world, world.henk, at=world.at + timedelta(days=1))
