"""R-005: the own network is the client's."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.access.queries import held_parts
from rondom.cases.commands import (
    ClientDecides,
    SupporterSeesNoLines,
    add_supporter,
    confirm_supporter,
    end_supporter,
    lapse_supporters,
    share_line,
    write_note,
)
from rondom.cases.models import Case, Note, Supporter
from rondom.notices.models import Notice
from rondom.privacy import commands as privacy
from rondom.privacy import queries as privacy_queries
from rondom.privacy.commands.refusals import ShieldForbids
from rondom.privacy.models import SharedItem
from tests.cases.world import SECRETS, leaks

pytestmark = pytest.mark.django_db
LINE = "Adam op dinsdag van school halen."


def add(actor, world, access="lines", at=None):
    at = at or world.at
    with acting_as(actor, at=at):
        return add_supporter(
            actor=actor,
            case_id=world.case_id,
            name="Naima",
            relation="zus",
            access=access,
            person_id=world.naima.id,
            at=at,
        )


def share(world, supporter):
    with acting_as(world.samira, at=world.at):
        return share_line(
            actor=world.samira,
            supporter_id=supporter.pk,
            object_type="action",
            object_id=world.case_id,
            text=LINE,
            at=world.at,
        )


def lines(world, at=None):
    with acting_as(world.naima, at=at or world.at):
        return [row.title for row in privacy_queries.shared_with(world.naima.id, at=at or world.at)]


def test_added_by_a_worker_it_is_only_a_proposal_that_opens_nothing(world):
    supporter = add(world.fatma, world)
    assert supporter.state == "proposed"
    assert supporter.part_scope is None
    with acting_as(world.fatma, at=world.at), pytest.raises(ClientDecides):
        confirm_supporter(actor=world.fatma, supporter_id=supporter.pk, access="lines", at=world.at)


def test_the_client_shows_one_line_and_the_supporter_sees_that_and_nothing_else(world):
    supporter = add(world.samira, world)
    share(world, supporter)
    assert lines(world) == [LINE]
    with acting_as(world.fatma, at=world.at):
        write_note(
            actor=world.fatma,
            case_id=world.case_id,
            text="Over de veiligheid thuis.",
            domain=None,
            at=world.at,
        )
    with acting_as(world.naima, at=world.at):
        assert not Case.objects.exists()
        assert not Note.objects.exists()
        assert not Supporter.objects.exists()


def test_who_may_see_the_agenda_only_gets_no_lines(world):
    supporter = add(world.samira, world, access="agenda")
    with pytest.raises(SupporterSeesNoLines):
        share(world, supporter)


def test_ending_is_silent_and_at_once(world):
    supporter = add(world.samira, world)
    share(world, supporter)
    with acting_as(world.samira, at=world.at):
        end_supporter(actor=world.samira, supporter_id=supporter.pk, at=world.at)
    assert lines(world) == []
    with acting_as(system_actor("test"), at=world.at):
        assert not Notice.objects.filter(receiver_id=world.naima.id).exists()


def test_a_line_can_be_taken_back(world):
    line = share(world, add(world.samira, world))
    with acting_as(world.samira, at=world.at):
        privacy.stop_sharing(actor=world.samira, item_id=line, at=world.at)
    assert lines(world) == []


def test_access_lapses_after_six_months_and_can_be_renewed(world):
    supporter = add(world.samira, world)
    share(world, supporter)
    later = world.at + timedelta(days=184)
    clock = system_actor("clock")
    with acting_as(clock, at=later):
        assert lapse_supporters(actor=clock, at=later) == 1
        assert lapse_supporters(actor=clock, at=later) == 0
    assert lines(world, later) == []
    with acting_as(world.samira, at=later):
        renewed = confirm_supporter(actor=world.samira, supporter_id=supporter.pk, access="lines", at=later)
    assert renewed.state == "confirmed"
    assert lines(world, later) == [LINE]


def test_nothing_secret_stands_in_what_a_supporter_holds(world):
    share(world, add(world.samira, world))
    with acting_as(world.naima, at=world.at):
        text = " ".join(str(vars(line)) for line in SharedItem.objects.all())
    assert leaks(text) == []
    assert SECRETS["street"] not in text


def test_taking_one_line_back_leaves_the_others(world):
    supporter = add(world.samira, world)
    first = share(world, supporter)
    with acting_as(world.samira, at=world.at):
        share_line(
            actor=world.samira,
            supporter_id=supporter.pk,
            object_type="action",
            object_id=world.household_id,
            text="Samen naar de gemeente.",
            at=world.at,
        )
        privacy.stop_sharing(actor=world.samira, item_id=first, at=world.at)
    assert lines(world) == ["Samen naar de gemeente."]


def test_sharing_a_line_again_replaces_it(world):
    supporter = add(world.samira, world)
    share(world, supporter)
    share(world, supporter)
    assert lines(world) == [LINE]


def test_a_shield_counts_for_a_line_too(world):
    with acting_as(world.samira, at=world.at):
        supporter = add_supporter(
            actor=world.samira,
            case_id=world.case_id,
            name="Karim",
            relation="ex",
            access="lines",
            person_id=world.karim.id,
            at=world.at,
        )
    with pytest.raises(ShieldForbids):
        share(world, supporter)


def held_parts_of_naima(world, at):
    with acting_as(system_actor("test"), at=at):
        return held_parts(holder_id=world.naima.id, space=world.space, at=at)


def test_who_sees_nothing_holds_no_part_of_the_file(world):
    supporter = add(world.samira, world, access="nothing")
    assert held_parts_of_naima(world, world.at) == {}
    with acting_as(world.samira, at=world.at):
        confirm_supporter(actor=world.samira, supporter_id=supporter.pk, access="lines", at=world.at)
    assert len(held_parts_of_naima(world, world.at)) == 1
    with acting_as(world.samira, at=world.at):
        confirm_supporter(actor=world.samira, supporter_id=supporter.pk, access="nothing", at=world.at)
    assert held_parts_of_naima(world, world.at) == {}


def test_access_lapses_at_its_moment_also_when_the_clock_stands_still(world):
    supporter = add(world.samira, world)
    before = supporter.lapses_at - timedelta(seconds=1)
    assert len(held_parts_of_naima(world, before)) == 1
    assert held_parts_of_naima(world, supporter.lapses_at) == {}
    with acting_as(system_actor("case clock"), at=supporter.lapses_at):
        assert lapse_supporters(actor=system_actor("case clock"), at=before) == 0
        assert lapse_supporters(actor=system_actor("case clock"), at=supporter.lapses_at) == 1
