"""R-010, R-012, R-131: one named case manager, warm hands, a load that is visible."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rondom.access.context import acting_as, system_actor
from rondom.access.queries import held_parts
from rondom.access.scopes import Part
from rondom.cases import queries
from rondom.cases.commands import (
    AboveNorm,
    AlreadyCaseManager,
    CaseManagerMustBePerson,
    ClientNotTold,
    HandoverRunning,
    appoint_case_manager,
    cancel_handover,
    complete_handover,
    introduce_taker,
    plan_handover,
    refresh_cover,
    tell_client_of_handover,
)
from rondom.cases.models import Case, CaseManagerAssignment, Handover
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.organizations.commands import end_employment, set_setting, set_stand_in
from tests.cases.world import day

pytestmark = pytest.mark.django_db


def appoint(actor, world, who, reason="Nieuwe casusregisseur."):
    with acting_as(actor, at=world.at):
        return appoint_case_manager(
            actor=actor, case_id=world.case_id, professional_id=who, reason=reason, at=world.at
        )


def test_a_second_case_manager_is_impossible(world):
    with acting_as(world.fatma, at=world.at), pytest.raises(IntegrityError), transaction.atomic():
        CaseManagerAssignment.objects.create(
            case=world.case, scope=world.case.scope, professional_id=world.noor.id, since=world.at
        )
    appoint(world.ingrid, world, world.noor.id)
    with acting_as(world.noor, at=world.at):
        assert CaseManagerAssignment.objects.filter(until=None).count() == 1
    with pytest.raises(AlreadyCaseManager):
        appoint(world.ingrid, world, world.noor.id)


def test_a_team_or_mailbox_cannot_be_case_manager(world):
    for key in (world.team_id, world.organizations["maasdrecht"]):
        with pytest.raises(CaseManagerMustBePerson):
            appoint(world.fatma, world, key)


def test_a_colleague_without_relation_appoints_nobody(world):
    with pytest.raises(NotFound):
        appoint(world.daan, world, world.daan.id)
    with pytest.raises(NotAllowed):
        appoint(world.ruben, world, world.ruben.id)


def test_when_the_case_manager_leaves_the_stand_in_acts_in_the_same_moment(world):
    with acting_as(world.tom, at=world.at):
        end_employment(actor=world.tom, professional_id=world.fatma.id, at=world.at)
    with acting_as(world.noor, at=world.at):
        assert world.case.case_manager_id == world.noor.id
        assert Part.CORE in held_parts(holder_id=world.noor.id, space=world.space, at=world.at)
    with acting_as(world.fatma, at=world.at):
        assert not Case.objects.exists()
    with acting_as(world.ingrid, at=world.at):
        items = queries.today_items(world.ingrid, at=world.at)
        assert ("case_manager", world.case_id) in [(i.url_name, i.url_id) for i in items]


def test_without_a_stand_in_the_team_leader_acts(world):
    with acting_as(world.tom, at=world.at):
        end_employment(actor=world.tom, professional_id=world.noor.id, at=world.at)
        end_employment(actor=world.tom, professional_id=world.fatma.id, at=world.at)
    with acting_as(world.ingrid, at=world.at):
        assert world.case.case_manager_id == world.ingrid.id


def test_a_stand_in_sees_the_file_during_the_absence_without_address_and_not_after(world):
    today = day(world.at)
    with acting_as(world.fatma, at=world.at):
        set_stand_in(
            actor=world.fatma,
            professional_id=world.fatma.id,
            stand_in_id=world.noor.id,
            starts_on=today,
            ends_on=today + timedelta(days=4),
            at=world.at,
        )
    clock = system_actor("cover clock")
    back = world.at + timedelta(days=5)
    # Arranging it wrote the grants already; the clock has work on the day that somebody is back.
    for moment, present, changed in ((world.at, True, 0), (back, False, 1)):
        with acting_as(clock, at=moment):
            assert refresh_cover(actor=clock, at=moment) == changed
            assert refresh_cover(actor=clock, at=moment) == 0
        with acting_as(world.noor, at=moment):
            held = held_parts(holder_id=world.noor.id, space=world.space, at=moment)
            assert (Part.CORE in held) is present
            assert Part.ADDRESS not in held


def plan(world, actor=None, **more):
    actor = actor or world.fatma
    values = {"taker_id": world.noor.id, "reason": "Fatma gaat met verlof."} | more
    with acting_as(actor, at=world.at):
        return plan_handover(
            actor=actor,
            case_id=world.case_id,
            overlap_on=day(world.at) + timedelta(days=7),
            open_agreements=["Bellen met Wonen Maas"],
            at=world.at,
            **values,
        )


def test_a_warm_handover_tells_introduces_and_then_changes(world):
    handover = plan(world)
    with pytest.raises(HandoverRunning):
        plan(world)
    with acting_as(world.noor, at=world.at):
        assert queries.handover_of(world.noor, world.case, at=world.at).open_agreements == [
            "Bellen met Wonen Maas"
        ]
    with acting_as(world.fatma, at=world.at):
        with pytest.raises(ClientNotTold):
            complete_handover(actor=world.fatma, handover_id=handover.pk, at=world.at)
        tell_client_of_handover(actor=world.fatma, handover_id=handover.pk, at=world.at)
        introduce_taker(actor=world.fatma, handover_id=handover.pk, at=world.at)
        done = complete_handover(actor=world.fatma, handover_id=handover.pk, at=world.at)
    assert done.without_contact is False
    with acting_as(world.noor, at=world.at):
        assert world.case.case_manager_id == world.noor.id


def test_the_leader_carries_a_handover_on_while_both_are_away_and_reads_none_of_its_words(world):
    handover = plan(world)
    with acting_as(world.ingrid, at=world.at):
        shown = queries.handover_of(world.ingrid, world.case, at=world.at)
        assert (shown.pk, shown.reason, shown.open_agreements) == (handover.pk, "", [])
        tell_client_of_handover(actor=world.ingrid, handover_id=handover.pk, at=world.at)
        introduce_taker(actor=world.ingrid, handover_id=handover.pk, at=world.at)
        done = complete_handover(actor=world.ingrid, handover_id=handover.pk, at=world.at)
    assert done.completed_at == world.at
    assert done.without_contact is False


@pytest.mark.parametrize("name", ["ruben", "henk", "peter", "daan", "karim", "samira", "bas"])
def test_nobody_else_takes_a_step_in_a_handover(world, name):
    handover, actor = plan(world), getattr(world, name)
    with acting_as(actor, at=world.at):
        for step in (tell_client_of_handover, introduce_taker, cancel_handover, complete_handover):
            with pytest.raises((NotFound, NotAllowed)):
                step(actor=actor, handover_id=handover.pk, at=world.at)
    with acting_as(system_actor("test"), at=world.at):
        handover.refresh_from_db()
        assert (handover.client_told_at, handover.completed_at, handover.cancelled_at) == (None, None, None)


def test_a_handover_without_contact_is_possible_counted_and_visible(world):
    handover = plan(world)
    with acting_as(world.fatma, at=world.at):
        complete_handover(
            actor=world.fatma,
            handover_id=handover.pk,
            why_without="Samira is onbereikbaar in het buitenland.",
            at=world.at,
        )
        assert Handover.objects.get().without_contact is True
    with acting_as(world.ingrid, at=world.at):
        shown = queries.cold_handovers(world.team_id, at=world.at + timedelta(days=364))
        assert [(one.household, one.giver, one.taker) for one in shown] == [
            ("Haddad", "Fatma Yildiz", "Noor de Wit")
        ]
        assert queries.cold_handovers(world.team_id, at=world.at + timedelta(days=366)) == []


def test_told_and_not_introduced_or_introduced_and_not_told_is_no_warm_handover(world):
    for step in (tell_client_of_handover, introduce_taker):
        handover = plan(world)
        with acting_as(world.fatma, at=world.at):
            step(actor=world.fatma, handover_id=handover.pk, at=world.at)
            with pytest.raises(ClientNotTold):
                complete_handover(actor=world.fatma, handover_id=handover.pk, at=world.at)
            with pytest.raises(ClientNotTold):
                complete_handover(
                    actor=world.fatma, handover_id=handover.pk, why_without="n.v.t.", at=world.at
                )
            cancel_handover(actor=world.fatma, handover_id=handover.pk, at=world.at)
    with acting_as(world.ingrid, at=world.at):
        assert queries.cold_handovers(world.team_id, at=world.at) == []


def test_above_the_norm_the_team_leader_decides_with_a_reason(world):
    with acting_as(world.tom, at=world.at):
        set_setting(actor=world.tom, key="caseload_norm_full_time_weight", value=1, at=world.at)
    appoint(world.ingrid, world, world.noor.id)
    with acting_as(system_actor("test"), at=world.at):
        Case.objects.filter(pk=world.case_id).update(weight=2)
    with acting_as(world.noor, at=world.at), pytest.raises(AboveNorm, match="de norm is 1"):
        plan_handover(
            actor=world.noor,
            case_id=world.case_id,
            taker_id=world.fatma.id,
            reason="Terug naar Fatma.",
            overlap_on=day(world.at),
            open_agreements=[],
            at=world.at,
        )
    for nothing in ("", "-", "n.v.t."):
        with pytest.raises(AboveNorm):
            appoint(world.ingrid, world, world.fatma.id, nothing)
    assert appoint(world.ingrid, world, world.fatma.id, "Fatma kent het gezin; twee andere zaken gaan weg.")


def test_the_leader_sees_load_beside_norm_and_the_client_never(world):
    with acting_as(world.ingrid, at=world.at):
        loads = {one.name: one for one in queries.team_load(world.team_id, at=world.at)}
    assert loads["Fatma Yildiz"].load == 1
    assert loads["Fatma Yildiz"].norm > 0
    assert loads["Daan Prins"].load == 0
    assert loads["Fatma Yildiz"].older_than_a_year == 0
    later = world.at + timedelta(days=350)
    with acting_as(world.ingrid, at=later):
        loads = {one.name: one for one in queries.team_load(world.team_id, at=later)}
    assert loads["Fatma Yildiz"].older_than_a_year == 1, "opened twenty days before"


def test_without_a_norm_nobody_is_above_it():
    assert not queries.Load(None, "Yvonne", load=3, cases=3, norm=0, older_than_a_year=0).is_above
    assert not queries.Load(None, "Daan", load=3, cases=3, norm=3, older_than_a_year=0).is_above
    assert queries.Load(None, "Daan", load=4, cases=3, norm=3, older_than_a_year=0).is_above
