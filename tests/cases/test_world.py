"""The shared world stands, and everybody in it sees what the story says."""

import pytest

from rondom.access.context import acting_as
from rondom.access.queries import held_parts
from rondom.access.scopes import Part, plan_part, record_part
from rondom.cases import queries
from rondom.cases.models import Case
from rondom.kernel.refusals import NotFound
from tests.cases.world import HOUSING, MONEY, PARENTING

pytestmark = pytest.mark.django_db


def _parts(actor, world):
    with acting_as(actor, at=world.at):
        held = held_parts(holder_id=actor.id, space=world.space, at=world.at)
        return {part: one.can_write for part, one in held.items()}


def test_the_case_manager_writes_her_own_domains_and_every_plan_line(world):
    parts = _parts(world.fatma, world)
    assert parts[Part.OVERVIEW]
    assert parts[record_part(HOUSING)]
    assert parts[plan_part(MONEY)]
    assert record_part(MONEY) not in parts
    assert Part.INVOLVEMENT_HIDDEN not in parts


def test_a_partner_with_consent_reads_the_core_and_writes_the_own_domain(world):
    parts = _parts(world.esther, world)
    assert parts[Part.CORE] is False
    assert parts[record_part(PARENTING)] is True
    assert record_part(HOUSING) not in parts


def test_a_hidden_party_is_seen_by_the_client_only(world):
    for actor, expected in ((world.samira, True), (world.fatma, False), (world.ingrid, False)):
        with acting_as(actor, at=world.at):
            names = {str(row.organization) for row in queries.involved_parties(world.case)}
        assert ("Vrouwenopvang De Luwte" in names) is expected, actor.name


@pytest.mark.parametrize("name", ["daan", "karim", "lina", "naima", "mirjam", "tom", "grace", "marieke"])
def test_who_has_no_relation_finds_nothing(world, name):
    actor = getattr(world, name)
    with acting_as(actor, at=world.at):
        assert not Case.objects.exists()
        with pytest.raises(NotFound):
            queries.case_for(actor, world.case_id, at=world.at)
