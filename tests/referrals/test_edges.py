"""What goes wrong quietly when one condition is missing: leavers, names, warnings, and the two logs."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.audit.models import AuditEvent
from rondom.organizations import commands as organization_commands
from rondom.organizations import queries as organizations
from rondom.organizations.models import StandIn
from rondom.people.models import ContactDetail
from rondom.referrals import commands, queries
from rondom.referrals.models import Referral, ReferralProgress
from tests.referrals.world import CONTENT, desk_world

pytestmark = pytest.mark.django_db
SYSTEM = system_actor("test")


@pytest.fixture
def desk(db, at):
    return desk_world(at)


def left(desk, name):
    organization_commands.end_employment(actor=SYSTEM, professional_id=desk.staff[name].id, at=desk.at)


def sent_to(desk, name):
    with acting_as(desk.marieke, at=desk.at):
        return commands.send_referral(
            actor=desk.marieke, content=CONTENT, receiver_person_id=desk.staff[name].id, at=desk.at
        )


def test_who_takes_it_back_learns_nothing_of_the_file_and_leaves_no_trace_in_its_log(desk):
    """The row in the log is the sender's: no person and no space of a file that the sender may not see."""
    referral = desk.send()
    desk.into_case(referral)
    desk.do("cancel_referral", desk.marieke, referral, days=3, reason="Zij is verhuisd.")
    with acting_as(SYSTEM, at=desk.at):
        rows = AuditEvent.objects.filter(actor_id=desk.marieke.id, action="referral.cancelled")
        (row,) = rows
    assert (row.subject_id, row.space, row.policy_row) == (None, None, "sent")


@pytest.mark.parametrize("prohibited", [True, False])
def test_a_warning_not_to_call_goes_along_into_the_file(desk, prohibited):
    referral = desk.send(contact_prohibited=prohibited)
    desk.into_case(referral)
    with acting_as(SYSTEM, at=desk.at):
        assert {one.safe_to_contact for one in ContactDetail.objects.all()} == {not prohibited}


def test_a_referral_without_a_birth_date_asks_nobody_to_check_one(desk):
    practice = organizations.organization_by_slug("huisartsenpraktijk").pk
    system = Actor(kind="partner", id=practice, organization_id=practice, organization_name="De Brug")
    with acting_as(system, at=desk.at):
        commands.receive_referral(actor=system, content=replace(CONTENT, birth_date=None), at=desk.at)
    assert desk.send().birth_date == CONTENT.birth_date


def test_what_is_addressed_to_a_leaver_goes_to_who_stands_in(desk):
    left(desk, "fatma")
    referral = sent_to(desk, "fatma")
    assert referral.receiver_person_id == desk.noor.id
    assert referral.receiver_as_sent == "Fatma Yildiz", "the sender hears that it is not where it was meant"


def test_when_nobody_stands_in_it_lies_on_the_desk_of_the_own_organization(desk):
    """Not on the front desk of another party."""
    with acting_as(SYSTEM, at=desk.at):
        StandIn.objects.filter(professional_id=desk.marieke.id).delete()
    left(desk, "marieke")
    with acting_as(desk.fatma, at=desk.at):
        referral = commands.send_referral(
            actor=desk.fatma, content=CONTENT, receiver_person_id=desk.marieke.id, at=desk.at
        )
    assert (referral.receiver_person_id, referral.receiver_desk.name) == (None, "De Brug")
    assert referral.receiver_as_sent == "Marieke Post"


def test_who_left_is_not_named_to_make_the_first_contact(desk):
    referral = desk.send()
    left(desk, "noor")
    desk.do("accept_referral", desk.fatma, referral, assignee_id=desk.noor.id)
    assert desk.progress(referral).assignee_id is None


def test_passing_on_lets_go_of_who_was_asked_and_begins_its_own_clock(desk):
    referral = sent_to(desk, "fatma")
    with acting_as(SYSTEM, at=desk.at):
        ReferralProgress.objects.filter(referral=referral).update(alarm=2)
    front = organizations.desk_by_slug("maasdrecht").pk
    desk.do(
        "forward_referral", desk.fatma, referral, days=1, desk_id=front, reason="Past beter bij de balie."
    )
    progress = desk.progress(referral)
    assert (progress.assignee_id, progress.alarm) == (None, 0)
    assert progress.due_on > desk.at.date()


