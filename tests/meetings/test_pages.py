"""The pages: who gets which, what stands on them, what they cost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rondom.access.context import acting_as
from rondom.audit.models import AuditEvent
from rondom.meetings import commands
from rondom.meetings.models import Agreement, Meeting, Participant, PulseResponse, Turn
from rondom.meetings.vocabulary import PULSE_QUESTIONS, GivenView
from rondom.organizations import commands as organizations
from tests.cases.world import MONEY, SECRETS, day, leaks
from tests.kernel.given_files import given, picture
from tests.meetings.browser import browser, counted
from tests.meetings.table import begin, held, invited, planned, proposed, running, seat, tap
from tests.meetings.test_minutes import decided

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def _one_step(settings):
    settings.RONDOM_STAFF_MFA = False


def url(name, meeting, *more):
    return reverse(name, args=[meeting.pk, *more])


def full(world, meeting):
    """Something of everything."""
    tap(world, meeting, world.samira, world.ruben, world.peter)
    decided(world, meeting)
    decided(world, meeting, question="Wie belt Wonen Maas?")
    with acting_as(world.fatma, at=begin(world)):
        peter = seat(meeting, world.peter).pk
        commands.raise_disagreement(
            actor=world.fatma,
            meeting_id=meeting.pk,
            matter="Hoe snel",
            client_view="Rustig aan.",
            views=[GivenView(peter, "Snel.")],
            at=begin(world),
        )
        commands.agree(
            actor=world.fatma,
            meeting_id=meeting.pk,
            what="Bellen met de bank",
            participant_id=peter,
            due_on=day(world.at),
            domain=MONEY,
            at=begin(world),
        )
        commands.write_closing_word(
            actor=world.fatma, meeting_id=meeting.pk, words="Ik kan weer slapen.", at=begin(world)
        )
    commands.send_regrets(
        actor=world.ruben, meeting_id=meeting.pk, words="Ik moet eerder weg.", at=begin(world)
    )


PAGES = (
    "meeting",
    "meeting_preparation",
    "meeting_reply",
    "meeting_agenda",
    "meeting_participants",
    "meeting_plan",
)
LIVE = ("meeting", "meeting_live", "meeting_live_state", "meeting_decisions", "meeting_disagreements")
LIVE += ("meeting_agreements", "meeting_last_word", "meeting_closing", "meeting_preparation")
BOTH = ("meeting", "meeting_live", "meeting_summary")
OVER = ("meeting", "meeting_summary", "meeting_notes", "meeting_pulse", "meeting_live")


@pytest.mark.parametrize("who", ["samira", "fatma", "peter"])
def test_every_page_opens_in_both_languages_with_few_queries_and_without_secrets(world, monkeypatch, who):
    actor = getattr(world, who)
    ahead = planned(world, world.peter, world.ruben)
    live = running(world, world.peter, world.ruben)
    over = held(world, world.peter, world.ruben)
    full(world, live)
    client = browser(actor, monkeypatch, at=begin(world) + timedelta(minutes=20))
    for meeting, names in ((ahead, PAGES), (live, LIVE), (over, OVER)):
        for name in names:
            for language in ("nl", "en") if name in BOTH else ("nl",):
                with counted() as queries:
                    answer = client.get(url(name, meeting), headers={"accept-language": language})
                assert answer.status_code == 200, (name, answer.status_code)
                assert len(queries) <= MOST_QUERIES, (name, len(queries), "\n".join(q[:170] for q in queries))
                assert leaks(answer.content.decode()) == [], name
    with counted() as queries:
        listed = client.get(reverse("case_meetings", args=[world.case_id]))
    assert listed.status_code == 200
    assert len(queries) <= MOST_QUERIES, queries


@pytest.mark.parametrize("who", ["karim", "daan", "mirjam", "tom", "marieke"])
def test_whoever_has_no_part_in_it_finds_nothing_and_the_search_is_logged(world, monkeypatch, who):
    meeting = held(world, world.peter)
    client = browser(getattr(world, who), monkeypatch, at=world.at)
    names = {*PAGES, *LIVE, *OVER, "meeting_summary_pdf", "meeting_closing"}
    for name in names:
        answer = client.get(url(name, meeting))
        assert answer.status_code == 404, name
        assert "Haddad" not in answer.content.decode()
    with acting_as(world.bas, at=world.at):
        seen = AuditEvent.objects.filter(
            actor_id=getattr(world, who).id, object_id=meeting.pk, outcome="not_found"
        )
        assert seen.count() >= len(names) - 2


def test_nobody_without_signing_in_sees_a_page(world, monkeypatch, client):
    meeting = held(world)
    for name in (*PAGES, *LIVE, *OVER):
        assert client.get(url(name, meeting)).status_code in {302, 404}


def test_an_unchanged_screen_costs_one_small_query_and_no_body(world, monkeypatch):
    meeting = running(world, world.peter)
    client = browser(world.peter, monkeypatch, at=begin(world))
    page = client.get(url("meeting_live", meeting)).content.decode()
    address = page.split('hx-get="')[1].split('"')[0].replace("&amp;", "&")
    first = client.get(address, headers={"X-Rondom-Poll": "1"})
    assert first.status_code == 200
    with counted() as queries:
        again = client.get(address, headers={"X-Rondom-Poll": "1", "If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert len([q for q in queries if "meetings_" in q]) == 1
    tap(world, meeting, world.samira)
    changed = client.get(address, headers={"X-Rondom-Poll": "1", "If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_polls_from_a_page_that_was_logged_are_not_logged_again_but_others_are(world, monkeypatch):
    meeting = running(world, world.peter)
    client = browser(world.peter, monkeypatch, at=begin(world))
    page = client.get(url("meeting_live", meeting)).content.decode()
    address = page.split('hx-get="')[1].split('"')[0].replace("&amp;", "&")

    def looks():
        with acting_as(world.bas, at=begin(world)):
            return AuditEvent.objects.filter(actor_id=world.peter.id, action="meeting.view").count()

    before = looks()
    client.get(address)
    assert looks() == before
    client.get(url("meeting_live_state", meeting))
    stranger = browser(world.fatma, monkeypatch, at=begin(world))
    stranger.get(address)
    assert looks() == before + 1
    with acting_as(world.bas, at=begin(world)):
        assert AuditEvent.objects.filter(actor_id=world.fatma.id, action="meeting.view").count() == 1


def test_the_live_part_carries_the_poll_header_and_works_without_script(world, monkeypatch):
    meeting = running(world, world.ruben)
    client = browser(world.fatma, monkeypatch, at=begin(world))
    page = client.get(url("meeting_live", meeting)).content.decode()
    assert 'hx-trigger="every 1s"' in page
    assert "X-Rondom-Poll" in page
    with acting_as(world.fatma, at=begin(world)):
        place = seat(meeting, world.ruben).pk
    assert client.post(url("meeting_turns", meeting), {"participant": place}).status_code == 302
    again = client.get(url("meeting_live", meeting)).content.decode()
    assert "The client has not spoken first" in again
    with acting_as(world.fatma, at=begin(world)):
        assert Turn.objects.count() == 1


def test_what_one_writes_another_sees_in_the_next_poll(world, monkeypatch):
    meeting = running(world, world.peter)
    reader = browser(world.samira, monkeypatch, at=begin(world))
    writer = browser(world.fatma, monkeypatch, at=begin(world))
    before = reader.get(url("meeting_live_state", meeting))
    with acting_as(world.fatma, at=begin(world)):
        place = seat(meeting, world.peter).pk
    words = {
        "what": "De achterstand uitrekenen",
        "who": place,
        "due_on": day(world.at).isoformat(),
        "domain": MONEY,
    }
    assert writer.post(url("meeting_agreements", meeting), words).status_code == 302
    after = reader.get(url("meeting_live_state", meeting), headers={"If-None-Match": before["ETag"]})
    assert "De achterstand uitrekenen" in after.content.decode()


def test_a_refused_form_keeps_every_typed_word_and_saves_nothing(world, monkeypatch):
    meeting = running(world)
    client = browser(world.fatma, monkeypatch, at=begin(world))
    typed = {"question": "Hoe betalen we?", "option_one": "Alleen zo <b>", "chosen": "Zo", "options": ""}
    answer = client.post(url("meeting_decisions", meeting), typed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "at least two possibilities" in page
    assert "Alleen zo &lt;b&gt;" in page
    with acting_as(world.fatma, at=begin(world)):
        assert not Meeting.objects.get(pk=meeting.pk).decisions.exists()


@pytest.mark.parametrize(("words", "sentence"), [("x" * 100_000, "fit"), ("a\x00b c", "cannot be shown")])
def test_text_that_is_too_long_or_unreadable_gets_one_sentence(world, monkeypatch, words, sentence):
    meeting = running(world)
    client = browser(world.samira, monkeypatch, at=begin(world))
    answer = client.post(url("meeting_last_word", meeting), {"words": words})
    assert answer.status_code in {409, 422}
    with acting_as(world.samira, at=begin(world)):
        assert Meeting.objects.get(pk=meeting.pk).closing_word == ""


def test_the_same_form_twice_counts_once(world, monkeypatch):
    meeting = running(world)
    client = browser(world.fatma, monkeypatch, at=begin(world))
    with acting_as(world.fatma, at=begin(world)):
        place = seat(meeting, world.samira).pk
    words = {"what": "Brieven openen", "who": place, "due_on": day(world.at).isoformat(), "domain": ""}
    words["form_key"] = "0f6f3a0e-6c0c-4d5e-9a44-0b6a9f0c1d2e"
    for _time in range(2):
        assert client.post(url("meeting_agreements", meeting), words).status_code == 302
    with acting_as(world.fatma, at=begin(world)):
        assert Agreement.objects.count() == 1


def test_the_client_asks_for_a_meeting_on_her_phone_and_the_case_manager_fixes_the_time(world, monkeypatch):
    start = world.at + timedelta(days=3)
    client = browser(world.samira, monkeypatch, at=world.at)
    new = reverse("meeting_new", args=[world.case_id])
    assert client.post(new, {"why": "Over school", "mode": "in_person"}).status_code == 409
    words = {
        "why": "Over school",
        "first_on": day(start).isoformat(),
        "first_from": "10:00",
        "first_until": "12:00",
        "place": "Bij school",
        "mode": "in_person",
    }
    assert client.post(new, words).status_code == 302
    with acting_as(world.samira, at=world.at):
        meeting = Meeting.objects.get()
    staff = browser(world.fatma, monkeypatch, at=world.at)
    page = staff.get(url("meeting_plan", meeting)).content.decode()
    assert "10:00" in page
    fixed = {
        "version": 1,
        "starts_on": day(start).isoformat(),
        "starts_at": "10:15",
        "minutes": "60",
        "mode": "in_person",
        "place": "Bij school",
        "chair": str(world.fatma.id),
    }
    assert staff.post(url("meeting_plan", meeting), fixed).status_code == 302
    stale = staff.post(url("meeting_plan", meeting), fixed)
    assert stale.status_code == 409
    assert "Somebody else changed this" in stale.content.decode()


def test_the_sheet_shows_role_cards_and_unread_is_for_the_chair_only(world, monkeypatch):
    meeting = planned(world, world.peter)
    page = (
        browser(world.samira, monkeypatch, at=world.at)
        .get(url("meeting_preparation", meeting))
        .content.decode()
    )
    assert "Welke hulp vanuit het wijkteam past." in page
    chair = browser(world.fatma, monkeypatch, at=world.at).get(url("meeting", meeting)).content.decode()
    other = browser(world.peter, monkeypatch, at=world.at).get(url("meeting", meeting)).content.decode()
    assert "has not read the sheet" in chair
    assert "has not read the sheet" not in other


def test_the_sheet_shows_who_will_be_there_with_photo_and_function(world, monkeypatch):
    meeting = planned(world, world.peter)
    photo = picture(size=(300, 300))
    row = organizations.place_portrait(
        actor=world.peter, given=given("ik.jpg", photo), agrees=True, at=world.ago(3)
    )
    client = browser(world.samira, monkeypatch, at=world.at)
    page = client.get(url("meeting_preparation", meeting)).content.decode()
    assert f'src="/portraits/{row.pk}/"' in page
    assert "housing adviser" in page
    assert '<span class="ro-person__face" aria-hidden="true">FY</span>' in page


def test_a_child_as_interpreter_is_warned_about(world, monkeypatch):
    meeting = planned(world)
    client = browser(world.samira, monkeypatch, at=world.at)
    words = {
        "first_words": "Ik ben moe",
        "brings": "",
        "interpreter": "child",
        "interpreter_language": "Frans",
    }
    assert client.post(url("meeting_preparation", meeting), words).status_code == 302
    assert (
        "A child or relative as interpreter"
        in client.get(url("meeting_preparation", meeting)).content.decode()
    )


def test_the_look_back_is_refused_on_a_device_where_a_worker_looked(world, monkeypatch):
    meeting = held(world)
    worker = browser(world.fatma, monkeypatch, at=world.at)
    worker.get(url("meeting_summary", meeting))
    answers = dict.fromkeys(PULSE_QUESTIONS, "yes")
    same_device = browser(world.samira, monkeypatch, at=world.at)
    same_device.cookies["rondom-workplace"] = worker.cookies["rondom-workplace"].value
    assert same_device.post(url("meeting_pulse", meeting), answers).status_code == 403
    same_device.cookies["rondom-workplace"] = "made up"
    assert same_device.post(url("meeting_pulse", meeting), answers).status_code == 403
    own = browser(world.samira, monkeypatch, at=world.at)
    assert own.post(url("meeting_pulse", meeting), answers).status_code == 302
    with acting_as(world.samira, at=world.at):
        assert PulseResponse.objects.count() == 1
    page = worker.get(url("meeting_summary", meeting)).content.decode()
    assert "Did people listen to you?" not in page


def test_a_professional_cannot_send_the_look_back(world, monkeypatch):
    meeting = held(world)
    client = browser(world.fatma, monkeypatch, at=world.at)
    answer = client.post(url("meeting_pulse", meeting), dict.fromkeys(PULSE_QUESTIONS, "yes"))
    assert answer.status_code == 403


def test_the_summary_prints_under_a_name_that_tells_nothing(world, monkeypatch):
    meeting = held(world)
    client = browser(world.samira, monkeypatch, at=world.at)
    answer = client.get(url("meeting_summary_pdf", meeting))
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == 'attachment; filename="summary.pdf"'


def test_no_address_of_a_meeting_holds_a_key_of_a_person(world, monkeypatch):
    meeting = running(world, world.peter)
    page = (
        browser(world.fatma, monkeypatch, at=begin(world)).get(url("meeting_live", meeting)).content.decode()
    )
    people = [getattr(world, name).id for name in ("samira", "peter", "fatma", "karim")]
    assert not [key for key in people if str(key) in page]


def test_a_shielded_person_is_not_even_offered_to_others_than_the_case_manager(world, monkeypatch):
    meeting = proposed(world)
    page = (
        browser(world.samira, monkeypatch, at=world.at)
        .get(url("meeting_participants", meeting))
        .content.decode()
    )
    assert "Karim" not in page
    assert "Naima" in page
    staff = browser(world.fatma, monkeypatch, at=world.at)
    answer = staff.post(url("meeting_participants", meeting), {"invitee": f"network:{world.karim.id}"})
    assert answer.status_code == 409
    assert "safety shield" in answer.content.decode()


def test_figures_are_for_the_team(world, monkeypatch):
    for _number in range(5):
        held(world)
    address = reverse("team_meetings", args=[world.team_id])
    page = browser(world.ingrid, monkeypatch, at=world.at + timedelta(hours=6)).get(address)
    assert page.status_code == 200
    assert "100" in page.content.decode()
    assert browser(world.peter, monkeypatch, at=world.at).get(address).status_code == 403
    assert browser(world.samira, monkeypatch, at=world.at).get(address).status_code == 403


def test_somebody_added_later_gets_in_when_the_client_says_yes_on_her_page(world, monkeypatch):
    meeting = planned(world)
    invited(world, meeting, world.grace, at=world.ago(2))
    assert browser(world.grace, monkeypatch, at=world.at).get(url("meeting", meeting)).status_code == 404
    client = browser(world.samira, monkeypatch, at=world.at)
    assert "May this person come?" in client.get(url("meeting", meeting)).content.decode()
    with acting_as(world.samira, at=world.at):
        waiting = Participant.objects.get(name="Grace Osei")
    assert client.post(url("meeting_admission", meeting, waiting.pk), {"accepted": "yes"}).status_code == 302
    assert browser(world.grace, monkeypatch, at=world.at).get(url("meeting", meeting)).status_code == 200


def test_secrets_are_words_that_really_stand_somewhere():
    assert set(SECRETS) >= {"shelter", "street"}
