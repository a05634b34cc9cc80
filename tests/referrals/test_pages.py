"""The pages of referrals, as a nurse and a worker use them."""

import re
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import resolve, reverse

from rondom.access.context import acting_as
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.organizations import queries as organizations
from rondom.referrals.models import Referral
from tests.referrals.world import desk_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(at):
    return desk_world(at)


def open_page(desk, who, name, *, data=None, days=0, **keys):
    """The answer of one page to somebody, with the context of a real request."""
    path = reverse(name, kwargs=keys)
    request = RequestFactory().post(path, data) if data is not None else RequestFactory().get(path)
    from django.contrib.messages.storage.fallback import FallbackStorage

    request.session = {}
    request._messages = FallbackStorage(request)
    request.actor, request.at = who, desk.at + timedelta(days=days)
    match = resolve(path)
    with acting_as(who, at=request.at):
        response = match.func(request, **match.kwargs)
    response.words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
    return response


def filled(**changes):
    return {
        "given_name": "Samira",
        "family_name": "Haddad",
        "birth_date": "1988-03-09",
        "question": "Kan iemand meekijken met de geldzorgen en de woning?",
        "urgency": "routine",
        "tried": "Twee gesprekken.",
        "ground": "consent",
        "feedback": "outcome",
        "desk": str(organizations.desk_by_slug("spoorwijk").pk),
    } | changes


def one(desk):
    with acting_as(desk.marieke, at=desk.at):
        return Referral.objects.get()


def test_the_nurse_sends_with_one_short_form(desk):
    assert open_page(desk, desk.marieke, "referral_new").status_code == 200
    answer = open_page(desk, desk.marieke, "referral_new", data=filled())
    assert answer.status_code == 302
    sent = one(desk)
    assert answer.headers["Location"] == reverse("referral", args=[sent.pk])
    words = open_page(desk, desk.marieke, "referral", referral_id=sent.pk).words
    assert sent.number in words
    assert "Wijkteam Spoorwijk" in words


@pytest.mark.parametrize("missing", ["given_name", "birth_date", "question", "ground", "desk"])
def test_what_is_missing_stands_at_its_field_and_the_words_stay(desk, missing):
    answer = open_page(desk, desk.marieke, "referral_new", data=filled(**{missing: ""}))
    assert answer.status_code == 422
    assert "Twee gesprekken." in answer.content.decode()
    with acting_as(desk.marieke, at=desk.at):
        assert not Referral.objects.exists()


def test_a_short_question_is_asked_about_once(desk):
    first = open_page(desk, desk.marieke, "referral_new", data=filled(question="hulp"))
    assert first.status_code == 422
    assert 'name="same_text" value="hulp"' in first.content.decode()
    again = open_page(desk, desk.marieke, "referral_new", data=filled(question="hulp", same_text="hulp"))
    assert again.status_code == 302


def test_another_birth_date_for_the_same_name_asks_for_a_check(desk):
    open_page(desk, desk.marieke, "referral_new", data=filled())
    asked = open_page(desk, desk.marieke, "referral_new", data=filled(birth_date="1990-01-01"))
    assert asked.status_code == 422
    assert 'type="checkbox" name="birth_date_checked"' in asked.content.decode()
    checked = filled(birth_date="1990-01-01", birth_date_checked="on")
    assert open_page(desk, desk.marieke, "referral_new", data=checked).status_code == 302


def test_a_mistyped_date_is_kept_and_named(desk):
    answer = open_page(desk, desk.marieke, "referral_new", data=filled(birth_date="31 februari"))
    assert answer.status_code == 422
    assert "31 februari" in answer.content.decode()


def test_the_whole_loop_by_its_pages(desk):
    open_page(desk, desk.marieke, "referral_new", data=filled())
    key = {"referral_id": one(desk).pk}
    for name, data, days in (
        ("referral_acceptance", {"assignee": str(desk.fatma.id)}, 1),
        (
            "referral_file",
            {"ground": "wmo", "feedback": "outcome", "channel": "spoken", "witness": "Marieke"},
            2,
        ),
        ("referral_contact", {}, 3),
        ("referral_progress", {"sentence": "We openen samen de brieven."}, 5),
        ("referral_result", {"category": "helped", "sentence": "De huur is weer betaald."}, 9),
    ):
        assert open_page(desk, desk.fatma, name, days=days, **key).status_code == 200
        answer = open_page(desk, desk.fatma, name, data=data, days=days, **key)
        assert answer.status_code == 302, (name, answer.words)
    words = open_page(desk, desk.marieke, "referral", days=9, **key).words
    assert "De huur is weer betaald." in words
    own = open_page(desk, desk.fatma, "referral_list", days=9)
    assert own.status_code == 200


def test_a_refusal_of_the_command_stands_in_the_form(desk):
    open_page(desk, desk.marieke, "referral_new", data=filled())
    key = {"referral_id": one(desk).pk}
    data = {"reason": "nvt", "next_step": "advice", "next_words": "Bel het loket."}
    answer = open_page(desk, desk.fatma, "referral_refusal", data=data, **key)
    assert answer.status_code == 422
    assert "Bel het loket." in answer.content.decode()


@pytest.mark.parametrize("name", ["peter", "esther", "mirjam"])
def test_a_stranger_finds_no_page(desk, name):
    open_page(desk, desk.marieke, "referral_new", data=filled())
    with pytest.raises(NotFound):
        open_page(desk, getattr(desk, name), "referral", referral_id=one(desk).pk)


def test_lists_show_each_side_its_own(desk):
    open_page(desk, desk.marieke, "referral_new", data=filled())
    assert "Samira Haddad" in open_page(desk, desk.fatma, "referral_list").words
    assert "Samira Haddad" in open_page(desk, desk.marieke, "referral_list").words
    assert "Samira Haddad" not in open_page(desk, desk.peter, "referral_list").words
    late = open_page(desk, desk.marieke, "referral_list", days=5).content.decode()
    assert 'id="silent"' in late
    with pytest.raises(NotAllowed):
        open_page(desk, desk.mirjam, "referral_list")


def test_html_in_a_question_is_shown_as_text(desk):
    open_page(
        desk, desk.marieke, "referral_new", data=filled(question="<script>alert(1)</script> hulp bij geld")
    )
    page = open_page(desk, desk.fatma, "referral", referral_id=one(desk).pk).content.decode()
    assert "<script>alert(1)" not in page


def test_the_panel_of_a_file_shows_what_came_in(desk):
    from django.template.loader import render_to_string

    from rondom.referrals.queries import referral_panel

    case = desk.into_case(desk.send())
    at = desk.at + timedelta(days=3)
    with acting_as(desk.fatma, at=at):
        words = render_to_string("referrals/panel.html", {"panel": referral_panel(desk.fatma, case, at)})
    assert "Samira Haddad" in words


def test_a_referral_sent_from_a_file_belongs_to_the_file(desk):
    case = desk.into_case(desk.send())
    key = {"case_id": case.pk}
    page = open_page(desk, desk.fatma, "case_referral_new", days=3, **key)
    assert 'value="Samira"' in page.content.decode()
    data = filled(desk=str(organizations.desk_by_slug("maasdrecht").pk))
    assert open_page(desk, desk.fatma, "case_referral_new", data=data, days=3, **key).status_code == 302
    from rondom.referrals.queries import sent_by_us

    at = desk.at + timedelta(days=3)
    with acting_as(desk.daan, at=at):
        assert sent_by_us(desk.daan, at=at) == []
    with acting_as(desk.fatma, at=at):
        assert len(sent_by_us(desk.fatma, at=at)) == 1