def test_on_its_last_day_nothing_is_late_for_either_side(desk):
    referral = desk.send()
    desk.do("confirm_receipt", desk.fatma, referral)
    due = desk.progress(referral).due_on
    for who in (desk.fatma, desk.marieke):
        for days, late in (((due - desk.at.date()).days, False), ((due - desk.at.date()).days + 1, True)):
            at = desk.at + timedelta(days=days)
            with acting_as(who, at=at):
                assert queries.referral_for(who, referral.pk, at=at).card.late is late, (who.name, days)


def test_a_sender_who_waits_for_a_shared_pause_sees_its_day_and_no_alarm(desk):
    referral = desk.send()
    desk.do("accept_referral", desk.fatma, referral)
    due = desk.progress(referral).due_on
    until = (desk.at + timedelta(days=20)).date()
    desk.do("pause_referral", desk.fatma, referral, until=until, reason="Zij is op reis tot die dag.")
    at = desk.at + timedelta(days=(due - desk.at.date()).days + 2)
    with acting_as(desk.marieke, at=at):
        card = queries.referral_for(desk.marieke, referral.pk, at=at).card
        assert (card.late, card.waits_until) == (False, until)
        assert card.due_on == desk.progress(referral).due_on
        assert queries.open_loops(at=at) == []


def test_what_i_receive_and_sent_myself_stands_once_among_the_late(desk):
    with acting_as(desk.fatma, at=desk.at):
        commands.send_referral(
            actor=desk.fatma,
            content=CONTENT,
            receiver_desk_id=organizations.desk_by_slug("spoorwijk").pk,
            at=desk.at,
        )
    at = desk.at + timedelta(days=30)
    with acting_as(desk.fatma, at=at):
        assert len(queries.open_loops(at=at)) == 1


def test_the_whole_summary_goes_back_with_the_deepest_permission_only(desk):
    for depth, reads in (("outcome", False), ("full", True)):
        referral = desk.send(question=f"Vraag met terugkoppeling {depth}, graag een gesprek.")
        desk.into_case(referral, depth=depth)
        desk.do(
            "close_with_result",
            desk.fatma,
            referral,
            days=5,
            category="helped",
            sentence="De huur is weer betaald.",
            summary="Het hele verhaal.",
        )
        at = desk.at + timedelta(days=5)
        with acting_as(desk.marieke, at=at):
            view = queries.referral_for(desk.marieke, referral.pk, at=at)
        assert (view.summary == "Het hele verhaal.") is reads
        assert [one.sentence for one in view.reports] == ["De huur is weer betaald."]


@pytest.mark.parametrize("days", [0, -1])
def test_a_pause_ends_in_the_future(desk, days):
    from rondom.referrals import refusals

    referral = desk.send()
    desk.do("accept_referral", desk.fatma, referral)
    until = (desk.at + timedelta(days=days)).date()
    with pytest.raises(refusals.PauseEndImpossible):
        desk.do("pause_referral", desk.fatma, referral, until=until, reason="Zij is op reis.")


def test_the_wish_that_came_along_is_the_permission_when_nothing_else_was_said(desk):
    """And a permission that is there already is not asked a second time."""
    from rondom.privacy.models import Consent

    referral = desk.send()
    desk.do("accept_referral", desk.fatma, referral)
    case = desk.do("open_case_from_referral", desk.fatma, referral, days=1, ground="wmo")
    second = desk.send(question="Adam heeft astma in een vochtige woning.")
    desk.do("accept_referral", desk.fatma, second, days=2)
    desk.do("link_referral_to_case", desk.fatma, second, days=3, case_id=case.pk)
    with acting_as(SYSTEM, at=desk.at + timedelta(days=3)):
        (consent,) = Consent.objects.all()
        assert (consent.feedback, consent.state) == ("outcome", "given")
        assert Referral.objects.count() == 2


def test_the_desk_of_a_shelter_stands_in_no_list(desk):
    """Its name is kept secret, also from those who refer."""
    from rondom.organizations.models import Desk
    from rondom.referrals.forms.choices import desk_choices

    with acting_as(SYSTEM, at=desk.at):
        shelter = organizations.organization_by_slug("de-luwte")
        Desk.objects.create(slug="de-luwte", name="De Luwte", organization=shelter)
    with acting_as(desk.marieke, at=desk.at):
        names = [label for _key, label in desk_choices()]
    assert "De Luwte" not in names
    assert "Wijkteam Spoorwijk" in names
