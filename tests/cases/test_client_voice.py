"""R-008, R-011, R-082: reactions travel, requests are answered in writing before a day."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import Part, plan_part, scope_of
from rondom.cases import queries
from rondom.cases.commands import (
    AlreadyAnswered,
    AnswerWithReason,
    WordsNeeded,
    answer_request,
    appoint_case_manager,
    ask_correction,
    ask_other_case_manager,
    escalate_overdue_requests,
    hold_reaction,
    question_involvement,
    react,
    refresh_cover,
    release_reaction,
)
from rondom.cases.models import ClientRequest, Reaction
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.organizations.commands import appoint_team_leader
from tests.cases.world import HOUSING, MONEY, day

pytestmark = pytest.mark.django_db


def write(actor, world, part=Part.CORE, text="Zo is het niet gegaan."):
    with acting_as(actor, at=world.at):
        return react(
            actor=actor,
            scope=scope_of(world.space, part),
            object_type="note",
            object_id=world.case_id,
            text=text,
            at=world.at,
        )


def texts(actor, world):
    with acting_as(actor, at=world.at):
        found = queries.reactions_on([world.case_id], actor)
        return [r.text for r in found.get(world.case_id, [])]


def test_a_reaction_shows_to_everybody_who_reads_the_entry_and_to_nobody_else(world):
    write(world.samira, world, plan_part(HOUSING))
    assert texts(world.fatma, world) == texts(world.peter, world) == ["Zo is het niet gegaan."]
    assert texts(world.wendy, world) == []
    assert texts(world.karim, world) == []


def test_nobody_reacts_on_what_is_not_theirs(world):
    for actor in (world.karim, world.lina, world.naima, world.daan):
        with pytest.raises(NotFound):
            write(actor, world)
    with pytest.raises(NotAllowed):
        write(world.fatma, world)


def test_a_threat_is_held_never_deleted_and_the_writer_still_sees_it(world):
    reaction = write(world.samira, world, text="Ik kom jullie halen.")
    with acting_as(world.fatma, at=world.at):
        hold_reaction(
            actor=world.fatma, reaction_id=reaction.pk, reason="Klinkt als een dreiging.", at=world.at
        )
        with pytest.raises(NotAllowed):
            release_reaction(actor=world.fatma, reaction_id=reaction.pk, at=world.at)
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            Reaction.objects.filter(pk=reaction.pk).delete()
    assert texts(world.samira, world) == ["Ik kom jullie halen."]
    assert texts(world.fatma, world) == []


def ask(world, **more):
    with acting_as(world.samira, at=world.at):
        return ask_correction(
            actor=world.samira,
            scope=scope_of(world.space, plan_part(MONEY)),
            object_type="goal",
            object_id=world.case_id,
            text="Het bedrag klopt niet.",
            at=world.at,
            **more,
        )


def test_a_correction_has_ten_working_days_and_is_held_by_asker_and_case_manager_only(world):
    request = ask(world)
    assert request.due_on == date(2026, 9, 21)
    for actor, sees in (
        (world.fatma, True),
        (world.samira, True),
        (world.ruben, False),
        (world.bas, False),
        (world.ingrid, False),
    ):
        with acting_as(actor, at=world.at):
            assert ClientRequest.objects.exists() is sees, actor.name


def test_a_request_cannot_be_closed_without_an_answer(world):
    request = ask(world)
    with acting_as(world.fatma, at=world.at):
        for empty in ("", ".", "n/a"):
            with pytest.raises(AnswerWithReason):
                answer_request(
                    actor=world.fatma, request_id=request.pk, outcome="done", answer=empty, at=world.at
                )
        with pytest.raises(DatabaseError), transaction.atomic():
            ClientRequest.objects.filter(pk=request.pk).update(answered_at=world.at)
        answered = answer_request(
            actor=world.fatma,
            request_id=request.pk,
            outcome="done",
            answer="Aangepast, dank je.",
            at=world.at,
        )
        assert answered.answered_by_name == "Fatma Yildiz"
        with pytest.raises(AlreadyAnswered):
            answer_request(
                actor=world.fatma, request_id=request.pk, outcome="done", answer="Nog eens.", at=world.at
            )


def test_an_ignored_question_about_a_party_goes_to_the_privacy_officer_once(world):
    with acting_as(world.samira, at=world.at):
        row = next(r for r in queries.involved_parties(world.case) if r.professional_id == world.wendy.id)
        question_involvement(
            actor=world.samira, involvement_id=row.pk, text="Waarom kijkt zij mee?", end=True, at=world.at
        )
    clock = system_actor("clock")
    for days, expected in ((14, 0), (15, 1), (16, 0)):
        moment = world.at + timedelta(days=days)
        with acting_as(clock, at=moment):
            assert escalate_overdue_requests(actor=clock, at=moment) == expected
    later = world.at + timedelta(days=16)
    with acting_as(world.bas, at=later):
        request = ClientRequest.objects.get()
        answer_request(
            actor=world.bas,
            request_id=request.pk,
            outcome="explained",
            answer="Zij regelt je uitkering.",
            at=later,
        )


def test_the_new_leader_answers_who_asked_for_another_case_manager(world):
    """Who leads no more neither reads the question nor answers it; other questions stay where they are."""
    with acting_as(world.samira, at=world.at):
        asked = ask_other_case_manager(
            actor=world.samira, case_id=world.case_id, text="Het klikt niet tussen ons.", at=world.at
        )
    next_week = world.at + timedelta(days=7)
    for who, starts in ((world.daan, world.at), (world.grace, next_week)):
        appoint_team_leader(
            actor=world.tom,
            team_id=world.team_id,
            professional_id=who.id,
            stand_in_id=None,
            starts_on=day(starts),
            at=world.at,
        )
    with acting_as(world.daan, at=world.at):
        assert queries.request_for(asked.pk).answerer_id == world.daan.id
    with acting_as(world.ingrid, at=world.at):
        assert queries.request_for(asked.pk) is None
    clock = system_actor("cover clock")
    with acting_as(clock, at=next_week):
        refresh_cover(actor=clock, at=next_week)
    with acting_as(world.daan, at=next_week):
        assert queries.request_for(asked.pk) is None
    with acting_as(world.grace, at=next_week):
        assert queries.request_for(asked.pk).answerer_id == world.grace.id
        words = "Noor neemt het over, na een gesprek met jullie drieën."
        answer_request(actor=world.grace, request_id=asked.pk, outcome="done", answer=words, at=next_week)


def test_asking_for_another_case_manager_goes_to_the_leader_within_five_days(world):
    with acting_as(world.samira, at=world.at):
        with pytest.raises(WordsNeeded):
            ask_other_case_manager(actor=world.samira, case_id=world.case_id, text=".", at=world.at)
        for _again in range(3):
            request = ask_other_case_manager(
                actor=world.samira, case_id=world.case_id, text="Het klikt niet.", at=world.at
            )
    assert request.due_on == date(2026, 9, 14)
    with acting_as(world.fatma, at=world.at):
        assert not ClientRequest.objects.exists()
    with acting_as(world.ingrid, at=world.at):
        assert ClientRequest.objects.count() == 3
        answer_request(
            actor=world.ingrid,
            request_id=request.pk,
            outcome="not_done",
            answer="Ik wil eerst met je praten.",
            at=world.at,
        )
    with acting_as(world.fatma, at=world.at), pytest.raises(NotFound):
        ask_other_case_manager(actor=world.karim, case_id=world.case_id, text="Iemand anders.", at=world.at)


def test_open_requests_follow_the_case_manager(world):
    ask(world)
    with acting_as(world.ingrid, at=world.at):
        appoint_case_manager(
            actor=world.ingrid,
            case_id=world.case_id,
            professional_id=world.noor.id,
            reason="Fatma gaat met verlof.",
            at=world.at,
        )
    with acting_as(world.noor, at=world.at):
        assert ClientRequest.objects.count() == 1
    with acting_as(world.fatma, at=world.at):
        assert ClientRequest.objects.count() == 0
