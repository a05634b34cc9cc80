"""Holding a reaction that threatens somebody, and showing it again: who, why, until when (R-008)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import plan_part, scope_of
from rondom.audit.models import AuditEvent
from rondom.cases import commands as cases
from rondom.cases import handlers
from rondom.cases.events import ReactionHeld, ReactionReleased
from rondom.cases.models import Note, Reaction
from rondom.notices.queries import my_notices
from tests.cases.world import HOUSING

pytestmark = pytest.mark.django_db
THREAT = "Ik weet waar jullie wonen."
REASON = "Dit bedreigt Peter, en hij is bang."


@pytest.fixture
def said(world, filled, at):
    """Samira reacted beside a plan line about housing."""
    with acting_as(world.samira, at=at):
        return cases.react(
            actor=world.samira,
            scope=scope_of(world.space, plan_part(HOUSING)),
            object_type="note",
            object_id=filled.note.pk,
            text=THREAT,
            at=at,
        )


def page(world, said):
    return reverse("reaction", args=[world.case_id, said.pk])


def reread(world, said):
    with acting_as(system_actor("test"), at=world.at):
        return Reaction.objects.get(pk=said.pk)


def test_the_case_manager_holds_it_with_a_reason_and_it_has_an_end(world, said, visit):
    fatma = visit("fatma")
    listed = fatma.get(reverse("case_reactions", args=[world.case_id])).content.decode()
    assert THREAT in listed
    refused = fatma.post(page(world, said), {"reason": "n/a"})
    assert refused.status_code != 302
    assert "n/a" in refused.content.decode()
    assert fatma.post(page(world, said), {"reason": REASON}).status_code == 302
    row = reread(world, said)
    assert (row.held_reason, row.held_by) == (REASON, world.fatma.id)
    assert timedelta(days=6) < row.held_until - world.at < timedelta(days=8), "five working days"
    with acting_as(world.fatma, at=world.at), pytest.raises(cases.AlreadyHeld):
        cases.hold_reaction(actor=world.fatma, reaction_id=said.pk, reason=REASON, at=world.at)


@pytest.mark.parametrize("who", ["ruben", "peter", "wendy", "daan", "karim", "bas", "samira"])
def test_nobody_else_holds_or_releases(world, said, visit, who):
    browser = visit(who)
    assert browser.get(reverse("case_reactions", args=[world.case_id])).status_code == 404
    assert browser.get(page(world, said)).status_code == 404
    assert browser.post(page(world, said), {"reason": REASON}).status_code == 404
    assert reread(world, said).held_at is None


def test_the_leader_sees_what_is_held_only_and_shows_it_again(world, said, visit):
    ingrid = visit("ingrid")
    assert THREAT not in ingrid.get(reverse("case_reactions", args=[world.case_id])).content.decode()
    assert ingrid.get(page(world, said)).status_code == 404
    fatma = visit("fatma")
    fatma.post(page(world, said), {"reason": REASON})
    assert fatma.post(page(world, said)).status_code == 403, "not who held it"
    text = ingrid.get(page(world, said)).content.decode()
    assert THREAT in text
    assert REASON in text
    with acting_as(world.ingrid, at=world.at):
        assert AuditEvent.objects.filter(actor_id=world.ingrid.id, action="reaction.view").exists()
    assert ingrid.post(page(world, said)).status_code == 302
    assert reread(world, said).released_at == world.at


@pytest.mark.parametrize("quietly", [True, False])
def test_the_writer_still_reads_it_with_the_end_and_the_reason_unless_that_is_kept(world, said, quietly):
    with acting_as(world.fatma, at=world.at):
        cases.hold_reaction(
            actor=world.fatma, reaction_id=said.pk, reason=REASON, quietly=quietly, at=world.at
        )
    from django.template.loader import render_to_string

    shown = render_to_string("web/portal/reactions.html", {"rows": [reread(world, said)]})
    assert THREAT in shown
    assert (REASON in shown) is not quietly
    with acting_as(world.samira, at=world.at):
        rows = AuditEvent.objects.filter(action="reaction.hold", subject_id=world.samira.id)
        assert rows.exists() is not quietly


def test_a_hold_ends_by_itself_and_twice_is_once(world, said, at):
    with acting_as(world.fatma, at=at):
        cases.hold_reaction(actor=world.fatma, reaction_id=said.pk, reason=REASON, at=at)
    from rondom.cases.commands.reactions import end_holds

    clock = system_actor("case clock")
    with acting_as(clock, at=at):
        assert end_holds(actor=clock, at=at + timedelta(days=6)) == 0
        assert end_holds(actor=clock, at=at + timedelta(days=9)) == 1
        assert end_holds(actor=clock, at=at + timedelta(days=9)) == 0
    assert reread(world, said).released_at == at + timedelta(days=9)


def test_the_writer_and_the_leader_are_told_and_nobody_else(world, said):
    with acting_as(world.fatma, at=world.at):
        cases.hold_reaction(actor=world.fatma, reaction_id=said.pk, reason=REASON, at=world.at)
    told = {"held": ReactionHeld(case_id=world.case_id, reaction_id=said.pk)}
    told["released"] = ReactionReleased(case_id=world.case_id, reaction_id=said.pk)
    with acting_as(system_actor("test"), at=world.at):
        handlers.tell_of_held_reaction(told["held"], at=world.at)
        handlers.tell_of_released_reaction(told["released"], at=world.at)
    count = {}
    for name in ("samira", "ingrid", "peter", "karim", "lina"):
        with acting_as(getattr(world, name), at=world.at):
            count[name] = sum(n.given_at == world.at for n in my_notices(getattr(world, name)))
    assert count["samira"] >= 2
    assert count["ingrid"] >= 1
    assert count["peter"] == count["karim"] == count["lina"] == 0


def test_what_is_held_does_not_show_on_another_residents_page(world, said):
    from rondom.web.portal import reading

    with acting_as(world.fatma, at=world.at):
        cases.hold_reaction(actor=world.fatma, reaction_id=said.pk, reason=REASON, at=world.at)
        case = Note.objects.get(pk=said.object_id).case
        assert reading.reactions_on(world.fatma, case) == {}
        assert reading.reactions_on(world.samira, case) != {}, "the writer sees the own words"
