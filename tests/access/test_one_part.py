"""A table that holds one part of a space is read with the scopes of that part, and refuses any other."""

import pytest
from django.db import IntegrityError, connection, transaction

from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import Part, scope_of
from rondom.cases.models import Case
from rondom.people.models import Member

pytestmark = pytest.mark.django_db


def _scopes(question: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {question}")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("model", [Case, Member])
def test_not_even_the_system_puts_a_row_in_another_part(world, model):
    with acting_as(system_actor("test"), at=world.at):
        row = model.objects.first()
        for part in (Part.STORY, Part.CORE, Part.OVERVIEW, 256):
            elsewhere = row.scope >> 16 << 16 | part
            if elsewhere != row.scope:
                with pytest.raises(IntegrityError, match="one_part"), transaction.atomic():
                    model.objects.filter(pk=row.pk).update(scope=elsewhere)


@pytest.mark.parametrize("part", [Part.OVERVIEW, Part.CORE, Part.STORY, Part.ADDRESS, 999])
def test_the_scopes_of_one_part_are_those_of_all_that_lie_in_it(world, part):
    for actor in (world.fatma, system_actor("test")):
        with acting_as(actor, at=world.at):
            of_part = _scopes(f"sec.my_scopes_of({int(part)})")
            assert sorted(of_part) == sorted(s for s in _scopes("sec.my_scopes()") if s & 0xFFFF == part)


def test_the_case_manager_holds_the_overview_of_her_case(world):
    with acting_as(world.fatma, at=world.at):
        space = Case.objects.get(pk=world.case_id).space
        assert scope_of(space, Part.OVERVIEW) in _scopes(f"sec.my_scopes_of({int(Part.OVERVIEW)})")
