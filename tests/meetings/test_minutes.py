"""Deciding together, disagreement that may stay, agreements that become actions."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.kernel.refusals import NotAllowed
from rondom.meetings import commands, jobs, queries
from rondom.meetings.commands.refusals import (
    ClientViewFirst,
    DateInPast,
    DisagreementNeedsWords,
    DomainMissing,
    NotInPlanYet,
    NotYourView,
    OneViewTooFew,
    OnlyClientAnswers,
    TooFewOptions,
    WordsMissing,
)
from rondom.meetings.models import Agreement, Decision, Disagreement, Meeting, Stance
from rondom.meetings.vocabulary import GivenView, StanceKind
from rondom.plans import commands as plans
from rondom.plans.models import Action
from tests.cases.world import MONEY, day
from tests.meetings.table import begin, running, seat, tap

pytestmark = pytest.mark.django_db


def decided(world, meeting, **more) -> Decision:
    facts = {
        "question": "Hoe betalen we de achterstand?",
        "options": ["In tien termijnen", "In twintig termijnen"],
        "chosen": "In twintig termijnen",
        **more,
    }
    return commands.record_decision(actor=world.fatma, meeting_id=meeting.pk, at=begin(world), **facts)


def stance(world, meeting, decision, actor, kind, *, by=None, words="", at=None):
    moment = at or begin(world)
    with acting_as(by or actor, at=moment):
        place = seat(meeting, actor).pk
        return commands.take_stance(
            actor=by or actor,
            decision_id=decision.pk,
            participant_id=place,
            kind=kind,
            words=words,
            at=moment,
        )


def view_of(world, meeting):
    with acting_as(world.fatma, at=begin(world)):
        row = Meeting.objects.get(pk=meeting.pk)
        return queries.live_screen(world.fatma, row, at=begin(world)).decisions[0]


def test_one_option_without_a_reason_is_refused(world):
    meeting = running(world)
    for options in ([], ["Betalen"], ["Betalen", "Betalen", "  "]):
        with pytest.raises(TooFewOptions):
            decided(world, meeting, options=options)
    decided(world, meeting, options=["Betalen"], no_alternative_reason="De rechter heeft het opgelegd.")


def test_a_decision_stays_a_draft_until_the_client_is_asked(world):
    meeting = running(world, world.ruben)
    decision = decided(world, meeting)
    stance(world, meeting, decision, world.ruben, StanceKind.AGREES)
    assert view_of(world, meeting).draft
    stance(world, meeting, decision, world.samira, StanceKind.DISAGREES, words="Te lang.")
    assert not view_of(world, meeting).draft


def test_what_cannot_wait_is_carried_out_with_its_reason(world):
    meeting = running(world)
    decided(world, meeting, urgent_reason="De ontruiming is morgen.")
    assert not view_of(world, meeting).draft


def test_a_no_carries_its_words(world):
    meeting = running(world)
    decision = decided(world, meeting)
    with pytest.raises(DisagreementNeedsWords):
        stance(world, meeting, decision, world.samira, StanceKind.DISAGREES, words="  ")


def test_nobody_but_the_chair_writes_for_another(world):
    meeting = running(world, world.ruben, world.peter)
    decision = decided(world, meeting)
    with pytest.raises(NotAllowed):
        stance(world, meeting, decision, world.samira, StanceKind.AGREES, by=world.peter)
    with pytest.raises(NotAllowed):
        commands.record_decision(
            actor=world.peter,
            meeting_id=meeting.pk,
            question="Wat?",
            options=["a b", "c d"],
            chosen="a b",
            at=begin(world),
        )


def test_at_the_table_the_chair_may_note_what_the_client_says(world):
    meeting = running(world)
    tap(world, meeting, world.samira)
    row = stance(world, meeting, decided(world, meeting), world.samira, StanceKind.AGREES, by=world.fatma)
    assert row.confirm_by is None
    assert not row.by_own_hand


def test_an_agreement_noted_for_an_absent_client_returns_to_not_asked_after_five_working_days(world):
    meeting = running(world)
    row = stance(world, meeting, decided(world, meeting), world.samira, StanceKind.AGREES, by=world.fatma)
    assert row.confirm_by == day(world.at + timedelta(days=7))
    for days, expected in ((7, StanceKind.AGREES), (8, StanceKind.NOT_ASKED)):
        moment = world.at + timedelta(days=days, hours=1)
        with acting_as(system_actor("meeting clock"), at=moment):
            jobs.keep_meeting_clocks(at=moment)
            assert Stance.objects.get(pk=row.pk).kind == expected
    assert view_of(world, meeting).draft


def test_the_client_confirms_or_rejects_what_was_noted_for_her_and_nobody_else_does(world):
    meeting = running(world)
    first = stance(world, meeting, decided(world, meeting), world.samira, StanceKind.AGREES, by=world.fatma)
    with pytest.raises(OnlyClientAnswers):
        commands.confirm_stance(actor=world.fatma, stance_id=first.pk, right=True, at=world.at)
    assert commands.confirm_stance(
        actor=world.samira, stance_id=first.pk, right=True, at=begin(world)
    ).confirmed_at
    second = stance(world, meeting, decided(world, meeting), world.samira, StanceKind.AGREES, by=world.fatma)
    rejected = commands.confirm_stance(actor=world.samira, stance_id=second.pk, right=False, at=begin(world))
    assert rejected.kind == StanceKind.NOT_ASKED


def disagreed(
    world, meeting, *, by=None, client_view="Ik betaal genoeg.", other="Het kan sneller."
) -> Disagreement:
    actor = by or world.fatma
    with acting_as(actor, at=begin(world)):
        peter = seat(meeting, world.peter).pk
        return commands.raise_disagreement(
            actor=actor,
            meeting_id=meeting.pk,
            matter="Hoe snel de achterstand weg moet zijn",
            client_view=client_view,
            views=[GivenView(peter, other)],
            at=begin(world),
        )


def test_a_disagreement_starts_with_the_client_and_has_two_sides(world):
    meeting = running(world, world.peter)
    with pytest.raises(ClientViewFirst):
        disagreed(world, meeting, client_view=" ")
    with pytest.raises(OneViewTooFew):
        disagreed(world, meeting, other="")
    row = disagreed(world, meeting)
    with acting_as(world.samira, at=begin(world)):
        assert [v.participant.name for v in row.views.select_related("participant")] == [
            "Samira Haddad",
            "Peter Jansen",
        ]


def test_only_the_named_parties_settle_it_and_only_together(world):
    meeting = running(world, world.peter, world.ruben)
    row = disagreed(world, meeting)
    with acting_as(world.fatma, at=begin(world)):
        hers, his = row.views.all()
    for actor in (world.fatma, world.ruben):
        with pytest.raises(NotYourView):
            commands.settle_view(actor=actor, view_id=hers.pk, at=begin(world))
    assert commands.settle_view(actor=world.peter, view_id=his.pk, at=begin(world)).resolved_at is None
    assert commands.settle_view(actor=world.samira, view_id=hers.pk, at=begin(world)).resolved_at


def agreed(world, meeting, who, *, by=None, what="De brief van de bank openen", **more) -> Agreement:
    actor = by or world.fatma
    with acting_as(actor, at=begin(world)):
        place = seat(meeting, who).pk
        facts = {"due_on": day(world.at), "domain": MONEY, **more}
        return commands.agree(
            actor=actor, meeting_id=meeting.pk, what=what, participant_id=place, at=begin(world), **facts
        )


def started_plan(world):
    with acting_as(world.fatma, at=world.ago(12)):
        return plans.start_plan(actor=world.fatma, case_id=world.case_id, at=world.ago(12))


def test_an_agreement_becomes_an_action_of_the_plan_without_retyping(world):
    plan = started_plan(world)
    meeting = running(world, world.ruben)
    for who in (world.samira, world.ruben):
        row = agreed(world, meeting, who)
        with acting_as(world.samira, at=begin(world)):
            action = Action.objects.get(pk=row.action_id)
            assert (action.plan_id, action.what, action.owner_id, action.due_on) == (
                plan.pk,
                row.what,
                who.id,
                row.due_on,
            )


def test_with_a_plan_an_agreement_belongs_to_a_part_of_life(world):
    started_plan(world)
    meeting = running(world)
    with pytest.raises(DomainMissing):
        agreed(world, meeting, world.samira, domain=None)


def test_what_the_plan_cannot_take_yet_stands_in_the_meeting_and_says_so(world):
    started_plan(world)
    meeting = running(world, world.grace)
    row = agreed(world, meeting, world.grace)
    assert row.action_id is None
    with pytest.raises(NotInPlanYet):
        commands.put_in_plan(actor=world.fatma, agreement_id=row.pk, at=begin(world))


def test_an_agreement_before_today_or_without_words_is_refused(world):
    meeting = running(world)
    with pytest.raises(DateInPast):
        agreed(world, meeting, world.samira, due_on=day(world.ago(1)))
    with pytest.raises(WordsMissing):
        agreed(world, meeting, world.samira, what="?")
    with acting_as(world.fatma, at=begin(world)):
        assert not Agreement.objects.exists()


def test_one_does_not_give_tasks_to_another_unless_one_chairs(world):
    meeting = running(world, world.peter)
    with pytest.raises(NotAllowed):
        agreed(world, meeting, world.samira, by=world.peter)
    agreed(world, meeting, world.peter, by=world.peter)


def test_the_same_task_taken_twice_is_shown_to_the_chair_only(world):
    meeting = running(world, world.ruben)
    agreed(world, meeting, world.samira)
    agreed(world, meeting, world.ruben, what="de brief van de bank  openen.")
    for actor, expected in ((world.fatma, 1), (world.ruben, 0)):
        with acting_as(actor, at=begin(world)):
            row = Meeting.objects.get(pk=meeting.pk)
            assert len(queries.live_screen(actor, row, at=begin(world)).double_claims) == expected
