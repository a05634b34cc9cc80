"""Actions: one owner, a date, states that are added."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from rondom.access.context import acting_as
from rondom.kernel.refusals import NotAllowed, NotFound, StaleVersion
from rondom.kernel.text import TextTooLong
from rondom.plans import commands as plans
from rondom.plans.commands import Owner
from rondom.plans.commands.refusals import (
    DateInPast,
    OwnerMissing,
    OwnerNotInvolved,
    ReasonMissing,
    StateImpossible,
    TextMissing,
)
from rondom.plans.models import Action, Goal, LineStep, Plan
from tests.cases.world import HOUSING, MONEY, PARENTING, SAFETY, day

pytestmark = pytest.mark.django_db


def add(world, actor, **more):
    facts = {
        "what": "De verhuurder bellen",
        "domain": HOUSING,
        "owner": Owner("professional", world.fatma.id, ""),
        "due_on": day(world.at) + timedelta(days=3),
    } | more
    return plans.add_action(actor=actor, plan_id=world.plan_id, at=world.at, **facts)


def test_the_sister_sees_her_line_and_nothing_else(world):
    with acting_as(world.naima, at=world.at):
        assert list(Action.objects.values_list("pk", flat=True)) == [world.fetch]
        assert Plan.objects.count() == 0
        assert Goal.objects.count() == 0


def test_the_sister_says_herself_that_it_is_done(world):
    done = plans.report_action(actor=world.naima, action_id=world.fetch, state="done", at=world.at)
    assert done.state == "done"
    with acting_as(world.fatma, at=world.at):
        step = LineStep.objects.filter(action_id=world.fetch).latest("at")
        assert (step.state, step.by_id) == ("done", world.naima.id)
        assert Plan.objects.get(pk=world.plan_id).case.timeline.filter(kind="action.report").exists()


def test_the_owner_of_one_line_cannot_rewrite_it(world):
    with pytest.raises(NotAllowed):
        plans.change_action(
            actor=world.naima,
            action_id=world.fetch,
            version=1,
            what="Niets doen",
            due_on=day(world.at),
            at=world.at,
        )
    with acting_as(world.naima, at=world.at), transaction.atomic():
        assert Action.objects.filter(pk=world.fetch).update(what="Niets") == 0


def test_an_action_has_one_owner(world):
    for owner in (None, Owner("client", None, ""), Owner("", uuid4(), "x")):
        with pytest.raises(OwnerMissing):
            add(world, world.fatma, owner=owner)


def test_an_owner_takes_part_in_the_case(world):
    with pytest.raises(OwnerNotInvolved):
        add(world, world.fatma, owner=Owner("professional", world.daan.id, ""))
    with pytest.raises(OwnerNotInvolved):
        add(world, world.fatma, owner=Owner("client", world.karim.id, ""))
    with pytest.raises(OwnerNotInvolved):
        add(world, world.fatma, owner=Owner("supporter", world.karim.id, ""))


def test_a_hidden_helper_is_refused_like_somebody_unknown(world):
    with pytest.raises(OwnerNotInvolved) as hidden:
        add(world, world.fatma, owner=Owner("professional", world.yvonne.id, ""))
    with pytest.raises(OwnerNotInvolved) as unknown:
        add(world, world.fatma, owner=Owner("professional", world.daan.id, ""))
    assert str(hidden.value).replace("Yvonne Smit", "") == str(unknown.value).replace("Daan Prins", "")


def test_an_owner_who_does_not_read_the_domain_sees_this_line_alone(world):
    row = add(world, world.fatma, domain=SAFETY, owner=Owner("professional", world.peter.id, ""))
    with acting_as(world.peter, at=world.at):
        assert Action.objects.filter(pk=row.pk).exists()
        assert not Action.objects.filter(domain=MONEY).exists()
    with acting_as(world.esther, at=world.at):
        assert not Action.objects.filter(pk=row.pk).exists(), "another partner's line of another domain"
    with acting_as(world.ruben, at=world.at):
        assert Action.objects.filter(pk=row.pk).exists(), "the line follows the story"


@pytest.mark.parametrize(
    ("more", "refusal", "field"),
    [
        ({"what": ""}, TextMissing, "what"),
        ({"what": "y" * 100_000}, TextTooLong, "what"),
    ],
)
def test_bad_words_are_refused_at_the_field(world, more, refusal, field):
    with pytest.raises(refusal) as caught:
        add(world, world.fatma, **more)
    assert caught.value.field == field


def test_a_date_in_the_past_is_refused(world):
    with pytest.raises(DateInPast) as caught:
        add(world, world.fatma, due_on=day(world.ago(1)))
    assert caught.value.field == "due_on"
    assert add(world, world.fatma, due_on=day(world.at)).due_on == day(world.at)


def test_an_agreement_of_a_meeting_becomes_one_action_however_often_it_is_sent(world):
    source = uuid4()
    one = add(world, world.fatma, source_type="agreement", source_id=source)
    two = add(world, world.fatma, source_type="agreement", source_id=source)
    assert one.pk == two.pk


def test_states_are_steps_and_dropping_says_why(world):
    plans.report_action(actor=world.ruben, action_id=world.clock, state="started", at=world.at)
    with pytest.raises(ReasonMissing):
        plans.report_action(actor=world.ruben, action_id=world.clock, state="dropped", at=world.at)
    plans.report_action(
        actor=world.ruben,
        action_id=world.clock,
        state="dropped",
        reason="De verhuurder stopte zelf",
        at=world.at,
    )
    with pytest.raises(StateImpossible):
        plans.report_action(actor=world.ruben, action_id=world.clock, state="started", at=world.at)
    with acting_as(world.samira, at=world.at):
        states = LineStep.objects.filter(action_id=world.clock).order_by("at").values_list("state", flat=True)
        assert list(states) == ["planned", "started", "dropped"]


def test_steps_are_never_changed_or_removed(world):
    with acting_as(world.fatma, at=world.at):
        assert LineStep.objects.filter(action_id=world.letters).update(state="done") == 0
        assert LineStep.objects.filter(action_id=world.letters).delete()[0] == 0


def test_carrying_over_starts_it_again_with_a_new_date(world):
    later = day(world.at) + timedelta(days=14)
    new = plans.carry_over_action(actor=world.ruben, action_id=world.clock, due_on=later, at=world.at)
    with acting_as(world.ruben, at=world.at):
        old = Action.objects.get(pk=world.clock)
        assert old.state == "carried_over"
        assert Action.objects.get(pk=new.pk).carried_from_id == old.pk


def test_a_stale_version_saves_nothing(world):
    later = day(world.at) + timedelta(days=9)
    plans.change_action(
        actor=world.ruben,
        action_id=world.clock,
        version=1,
        what="Bellen en schrijven",
        due_on=later,
        at=world.at,
    )
    with pytest.raises(StaleVersion):
        plans.change_action(
            actor=world.fatma,
            action_id=world.clock,
            version=1,
            what="Iets anders doen",
            due_on=later,
            at=world.at,
        )
    with acting_as(world.ruben, at=world.at):
        assert Action.objects.get(pk=world.clock).what == "Bellen en schrijven"


def test_who_is_not_on_the_case_finds_nothing(world):
    for other in (world.daan, world.karim, world.ingrid, world.marieke):
        with pytest.raises(NotFound):
            plans.report_action(actor=other, action_id=world.clock, state="done", at=world.at)
        with pytest.raises(NotFound):
            add(world, other, domain=PARENTING)


def test_the_database_refuses_a_line_without_owner(world):
    with acting_as(world.fatma, at=world.at), pytest.raises(DatabaseError), transaction.atomic():
        Action.objects.filter(pk=world.clock).update(owner_name="")
