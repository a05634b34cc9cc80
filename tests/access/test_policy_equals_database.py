"""Policy table = database = HTTP: what the model promises is what rows and pages show, no more and no less."""

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rondom.access import table
from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import Part, part_of, plan_part, record_part, space_of
from rondom.access.table import Access, Relation
from rondom.cases import grants
from rondom.cases.models import TimelineEntry
from rondom.kernel import clock
from tests.access.scenes import ALL, BREAKS, HOLDERS, PARTS, Scene, all_scenes, expected, plant, play
from tests.web.portal.site import browser

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
UP_TO_ONE_BROKEN = [s for s in all_scenes() if len(s.broken) <= 1]


def seen_and_writable(world, actor) -> dict[int, bool]:
    """Part -> writable, as the database shows it to this actor."""
    with acting_as(actor, at=world.at):
        rows = TimelineEntry.objects.filter(kind="planted.row").values_list("scope", flat=True)
        seen = {part_of(scope) for scope in rows}
        with connection.cursor() as cursor:
            cursor.execute("SELECT unnest(sec.my_writable())")
            found = [row[0] for row in cursor.fetchall()]
    writable = {part_of(scope) for scope in found if space_of(scope) == world.space}
    assert {part for part in writable if part in PARTS} <= seen, "writes what it cannot read"
    return {part: part in writable for part in seen}


def check(world, scene: Scene, *, pages: bool = False) -> None:
    """Play the scene, compare, and take it back."""
    before = transaction.savepoint()
    try:
        with acting_as(system_actor("scene"), at=world.at):
            notes = plant(world)
        play(world, scene)
        actor = getattr(world, HOLDERS[scene.relation])
        promised = expected(scene)
        assert seen_and_writable(world, actor) == promised, str(scene)
        if pages:
            _check_pages(world, actor, promised, notes)
    finally:
        transaction.savepoint_rollback(before)


def _check_pages(world, actor, promised, notes) -> None:
    client = browser(actor)
    if actor.is_resident:
        page = client.get(reverse("portal_people"))
        assert page.status_code == (200 if Part.OVERVIEW in promised else 404)
        assert ("De Luwte" in page.content.decode()) is (Part.INVOLVEMENT_HIDDEN in promised)
        return
    page = client.get(reverse("case_permissions", args=[world.case_id]))
    assert page.status_code == (200 if Part.OVERVIEW in promised else 404)
    # The form names the members of the household, so it stands there only for who sees the core.
    assert ("Lina Haddad" in page.content.decode()) is (Part.CORE in promised)
    for part, note_id in notes.items():
        answer = client.get(reverse("note", args=[world.case_id, note_id]))
        assert answer.status_code == (200 if part in promised else 404), part


@pytest.fixture
def _site(settings, monkeypatch, world):
    settings.RONDOM_STAFF_MFA = False
    monkeypatch.setattr(clock, "now", lambda: world.at)


@pytest.mark.parametrize("scene", UP_TO_ONE_BROKEN, ids=str)
def test_rows_are_what_the_model_promises(world, scene):
    check(world, scene)


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize("relation", sorted(BREAKS))
def test_pages_are_what_the_model_promises(world, relation):
    check(world, Scene(relation), pages=True)
    for name in BREAKS[relation]:
        check(world, Scene(relation, frozenset({name})), pages=True)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(scene=st.sampled_from([s for s in all_scenes() if len(s.broken) == 2]))
def test_two_broken_conditions_open_nothing_new(world, scene):
    check(world, scene)


def _changed(row: str, **parts_of):
    """A table in which one row gives other parts."""

    def mutant(facts):
        access = table.decide(facts)
        return dataclasses.replace(access, **parts_of[row](access, facts)) if access.row == row else access

    return mutant


def _more(parts):
    return lambda access, facts: {"parts": access.parts | parts(access, facts)}


def _without(field):
    return lambda facts: table.decide(dataclasses.replace(facts, **{field: False}))


