"""Goals: the client's wording, the client's yes, the client's order."""

import pytest

from rondom.access.context import acting_as
from rondom.cases import commands as cases
from rondom.kernel.refusals import NotAllowed, NotFound, StaleVersion
from rondom.kernel.text import TextTooLong, TextUnreadable
from rondom.organizations import queries as organizations
from rondom.organizations.commands import set_setting
from rondom.plans import commands as plans
from rondom.plans.commands import GoalWords
from rondom.plans.commands.order import shown_order
from rondom.plans.commands.refusals import (
    DateInPast,
    DomainUnknown,
    OrderIsTheClients,
    StateImpossible,
    StrengthUnknown,
    TextMissing,
    TooManyNow,
    WitnessMissing,
    YesIsTheClients,
)
from rondom.plans.models import Goal, LineStep
from tests.cases.world import MONEY, PARENTING, day
from tests.plans.plan_world import the_plan

pytestmark = pytest.mark.django_db


def words(**more):
    return GoalWords(**({"title": "Een eigen plek om te tekenen", "domain": PARENTING} | more))


def order(world):
    with acting_as(world.samira, at=world.at):
        return [p.id for p in shown_order(the_plan(world))]


def test_the_plan_world_stands(world):
    with acting_as(world.samira, at=world.at):
        goals = {g.pk: g for g in Goal.objects.all()}
    assert goals[world.money].state == "proposed"
    assert goals[world.school].state == "agreed"


def test_money_is_proposed_on_top_until_the_client_orders(world):
    assert order(world) == [world.money, world.school]
    plans.move_goal(actor=world.samira, goal_id=world.school, up=True, at=world.at)
    assert order(world) == [world.school, world.money]
    plans.add_goal(
        actor=world.fatma,
        plan_id=world.plan_id,
        goal=words(title="Toeslagen aanvragen nu", domain=MONEY),
        at=world.at,
    )
    assert order(world)[:2] == [world.school, world.money]


def test_nobody_changes_the_order_without_the_client(world):
    with pytest.raises(OrderIsTheClients):
        plans.move_goal(actor=world.fatma, goal_id=world.school, up=True, at=world.at)
    with pytest.raises(WitnessMissing):
        plans.move_goal(actor=world.fatma, goal_id=world.school, up=True, channel="phone", at=world.at)
    assert order(world) == [world.money, world.school]
    plans.move_goal(
        actor=world.fatma, goal_id=world.school, up=True, channel="phone", witness="Henk Visser", at=world.at
    )
    assert order(world) == [world.school, world.money]


def test_a_professionals_goal_waits_for_the_clients_yes(world):
    with pytest.raises(YesIsTheClients):
        plans.accept_goal(actor=world.fatma, goal_id=world.money, at=world.at)
    with pytest.raises(WitnessMissing):
        plans.accept_goal(actor=world.fatma, goal_id=world.money, channel="paper", at=world.at)
    goal = plans.accept_goal(actor=world.samira, goal_id=world.money, at=world.at)
    assert goal.state == "agreed"
    with pytest.raises(StateImpossible):
        plans.accept_goal(actor=world.samira, goal_id=world.money, at=world.at)


def test_setting_the_state_is_no_way_around_the_clients_yes(world):
    with pytest.raises(YesIsTheClients):
        plans.set_goal_state(actor=world.fatma, goal_id=world.money, state="agreed", reason="", at=world.at)


def test_rewording_by_a_professional_asks_the_yes_again(world):
    goal = plans.change_goal(
        actor=world.fatma,
        goal_id=world.school,
        version=1,
        goal=words(title="Lina elke dag naar school"),
        at=world.at,
    )
    assert (goal.state, goal.accepted_at) == ("proposed", None)
    with acting_as(world.samira, at=world.at):
        step = LineStep.objects.filter(goal_id=world.school).latest("at")
    assert step.was["title"] == "Lina weer naar school"
    assert step.now["title"] == "Lina elke dag naar school"


def test_at_most_three_goals_are_for_now(world):
    third = plans.add_goal(actor=world.samira, plan_id=world.plan_id, goal=words(), at=world.at)
    fourth = plans.add_goal(
        actor=world.samira, plan_id=world.plan_id, goal=words(title="Een fiets voor Adam"), at=world.at
    )
    assert (third.term, fourth.term) == ("now", "later")
    with pytest.raises(TooManyNow):
        plans.set_goal_term(actor=world.samira, goal_id=fourth.pk, term="now", at=world.at)
    plans.set_goal_term(actor=world.samira, goal_id=third.pk, term="later", at=world.at)
    assert plans.set_goal_term(actor=world.samira, goal_id=fourth.pk, term="now", at=world.at).term == "now"


def test_the_number_of_goals_for_now_is_the_citys(world):
    set_setting(actor=world.tom, key="goals_now", value=2, at=world.at)
    organizations.forget_settings()
    assert (
        plans.add_goal(actor=world.samira, plan_id=world.plan_id, goal=words(), at=world.at).term == "later"
    )


