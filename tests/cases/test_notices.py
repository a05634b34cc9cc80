"""Who hears that there is news about a case, and who never does."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import Part, scope_of
from rondom.audit.models import AuditEvent
from rondom.cases import commands as cases
from rondom.cases import events, jobs
from rondom.cases.handlers import (
    ask_to_confirm_words,
    tell_of_answer,
    tell_of_deadline,
    tell_of_handover,
    tell_of_held_reaction,
    tell_of_involvement,
    tell_of_new_case_manager,
    tell_of_overdue_request,
    tell_of_reaction,
    tell_of_request,
)
from rondom.cases.message_handlers import pass_messages_on
from rondom.cases.models import CaseManagerAssignment, ClientRequest, DeadlineAlarm, Supporter
from rondom.notices.commands import write_message
from rondom.notices.models import Notice
from tests.cases.world import HOUSING, day

pytestmark = pytest.mark.django_db
SYSTEM = system_actor("test")


def told(handler, event, world):
    """The receivers of the notices that this handler gives."""
    with acting_as(SYSTEM, at=world.at):
        before = set(Notice.objects.values_list("pk", flat=True))
        handler(event, at=world.at)
        return {n.receiver_id for n in Notice.objects.exclude(pk__in=before)}


def test_the_client_and_the_new_case_manager_hear_of_the_change_the_same_day(world):
    with acting_as(world.ingrid, at=world.at):
        assignment = cases.appoint_case_manager(
            actor=world.ingrid,
            case_id=world.case_id,
            professional_id=world.noor.id,
            reason="Verlof",
            at=world.at,
        )
    event = events.CaseManagerChanged(case_id=world.case_id, assignment_id=assignment.pk)
    assert told(tell_of_new_case_manager, event, world) == {world.samira.id, world.noor.id}
    with acting_as(SYSTEM, at=world.at):
        CaseManagerAssignment.objects.filter(pk=assignment.pk).update(acting=True)
    assert world.ingrid.id in told(tell_of_new_case_manager, event, world)


def test_a_question_that_nobody_answered_waits_for_the_new_case_manager(world):
    """R-012, R-019: the clock goes on, and it is hers now."""
    with acting_as(world.samira, at=world.at):
        asked = write_message(
            actor=world.samira,
            space=world.space,
            body="Wanneer belt u?",
            receiver_kind="professional",
            receiver_id=world.fatma.id,
            client_id=world.samira.id,
            at=world.at,
        )
    with acting_as(world.ingrid, at=world.at):
        assignment = cases.appoint_case_manager(
            actor=world.ingrid,
            case_id=world.case_id,
            professional_id=world.noor.id,
            reason="Verlof",
            at=world.at,
        )
    event = events.CaseManagerChanged(case_id=world.case_id, assignment_id=assignment.pk)
    with acting_as(SYSTEM, at=world.at):
        pass_messages_on(event, at=world.at)
        asked.refresh_from_db()
    assert asked.receiver_id == world.noor.id


def test_an_earlier_appointment_that_ended_moves_nothing(world):
    """The events of two changes on one day may come in any order."""
    with acting_as(SYSTEM, at=world.at):
        row = CaseManagerAssignment.objects.get(case_id=world.case_id, until=None)
        CaseManagerAssignment.objects.filter(pk=row.pk).update(until=world.at)
        event = events.CaseManagerChanged(case_id=world.case_id, assignment_id=row.pk)
        before = AuditEvent.objects.filter(action="message.pass_on").count()
        pass_messages_on(event, at=world.at)
        assert AuditEvent.objects.filter(action="message.pass_on").count() == before


def test_a_hidden_party_is_told_and_the_case_manager_is_not(world):
    with acting_as(SYSTEM, at=world.at):
        hidden = world.case.involvements.get(professional_id=world.yvonne.id)
        shown = world.case.involvements.get(professional_id=world.wendy.id)
    for row, expected in (
        (hidden, {world.yvonne.id}),
        (shown, {world.wendy.id, world.fatma.id}),
    ):
        event = events.InvolvementStarted(case_id=world.case_id, involvement_id=row.pk)
        assert told(tell_of_involvement, event, world) == expected


def test_words_written_down_ask_the_person_and_own_words_tell_the_case_manager(world):
    for actor, expected in ((world.fatma, {world.samira.id}), (world.samira, {world.fatma.id})):
        with acting_as(actor, at=world.at):
            words = cases.write_own_words(
                actor=actor,
                case_id=world.case_id,
                matters="Rust.",
                wants="",
                refuses="",
                language="nl",
                at=world.at,
            )
        event = events.OwnWordsWritten(case_id=world.case_id, own_words_id=words.pk)
        assert told(ask_to_confirm_words, event, world) == expected


def test_a_reaction_in_a_part_that_is_not_the_case_manager_s_tells_her_nothing(world):
    with acting_as(world.esther, at=world.at):
        talk = cases.write_note(
            actor=world.esther,
            case_id=world.case_id,
            text="Eigen gesprek.",
            subject_id=world.lina.id,
            named=[world.lina.id],
            at=world.at,
        )
    for actor, scope, expected in (
        (world.lina, talk.scope, set()),
        (world.samira, scope_of(world.space, Part.CORE), {world.fatma.id}),
    ):
        with acting_as(actor, at=world.at):
            reaction = cases.react(
                actor=actor,
                scope=scope,
                object_type="note",
                object_id=talk.pk,
                text="Zo was het niet.",
                at=world.at,
            )
        event = events.ReactionWritten(case_id=world.case_id, reaction_id=reaction.pk)
        assert told(tell_of_reaction, event, world) == expected
    held = events.ReactionHeld(case_id=world.case_id, reaction_id=reaction.pk)
    assert told(tell_of_held_reaction, held, world) == {world.samira.id, world.ingrid.id}


def test_a_request_tells_who_answers_then_who_asked_and_late_the_officer(world):
    with acting_as(world.samira, at=world.at):
        request = cases.ask_other_case_manager(
            actor=world.samira, case_id=world.case_id, text="Iemand anders graag.", at=world.at
        )
    key = {"case_id": world.case_id, "request_id": request.pk}
    assert told(tell_of_request, events.RequestAsked(**key), world) == {world.ingrid.id}
    assert told(tell_of_answer, events.RequestAnswered(**key), world) == {world.samira.id}
    assert told(tell_of_overdue_request, events.RequestOverdue(**key), world) == {world.bas.id}


def test_the_clock_jobs_run_as_the_system_and_twice_is_once(world):
    with acting_as(world.fatma, at=world.at):
        cases.enter_deadline(
            actor=world.fatma,
            case_id=world.case_id,
            domain=HOUSING,
            kind="eviction",
            due_on=day(world.at) + timedelta(days=7),
            source="Brief van Wonen Maas",
            at=world.at,
        )
    with acting_as(world.samira, at=world.at):
        cases.ask_other_case_manager(
            actor=world.samira, case_id=world.case_id, text="Iemand anders graag.", at=world.at
        )
        cases.add_supporter(
            actor=world.samira, case_id=world.case_id, name="Buurvrouw Ans", relation="buurvrouw", at=world.at
        )
    later = world.at + timedelta(days=190)
    for _twice in range(2):
        with acting_as(SYSTEM, at=world.at):
            jobs.watch_deadlines(at=world.at)
            alarm = DeadlineAlarm.objects.get()
    event = events.DeadlineAlarmed(case_id=world.case_id, alarm_id=alarm.pk)
    assert told(tell_of_deadline, event, world) == {world.fatma.id, world.ingrid.id}
    for _twice in range(2):
        with acting_as(SYSTEM, at=later):
            jobs.watch_terms(at=later)
            jobs.watch_deadlines(at=later)
            jobs.watch_cover(at=later)
            assert ClientRequest.objects.get().escalated_at == later
            assert Supporter.objects.get().state == "lapsed"
            assert DeadlineAlarm.objects.filter(threshold_days=-1).count() == 1


def test_a_handover_is_told_before_it_happens(world):
    with acting_as(world.fatma, at=world.at):
        planned = cases.plan_handover(
            actor=world.fatma,
            case_id=world.case_id,
            taker_id=world.noor.id,
            reason="Verlof vanaf volgende week.",
            overlap_on=day(world.at),
            open_agreements=[],
            at=world.at,
        )
    event = events.HandoverPlanned(case_id=world.case_id, handover_id=planned.pk)
    assert told(tell_of_handover, event, world) == {world.samira.id, world.noor.id}
