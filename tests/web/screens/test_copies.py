"""Copies outside the site: who sees that they exist, and asking to delete one (R-043)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rondom.access.context import acting_as, system_actor
from rondom.audit.log import record
from rondom.audit.models import AuditEvent
from rondom.cases import handlers, privacy_handlers
from rondom.cases.events import CopyDeletionAsked
from rondom.notices.queries import my_notices
from rondom.notices.vocabulary import sentence_of
from rondom.privacy.events import ConsentWithdrawn
from rondom.privacy.models import Consent

pytestmark = pytest.mark.django_db


def prints(world, who, *, action="plan.export", confidential=False, row=""):
    with acting_as(who, at=world.at):
        record(
            actor=who,
            action=action,
            at=world.at,
            space=world.space,
            subjects=[world.samira.id, world.adam.id],
            part="plan",
            object_type="plan",
            confidential=confidential,
            row=row,
        )


def key_of(world, who):
    with acting_as(who, at=world.at):
        return AuditEvent.objects.filter(actor_id=who.id, verb="E").latest("id").pk


@pytest.fixture
def addresses(world):
    return reverse("case_copies", args=[world.case_id]), reverse("portal_copies")


def test_the_case_manager_sees_who_and_the_client_by_organisation(world, visit, addresses):
    prints(world, world.peter)
    staff, mine = addresses
    page = visit("fatma").get(staff).content.decode()
    assert page.count("Peter") == 1, "one copy is one line, whoever it is about"
    page = visit("samira").get(mine).content.decode()
    assert world.peter.organization_name in page
    assert "Peter" not in page


@pytest.mark.parametrize("who", ["ruben", "peter", "ingrid", "daan", "bas", "karim", "lina"])
def test_nobody_else_sees_the_list(world, visit, addresses, who):
    prints(world, world.peter)
    for address in addresses:
        assert visit(who).get(address).status_code == 404
        assert visit(who).post(address, {"copy": key_of(world, world.peter)}).status_code == 404


def test_a_hidden_party_leaves_no_line_for_the_case_manager_and_one_for_the_client(world, visit, addresses):
    prints(world, world.yvonne)
    staff, mine = addresses
    page = visit("fatma").get(staff).content.decode()
    assert "De Luwte" not in page
    assert "Yvonne" not in page
    assert "De Luwte" in visit("samira").get(mine).content.decode()


def test_what_is_confidential_or_not_told_yet_is_in_no_list(world, visit, addresses):
    from rondom.privacy import commands

    prints(world, world.peter, confidential=True)
    with acting_as(world.daan, at=world.at):
        commands.open_emergency_access(
            actor=world.daan,
            space=world.space,
            reason="Het kind is nu in gevaar, 112 is gebeld.",
            at=world.at,
        )
    prints(world, world.daan, row="P11")
    for name, address in zip(("fatma", "samira"), addresses, strict=True):
        assert "Nobody printed or saved anything" in visit(name).get(address).content.decode()


def test_asking_to_delete_is_told_once_and_stands_in_the_list(world, visit, addresses):
    prints(world, world.peter)
    key = key_of(world, world.peter)
    samira = visit("samira")
    assert samira.post(addresses[1], {"copy": key}).status_code == 302
    assert samira.post(addresses[1], {"copy": key}).status_code == 302
    assert "to delete it." in visit("fatma").get(addresses[0]).content.decode()
    with acting_as(system_actor("test"), at=world.at):
        asked = AuditEvent.objects.filter(action="copy.ask_deletion")
        assert sorted(asked.values_list("outcome", flat=True)) == ["nothing_to_do", "success"]
        handlers.ask_to_delete_copy(
            CopyDeletionAsked(case_id=world.case_id, professional_id=world.peter.id), at=world.at
        )
    with acting_as(world.peter, at=world.at):
        assert str(my_notices(world.peter)[0].sentence) == str(sentence_of("copy_to_delete"))


@pytest.mark.parametrize("copy", ["", "abc", "999999999", "-1"])
def test_a_copy_that_is_not_of_this_file_is_not_found(world, visit, addresses, copy):
    assert visit("samira").post(addresses[1], {"copy": copy}).status_code == 404


def test_a_withdrawal_asks_the_party_to_delete_its_copies(world):
    prints(world, world.peter)
    prints(world, world.wendy)
    with acting_as(system_actor("test"), at=world.at):
        consent = Consent.objects.get(organization_id=world.organizations["wonen-maas"])
        privacy_handlers.tell_party_of_end(ConsentWithdrawn(consent_id=consent.pk), at=world.at)
    asked = set()
    for name in ("peter", "wendy", "fatma"):
        with acting_as(getattr(world, name), at=world.at):
            if str(sentence_of("copy_to_delete")) in {
                str(n.sentence) for n in my_notices(getattr(world, name))
            }:
                asked.add(name)
    assert asked == {"peter"}


def test_every_pdf_of_a_case_leaves_a_row(world, filled, visit):
    address = reverse("introduction_pdf", args=[world.case_id])
    assert visit("fatma").get(address).status_code == 200
    with acting_as(system_actor("test"), at=world.at):
        assert AuditEvent.objects.filter(action="introduction.print", verb="E").count() == 1


# --- that a copy is gone --------------------------------------------------------------------------


def said_gone(world, **more):
    return {"how": "deleted", "on": world.at.date().isoformat()} | more


def test_who_made_the_copy_says_that_it_is_gone_and_the_client_sees_it(world, visit, addresses):
    prints(world, world.peter)
    key = key_of(world, world.peter)
    visit("samira").post(addresses[1], {"copy": key})
    peter = visit("peter")
    listed = peter.get(reverse("own_copies")).content.decode()
    page = reverse("own_copy", args=[key])
    assert page in listed
    assert "Asked on" in listed
    assert "Haddad" not in listed, "no household is named to who may see it no longer"
    assert peter.post(page, said_gone(world)).status_code == 302
    for name, address in (("samira", addresses[1]), ("fatma", addresses[0])):
        text = visit(name).get(address).content.decode()
        assert "Deleted, says who made it." in text
        assert "Ask to delete this copy" not in text
    with acting_as(system_actor("test"), at=world.at):
        row = AuditEvent.objects.get(action="copy.confirm_gone")
        assert (row.subject_id, row.outcome, row.actor_id) == (world.samira.id, "deleted", world.peter.id)
    again = peter.post(page, said_gone(world, how="returned"))
    assert again.status_code != 302
    assert "written down already" in again.content.decode()


def test_the_case_manager_writes_it_down_on_the_word_of_who_made_it(world, visit, addresses):
    prints(world, world.peter)
    page = reverse("case_copy", args=[world.case_id, key_of(world, world.peter)])
    fatma = visit("fatma")
    assert page in fatma.get(addresses[0]).content.decode()
    assert fatma.post(page, said_gone(world, how="returned")).status_code == 302
    text = visit("samira").get(addresses[1]).content.decode()
    assert "Given back. The case manager wrote it down." in text


@pytest.mark.parametrize("who", ["ruben", "ingrid", "daan", "bas", "samira", "karim", "lina", "yvonne"])
def test_nobody_else_says_it_and_nobody_says_it_of_anothers_copy(world, visit, who):
    prints(world, world.peter)
    key = key_of(world, world.peter)
    browser = visit(who)
    for page in (reverse("own_copy", args=[key]), reverse("case_copy", args=[world.case_id, key])):
        assert browser.get(page).status_code == 404
        assert browser.post(page, said_gone(world)).status_code == 404
    with acting_as(system_actor("test"), at=world.at):
        assert not AuditEvent.objects.filter(action="copy.confirm_gone").exists()


@pytest.mark.parametrize(
    ("how", "days"), [("eaten", 0), ("", 0), ("deleted", 1), ("deleted", -1), ("deleted", None)]
)
def test_a_way_or_a_day_that_cannot_be_is_refused_and_kept(world, visit, how, days):
    prints(world, world.peter)
    on = "" if days is None else (world.at.date() + timedelta(days=days)).isoformat()
    peter, page = visit("peter"), reverse("own_copy", args=[key_of(world, world.peter)])
    answer = peter.post(page, {"how": how, "on": on})
    assert answer.status_code in {409, 422}
    assert f'value="{on}"' in answer.content.decode()
    assert page in peter.get(reverse("own_copies")).content.decode(), "it is not gone"


def test_a_withdrawal_stands_as_a_question_beside_each_copy_that_is_not_gone(world, visit, addresses):
    prints(world, world.peter)
    prints(world, world.peter, action="introduction.print")
    visit("peter").post(reverse("own_copy", args=[key_of(world, world.peter)]), said_gone(world))
    with acting_as(system_actor("test"), at=world.at):
        consent = Consent.objects.get(organization_id=world.organizations["wonen-maas"])
        privacy_handlers.tell_party_of_end(ConsentWithdrawn(consent_id=consent.pk), at=world.at)
    page = visit("samira").get(addresses[1]).content.decode()
    assert page.count("to delete it.") == 1
    assert page.count("says who made it") == 1


def test_residents_have_no_list_of_copies_that_they_made(world, visit):
    assert visit("samira").get(reverse("own_copies")).status_code == 404
