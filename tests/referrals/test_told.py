"""Who is told what about a referral (R-062 to R-065): never nobody, never more than may be known."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.cases.models import Case
from rondom.notices.models import Notice
from rondom.organizations import commands as organization_commands
from rondom.organizations import queries as organizations
from rondom.organizations.models import Professional, TeamLeadership
from rondom.referrals import handlers
from rondom.referrals.events import (
    ReferralOverdue,
    ReferralPaused,
    ReferralReported,
    ReferralSent,
    ReferralStepTaken,
    ReferralStuck,
)
from rondom.referrals.models import Referral, ReferralProgress
from tests.referrals.world import desk_world

pytestmark = pytest.mark.django_db
SYSTEM = system_actor("test")


@pytest.fixture
def desk(db, at):
    return desk_world(at)


def told(desk, handler, event, *, days=0):
    """First names of who gets a notice, and of which kind."""
    at = desk.at + timedelta(days=days)
    with acting_as(SYSTEM, at=at):
        before = set(Notice.objects.values_list("pk", flat=True))
        handler(event, at=at)
        new = Notice.objects.exclude(pk__in=before)
        names = {actor.id: name for name, actor in desk.staff.items()}
        return {(names[one.receiver_id], one.kind) for one in new}


def steps(desk, referral, state):
    with acting_as(SYSTEM, at=desk.at):
        return referral.steps.get(state=state)


def step_event(desk, referral, state, *, shared=True):
    return ReferralStepTaken(referral_id=referral.pk, step_id=steps(desk, referral, state).pk, shared=shared)


def left(desk, name):
    organization_commands.end_employment(actor=SYSTEM, professional_id=desk.staff[name].id, at=desk.at)


def role(desk, name, function, organization):
    organization_commands.start_working_role(
        actor=SYSTEM,
        professional_id=desk.staff[name].id,
        function=function,
        organization_id=organizations.organization_by_slug(organization).pk,
        starts_on=desk.at.date(),
        at=desk.at,
    )


def test_the_leader_of_the_desk_hears_of_a_new_referral_and_then_who_took_it(desk):
    referral = desk.send()
    new = ReferralSent(referral_id=referral.pk)
    assert told(desk, handlers.tell_receiver, new) == {("ingrid", "referral_received")}
    desk.do("accept_referral", desk.fatma, referral)
    assert told(desk, handlers.tell_receiver, new) == {("fatma", "referral_received")}


def test_without_a_leader_everybody_at_the_desk_hears_of_it(desk):
    referral = desk.send()
    with acting_as(SYSTEM, at=desk.at):
        TeamLeadership.objects.all().delete()
        organizations.forget_settings()
    found = told(desk, handlers.tell_receiver, ReferralSent(referral_id=referral.pk))
    assert ("fatma", "referral_received") in found
    assert {"henk", "tom", "mirjam", "marieke"} & {name for name, _kind in found} == set()


def test_who_took_it_and_left_is_not_waited_for(desk):
    referral = desk.send()
    desk.do("accept_referral", desk.fatma, referral)
    left(desk, "fatma")
    late = ReferralOverdue(referral_id=referral.pk, level=1)
    assert told(desk, handlers.tell_late, late) == {("ingrid", "referral_late")}


def test_in_a_file_the_case_manager_hears_it_and_not_the_desk(desk):
    referral = desk.send()
    case = desk.into_case(referral)
    with acting_as(SYSTEM, at=desk.at):
        ReferralProgress.objects.filter(referral=referral).update(assignee=None)
    with acting_as(SYSTEM, at=desk.at):
        Case.objects.filter(pk=case.pk).update(case_manager=desk.ruben.id)
    late = ReferralOverdue(referral_id=referral.pk, level=1)
    assert told(desk, handlers.tell_late, late, days=3) == {("ruben", "referral_late")}


@pytest.mark.parametrize(("level", "who"), [(1, {"fatma"}), (2, {"ingrid"}), (3, set())])
def test_late_goes_to_who_took_it_then_to_the_leader_and_then_stands_in_the_lists(desk, level, who):
    referral = desk.send()
    desk.do("accept_referral", desk.fatma, referral)
    found = told(desk, handlers.tell_late, ReferralOverdue(referral_id=referral.pk, level=level))
    assert found == {(name, "referral_late") for name in who}


def test_the_sender_hears_of_a_step_that_may_be_seen(desk):
    referral = desk.send()
    desk.do("accept_referral", desk.fatma, referral)
    news = step_event(desk, referral, "accepted")
    assert told(desk, handlers.tell_sender_of_step, news) == {("marieke", "referral_step")}
    kept = step_event(desk, referral, "accepted", shared=False)
    assert told(desk, handlers.tell_sender_of_step, kept) == set()


@pytest.mark.parametrize("state", ["sent", "cancelled"])
def test_what_the_sender_did_is_no_news_to_the_sender(desk, state):
    referral = desk.send()
    desk.do("cancel_referral", desk.marieke, referral)
    assert told(desk, handlers.tell_sender_of_step, step_event(desk, referral, state)) == set()


@pytest.mark.parametrize("shared", [True, False])
def test_words_and_pauses_are_told_when_they_may_be_read(desk, shared):
    referral = desk.send()
    reported = ReferralReported(referral_id=referral.pk, report_id=referral.pk, shared=shared)
    paused = ReferralPaused(referral_id=referral.pk, shared=shared)
    expected = {("marieke", "referral_step")} if shared else set()
    assert told(desk, handlers.tell_sender_of_report, reported) == expected
    assert told(desk, handlers.tell_sender_of_pause, paused) == expected


def test_when_the_sender_left_the_practice_hears_it(desk):
    """R-062: no loop ends in a letterbox that nobody empties."""
    referral = desk.send()
    desk.do("accept_referral", desk.fatma, referral)
    with acting_as(SYSTEM, at=desk.at):
        practice = organizations.organization_by_slug("huisartsenpraktijk")
        Professional.objects.filter(pk=desk.tom.id).update(organization=practice)
    role(desk, "tom", "gp", "huisartsenpraktijk")
    left(desk, "marieke")
    news = step_event(desk, referral, "accepted")
    assert told(desk, handlers.tell_sender_of_step, news) == {("tom", "referral_step")}


def test_passed_on_twice_every_leader_and_the_case_manager_hear_it(desk):
    referral = desk.send()
    why = "Dit hoort bij een ander."
    front, team = (organizations.desk_by_slug(slug).pk for slug in ("maasdrecht", "spoorwijk"))
    desk.do("forward_referral", desk.fatma, referral, desk_id=front, reason=why)
    role(desk, "tom", "front_desk", "maasdrecht")
    desk.do("forward_referral", desk.tom, referral, desk_id=team, reason=why)
    found = told(desk, handlers.tell_stuck, ReferralStuck(referral_id=referral.pk))
    assert found == {("ingrid", "referral_late")}


def test_no_notice_of_a_referral_says_whom_it_is_about(desk):
    referral = desk.send()
    told(desk, handlers.tell_receiver, ReferralSent(referral_id=referral.pk))
    with acting_as(SYSTEM, at=desk.at):
        for one in Notice.objects.all():
            whole = " ".join(str(value) for value in vars(one).values())
            assert "Haddad" not in whole
            assert "geldzorgen" not in whole


def test_a_referral_of_a_system_tells_no_person(desk):
    referral = desk.send()
    with acting_as(SYSTEM, at=desk.at):
        Referral.objects.filter(pk=referral.pk).update(sender_person=None)
    desk.do("accept_referral", desk.fatma, referral)
    assert told(desk, handlers.tell_sender_of_step, step_event(desk, referral, "accepted")) == set()
