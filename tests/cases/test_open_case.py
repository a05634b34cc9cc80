"""Opening a case: one case manager, grants from facts."""

from datetime import date

import pytest

from rondom.access.actor import Actor
from rondom.access.context import acting_as
from rondom.cases.commands import appoint_case_manager, open_case
from rondom.cases.commands.open_case import CaseAlreadyOpen
from rondom.cases.models import Case
from rondom.organizations.models import Area, Organization, Professional, Team, WorkingRole
from rondom.people.commands import PersonFacts, add_member, create_household

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    """Two colleagues of one neighbourhood team."""
    city = Organization.objects.create(
        slug="stad", name="Gemeente", kind="internal", sort="municipality", starts_on=date(2020, 1, 1)
    )
    area = Area.objects.create(slug="wijk", name="Wijk", kind="district", starts_on=date(2020, 1, 1))
    team = Team.objects.create(
        organization=city, area=area, name="Wijkteam", slug="team", starts_on=date(2020, 1, 1)
    )

    def colleague(slug: str) -> Actor:
        person = Professional.objects.create(
            slug=slug, name=slug, organization=city, started_on=date(2020, 1, 1)
        )
        WorkingRole.objects.create(
            professional=person, function="social_worker", team=team, starts_on=date(2020, 1, 1)
        )
        return Actor(
            kind="professional",
            id=person.pk,
            name=slug,
            function="social_worker",
            organization_id=city.pk,
            organization_name=city.name,
            team_id=team.pk,
            roles=frozenset({"social_worker"}),
        )

    return colleague("fatma"), colleague("daan")


def _open(actor, at):
    household = create_household(actor=actor, name="Familie Haddad", at=at)
    member = add_member(
        actor=actor,
        household_id=household.pk,
        facts=PersonFacts(given_name="Samira", family_name="Haddad"),
        role="adult",
        starts_on=at.date(),
        at=at,
    )
    return open_case(
        actor=actor,
        household_id=household.pk,
        client_id=member.person_id,
        ground="wmo",
        at=at,
        domains=[0, 2],
    )


def test_the_case_manager_and_the_client_see_the_case_and_a_colleague_does_not(staff, at):
    fatma, daan = staff
    case = _open(fatma, at)
    with acting_as(fatma, at=at):
        assert Case.objects.filter(pk=case.pk).exists()
    with acting_as(Actor(kind="resident", id=case.client_id), at=at):
        assert Case.objects.filter(pk=case.pk).exists()
    with acting_as(daan, at=at):
        assert Case.objects.count() == 0


def test_a_handover_moves_the_grants_in_the_same_step(staff, at):
    fatma, daan = staff
    case = _open(fatma, at)
    appoint_case_manager(actor=fatma, case_id=case.pk, professional_id=daan.id, reason="verlof", at=at)
    with acting_as(daan, at=at):
        assert Case.objects.get(pk=case.pk).assignments.filter(until=None).count() == 1
    with acting_as(fatma, at=at):
        assert Case.objects.filter(pk=case.pk).exists(), "she is still involved until that ends"


def test_a_second_case_for_the_household_is_refused_by_name(staff, at):
    fatma, _daan = staff
    case = _open(fatma, at)
    with pytest.raises(CaseAlreadyOpen):
        open_case(actor=fatma, household_id=case.household_id, client_id=case.client_id, ground="wmo", at=at)
