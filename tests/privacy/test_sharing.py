"""One thing for one person: an ex-partner, a teenager, a helper."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.access.models import DynamicPart, EndedHolder, Grant
from rondom.kernel.refusals import NotAllowed
from rondom.people.models import Person
from rondom.privacy import commands
from rondom.privacy.commands.refusals import (
    AccessEndedAlready,
    AppointmentWithoutTime,
    PersonUnrelated,
    SafetyReasonMissing,
    SharedTitleMissing,
    SharedTooBriefly,
    ShieldForbids,
)
from rondom.privacy.models import SharedItem
from tests.cases.world import day

pytestmark = pytest.mark.django_db
REASON = "Er is dreiging, hij belde drie keer."


def _share(world, **more):
    values = {
        "actor": world.fatma,
        "space": world.space,
        "person_id": world.karim.id,
        "subject_id": world.adam.id,
        "title": "Inhaler",
        "text": "Twice a day",
        "at": world.at,
        "also": (world.samira.id,),
    }
    return commands.share_with_person(**values | more)


def _seen(actor, at):
    with acting_as(actor, at=at):
        return [item.title for item in SharedItem.objects.all()]


def test_only_who_is_named_sees_it(world):
    _share(world)
    for name in ("karim", "fatma", "samira"):
        assert _seen(getattr(world, name), world.at) == ["Inhaler"], name
    for name in ("lina", "naima", "peter", "esther", "ruben", "ingrid", "daan", "bas", "tom"):
        assert _seen(getattr(world, name), world.at) == [], name


def test_ending_it_takes_it_away_at_once(world):
    item = _share(world)
    commands.stop_sharing(actor=world.samira, item_id=item.pk, at=world.at)
    assert _seen(world.karim, world.at) == []
    with acting_as(world.karim, at=world.at):
        assert not Grant.objects.filter(holder_id=world.karim.id, revoked_at=None).exists()


def test_sharing_until_a_day_ends_by_itself(world):
    until = world.at + timedelta(days=3)
    _share(world, until=until)
    assert _seen(world.karim, until - timedelta(minutes=1)) == ["Inhaler"]
    assert _seen(world.karim, until + timedelta(minutes=1)) == []


def test_nothing_about_the_shielded_person_goes_to_the_one_she_is_shielded_from(world):
    with pytest.raises(ShieldForbids):
        _share(world, subject_id=world.samira.id)
    # The other lock: a shield that is laid later takes away what was shared.
    item = _share(world, subject_id=world.lina.id)
    from rondom.people.commands import declare_conflict

    assert _seen(world.karim, world.at) == ["Inhaler"]
    declare_conflict(
        actor=world.fatma,
        household_id=world.household_id,
        person_id=world.lina.id,
        counterpart_kind="person",
        counterpart_id=world.karim.id,
        kind="shield",
        reason="",
        at=world.at,
    )
    assert _seen(world.karim, world.at) == [], item.title


@pytest.mark.parametrize("name", ["karim", "lina", "peter", "ruben", "ingrid", "daan"])
def test_others_share_nothing_from_this_household(world, name):
    with pytest.raises(NotAllowed):
        _share(world, actor=getattr(world, name), also=())


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"title": "  "}, SharedTitleMissing),
        ({"kind": "appointment"}, AppointmentWithoutTime),
    ],
)
def test_a_shared_item_is_whole(world, changes, refusal):
    with pytest.raises(refusal):
        _share(world, **changes)
    with pytest.raises(SharedTooBriefly):
        _share(world, until=world.at)
    with pytest.raises(PersonUnrelated):
        _share(world, person_id=world.space and world.household_id)


def test_reaching_sixteen_ends_what_parents_saw_of_the_child(world):
    _share(world, person_id=world.lina.id, subject_id=world.lina.id, title="Own goal")
    assert _seen(world.samira, world.at) == ["Own goal"] == _seen(world.lina, world.at)
    clock = system_actor("permission clock")
    with acting_as(clock, at=world.at):
        today = day(world.at)
        Person.objects.filter(pk=world.lina.id).update(birth_date=today.replace(year=today.year - 16))
        assert commands.follow_ages(actor=clock, at=world.at) == 1
        assert DynamicPart.objects.get().kind == "subject"
    assert _seen(world.samira, world.at) == []
    assert _seen(world.lina, world.at) == ["Own goal"]


def test_before_sixteen_parents_keep_seeing_what_was_shared_of_the_child(world):
    _share(world, person_id=world.lina.id, subject_id=world.lina.id, title="Own goal")
    clock = system_actor("permission clock")
    with acting_as(clock, at=world.at):
        today = day(world.at)
        Person.objects.filter(pk=world.lina.id).update(
            birth_date=today.replace(year=today.year - 16) + timedelta(days=1)
        )
        assert commands.follow_ages(actor=clock, at=world.at) == 0
    assert _seen(world.samira, world.at) == ["Own goal"]


@pytest.mark.parametrize("act", [commands.end_portal_access, commands.restore_portal_access])
def test_a_case_manager_ends_and_opens_the_pages_of_people_of_the_household_only(world, act):
    stranger = world.household_id  # the key of nobody
    with pytest.raises(PersonUnrelated):
        act(actor=world.fatma, space=world.space, person_id=stranger, reason=REASON, at=world.at)
    with acting_as(system_actor("test"), at=world.at):
        assert not EndedHolder.objects.filter(holder_id=stranger).exists()


def test_safety_mode_ends_everything_of_one_person_at_once(world):
    _share(world)
    with pytest.raises(SafetyReasonMissing):
        commands.end_portal_access(
            actor=world.fatma, space=world.space, person_id=world.karim.id, reason="kort", at=world.at
        )
    for name in ("peter", "daan", "samira", "karim"):
        with pytest.raises(NotAllowed):
            commands.end_portal_access(
                actor=getattr(world, name),
                space=world.space,
                person_id=world.karim.id,
                reason=REASON,
                at=world.at,
            )
    commands.end_portal_access(
        actor=world.fatma, space=world.space, person_id=world.karim.id, reason=REASON, at=world.at
    )
    assert _seen(world.karim, world.at) == []
    assert _seen(world.samira, world.at) == ["Inhaler"]
    with pytest.raises(AccessEndedAlready):
        commands.end_portal_access(
            actor=world.fatma, space=world.space, person_id=world.karim.id, reason=REASON, at=world.at
        )
    commands.restore_portal_access(
        actor=world.ingrid, space=world.space, person_id=world.karim.id, reason=REASON, at=world.at
    )
    assert _seen(world.karim, world.at) == ["Inhaler"]
