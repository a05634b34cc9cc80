"""The weight of a case, the group it is for, and the moment of the last work on it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import plan_part, scope_of
from rondom.audit.models import AuditEvent
from rondom.cases import commands as cases
from rondom.cases import queries
from rondom.cases.models import Case, TimelineEntry
from rondom.plans import commands as plans
from rondom.plans.commands import GoalWords
from tests.cases.world import HOUSING, MONEY, PARENTING

pytestmark = pytest.mark.django_db
WHY = "Drie schuldeisers, een uitzetting en een kind dat thuis zit."


def case_of(world):
    with acting_as(system_actor("test"), at=world.at):
        return Case.objects.get(pk=world.case_id)


def test_the_leader_sets_the_weight_with_a_reason_and_the_load_follows(world, visit):
    address = reverse("case_weight", args=[world.case_id])
    ingrid = visit("ingrid")
    refused = ingrid.post(address, {"weight": "4", "reason": "n/a"})
    assert refused.status_code == 409
    assert "n/a" in refused.content.decode(), "what was typed is kept"
    before = queries.team_load(world.team_id, at=world.at)
    assert ingrid.post(address, {"weight": "4", "reason": WHY}).status_code == 302
    after = queries.team_load(world.team_id, at=world.at)
    load = {one.name: one.load for one in before}
    assert {one.name: one.load - load[one.name] for one in after}["Fatma Yildiz"] == 3
    assert address in ingrid.get(reverse("case_manager", args=[world.case_id])).content.decode()


@pytest.mark.parametrize("weight", ["0", "6", "-1", "1.5", "veel", ""])
def test_a_weight_is_a_small_whole_number(world, visit, weight):
    address = reverse("case_weight", args=[world.case_id])
    assert visit("ingrid").post(address, {"weight": weight, "reason": WHY}).status_code == 422
    assert case_of(world).weight == 1
    with acting_as(world.ingrid, at=world.at), pytest.raises(cases.WeightUnknown):
        cases.set_weight(actor=world.ingrid, case_id=world.case_id, weight=99, reason=WHY, at=world.at)


@pytest.mark.parametrize("who", ["fatma", "ruben", "peter", "samira", "daan", "karim", "bas"])
def test_nobody_makes_a_load_look_heavier(world, visit, who):
    address = reverse("case_weight", args=[world.case_id])
    assert visit(who).get(address).status_code == 404
    assert visit(who).post(address, {"weight": "5", "reason": WHY}).status_code == 404
    assert case_of(world).weight == 1


def test_the_reason_stands_beside_the_weight_for_who_steers_and_for_nobody_else(world, visit):
    ingrid = visit("ingrid")
    address = reverse("case_weight", args=[world.case_id])
    page = reverse("case_manager", args=[world.case_id])
    assert "Nobody decided" in visit("fatma").get(page).content.decode()
    ingrid.post(address, {"weight": "4", "reason": WHY})
    ingrid.post(address, {"weight": "2", "reason": "Het huis is geregeld: nu minder."})
    ingrid.post(address, {"weight": "2", "reason": "n/a"})
    for name in ("fatma", "ingrid"):
        text = visit(name).get(page).content.decode()
        assert WHY in text
        assert text.index("nu minder.") < text.index(WHY), "the newest first"
        assert "Ingrid Bakker" in text
    for name in ("ruben", "wendy", "esther"):
        answer = visit(name).get(page)
        assert WHY not in answer.content.decode()
        assert "times in the load" not in answer.content.decode()


def test_the_client_never_meets_the_weight(world, visit):
    visit("ingrid").post(reverse("case_weight", args=[world.case_id]), {"weight": "5", "reason": WHY})
    with acting_as(world.samira, at=world.at):
        assert not AuditEvent.objects.filter(action="case.set_weight").exists()
        assert not TimelineEntry.objects.filter(kind__contains="weight").exists()
    with acting_as(world.bas, at=world.at):
        assert AuditEvent.objects.get(action="case.set_weight").reason == f"5: {WHY}"


def test_another_group_proposes_its_domains_and_changes_nothing_else(world, filled, visit):
    address = reverse("case_group", args=[world.case_id])
    fatma = visit("fatma")
    assert fatma.post(address, {"target_group": "older_people"}).status_code == 302
    page = fatma.get(address).content.decode()
    assert page.count("?domain=") == 2, "housing stands in the file already"
    assert case_of(world).target_group == "older_people"
    with acting_as(world.fatma, at=world.at):
        assert {e.domain for e in queries.domain_grid(world.case)} == {MONEY, HOUSING, PARENTING}
    assert fatma.post(address, {"target_group": "aliens"}).status_code == 422
    with acting_as(world.fatma, at=world.at), pytest.raises(cases.TargetGroupUnknown):
        cases.move_group(actor=world.fatma, case_id=world.case_id, target_group="aliens", at=world.at)


@pytest.mark.parametrize("who", ["ruben", "ingrid", "peter", "samira", "daan"])
def test_only_the_case_manager_moves_a_case_to_another_group(world, visit, who):
    address = reverse("case_group", args=[world.case_id])
    assert visit(who).post(address, {"target_group": "older_people"}).status_code == 404
    assert case_of(world).target_group == "families"


@pytest.mark.parametrize(
    ("group", "chosen", "expected"),
    [
        ("families", [], [MONEY, HOUSING, PARENTING]),
        ("families", [MONEY], [MONEY]),
        ("", [HOUSING], [HOUSING]),
    ],
)
def test_a_new_case_begins_with_what_was_chosen_or_is_usual(world, visit, group, chosen, expected):
    words = {
        "household": "Bos",
        "given_name": "Ria",
        "language": "nl",
        "ground": "wmo",
        "target_group": group,
        "domains": [str(n) for n in chosen],
    }
    assert visit("daan").post(reverse("case_new"), words).status_code == 302
    with acting_as(world.daan, at=world.at):
        case = Case.objects.get(name="Bos")
        assert case.target_group == group
        assert sorted(case.statutory_domains) == sorted(expected)
        assert sorted(case.involvements.get().domains) == sorted(expected)


def test_a_new_case_without_group_and_without_subjects_is_refused_with_every_word_kept(world, visit):
    words = {"household": "Bos", "given_name": "Ria", "language": "nl", "ground": "wmo", "target_group": ""}
    answer = visit("daan").post(reverse("case_new"), words)
    assert answer.status_code == 409
    assert "Bos" in answer.content.decode()


def work(world, later, kind):
    """One sort of work on the case, an hour later."""
    fatma, case_id = world.fatma, world.case_id
    with acting_as(fatma, at=later):
        if kind == "note":
            cases.write_note(actor=fatma, case_id=case_id, text="Huisbezoek.", domain=HOUSING, at=later)
        elif kind == "note not for the client":
            cases.write_note(
                actor=fatma, case_id=case_id, text="Huisbezoek.", domain=HOUSING, shareable=False, at=later
            )
        elif kind == "restricted note":
            cases.write_note(actor=fatma, case_id=case_id, text="Voor mij.", named=[], at=later)
        elif kind == "plan line":
            plan = plans.start_plan(actor=fatma, case_id=case_id, at=later)
            plans.add_goal(
                actor=fatma, plan_id=plan.pk, goal=GoalWords(title="Rust", domain=HOUSING), at=later
            )


@pytest.mark.parametrize("kind", ["note", "note not for the client", "plan line"])
def test_work_moves_the_moment_of_the_last_change(world, kind):
    later = world.at + timedelta(hours=1)
    work(world, later, kind)
    assert case_of(world).last_activity_at == later


def test_a_partner_in_one_domain_moves_it_too(world):
    later = world.at + timedelta(hours=1)
    with acting_as(world.peter, at=later):
        cases.enter_deadline(
            actor=world.peter,
            case_id=world.case_id,
            domain=HOUSING,
            kind="eviction",
            due_on=later.date() + timedelta(days=20),
            source="Eigen dossier",
            at=later,
        )
    assert case_of(world).last_activity_at == later


@pytest.mark.parametrize("kind", ["restricted note", "hidden", "earlier", "clock"])
def test_hidden_work_and_a_clock_leave_the_moment_as_it_is(world, kind):
    before = case_of(world).last_activity_at
    later = world.at + timedelta(hours=1)
    if kind == "restricted note":
        work(world, later, kind)
    elif kind == "hidden":
        from rondom.access.scopes import Part

        with acting_as(world.samira, at=later):
            cases.note_on_timeline(
                actor=world.samira,
                case=world.case,
                at=later,
                kind="involvement.start",
                scope=scope_of(world.space, Part.INVOLVEMENT_HIDDEN),
            )
    else:
        actor = system_actor("clock") if kind == "clock" else world.fatma
        moment = later if kind == "clock" else before - timedelta(days=1)
        with acting_as(actor, at=later):
            cases.note_on_timeline(
                actor=actor,
                case=world.case,
                at=moment,
                kind="deadline.pass",
                scope=scope_of(world.space, plan_part(HOUSING)),
            )
    assert case_of(world).last_activity_at == before