MUTANTS = {
    "a conflict is forgotten": _without("conflict"),
    "a shield is forgotten": _without("shielded_from"),
    "an objection is forgotten and the core stays": _changed("D3", D3=_more(lambda a, f: {Part.CORE: False})),
    "a partner without a basis reads the core": _changed("P3", P3=_more(lambda a, f: {Part.CORE: False})),
    "a partner writes the core": _changed("P2", P2=_more(lambda a, f: {Part.CORE: True})),
    "a partner reads the story": _changed("P2", P2=_more(lambda a, f: {Part.STORY: False})),
    "a partner without a basis reads the story": _changed("P3", P3=_more(lambda a, f: {Part.STORY: False})),
    "a team member misses the story": _changed(
        "P1", P1=lambda a, f: {"parts": {p: w for p, w in a.parts.items() if p != Part.STORY}}
    ),
    "a team leader reads the story": _changed("P6", P6=_more(lambda a, f: {Part.STORY: False})),
    "a partner's task opens a record without permission": _changed(
        "P2", P2=_more(lambda a, f: {record_part(d): True for d in f.domains})
    ),
    "a partner sees every plan line": _changed(
        "P2", P2=_more(lambda a, f: {plan_part(d): False for d in ALL})
    ),
    "an external party reads the record of its own task": _changed(
        "P2", P2=_more(lambda a, f: {record_part(d): False for d in f.domains & f.basis})
    ),
    "an external party misses its own lines": _changed(
        "P2",
        P2=lambda a, f: {"parts": {p: w for p, w in a.parts.items() if p not in map(plan_part, f.domains)}},
    ),
    "a team member sees who is masked": _changed(
        "P1", P1=_more(lambda a, f: {Part.INVOLVEMENT_MASKED: False})
    ),
    "a team member writes the address": _changed("P1", P1=_more(lambda a, f: {Part.ADDRESS: True})),
    "the case manager sees who is hidden": _changed(
        "P4", P4=_more(lambda a, f: {Part.INVOLVEMENT_HIDDEN: False})
    ),
    "the case manager reads every record": _changed(
        "P4", P4=_more(lambda a, f: {record_part(d): a.parts.get(record_part(d), False) for d in ALL})
    ),
    "a stand-in sees the address": _changed("P5", P5=_more(lambda a, f: {Part.ADDRESS: False})),
    "a team leader reads the core": _changed("P6", P6=_more(lambda a, f: {Part.CORE: False})),
    "the client misses who is hidden": _changed(
        "P8", P8=lambda a, f: {"parts": {p: w for p, w in a.parts.items() if p != Part.INVOLVEMENT_HIDDEN}}
    ),
    "emergency access may write": _changed("P11", P11=lambda a, f: {"parts": dict.fromkeys(a.parts, True)}),
    "emergency access sees who is hidden": _changed(
        "P11", P11=_more(lambda a, f: {Part.INVOLVEMENT_HIDDEN: False})
    ),
    "a stranger sees that there is a file": lambda facts: (
        Access("P7", table.Level.INVOLVEMENT, {Part.OVERVIEW: False})
        if facts.relation in {Relation.NONE, Relation.TEAM_LEADER} and facts.conflict
        else table.decide(facts)
    ),
}


ABOUT = {
    "conflict": "team_leader",
    "shield": "client",
    "objection": "partner",
    "external": "external",
    "partner": "partner",
    "team member": "assigned",
    "case manager": "case_manager",
    "stand-in": "stand_in",
    "team leader": "team_leader",
    "client": "client",
    "emergency": "break_glass",
    "stranger": "team_leader",
}


def scenes_about(name: str) -> list[Scene]:
    """The scenes in which this mutant must show, so that not every scene is played for each."""
    relation = next(relation for word, relation in ABOUT.items() if word in name)
    return [scene for scene in UP_TO_ONE_BROKEN if scene.relation == relation]


@pytest.mark.parametrize("name", sorted(MUTANTS))
def test_a_wrong_row_in_the_table_is_caught(world, monkeypatch, name):
    monkeypatch.setattr(grants, "decide", MUTANTS[name])
    monkeypatch.setattr("rondom.privacy.commands.emergency.decide", MUTANTS[name])
    caught = []
    for scene in scenes_about(name):
        try:
            check(world, scene)
        except AssertionError:
            caught.append(str(scene))
            break
    assert caught, f"nothing notices that {name}"


def test_the_scenes_show_something_and_break_something():
    promised = [expected(scene) for scene in all_scenes()]
    assert sum(bool(parts) for parts in promised) >= len(promised) / 4
    assert sum(not parts for parts in promised) > len(promised) / 4


@pytest.mark.skipif(bool(os.environ.get("RONDOM_PLANT")), reason="this run is the one with the planted fault")
@pytest.mark.parametrize("planted", ["policies dropped", "row security off"])
def test_the_comparison_goes_red_when_the_database_does_not_protect(planted):
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "tests/access/test_policy_equals_database.py", "-q", "--tb=no"),
            *("-p", "no:randomly", "-p", "tests.access.unprotected_story", "-k", "test_rows_are_what"),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "RONDOM_PLANT": planted},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout[-500:]
    assert "failed" in done.stdout
    assert " passed" not in done.stdout or int(done.stdout.split(" passed")[0].split()[-1]) < 15