def test_two_people_editing_at_once_never_overwrite(world):
    plans.change_goal(
        actor=world.samira,
        goal_id=world.school,
        version=1,
        goal=words(title="Lina rustig naar school"),
        at=world.at,
    )
    with pytest.raises(StaleVersion):
        plans.change_goal(
            actor=world.fatma,
            goal_id=world.school,
            version=1,
            goal=words(title="Lina naar het mbo toe"),
            at=world.at,
        )
    with acting_as(world.samira, at=world.at):
        assert Goal.objects.get(pk=world.school).title == "Lina rustig naar school"


@pytest.mark.parametrize(
    ("goal", "refusal", "field"),
    [
        (words(title=""), TextMissing, "title"),
        (words(title=" ... "), TextMissing, "title"),
        (words(title="x" * 100_000), TextTooLong, "title"),
        (words(title="a\x00b"), TextUnreadable, "title"),
        (words(domain=29), DomainUnknown, "domain"),
        (words(strength_ids=["00000000-0000-0000-0000-000000000001"]), StrengthUnknown, "strengths"),
    ],
)
def test_bad_input_is_refused_at_its_field(world, goal, refusal, field):
    with pytest.raises(refusal) as caught:
        plans.add_goal(actor=world.samira, plan_id=world.plan_id, goal=goal, at=world.at)
    assert caught.value.field == field


def test_a_date_in_the_past_is_refused_and_an_old_date_may_stay(world):
    yesterday = day(world.ago(1))
    with pytest.raises(DateInPast):
        plans.add_goal(actor=world.samira, plan_id=world.plan_id, goal=words(due_on=yesterday), at=world.at)
    before = plans.add_goal(
        actor=world.samira, plan_id=world.plan_id, goal=words(due_on=yesterday), at=world.ago(2)
    )
    changed = plans.change_goal(
        actor=world.samira,
        goal_id=before.pk,
        version=1,
        goal=words(title="Een rustige tekenplek", due_on=yesterday),
        at=world.at,
    )
    assert changed.due_on == yesterday


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script> weg", "=cmd|' /C calc'!A0", "naar school 🎨 graag", "مدرسة لينا من جديد"],
)
def test_html_formula_emoji_and_arabic_are_words_like_others(world, text):
    assert (
        plans.add_goal(actor=world.samira, plan_id=world.plan_id, goal=words(title=text), at=world.at).title
        == text
    )


def test_who_is_not_on_the_case_adds_nothing(world):
    with pytest.raises(NotFound):
        plans.add_goal(actor=world.daan, plan_id=world.plan_id, goal=words(), at=world.at)


def test_a_partner_adds_in_the_own_domain_only_and_never_for_now(world):
    goal = plans.add_goal(actor=world.esther, plan_id=world.plan_id, goal=words(), at=world.at)
    assert (goal.state, goal.term) == ("proposed", "later")
    with pytest.raises(NotAllowed):
        plans.add_goal(actor=world.esther, plan_id=world.plan_id, goal=words(domain=MONEY), at=world.at)


def test_a_goal_about_a_daughter_stands_in_her_own_part(world):
    goal = plans.add_goal(
        actor=world.samira, plan_id=world.plan_id, goal=words(), about_id=world.lina.id, at=world.at
    )
    with acting_as(world.lina, at=world.at):
        assert list(Goal.objects.values_list("pk", flat=True)) == [goal.pk]
    with acting_as(world.fatma, at=world.at):
        assert Goal.objects.filter(pk=goal.pk).exists()
    for other in (world.karim, world.naima, world.daan, world.ingrid):
        with acting_as(other, at=world.at):
            assert not Goal.objects.filter(pk=goal.pk).exists()


def test_a_parent_neither_rewords_nor_drops_the_own_goal_of_a_child(world):
    """What a young person wrote stays hers; the parent says what she thinks of it (R-017, R-044)."""
    with acting_as(world.fatma, at=world.at):
        cases.open_own_file(actor=world.fatma, case_id=world.case_id, person_id=world.lina.id, at=world.at)
    mine = plans.add_own_goal(
        actor=world.lina, case_id=world.case_id, title="Rust op mijn kamer", domain=PARENTING, at=world.at
    )
    words = GoalWords(title="Beter luisteren", domain=PARENTING)
    with pytest.raises(NotAllowed):
        plans.change_goal(actor=world.samira, goal_id=mine.pk, version=1, goal=words, at=world.at)
    with pytest.raises(NotAllowed):
        plans.set_goal_state(
            actor=world.samira, goal_id=mine.pk, state="dropped", reason="Niet nodig", at=world.at
        )
    plans.give_stance(
        actor=world.samira, kind="goal", line_id=mine.pk, stance="disagrees", words="Te veel", at=world.at
    )
    with acting_as(world.fatma, at=world.at):
        assert Goal.objects.get(pk=mine.pk).title == "Rust op mijn kamer"
