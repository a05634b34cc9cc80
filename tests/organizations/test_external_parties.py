"""Who is a professional on a case and who an external party: the municipality's own, and by sort (5.5)."""

import pytest

from rondom.organizations.models import Organization
from rondom.organizations.vocabulary import HELPING_SORTS, PartyKind, PartySort

EXTERNAL = ("housing_corporation", "school", "police", "financial_administrator", "child_protection")


def party(sort: str, kind: str = PartyKind.EXTERNAL) -> Organization:
    return Organization(slug="x", name="X", kind=kind, sort=sort)


@pytest.mark.parametrize("sort", [*EXTERNAL, "employer", "food_bank", "other", "municipality", "department"])
def test_who_stands_outside_the_help_is_external(sort):
    assert party(sort).is_external


@pytest.mark.parametrize("sort", sorted(HELPING_SORTS))
def test_who_helps_is_a_professional_on_the_case_also_outside_the_municipality(sort):
    assert not party(sort).is_external


@pytest.mark.parametrize("sort", PartySort.values)
def test_a_part_of_the_municipality_is_never_external(sort):
    assert not party(sort, PartyKind.INTERNAL).is_external


def test_a_sort_that_nobody_decided_about_is_external():
    assert party("added_later").is_external
    assert set(EXTERNAL) & HELPING_SORTS == set()
