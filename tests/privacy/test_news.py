"""Who hears what when permissions change: that it ended, never why, and never the wrong person."""

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.cases import privacy_handlers as handlers
from rondom.notices.queries import my_notices
from rondom.privacy import commands
from rondom.privacy.events import (
    AgeReached,
    ConsentAsked,
    ConsentWithdrawn,
    EmergencyAccessUsed,
    SharedWithPerson,
)
from rondom.privacy.models import Consent
from tests.cases.world import HEALTH, PARENTING

pytestmark = pytest.mark.django_db
EVERYBODY = [
    "samira",
    "lina",
    "karim",
    "naima",
    "fatma",
    "ingrid",
    "ruben",
    "wendy",
    "peter",
    "esther",
    "yvonne",
    "marieke",
    "daan",
    "bas",
    "tom",
]


def _hear(world, handler, event, kind=None):
    with acting_as(system_actor("test"), at=world.at):
        handler(event, at=world.at)
    found = set()
    for name in EVERYBODY:
        with acting_as(getattr(world, name), at=world.at):
            if any(n.given_at == world.at for n in my_notices(getattr(world, name))):
                found.add(name)
    return found


def test_the_party_and_the_case_manager_hear_that_a_permission_ended(world):
    with acting_as(world.samira, at=world.at):
        consent = Consent.objects.get(organization_id=world.organizations["wonen-maas"])
    event = ConsentWithdrawn(consent_id=consent.pk)
    assert _hear(world, handlers.tell_party_of_end, event) == {"peter", "fatma"}
    with acting_as(world.peter, at=world.at):
        sentence = str(my_notices(world.peter)[0].sentence)
    assert sentence == "Een toestemming is veranderd.", "no name, no reason"


def test_a_hidden_permission_is_known_to_its_party_only(world):
    with acting_as(world.samira, at=world.at):
        consent = commands.ask_consent(
            actor=world.samira,
            space=world.space,
            person_id=world.samira.id,
            purpose="coordination",
            organization_id=world.organizations["de-luwte"],
            domains=[HEALTH],
            hidden=True,
            at=world.at,
        )
    assert _hear(world, handlers.tell_party_of_end, ConsentWithdrawn(consent_id=consent.pk)) == {"yvonne"}


def test_child_and_mother_are_asked_and_the_other_parent_hears_nothing(world):
    consent = commands.ask_consent(
        actor=world.fatma,
        space=world.space,
        person_id=world.lina.id,
        purpose="coordination",
        organization_id=world.organizations["horizon"],
        domains=[PARENTING],
        at=world.at,
    )
    assert _hear(world, handlers.ask_who_decides, ConsentAsked(consent_id=consent.pk)) == {"samira", "lina"}


def test_emergency_access_is_told_to_the_officer_the_leader_and_the_case_manager_not_yet_to_the_client(world):
    use = commands.open_emergency_access(
        actor=world.daan, space=world.space, reason="Het kind is nu in gevaar, 112 is gebeld.", at=world.at
    )
    event = EmergencyAccessUsed(emergency_access_id=use.pk)
    assert _hear(world, handlers.tell_of_emergency, event) == {"bas", "ingrid", "fatma"}


def test_what_is_shared_is_told_to_that_person_only(world):
    item = commands.share_with_person(
        actor=world.fatma,
        space=world.space,
        person_id=world.karim.id,
        subject_id=world.adam.id,
        title="Inhaler",
        at=world.at,
    )
    assert _hear(world, handlers.tell_of_shared, SharedWithPerson(item_id=item.pk)) == {"karim"}


def test_a_birthday_is_told_to_the_young_person_and_the_case_manager(world):
    event = AgeReached(person_id=world.lina.id, space=world.space)
    assert _hear(world, handlers.tell_of_age, event) == {"lina", "fatma"}
