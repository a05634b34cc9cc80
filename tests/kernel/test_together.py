"""Several lists in one query: the same rows, in the same order, with the same types."""

from uuid import UUID

import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Count, F, OuterRef
from django.test.utils import CaptureQueriesContext

from rondom.access.context import acting_as
from rondom.cases.models import Case, Involvement, TimelineEntry
from rondom.kernel.together import fetch_together

pytestmark = pytest.mark.django_db


def test_one_query_gives_what_three_would(world):
    with acting_as(world.fatma, at=world.at):
        lists = {
            "cases": Case.objects.filter(pk=world.case_id),
            "involved": Involvement.objects.filter(case_id=world.case_id).order_by("-since", "id"),
            "told": TimelineEntry.objects.filter(case_id=world.case_id).order_by("-at", "id")[:3],
            "none": Case.objects.filter(name='it\'s 100% "nobody"'),
        }
        with CaptureQueriesContext(connection) as seen:
            together = fetch_together(**lists)
        assert len(seen) == 1
        for name, rows in lists.items():
            apart = list(rows)
            assert together[name] == apart, name
            fields = [f.attname for f in rows.model._meta.concrete_fields]
            assert [[getattr(r, f) for f in fields] for r in together[name]] == [
                [getattr(r, f) for f in fields] for r in apart
            ]


def test_what_cannot_be_found_is_not_asked_for(world):
    with acting_as(world.fatma, at=world.at):
        found = fetch_together(a=Case.objects.none(), b=Case.objects.filter(pk=world.case_id))
        assert (found["a"], len(found["b"])) == ([], 1)
        assert fetch_together(a=Case.objects.none()) == {"a": []}


def test_the_database_hides_the_same_rows(world):
    with acting_as(world.daan, at=world.at):
        assert fetch_together(a=Case.objects.all(), b=Involvement.objects.all()) == {"a": [], "b": []}


def test_joined_rows_and_annotations_come_along(world):
    with acting_as(world.fatma, at=world.at):
        case = Case.objects.get(pk=world.case_id)
        rows = case.involvements.select_related("organization", "professional__organization")
        rows = rows.annotate(file=F("case__name"), lines=Count("case__timeline")).order_by("since", "id")
        found = fetch_together(involved=rows, cases=Case.objects.select_related("case_manager"))
        apart = list(rows)
        with CaptureQueriesContext(connection) as seen:
            assert found["involved"] == apart
            for one, other in zip(found["involved"], apart, strict=True):
                assert one.organization.name == other.organization.name
                assert one.professional == other.professional
                if one.professional:
                    assert one.professional.organization.name == other.professional.organization.name
                assert (one.file, one.lines) == (other.file, other.lines)
                assert one.case is case
            assert found["cases"][0].case_manager.name == "Fatma Yildiz"
        assert len(seen) == 0


def test_lists_of_keys_stay_lists_of_keys(world):
    with acting_as(world.fatma, at=world.at):
        keys = ArraySubquery(Involvement.objects.filter(case=OuterRef("pk")).values("pk"))
        rows = Case.objects.filter(pk=world.case_id).annotate(parties=keys)
        found = fetch_together(cases=rows)["cases"][0].parties
        assert sorted(found) == sorted(rows.get().parties)
        assert all(isinstance(key, UUID) for key in found)
