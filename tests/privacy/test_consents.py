"""Permissions: who decides, what counts, and that withdrawing works in the same instant."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.access.queries import held_parts
from rondom.access.scopes import Part, scope_of
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.people.models import Person
from rondom.privacy import commands, queries
from rondom.privacy.commands.refusals import (
    AlreadyDecided,
    AskedTooSoon,
    ConsentEnded,
    ConsentTooWide,
    ConsentWithoutDomain,
    PartyUnknown,
    PurposeUnknown,
    WitnessMissing,
)
from rondom.privacy.models import Consent, ConsentStep
from tests.cases.world import HEALTH, MONEY, PARENTING, day

pytestmark = pytest.mark.django_db


def _ask(world, actor=None, person=None, **more):
    values = {
        "actor": actor or world.fatma,
        "space": world.space,
        "person_id": person or world.samira.id,
        "organization_id": world.organizations["huisartsenpraktijk"],
        "purpose": "referral",
        "domains": [HEALTH],
        "at": world.at,
    }
    return commands.ask_consent(**values | more)


def _parts(actor, world, at=None):
    with acting_as(actor, at=at or world.at):
        return set(held_parts(holder_id=actor.id, space=world.space, at=at or world.at))


def test_asking_shares_nothing_and_giving_counts_from_that_moment(world):
    consent = _ask(world)
    assert consent.state == "proposed"
    assert consent.given_at is None
    given = commands.decide_consent(
        actor=world.samira, consent_id=consent.pk, given=True, channel="portal", at=world.at
    )
    assert given.state == "given"
    assert given.given_at == world.at


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"domains": list(range(9))}, ConsentTooWide),
        ({"domains": [77]}, ConsentTooWide),
        ({"domains": []}, ConsentWithoutDomain),
        ({"purpose": "curiosity"}, PurposeUnknown),
    ],
)
def test_what_is_asked_must_be_narrow_and_known(world, changes, refusal):
    with pytest.raises(refusal):
        _ask(world, **changes)


def test_a_party_must_exist(world):
    with pytest.raises(PartyUnknown):
        _ask(world, organization_id=world.samira.id)


def test_withdrawing_ends_the_grants_of_the_party_in_the_same_step(world):
    assert Part.CORE in _parts(world.esther, world)
    with acting_as(world.samira, at=world.at):
        consent = Consent.objects.get(organization_id=world.organizations["horizon"])
        commands.withdraw_consent(actor=world.samira, consent_id=consent.pk, at=world.at)
    assert _parts(world.esther, world) == {Part.OVERVIEW, Part.INVOLVEMENT}


def test_a_withdrawn_permission_cannot_be_given_again_nor_withdrawn_twice(world):
    consent = _ask(world)
    commands.withdraw_consent(actor=world.samira, consent_id=consent.pk, at=world.at)
    with pytest.raises(ConsentEnded):
        commands.withdraw_consent(actor=world.samira, consent_id=consent.pk, at=world.at)
    with pytest.raises(ConsentEnded):
        commands.decide_consent(
            actor=world.samira, consent_id=consent.pk, given=True, channel="portal", at=world.at
        )


def test_after_a_withdrawal_only_the_case_manager_asks_again_within_thirty_days(world):
    consent = _ask(world)
    commands.withdraw_consent(actor=world.samira, consent_id=consent.pk, at=world.at)
    later = world.at + timedelta(days=29)
    with pytest.raises(AskedTooSoon):
        _ask(world, at=later)
    assert _ask(world, at=later, as_case_manager=True).state == "proposed"
    assert _ask(world, at=world.at + timedelta(days=31)).state == "proposed"


@pytest.mark.parametrize("name", ["karim", "naima", "lina"])
def test_somebody_without_authority_decides_nothing_about_samira(world, name):
    consent = _ask(world)
    with pytest.raises((NotAllowed, NotFound)):
        commands.decide_consent(
            actor=getattr(world, name), consent_id=consent.pk, given=True, channel="portal", at=world.at
        )


def test_spoken_permission_needs_a_witness_and_is_marked_as_written_down_by_another(world):
    consent = _ask(world)
    values = {
        "actor": world.fatma,
        "consent_id": consent.pk,
        "given": True,
        "channel": "spoken",
        "at": world.at,
    }
    with pytest.raises(WitnessMissing):
        commands.decide_consent(**values)
    commands.decide_consent(**values, witness="Henk Visser")
    with acting_as(world.samira, at=world.at):
        line = queries.consent_line(world.samira, consent.pk, at=world.at)
    assert line.stands
    assert line.assisted_by == "Fatma Yildiz"
    assert line.witness == "Henk Visser"


def test_between_twelve_and_sixteen_child_and_guardian_both_say_yes(world):
    consent = _ask(world, person=world.lina.id, domains=[PARENTING])
    half = commands.decide_consent(
        actor=world.lina, consent_id=consent.pk, given=True, channel="portal", at=world.at
    )
    assert half.state == "proposed"
    with acting_as(world.samira, at=world.at):
        line = queries.consent_line(world.samira, consent.pk, at=world.at)
        assert line.waits_for_other
        assert line.mine_to_decide
    with pytest.raises(AlreadyDecided):
        commands.decide_consent(
            actor=world.lina, consent_id=consent.pk, given=True, channel="portal", at=world.at
        )
    whole = commands.decide_consent(
        actor=world.samira, consent_id=consent.pk, given=True, channel="portal", at=world.at
    )
    assert whole.state == "given"


def test_either_of_two_who_decide_together_ends_it(world):
    consent = _ask(world, person=world.lina.id, domains=[PARENTING])
    for who in (world.samira, world.lina):
        commands.decide_consent(actor=who, consent_id=consent.pk, given=True, channel="portal", at=world.at)
    assert (
        commands.withdraw_consent(actor=world.lina, consent_id=consent.pk, at=world.at).state == "withdrawn"
    )


def test_for_a_young_child_the_guardian_decides_and_the_child_does_not(world):
    consent = _ask(world, person=world.adam.id, domains=[HEALTH])
    with pytest.raises(NotAllowed):
        commands.decide_consent(
            actor=world.adam, consent_id=consent.pk, given=True, channel="portal", at=world.at
        )
    done = commands.decide_consent(
        actor=world.samira, consent_id=consent.pk, given=True, channel="portal", at=world.at
    )
    assert done.state == "given"


def test_a_sixteenth_birthday_asks_anew(world):
    consent = _ask(world, person=world.lina.id, domains=[PARENTING], months=24)
    for who in (world.samira, world.lina):
        commands.decide_consent(actor=who, consent_id=consent.pk, given=True, channel="portal", at=world.at)
    today = day(world.at)
    clock = system_actor("permission clock")
    with acting_as(clock, at=world.at):
        Person.objects.filter(pk=world.lina.id).update(
            birth_date=today.replace(year=today.year - 16) + timedelta(days=1)
        )
        assert commands.follow_ages(actor=clock, at=world.at) == 0
        tomorrow = world.at + timedelta(days=1)
        assert commands.follow_ages(actor=clock, at=tomorrow) == 1
        states = Consent.objects.filter(person_id=world.lina.id).values_list("state", "asked_band")
        assert sorted(states) == [("expired", "shared"), ("proposed", "self")]
        assert commands.follow_ages(actor=clock, at=tomorrow) == 0, "once is enough"


def test_what_is_over_is_written_as_over(world):
    later = world.at + timedelta(days=400)
    clock = system_actor("permission clock")
    assert commands.expire_consents(actor=clock, at=later) == 3
    assert commands.expire_consents(actor=clock, at=later) == 0
    with acting_as(clock, at=later):
        assert ConsentStep.objects.filter(state="expired").count() == 3


def test_a_party_reads_the_permission_about_itself_and_no_other(world):
    with acting_as(world.peter, at=world.at):
        assert {c.organization_id for c in Consent.objects.all()} == {world.organizations["wonen-maas"]}


def test_money_stays_out_of_sight_of_a_party_with_another_domain(world):
    from rondom.access.scopes import plan_part

    assert plan_part(MONEY) not in _parts(world.peter, world)


def _row(world, *, days, state="given", domains=(HEALTH,)):
    Consent.objects.create(
        space=world.space,
        scope=scope_of(world.space, Part.INVOLVEMENT_MASKED),
        person_id=world.samira.id,
        organization_id=world.organizations["huisartsenpraktijk"],
        purpose="coordination",
        domains=list(domains),
        state=state,
        given_at=world.ago(100),
        withdrawn_at=world.ago(50) if state == "withdrawn" else None,
        valid_until=world.at + timedelta(days=days),
    )


def _basis(world):
    return queries.basis_for(
        space=world.space, organization_id=world.organizations["huisartsenpraktijk"], at=world.at
    )


def test_a_new_permission_stands_beside_one_that_was_withdrawn_before(world):
    with acting_as(system_actor("test"), at=world.at):
        _row(world, days=9, state="withdrawn")
        assert (_basis(world).objected, _basis(world).domains) == (True, frozenset())
        _row(world, days=9)
        assert (_basis(world).objected, _basis(world).domains) == (False, {HEALTH})


def test_two_permissions_end_with_the_first_so_that_nothing_outlives_its_own(world):
    with acting_as(system_actor("test"), at=world.at):
        _row(world, days=30, domains=[HEALTH])
        _row(world, days=9, domains=[MONEY])
        found = _basis(world)
    assert (found.until, found.domains) == (world.at + timedelta(days=9), {HEALTH, MONEY})
