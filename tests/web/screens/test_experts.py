"""The pages around an expert by experience: asked for, known privately, decided with the client (R-040)."""

import pytest
from django.urls import reverse

from rondom.access.context import acting_as, system_actor
from rondom.cases.models import ClientRequest, Involvement
from rondom.organizations.models import WorkingRole

pytestmark = pytest.mark.django_db
SYSTEM = system_actor("test")
EXPERT, SOCIAL = "expert_by_experience", "social_worker"


def row_of(world):
    with acting_as(system_actor("test"), at=world.at):
        return Involvement.objects.get(case_id=world.case_id, professional_id=world.henk.id)


def page(name, world, *more):
    return reverse(name, args=[world.case_id, *more])


def test_the_client_asks_on_her_own_page_and_sees_that_she_did(world, visit):
    samira = visit("samira")
    assert reverse("portal_ask_expert") in samira.get("/my/people/").content.decode()
    assert samira.post(reverse("portal_ask_expert"), {"words": "."}).status_code == 422
    assert samira.post(reverse("portal_ask_expert"), {"words": "Samen de post openen."}).status_code == 302
    shown = samira.get("/my/people/").content.decode()
    assert "You asked for an expert by experience" in shown
    assert "Samen de post openen." in shown
    again = samira.post(reverse("portal_ask_expert"), {"words": "Nog eens."})
    assert (again.status_code, "Nog eens." in again.content.decode()) == (422, True)


def test_the_case_manager_finds_the_wish_with_the_way_to_answer_it(world, visit):
    visit("samira").post(reverse("portal_ask_expert"), {"words": "Samen de post openen."})
    with acting_as(world.fatma, at=world.at):
        wish = ClientRequest.objects.get(kind="expert")
    fatma = visit("fatma")
    assert reverse("request", args=[wish.pk]) in fatma.get("/").content.decode()
    assert page("involve", world) in fatma.get(reverse("request", args=[wish.pk])).content.decode()


def test_an_expert_says_that_she_knows_the_client_and_the_file_closes(world, visit):
    henk = visit("henk")
    assert page("acquaintance", world) in henk.get(page("case", world)).content.decode()
    assert henk.post(page("acquaintance", world), {"words": "-"}).status_code == 409
    assert henk.post(page("acquaintance", world), {"words": "Wij zijn buren."}).status_code == 302
    for name in ("case", "involved", "acquaintance"):
        assert henk.get(page(name, world)).status_code == 404


def test_the_case_manager_writes_down_what_the_client_wants(world, visit):
    visit("henk").post(page("acquaintance", world), {"words": "Wij zijn buren."})
    fatma, path = visit("fatma"), page("acquaintance_decision", world, row_of(world).pk)
    assert path in fatma.get(page("involved", world)).content.decode()
    assert "Wij zijn buren." in fatma.get(path).content.decode()
    assert fatma.post(path, {"outcome": "back", "client_said": ""}).status_code == 422
    assert fatma.post(path, {"outcome": "back", "client_said": "Ik wil hem erbij."}).status_code == 302
    assert visit("henk").get(page("case", world)).status_code == 200
    assert fatma.get(path).status_code == 404


def test_nobody_else_opens_these_pages(world, visit):
    visit("henk").post(page("acquaintance", world), {"words": "Wij zijn buren."})
    path = page("acquaintance_decision", world, row_of(world).pk)
    for name in ("henk", "ruben", "ingrid", "daan", "samira"):
        assert visit(name).get(path).status_code == 404, name
        assert visit(name).post(path, {"outcome": "back", "client_said": "Ja."}).status_code == 404, name
    for name in ("ruben", "fatma", "ingrid", "samira", "daan"):
        assert visit(name).post(page("acquaintance", world), {"words": "Buren."}).status_code == 404, name
    assert visit("henk").get(page("case", world)).status_code == 404


def test_a_colleague_who_reads_the_register_does_not_learn_that_they_know_each_other(world, visit):
    visit("henk").post(page("acquaintance", world), {"words": "Wij zijn buren."})
    for name in ("ruben", "wendy"):
        shown = visit(name).get(page("involved", world)).content.decode()
        assert "privately" not in shown
        assert "buren" not in shown


def test_the_page_asks_in_which_function_and_for_the_words_of_the_client(world, visit):
    with acting_as(SYSTEM, at=world.at):
        role = WorkingRole.objects.get(professional_id=world.daan.id)
        role.pk, role._state.adding, role.function = None, True, EXPERT
        role.save()
    fatma, path = visit("fatma"), reverse("involve", args=[world.case_id])
    shown = fatma.get(path).content.decode()
    for function in (EXPERT, SOCIAL):
        assert f'value="{world.daan.id}:{function}"' in shown
    assert "Daan Prins (Gemeente Maasdrecht), expert by experience" in shown
    sent = {
        "organization": str(world.daan.organization_id),
        "professional": f"{world.daan.id}:{EXPERT}",
        "kind": "team",
        "ground": "wmo",
        "visibility": "shown",
        "why": "-",
    }
    refused = fatma.post(path, sent)
    assert (refused.status_code, "-</textarea>" in refused.content.decode()) == (409, True)
    assert fatma.post(path, sent | {"why": "Samira wil hem naast zich."}).status_code == 302
    with acting_as(SYSTEM, at=world.at):
        assert Involvement.objects.get(professional_id=world.daan.id).function == EXPERT


def test_the_client_takes_her_wish_back_with_one_tap(world, visit):
    samira, path = visit("samira"), reverse("portal_ask_expert")
    assert 'name="wanted"' not in samira.get("/my/people/").content.decode()
    samira.post(path, {"words": "Samen de post openen."})
    assert 'name="wanted" value="no"' in samira.get("/my/people/").content.decode()
    assert samira.post(path, {"wanted": "no"}).status_code == 302
    shown = samira.get("/my/people/").content.decode()
    assert 'name="wanted"' not in shown
    assert "I do not want this after all." in shown
    assert samira.post(path, {"wanted": "no"}).status_code == 302
