"""Each act on a referral by its page: to whom it goes, yes, no, elsewhere, waiting, and into which file."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from rondom.access.context import acting_as, system_actor
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.kernel.working_days import Calendar, add_working_days, working_days_between
from rondom.organizations import commands as organization_commands
from rondom.organizations import queries as organizations
from rondom.referrals import refusals, rules
from rondom.referrals.models import ReferralForward, ReferralPause, ReferralProgress, ReferralStep
from rondom.referrals.queries import open_loops, referral_for
from tests.referrals.test_pages import filled, one, open_page
from tests.referrals.world import desk_world

pytestmark = pytest.mark.django_db
CALENDAR = Calendar()


@pytest.fixture
def desk(at):
    return desk_world(at)


def to_colleague(name: str, **more):
    return filled(desk="", colleague=name, **more)


# --- to a named colleague -------------------------------------------------------------------------


def test_it_goes_to_a_colleague_by_name_and_that_colleague_is_asked(desk):
    answer = open_page(desk, desk.marieke, "referral_new", data=to_colleague("fatma yildiz"))
    assert answer.status_code == 302, answer.words
    sent = one(desk)
    assert sent.receiver_person_id == desk.fatma.id
    assert desk.progress(sent).assignee_id == desk.fatma.id
    assert "Fatma Yildiz" in open_page(desk, desk.marieke, "referral", referral_id=sent.pk).words


def test_a_name_that_several_have_is_asked_about_and_the_rest_is_kept(desk):
    answer = open_page(desk, desk.marieke, "referral_new", data=to_colleague("a"))
    assert answer.status_code == 422
    assert str(refusals.ColleagueUnclear()) in answer.words
    assert "Twee gesprekken." in answer.words
    page = answer.content.decode()
    assert str(desk.fatma.id) in page
    chosen = to_colleague("a", person=str(desk.fatma.id))
    assert open_page(desk, desk.marieke, "referral_new", data=chosen).status_code == 302
    assert one(desk).receiver_person_id == desk.fatma.id


def test_a_person_who_was_not_offered_cannot_be_chosen(desk):
    data = to_colleague("Fatma Yildiz", person=str(desk.ruben.id))
    assert open_page(desk, desk.marieke, "referral_new", data=data).status_code == 422


def test_who_is_away_is_replaced_and_the_sender_hears_it(desk):
    organization_commands.set_stand_in(
        actor=system_actor("test"),
        professional_id=desk.fatma.id,
        stand_in_id=desk.noor.id,
        starts_on=desk.at.date(),
        ends_on=desk.at.date() + timedelta(days=14),
        at=desk.at,
    )
    open_page(desk, desk.marieke, "referral_new", data=to_colleague("Fatma Yildiz"))
    words = open_page(desk, desk.marieke, "referral", referral_id=one(desk).pk).words
    assert "Noor" in words
    assert "Fatma Yildiz" in words, "who was asked first"


def test_an_unknown_name_and_a_shelter_worker_get_the_same_answer(desk):
    for name in ("Niemand Zo", "Yvonne"):
        answer = open_page(desk, desk.marieke, "referral_new", data=to_colleague(name))
        assert answer.status_code == 422
        assert str(refusals.ColleagueUnknown(name=name)) in answer.words


def test_neither_desk_nor_colleague_is_called_optional_while_one_of_them_is_asked(desk):
    page = open_page(desk, desk.marieke, "referral_new").words
    assert "Naar welk loket? (niet verplicht)" not in page
    assert "op naam (niet verplicht)" not in page
    assert "geprobeerd? (niet verplicht)" in page


@pytest.mark.parametrize("data", [{"desk": ""}, {"colleague": "Fatma Yildiz"}])
def test_none_or_both_is_asked_to_choose(desk, data):
    answer = open_page(desk, desk.marieke, "referral_new", data=filled(**data))
    assert answer.status_code == 422
    assert str(refusals.ReceiverMissing()) in answer.words


# --- yes, no, elsewhere ---------------------------------------------------------------------------


def sent(desk):
    open_page(desk, desk.marieke, "referral_new", data=filled())
    return {"referral_id": one(desk).pk}


def test_accepting_names_who_makes_contact(desk):
    key = sent(desk)
    form = open_page(desk, desk.fatma, "referral_acceptance", **key)
    assert "Ruben Mulder" in form.words
    data = {"assignee": str(desk.ruben.id)}
    assert open_page(desk, desk.fatma, "referral_acceptance", data=data, **key).status_code == 302
    assert desk.progress(one(desk)).assignee_id == desk.ruben.id
    outsider = {"assignee": str(desk.peter.id)}
    assert open_page(desk, desk.fatma, "referral_acceptance", data=outsider, **key).status_code == 422


def test_declining_gives_reason_and_next_step_and_the_sender_reads_both(desk):
    key = sent(desk)
    data = {
        "reason": "Wij helpen alleen in deze wijk.",
        "next_step": "other_service",
        "next_words": "Bel wijkteam Noord.",
    }
    assert open_page(desk, desk.fatma, "referral_refusal", data=data, **key).status_code == 302
    words = open_page(desk, desk.marieke, "referral", **key).words
    assert "Wij helpen alleen in deze wijk." in words
    assert "Bel wijkteam Noord." in words
    without = data | {"next_words": ""}
    assert open_page(desk, desk.fatma, "referral_refusal", data=without, **key).status_code == 422


def test_feedback_reaches_the_sender_and_an_empty_phrase_does_not(desk):
    key = sent(desk)
    open_page(desk, desk.fatma, "referral_acceptance", data={"assignee": str(desk.fatma.id)}, **key)
    open_page(desk, desk.fatma, "referral_contact", data={}, **key)
    canned = open_page(
        desk, desk.fatma, "referral_result", data={"category": "helped", "sentence": "ok"}, **key
    )
    assert canned.status_code == 422
    said = {"category": "helped", "sentence": "Zij heeft een regeling voor de huur."}
    assert open_page(desk, desk.fatma, "referral_result", data=said, **key).status_code == 302
    assert "regeling voor de huur" in open_page(desk, desk.marieke, "referral", **key).words


def passed_on(desk, *, times: int):
    key = sent(desk)
    organization_commands.start_working_role(
        actor=system_actor("test"),
        professional_id=desk.tom.id,
        function="front_desk",
        organization_id=organizations.organization_by_slug("maasdrecht").pk,
        starts_on=desk.at.date(),
        at=desk.at,
    )
    for who, slug in ((desk.fatma, "maasdrecht"), (desk.tom, "spoorwijk"))[:times]:
        data = {"desk": str(organizations.desk_by_slug(slug).pk), "reason": "Dit hoort bij een ander."}
        assert open_page(desk, who, "referral_forwarding", data=data, **key).status_code == 302
    return key


def test_before_the_last_time_the_page_says_that_it_is_the_last_time(desk):
    key = passed_on(desk, times=1)
    warning = "laatste keer"
    assert warning in open_page(desk, desk.tom, "referral_forwarding", **key).words
    first = desk.send()
    assert warning not in open_page(desk, desk.fatma, "referral_forwarding", referral_id=first.pk).words


def test_a_third_time_is_not_offered_but_telling_both_leaders_is(desk):
    key = passed_on(desk, times=2)
    page = open_page(desk, desk.fatma, "referral", **key).content.decode()
    assert reverse("referral_forwarding", kwargs=key) not in page
    assert reverse("referral_stuck", kwargs=key) in page
    tried = open_page(desk, desk.fatma, "referral_forwarding", **key)
    assert (tried.status_code, tried.headers["Location"]) == (302, reverse("referral_stuck", kwargs=key))
    assert open_page(desk, desk.fatma, "referral_stuck", data={}, **key).status_code == 302
    assert desk.progress(one(desk)).stuck
    with acting_as(system_actor("test"), at=desk.at):
        assert ReferralForward.objects.count() == 2


def test_the_leaders_are_not_called_for_what_can_still_be_passed_on(desk):
    key = sent(desk)
    answer = open_page(desk, desk.fatma, "referral_stuck", data={}, **key)
    assert answer.status_code == 422
    assert not desk.progress(one(desk)).stuck


# --- waiting --------------------------------------------------------------------------------------


def day_after(desk, days: int) -> str:
    return (desk.at.date() + timedelta(days=days)).isoformat()


def test_waiting_has_a_reason_and_an_end_and_everybody_concerned_sees_them(desk):
    key = sent(desk)
    open_page(desk, desk.fatma, "referral_acceptance", data={"assignee": str(desk.fatma.id)}, **key)
    before = desk.progress(one(desk)).due_on
    data = {"reason": "Mevrouw is twee weken bij haar moeder.", "until": day_after(desk, 14)}
    assert open_page(desk, desk.fatma, "referral_pause", data=data, **key).status_code == 302
    paused = desk.progress(one(desk))
    calendar = organizations.calendar()
    assert paused.due_on > before
    left = working_days_between(desk.at.date(), before, calendar)
    assert working_days_between(paused.paused_until, paused.due_on, calendar) == left, "what was left is left"
    for who in (desk.fatma, desk.marieke):
        assert "twee weken bij haar moeder" in open_page(desk, who, "referral", **key).words
    late = desk.at + timedelta(days=16)
    with acting_as(desk.marieke, at=late):
        assert open_loops(at=late) == [], "the sender is not told that nobody does anything"
        assert referral_for(desk.marieke, key["referral_id"], at=late).pause is None, "it ended by itself"


def test_the_client_sees_why_her_referral_waits(desk):
    referral = desk.send()
    case = desk.into_case(referral)
    desk.do(
        "pause_referral",
        desk.fatma,
        referral,
        days=3,
        reason="Op verzoek even rust.",
        until=(desk.at + timedelta(days=20)).date(),
    )
    from rondom.access.actor import Actor
    from rondom.referrals.queries import referrals_for_resident

    client = Actor(kind="resident", id=case.client_id, purpose="own_access")
    at = desk.at + timedelta(days=4)
    with acting_as(client, at=at):
        [view] = referrals_for_resident(client, at)
        assert view.pause.reason == "Op verzoek even rust."


@pytest.mark.parametrize(
    ("reason", "days"), [("", 10), ("nvt", 10), ("Wacht op antwoord van haar.", 0), ("Wacht op haar.", 120)]
)
def test_waiting_for_nothing_or_for_ever_is_refused(desk, reason, days):
    key = sent(desk)
    open_page(desk, desk.fatma, "referral_receipt", data={}, **key)
    data = {"reason": reason, "until": day_after(desk, days)}
    assert open_page(desk, desk.fatma, "referral_pause", data=data, **key).status_code == 422
    with acting_as(system_actor("test"), at=desk.at):
        assert not ReferralPause.objects.exists()


def test_what_nobody_has_seen_yet_cannot_wait_and_a_stranger_stops_no_clock(desk):
    referral = desk.send()
    until = (desk.at + timedelta(days=5)).date()
    with pytest.raises(refusals.NotPausable):
        desk.do("pause_referral", desk.fatma, referral, reason="Wacht op bericht.", until=until)
    with pytest.raises(NotAllowed):
        desk.do("pause_referral", desk.marieke, referral, reason="Wacht op bericht.", until=until)
    with pytest.raises(NotFound):
        desk.do("pause_referral", desk.peter, referral, reason="Wacht op bericht.", until=until)


def test_going_on_earlier_brings_the_old_day_back(desk):
    referral = desk.send()
    desk.do("accept_referral", desk.fatma, referral)
    before = desk.progress(referral).due_on
    until = (desk.at + timedelta(days=21)).date()
    desk.do("pause_referral", desk.fatma, referral, reason="Op verzoek van haar.", until=until)
    desk.do("resume_referral", desk.fatma, referral)
    assert desk.progress(referral).due_on == before
    with pytest.raises(refusals.NotPaused):
        desk.do("resume_referral", desk.fatma, referral)


def test_the_next_step_ends_the_waiting_and_a_pause_is_never_changed(desk):
    referral = desk.send()
    desk.do("accept_referral", desk.fatma, referral)
    until = (desk.at + timedelta(days=21)).date()
    desk.do("pause_referral", desk.fatma, referral, reason="Op verzoek van haar.", until=until)
    desk.do("record_first_contact", desk.fatma, referral, days=1)
    assert desk.progress(referral).paused_until is None
    with acting_as(desk.fatma, at=desk.at):
        assert ReferralPause.objects.update(reason="anders") == 0
        assert ReferralPause.objects.get().reason == "Op verzoek van haar."


@given(
    today=st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    left=st.integers(0, 15),
    wait=st.integers(1, rules.LONGEST_PAUSE),
)
def test_a_pause_keeps_what_was_left(today, left, wait):
    due = add_working_days(today, left, CALENDAR) if left else today
    until = today + timedelta(days=wait)
    later = rules.due_after_pause(due, today, until, CALENDAR)
    assert working_days_between(until, later, CALENDAR) == working_days_between(today, due, CALENDAR)
    assert rules.due_after_resuming(later, until, today, CALENDAR) <= max(due, today)


# --- into which file ------------------------------------------------------------------------------


def test_a_second_referral_of_the_same_person_can_go_into_the_file_that_is_there(desk):
    case = desk.into_case(desk.send())
    again = desk.send(question="Nu ook hulp bij de school van haar dochter, graag.")
    desk.do("accept_referral", desk.fatma, again, days=3)
    key = {"referral_id": again.pk}
    form = open_page(desk, desk.fatma, "referral_file", days=3, **key)
    assert str(case.pk) in form.content.decode(), "the file of the same person is offered"
    data = {
        "case": str(case.pk),
        "ground": "wmo",
        "feedback": "status",
        "channel": "spoken",
        "witness": "Marieke Post",
    }
    answer = open_page(desk, desk.fatma, "referral_file", data=data, days=3, **key)
    assert answer.headers["Location"] == reverse("case", args=[case.pk])
    assert desk.progress(again).case_id == case.pk


def test_a_file_that_was_not_offered_cannot_be_linked(desk):
    first = desk.into_case(desk.send())
    other = desk.send(given_name="Els", family_name="Bos")
    desk.do("accept_referral", desk.fatma, other, days=3)
    data = {
        "case": str(first.pk),
        "ground": "wmo",
        "feedback": "status",
        "channel": "spoken",
        "witness": "Marieke Post",
    }
    key = {"referral_id": other.pk}
    open_page(desk, desk.fatma, "referral_file", data=data, days=3, **key)
    with acting_as(system_actor("test"), at=desk.at):
        assert ReferralProgress.objects.get(referral=other).case_id != first.pk
        assert ReferralStep.objects.filter(referral=first.pk).count() == 0


def test_spoken_permission_needs_who_heard_it_and_the_form_keeps_the_rest(desk):
    referral = desk.send()
    desk.do("accept_referral", desk.fatma, referral)
    data = {"ground": "wmo", "feedback": "outcome", "channel": "spoken", "witness": ""}
    answer = open_page(desk, desk.fatma, "referral_file", data=data, referral_id=referral.pk)
    assert answer.status_code == 422
    assert desk.progress(referral).case_id is None
