"""A question that is put into SQL once: the same answers as Django's own, and nothing of one person for another."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from rondom.access.context import acting_as
from rondom.cases.models import Case, Involvement, TimelineEntry
from rondom.kernel.repeated import Fixed, NotKnownYetError, Typed, repeated

pytestmark = pytest.mark.django_db


@repeated
def _file(*, case_id, before, first, last, closed):
    state = "closed" if closed else "open"
    return {
        "cases": Case.objects.filter(pk=case_id, state=state).select_related("case_manager"),
        "involved": Involvement.objects.filter(case_id=case_id, until=None).order_by("-since", "id"),
        "told": TimelineEntry.objects.filter(at__lt=before, scope__range=(first, last)).order_by("at", "id")[
            :3
        ],
        "none": Case.objects.filter(name='100% "nobody" it\'s', pk=case_id),
    }


def _asked(world, case_id=None, **more):
    space = Case.objects.get(pk=world.case_id).space
    given = {
        "case_id": case_id or world.case_id,
        "before": world.at + timedelta(days=1),
        "first": space << 16,
        "last": (space << 16) | 65535,
        "closed": False,
    }
    return _file(**(given | more))


def test_one_question_gives_what_django_gives(world):
    with acting_as(world.fatma, at=world.at):
        for _again in range(3):
            with CaptureQueriesContext(connection) as seen:
                found = _asked(world)
            assert len(seen) == 2  # the space of the case, and the lists
            assert found["cases"] == [Case.objects.get(pk=world.case_id)]
            assert found["cases"][0].case_manager.name == "Fatma Yildiz"
            rows = Involvement.objects.filter(case_id=world.case_id, until=None).order_by("-since", "id")
            fields = [f.attname for f in Involvement._meta.concrete_fields]
            assert [[getattr(r, f) for f in fields] for r in found["involved"]] == [
                [getattr(r, f) for f in fields] for r in rows
            ]
            assert found["told"] == list(TimelineEntry.objects.order_by("at", "id")[:3])
            assert found["none"] == []


def test_other_values_find_other_rows(world):
    with acting_as(world.fatma, at=world.at):
        assert _asked(world)["cases"]
        assert not _asked(world, case_id=uuid4())["cases"]
        assert not _asked(world, closed=True)["cases"]
        assert _asked(world)["told"]
        assert not _asked(world, before=world.at - timedelta(days=999))["told"]


def test_what_one_sees_another_does_not(world):
    with acting_as(world.fatma, at=world.at):
        space = Case.objects.get(pk=world.case_id).space
    given = {
        "case_id": world.case_id,
        "before": world.at,
        "first": space << 16,
        "last": (space << 16) | 65535,
    }
    with acting_as(world.fatma, at=world.at):
        assert _file(**given, closed=False)["cases"]
    with acting_as(world.daan, at=world.at):
        assert set(map(len, _file(**given, closed=False).values())) == {0}
    assert set(map(len, _file(**given, closed=False).values())) == {0}


def test_a_value_may_only_be_passed_on(world):
    @repeated
    def adds(*, at):
        return {"cases": Case.objects.filter(opened_at__lt=at - timedelta(days=1))}

    @repeated
    def counts(*, number):
        return {"cases": Case.objects.filter(space=number + 1)}

    @repeated
    def spells(*, case_id):
        return {"cases": Case.objects.filter(name=str(case_id))}

    @repeated
    def decides(*, on):
        return {
            "cases": Case.objects.filter(next_deadline_on=on) if on > world.at.date() else Case.objects.all()
        }

    @repeated
    def forgets(*, case_id):
        del case_id
        return {"cases": Case.objects.all()}

    with acting_as(world.fatma, at=world.at):
        for question, value in (
            (adds, {"at": world.at}),
            (counts, {"number": 7}),
            (spells, {"case_id": world.case_id}),
            (decides, {"on": world.at.date()}),
            (forgets, {"case_id": world.case_id}),
        ):
            with pytest.raises(NotKnownYetError):
                question(**value)


def test_no_instance_of_one_person_is_kept_for_another(world):
    with acting_as(world.fatma, at=world.at):
        case = Case.objects.get(pk=world.case_id)

        @repeated
        def of_one_case():
            return {"involved": case.involvements.all()}

        with pytest.raises(NotKnownYetError):
            of_one_case()


def test_words_that_people_type_do_not_fill_the_memory(world):
    @repeated
    def by_name(*, name):
        return {"cases": Case.objects.filter(name=name)}

    with acting_as(world.fatma, at=world.at), pytest.raises(NotKnownYetError):
        for number in range(50):
            by_name(name=f"name {number}")


TYPED = ["Haddad", "O'Brien; DROP TABLE cases_case", "100% %s", "🙂", ""]


def test_a_typed_word_is_an_open_place(world):
    @repeated
    def by_name(*, name):
        return {"cases": Case.objects.filter(name=name)}

    with acting_as(world.fatma, at=world.at):
        known = Case.objects.get(pk=world.case_id)
        for number in range(50):
            assert by_name(name=Typed(f"name {number}"))["cases"] == []
        for text in TYPED:
            assert by_name(name=Typed(text))["cases"] == list(Case.objects.filter(name=text))
        assert by_name(name=Typed(known.name))["cases"] == [known]


def test_a_typed_word_may_not_be_changed_before_it_is_asked(world):
    @repeated
    def changed(*, name):
        return {"cases": Case.objects.filter(name=name.casefold() + "x")}

    with acting_as(world.fatma, at=world.at), pytest.raises(NotKnownYetError):
        changed(name=Typed("Haddad"))


def test_a_fixed_number_is_part_of_the_question(world):
    @repeated
    def some(*, most):
        return {"told": TimelineEntry.objects.order_by("at", "id")[:most]}

    with acting_as(world.fatma, at=world.at):
        told = list(TimelineEntry.objects.order_by("at", "id"))
        assert len(told) > 2
        for most in (1, 2, 1):
            assert some(most=Fixed(most))["told"] == told[:most]
        with pytest.raises(NotKnownYetError):
            some(most=2)


def test_counts_come_along(world):
    @repeated
    def with_lines(*, case_id):
        return {"cases": Case.objects.filter(pk=case_id).annotate(lines=Count("timeline"))}

    with acting_as(world.fatma, at=world.at):
        assert with_lines(case_id=world.case_id)["cases"][0].lines == TimelineEntry.objects.count()
