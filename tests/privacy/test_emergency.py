"""Emergency access: for danger, short, reviewed, and never for who is too close."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.audit.models import AuditEvent
from rondom.cases.models import Case
from rondom.kernel.refusals import NotAllowed
from rondom.people.commands import declare_conflict, record_bsn
from rondom.privacy import commands, queries
from rondom.privacy.commands.lookup import PER_ORGANIZATION_A_DAY, PER_PERSON_AN_HOUR
from rondom.privacy.commands.refusals import (
    AlreadyReviewed,
    EmergencyBlocked,
    EmergencyConflict,
    LookupIncomplete,
    LookupLimit,
    ReasonTooShort,
)
from rondom.privacy.models import EmergencyAccess, IdentityLookup
from tests.cases.world import day

pytestmark = pytest.mark.django_db
REASON = "Het kind wordt nu bedreigd, de politie belt."


def _open(world, actor=None, at=None, **more):
    values = {"actor": actor or world.daan, "space": world.space, "reason": REASON, "at": at or world.at}
    return commands.open_emergency_access(**values | more)


def _sees(actor, at):
    with acting_as(actor, at=at):
        return Case.objects.exists()


def test_it_opens_one_household_for_four_hours_and_no_longer(world):
    assert not _sees(world.daan, world.at)
    _open(world)
    assert _sees(world.daan, world.at + timedelta(hours=3, minutes=59))
    assert not _sees(world.daan, world.at + timedelta(hours=4))


def test_a_short_reason_and_a_resident_are_refused(world):
    with pytest.raises(ReasonTooShort):
        _open(world, reason="nodig")
    with pytest.raises(NotAllowed):
        _open(world, actor=world.karim)


def test_who_is_too_close_never_gets_in(world):
    declare_conflict(
        actor=world.fatma,
        household_id=world.household_id,
        person_id=world.samira.id,
        counterpart_kind="professional",
        counterpart_id=world.daan.id,
        kind="relative",
        reason="zwager",
        at=world.at,
    )
    with pytest.raises(EmergencyConflict):
        _open(world)
    assert not _sees(world.daan, world.at)
    with acting_as(world.bas, at=world.at):
        refused = AuditEvent.objects.filter(action="emergency_access.open", outcome="refused")
        assert refused.get().reason == "emergency_conflict"


def test_an_unreviewed_use_blocks_the_next_after_three_working_days(world):
    use = _open(world)
    friday = world.at + timedelta(days=4)
    assert _open(world, at=world.at + timedelta(days=2)), "Wednesday: the officer still has time"
    with acting_as(world.bas, at=friday):
        lines = queries.emergency_uses(at=friday)
    assert [line.blocked for line in lines] == [True, False]
    with pytest.raises(EmergencyBlocked):
        _open(world, at=friday)
    commands.review_emergency_access(
        actor=world.bas, emergency_access_id=use.pk, justified=True, note="ok", at=friday
    )
    assert _open(world, at=friday)


def test_the_officer_has_until_the_end_of_the_term_and_judges_once(world):
    use = _open(world)
    with acting_as(world.bas, at=world.at):
        term = queries.emergency_uses(at=world.at)[0].review_by
    assert _open(world, at=term), "at that very moment there is still time"
    with pytest.raises(EmergencyBlocked):
        _open(world, at=term + timedelta(seconds=1))
    judge = {"actor": world.bas, "emergency_access_id": use.pk, "at": world.at}
    commands.review_emergency_access(justified=False, note="Niet terecht.", **judge)
    with pytest.raises(AlreadyReviewed):
        commands.review_emergency_access(justified=True, note="Bij nader inzien.", **judge)
    with acting_as(world.bas, at=world.at):
        assert EmergencyAccess.objects.get(pk=use.pk).justified is False


def test_only_the_officer_reviews_and_tells_the_client(world):
    use = _open(world)
    for act in (
        lambda who: commands.review_emergency_access(
            actor=who, emergency_access_id=use.pk, justified=True, note="", at=world.at
        ),
        lambda who: commands.inform_client_of_emergency(actor=who, emergency_access_id=use.pk, at=world.at),
    ):
        for name in ("daan", "fatma", "samira"):
            with pytest.raises(NotAllowed):
                act(getattr(world, name))
    with acting_as(world.samira, at=world.at):
        assert not queries.told_emergencies(world.space)
    commands.inform_client_of_emergency(actor=world.bas, emergency_access_id=use.pk, at=world.at)
    with acting_as(world.samira, at=world.at):
        assert queries.told_emergencies(world.space).count() == 1


def _look(world, actor=None, **more):
    return commands.look_up_identity(actor=actor or world.daan, at=world.at, **more)


def test_only_an_exact_identity_is_found_and_nothing_of_its_content(world):
    today = day(world.ago(20))
    born = today.replace(year=today.year - 38, day=1)
    hits = _look(world, birth_date=born, family_name="haddad")
    assert [(hit.name, hit.space) for hit in hits] == [("Samira Haddad", world.space)]
    assert _look(world, birth_date=born, family_name="hadda") == []
    assert _look(world, birth_date=born + timedelta(days=1), family_name="Haddad") == []
    with pytest.raises(LookupIncomplete):
        _look(world, family_name="Haddad")
    with pytest.raises(NotAllowed):
        _look(world, actor=world.karim, birth_date=born, family_name="Haddad")


def test_a_bsn_finds_the_household(world):
    record_bsn(
        actor=world.fatma,
        household_id=world.household_id,
        person_id=world.samira.id,
        bsn="123456782",
        at=world.at,
    )
    assert [hit.person_id for hit in _look(world, bsn="123456782")] == [world.samira.id]


def test_a_search_that_finds_nothing_is_in_the_log_without_its_words(world):
    _look(world, birth_date=day(world.at), family_name="Verzonnen")
    with acting_as(world.bas, at=world.at):
        row = AuditEvent.objects.get(action="identity.search")
    assert row.subject_id is None
    assert len(row.query_hash) == 64
    assert row.actor_id == world.daan.id


def test_looking_up_is_limited_per_person_and_per_organization(world):
    earlier = world.at - timedelta(minutes=59)
    with acting_as(system_actor("test"), at=world.at):
        IdentityLookup.objects.bulk_create(
            IdentityLookup(
                professional_id=world.daan.id, organization_id=world.daan.organization_id, at=earlier
            )
            for _ in range(PER_PERSON_AN_HOUR)
        )
    with pytest.raises(LookupLimit):
        _look(world, birth_date=day(world.at), family_name="X")
    assert _look(world, actor=world.noor, birth_date=day(world.at), family_name="X") == []
    with acting_as(system_actor("test"), at=world.at):
        IdentityLookup.objects.bulk_create(
            IdentityLookup(
                professional_id=world.tom.id,
                organization_id=world.daan.organization_id,
                at=world.at - timedelta(hours=23),
            )
            for _ in range(PER_ORGANIZATION_A_DAY)
        )
    with pytest.raises(LookupLimit):
        _look(world, actor=world.noor, birth_date=day(world.at), family_name="X")


def test_what_was_looked_up_before_counts_no_more_after_its_hour_and_its_day(world):
    with acting_as(system_actor("test"), at=world.at):
        for ago, count in (
            (timedelta(hours=1), PER_PERSON_AN_HOUR),
            (timedelta(days=1), PER_ORGANIZATION_A_DAY),
        ):
            IdentityLookup.objects.bulk_create(
                IdentityLookup(
                    professional_id=world.daan.id,
                    organization_id=world.daan.organization_id,
                    at=world.at - ago,
                )
                for _ in range(count)
            )
    assert _look(world, birth_date=day(world.at), family_name="X") == []


def test_the_counter_cannot_be_reset_by_the_site(world):
    from django.db import DatabaseError, transaction

    _look(world, birth_date=day(world.at), family_name="X")
    with acting_as(world.daan, at=world.at):
        assert IdentityLookup.objects.count() == 0
        assert IdentityLookup.objects.all().delete()[0] == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            IdentityLookup.objects.create(professional_id=world.daan.id, at=world.at)
