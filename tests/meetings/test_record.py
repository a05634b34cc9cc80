"""What the record says by itself, to whom the look back is never shown, the trend, and words that are kept."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from rondom.access.context import acting_as, system_actor
from rondom.meetings import commands, queries
from rondom.meetings.models import Meeting
from rondom.meetings.vocabulary import PULSE_QUESTIONS, Invitee
from tests.meetings.browser import browser
from tests.meetings.table import begin, fixed_time, held, invited, planned, proposed, running, seat, tap
from tests.meetings.test_minutes import decided

pytestmark = pytest.mark.django_db
SYSTEM = system_actor("test")
YES = dict.fromkeys(PULSE_QUESTIONS, "yes")


@pytest.fixture(autouse=True)
def _one_step(settings):
    settings.RONDOM_STAFF_MFA = False


def closed(world, meeting, **more) -> Meeting:
    moment = begin(world) + timedelta(hours=1)
    with acting_as(world.fatma, at=moment):
        return commands.close_meeting(actor=world.fatma, meeting_id=meeting.pk, at=moment, **more)


def summary(world, meeting, actor=None) -> queries.Summary:
    who = actor or world.fatma
    with acting_as(who, at=begin(world) + timedelta(hours=2)):
        found = queries.meeting_for(who, meeting.pk, at=begin(world))
        return queries.summary_of(who, found, at=begin(world) + timedelta(hours=2))


@pytest.mark.parametrize(
    ("order", "later", "said"),
    [
        (("samira", "ruben"), "", ""),
        (("ruben", "samira"), "", "De cliënt praatte niet als eerste."),
        (
            ("ruben", "samira"),
            "chair",
            "De cliënt praatte niet als eerste. Dat dit een keuze was, is niet bevestigd.",
        ),
        (("ruben", "samira"), "client", "De cliënt koos ervoor om later te praten."),
    ],
)
def test_the_record_says_that_the_client_was_not_first(order, later, said, world, monkeypatch):
    meeting = running(world, world.ruben)
    tap(world, meeting, *(getattr(world, name) for name in order))
    if later:
        commands.note_speaking_later(
            actor=world.fatma if later == "chair" else world.samira, meeting_id=meeting.pk, at=begin(world)
        )
    closed(world, meeting)
    read = summary(world, meeting)
    assert read.order == said
    paper = queries.summary_document(read, language="nl", at=begin(world))
    assert paper.order == said
    page = browser(world.samira, monkeypatch, at=begin(world) + timedelta(hours=2))
    shown = page.get(reverse("meeting_summary", args=[meeting.pk]), headers={"accept-language": "nl"})
    assert ("niet als eerste" in shown.content.decode()) == ("niet als eerste" in said)


def test_of_a_client_who_was_not_there_or_did_not_speak_it_says_what_is_true(world):
    meeting = running(world, world.ruben)
    tap(world, meeting, world.ruben)
    with acting_as(world.fatma, at=begin(world)):
        place = seat(meeting, world.samira).pk
    commands.mark_attendance(
        actor=world.fatma, meeting_id=meeting.pk, participant_id=place, state="present", at=begin(world)
    )
    closed(world, meeting)
    assert summary(world, meeting).order == "De cliënt praatte niet als eerste."
    absent = running(world, world.ruben)
    tap(world, absent, world.ruben)
    closed(world, absent, absence_reason="ill")
    assert summary(world, absent).order == ""


def test_what_was_typed_afterwards_says_nothing_in_the_record(world):
    meeting = running(world, world.ruben)
    with acting_as(world.fatma, at=begin(world)):
        ruben, samira = seat(meeting, world.ruben).pk, seat(meeting, world.samira).pk
    commands.mark_attendance(
        actor=world.fatma, meeting_id=meeting.pk, participant_id=samira, state="present", at=begin(world)
    )
    closed(world, meeting)
    commands.enter_turns(
        actor=world.fatma, meeting_id=meeting.pk, participant_ids=[ruben, samira], at=begin(world)
    )
    assert summary(world, meeting).order == ""


def test_a_manager_at_the_table_never_reads_the_answers_of_one_client(world, monkeypatch):
    meeting = proposed(world)
    invited(world, meeting, world.ingrid, world.ruben, sees="meeting")
    fixed_time(world, meeting)
    with acting_as(world.fatma, at=begin(world)):
        commands.open_meeting(actor=world.fatma, meeting_id=meeting.pk, at=begin(world))
    tap(world, meeting, world.samira)
    closed(world, meeting)
    commands.answer_pulse(actor=world.samira, meeting_id=meeting.pk, answers=YES, at=begin(world))
    commands.share_pulse(actor=world.samira, meeting_id=meeting.pk, shared=True, at=begin(world))
    for who, reads in ((world.ruben, True), (world.samira, True), (world.ingrid, False)):
        assert bool(summary(world, meeting, who).pulse) is reads
        page = browser(who, monkeypatch, at=begin(world) + timedelta(hours=2))
        shown = page.get(reverse("meeting_summary", args=[meeting.pk])).content.decode()
        assert (str(PULSE_QUESTIONS["heard"]) in shown or "Did people listen to you?" in shown) is reads


def test_figures_show_the_year_before_when_it_had_enough_meetings(world, monkeypatch):
    moment = begin(world) + timedelta(hours=3)

    def figures():
        with acting_as(world.fatma, at=moment):
            return queries.team_figures(world.fatma, world.team_id, at=moment)

    for number in range(5):
        meeting = running(world, world.ruben)
        tap(world, meeting, *((world.ruben, world.samira) if number < 3 else (world.samira,)))
        closed(world, meeting)
    with acting_as(SYSTEM, at=moment):
        Meeting.objects.update(held_at=moment - timedelta(days=400), opened_at=moment - timedelta(days=401))
    assert figures().meetings == 0
    for _number in range(5):
        held(world)
    found = figures()
    assert (found.client_first, found.before.client_first, found.before.meetings) == (100, 40, 5)
    page = browser(world.fatma, monkeypatch, at=moment).get(reverse("team_meetings", args=[world.team_id]))
    assert "The same in the year before" in page.content.decode()
    with acting_as(SYSTEM, at=moment):
        Meeting.objects.filter(held_at__lt=moment - timedelta(days=365)).first().delete()
    assert figures().before is None


def test_a_new_time_is_a_new_question_also_about_the_sheet(world):
    meeting = planned(world, world.ruben)
    commands.confirm_reading(actor=world.ruben, meeting_id=meeting.pk, at=world.ago(9))
    fixed_time(world, meeting, starts_at=world.at + timedelta(hours=3), at=world.ago(8))
    with acting_as(world.fatma, at=world.at):
        assert seat(meeting, world.ruben).read_at is None


TYPED = re.compile(r'<textarea|<input[^>]*type="text"|<input[^>]*type="search" id="id_')


def forms_with_words(html: str) -> list[str]:
    """The forms of a page in which somebody types something, without the one that looks somebody up."""
    forms = re.findall(r"<form.*?</form>", html, re.DOTALL)
    return [one for one in forms if 'method="post"' in one and TYPED.search(one)]


def test_nothing_that_is_typed_around_a_meeting_goes_without_a_draft(world, monkeypatch):
    ahead, now = planned(world, world.ruben), running(world, world.ruben, world.peter)
    over = held(world, world.ruben)
    away = held(world, world.ruben, client_there=False, absence_reason="declined")
    invited(world, ahead, world.grace, at=world.ago(5))
    decision = decided(world, now)
    with acting_as(world.fatma, at=begin(world)):
        grace, ruben, here = (
            seat(ahead, world.grace).pk,
            seat(ahead, world.ruben).pk,
            seat(now, world.ruben).pk,
        )
        late = seat(over, world.ruben).pk
    pages = {
        "fatma": [
            ("meeting_participants", ahead),
            ("meeting_admission", ahead, grace),
            ("meeting_removal", ahead, ruben),
            ("meeting_reply", ahead),
            ("meeting_regrets", ahead),
            ("meeting_cancellation", ahead),
            ("meeting_plan", ahead),
            ("meeting_agenda", ahead),
            ("meeting_role", now, here),
            ("meeting_roles_skipped", now),
            ("meeting_decisions", now),
            ("meeting_stance", now, decision.pk, here),
            ("meeting_disagreements", now),
            ("meeting_agreements", now),
            ("meeting_last_word", now),
            ("meeting_closing", now),
            ("meeting_notes", over),
            ("meeting_substitute", over, late),
            ("meeting_pulse_for_client", over),
            ("meeting_redaction", now, "decision", decision.pk),
        ],
        "samira": [
            ("meeting_preparation", ahead),
            ("meeting_reply", ahead),
            ("meeting_pulse", over),
            ("meeting_absence", away),
            ("meeting_notes", over),
        ],
    }
    keys = []
    for who, addresses in pages.items():
        page = browser(getattr(world, who), monkeypatch, at=begin(world))
        for name, meeting, *more in addresses:
            answer = page.get(reverse(name, args=[meeting.pk, *more]))
            forms = forms_with_words(answer.content.decode())
            assert (answer.status_code, bool(forms)) == (200, True), name
            for form in forms:
                assert 'data-draft="' in form, name
                keys.append((who, re.search(r'data-draft="([^"]+)"', form)[1]))
    assert len(set(keys)) == len(keys), "two pages would show each other's words"


def test_words_at_the_table_come_back_after_a_refusal_and_after_leaving_the_page(world, monkeypatch):
    meeting = running(world, world.ruben)
    decision = decided(world, meeting)
    with acting_as(world.fatma, at=begin(world)):
        here = seat(meeting, world.ruben).pk
    page = browser(world.ruben, monkeypatch, at=begin(world))
    path = reverse("meeting_stance", args=[meeting.pk, decision.pk, here])
    key = re.search(r'name="draft_key" value="([^"]+)"', page.get(path).content.decode())[1]
    saved = page.post(
        reverse("draft", args=[key]),
        {"kind": "concern", "words": "Alleen als het snel gaat.", "draft_version": ""},
    )
    assert saved.status_code < 400
    assert "Alleen als het snel gaat." in page.get(path).content.decode()
    other = browser(world.fatma, monkeypatch, at=begin(world))
    assert "Alleen als het snel gaat." not in other.get(path).content.decode()


def test_the_invitation_keeps_who_was_chosen_when_it_is_refused(world, monkeypatch):
    meeting = planned(world)
    page = browser(world.fatma, monkeypatch, at=world.at)
    chosen = Invitee("network", world.naima.id)
    sent = {"invitee": f"{chosen.kind}:{chosen.id}", "sees": "meeting"}
    answer = page.post(reverse("meeting_participants", args=[meeting.pk]), sent)
    assert answer.status_code == 409
    assert re.search(rf'value="{sent["invitee"]}"[^>]*checked', answer.content.decode())
