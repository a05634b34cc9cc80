"""Copies outside the site: who sees that they exist, and asking to delete one (R-043)."""

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
