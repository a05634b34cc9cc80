"""An expert by experience at the table: at the client's wish, with what she grants, never unseen a friend (R-040)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rondom.access.context import acting_as, system_actor
from rondom.audit.models import AuditEvent
from rondom.cases import commands as cases
from rondom.cases.models import Case, ClientRequest, Involvement
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.meetings import commands, handlers
from rondom.meetings.commands.guests import ClientDecidesSight
from rondom.meetings.commands.refusals import (
    ChairMissing,
    ExpertOnlyAtRequest,
    InviteeInConflict,
    MeetingMovedOn,
    WordsMissing,
)
from rondom.meetings.events import AcquaintanceAtTable, AcquaintanceSettled, MeetingPlanned
from rondom.meetings.models import GuestCard, Meeting, Participant
from rondom.notices.models import Mail, Notice
from rondom.organizations.models import WorkingRole
from tests.meetings.browser import browser
from tests.meetings.table import begin, fixed_time, invited, planned, proposed, seat

pytestmark = pytest.mark.django_db
SYSTEM = system_actor("test")
EXPERT = "expert_by_experience"


@pytest.fixture(autouse=True)
def _one_step(settings):
    settings.RONDOM_STAFF_MFA = False


@pytest.fixture
def guest(world):
    """An expert who is only invited: Daan, who stands in no register of this household."""
    as_expert(world, world.daan)
    return world.daan


def as_expert(world, who, *, also=False) -> None:
    with acting_as(SYSTEM, at=world.at):
        role = WorkingRole.objects.get(professional_id=who.id)
        if also:
            role.pk, role._state.adding = None, True
        role.function = EXPERT
        role.save()


def wish(world, text="Iemand naast mij aan tafel.") -> ClientRequest:
    return cases.ask_for_expert(actor=world.samira, case_id=world.case_id, text=text, at=world.ago(11))


def helps(world, **values) -> None:
    with acting_as(SYSTEM, at=world.at):
        Involvement.objects.filter(professional_id=world.henk.id).update(**values)


def there(world, meeting, who) -> bool:
    """Whether this person finds anything of the meeting."""
    with acting_as(who, at=world.at):
        whole = Meeting.objects.filter(pk=meeting.pk).exists()
        return whole or GuestCard.objects.filter(meeting_id=meeting.pk).exists()


def whole(world, meeting, who) -> bool:
    with acting_as(who, at=world.at):
        return Meeting.objects.filter(pk=meeting.pk).exists()


def place(world, meeting, who):
    with acting_as(SYSTEM, at=world.at):
        return Participant.objects.get(meeting_id=meeting.pk, professional_id=who.id)


# Her wish, in every form in which it was recorded


def test_a_wish_on_her_own_page_lets_the_case_manager_invite(world, guest):
    meeting = proposed(world)
    with pytest.raises(ExpertOnlyAtRequest):
        invited(world, meeting, guest)
    wish(world)
    invited(world, meeting, guest)
    assert there(world, meeting, guest)


def test_a_wish_for_this_meeting_counts_for_this_meeting(world, guest):
    meeting, other = proposed(world), proposed(world)
    commands.ask_expert(actor=world.samira, meeting_id=meeting.pk, at=world.ago(10))
    invited(world, meeting, guest)
    with acting_as(world.fatma, at=world.at):
        assert seat(meeting, guest).functions == [EXPERT]
    with pytest.raises(ExpertOnlyAtRequest):
        invited(world, other, guest)


@pytest.mark.parametrize(
    ("outcome", "stands"), [("done", True), ("partly", True), ("explained", True), ("not_done", False)]
)
def test_an_answered_wish_stands_unless_the_answer_was_no(outcome, stands, world, guest):
    asked = wish(world)
    cases.answer_request(
        actor=world.fatma, request_id=asked.pk, outcome=outcome, answer="We zoeken iemand.", at=world.ago(10)
    )
    meeting = proposed(world)
    if stands:
        invited(world, meeting, guest)
        assert there(world, meeting, guest)
    else:
        with pytest.raises(ExpertOnlyAtRequest):
            invited(world, meeting, guest)


def test_another_request_of_hers_is_no_wish_for_an_expert(world, guest):
    cases.ask_other_case_manager(
        actor=world.samira, case_id=world.case_id, text="Liever een ander.", at=world.ago(11)
    )
    with pytest.raises(ExpertOnlyAtRequest):
        invited(world, proposed(world), guest)


def test_her_words_in_the_register_count_for_that_expert_as_long_as_he_helps(world, guest):
    meeting = proposed(world)
    with pytest.raises(ExpertOnlyAtRequest):
        invited(world, meeting, guest)
    invited(world, meeting, world.henk)
    later = proposed(world)
    helps(world, until=world.ago(10))
    with pytest.raises(ExpertOnlyAtRequest):
        invited(world, later, world.henk)


@pytest.mark.parametrize("why", ["", "-", "nvt"])
def test_a_register_without_her_words_is_no_wish(why, world):
    helps(world, why=why)
    with pytest.raises(ExpertOnlyAtRequest):
        invited(world, proposed(world), world.henk)


def test_a_wish_that_was_taken_back_lets_nobody_in(world, guest):
    meeting = proposed(world)
    commands.ask_expert(actor=world.samira, meeting_id=meeting.pk, at=world.ago(10))
    commands.take_back_expert(actor=world.samira, meeting_id=meeting.pk, at=world.ago(10))
    with pytest.raises(ExpertOnlyAtRequest):
        invited(world, meeting, guest)


def test_nobody_takes_it_back_for_her(world):
    meeting = proposed(world)
    helps(world, why="")
    commands.ask_expert(actor=world.samira, meeting_id=meeting.pk, at=world.ago(10))
    with pytest.raises(NotAllowed):
        commands.take_back_expert(actor=world.fatma, meeting_id=meeting.pk, at=world.ago(10))
    invited(world, meeting, world.henk)


def test_she_asks_and_takes_back_on_her_own_sheet(world, monkeypatch):
    meeting = planned(world)
    samira = browser(world.samira, monkeypatch, at=world.at)
    path, sheet = (reverse(f"meeting_{name}", args=[meeting.pk]) for name in ("expert", "preparation"))
    samira.post(path)
    assert 'name="wanted" value="no"' in samira.get(sheet).content.decode()
    samira.post(path, {"wanted": "no"})
    assert 'name="wanted"' not in samira.get(sheet).content.decode()


# What she grants


def test_an_expert_invited_by_others_sees_the_agenda_only_also_when_she_or_he_helps(world):
    meeting = proposed(world)
    commands.ask_expert(actor=world.samira, meeting_id=meeting.pk, at=world.ago(10))
    with pytest.raises(ClientDecidesSight):
        invited(world, meeting, world.henk, sees="meeting")
    invited(world, meeting, world.henk)
    assert there(world, meeting, world.henk)
    assert not whole(world, meeting, world.henk)


@pytest.mark.parametrize(("sees", "all_of_it"), [("meeting", True), ("agenda", False), ("", True)])
def test_the_client_lets_the_expert_see_the_whole_meeting(sees, all_of_it, world):
    meeting = proposed(world)
    invited(world, meeting, world.henk, by=world.samira, sees=sees)
    assert whole(world, meeting, world.henk) is all_of_it


@pytest.mark.parametrize("who", ["daan", "noor"])
def test_a_second_role_is_no_way_around_her_wish(who, world):
    """Somebody with two functions is taken for an expert, whichever role is the oldest."""
    person = getattr(world, who)
    as_expert(world, person, also=True)
    meeting = proposed(world)
    with pytest.raises(ExpertOnlyAtRequest):
        invited(world, meeting, person)
    commands.ask_expert(actor=world.samira, meeting_id=meeting.pk, at=world.ago(10))
    with pytest.raises(ClientDecidesSight):
        invited(world, meeting, person, sees="meeting")


def test_who_helps_in_another_function_is_no_expert_here(world):
    as_expert(world, world.ruben, also=True)
    meeting = proposed(world)
    invited(world, meeting, world.ruben)
    assert whole(world, meeting, world.ruben)


def test_a_hidden_line_of_the_register_opens_nothing_and_betrays_nothing(world):
    as_expert(world, world.yvonne, also=True)
    with pytest.raises(ExpertOnlyAtRequest):
        invited(world, proposed(world), world.yvonne)


# Knowing the client privately


def with_expert(world, who, *, sees="agenda") -> Meeting:
    meeting = proposed(world)
    invited(world, meeting, who, by=world.samira, sees=sees)
    return fixed_time(world, meeting)


def declare(world, meeting, who, words="Wij zijn buren.", at=None) -> None:
    commands.declare_acquaintance(actor=who, meeting_id=meeting.pk, words=words, at=at or world.at)


def decide(world, meeting, who, *, comes_back, by=None, said="Ik wil hem er graag bij.") -> None:
    commands.decide_acquaintance(
        actor=by or world.fatma,
        participant_id=place(world, meeting, who).pk,
        comes_back=comes_back,
        client_said=said,
        at=world.at,
    )


@pytest.mark.parametrize("sees", ["agenda", "meeting"])
def test_declaring_closes_the_meeting_at_once_and_the_case_manager_is_told(sees, world, guest):
    meeting = with_expert(world, guest, sees=sees)
    assert there(world, meeting, guest)
    declare(world, meeting, guest)
    assert not there(world, meeting, guest)
    event = AcquaintanceAtTable(meeting_id=meeting.pk, participant_id=place(world, meeting, guest).pk)
    with acting_as(SYSTEM, at=world.at):
        handlers.tell_of_acquaintance(event, at=world.at)
        told = Notice.objects.get(kind="acquaintance")
    assert (told.receiver_id, told.link_name, told.link_id) == (world.fatma.id, "meeting", meeting.pk)


def test_what_was_said_stands_in_the_log_without_the_words(world, guest):
    meeting = with_expert(world, guest)
    declare(world, meeting, guest, words="Hij is mijn zwager.")
    with acting_as(SYSTEM, at=world.at):
        row = AuditEvent.objects.get(action="meeting.declare_acquaintance")
    assert row.actor_id == guest.id
    assert "zwager" not in row.reason


def test_who_also_helps_loses_the_file_with_the_same_word(world):
    meeting = with_expert(world, world.henk, sees="meeting")
    declare(world, meeting, world.henk)
    with acting_as(world.henk, at=world.at):
        assert not Case.objects.exists()


def test_no_calendar_file_follows_while_it_is_undecided(world, guest):
    meeting = with_expert(world, guest)
    declare(world, meeting, guest)
    with acting_as(SYSTEM, at=world.at):
        Mail.objects.all().delete()
        handlers.invite_everybody(MeetingPlanned(meeting_id=meeting.pk), at=world.at)
        assert Notice.objects.filter(receiver_id=world.samira.id).exists()
        assert not Notice.objects.filter(receiver_id=guest.id).exists()
        assert not Mail.objects.filter(receiver_id=guest.id).exists()


def test_when_she_wants_it_the_expert_comes(world, guest):
    meeting = with_expert(world, guest)
    declare(world, meeting, guest)
    decide(world, meeting, guest, comes_back=True)
    assert there(world, meeting, guest)
    with acting_as(SYSTEM, at=world.at):
        event = AcquaintanceSettled(meeting_id=meeting.pk, participant_id=place(world, meeting, guest).pk)
        handlers.tell_of_settled_acquaintance(event, at=world.at)
        assert Notice.objects.get(receiver_id=guest.id).link_name == "meeting"


def test_when_not_the_expert_stays_out_of_every_meeting_of_hers(world, guest):
    meeting, other = with_expert(world, guest), with_expert(world, guest, sees="meeting")
    declare(world, meeting, guest)
    decide(world, meeting, guest, comes_back=False, said="Liever iemand die ik niet ken.")
    for one in (meeting, other):
        assert not there(world, one, guest)
        assert place(world, one, guest).removed_at
    with pytest.raises(InviteeInConflict):
        invited(world, meeting, guest, by=world.samira)
    with acting_as(SYSTEM, at=world.at):
        event = AcquaintanceSettled(meeting_id=meeting.pk, participant_id=place(world, meeting, guest).pk)
        handlers.tell_of_settled_acquaintance(event, at=world.at)
        told = Notice.objects.get(receiver_id=guest.id)
    assert (told.kind, told.link_name, told.link_id) == ("help_ended", "", None)


@pytest.mark.parametrize("by_case", [True, False])
def test_one_decision_counts_for_file_and_table(by_case, world):
    meeting = with_expert(world, world.henk, sees="meeting")
    declare(world, meeting, world.henk)
    if by_case:
        with acting_as(SYSTEM, at=world.at):
            row = Involvement.objects.get(professional_id=world.henk.id)
        cases.decide_acquaintance(
            actor=world.fatma,
            involvement_id=row.pk,
            comes_back=False,
            client_said="Liever niet.",
            at=world.at,
        )
    else:
        decide(world, meeting, world.henk, comes_back=False, said="Liever niet.")
    assert place(world, meeting, world.henk).removed_at
    with acting_as(SYSTEM, at=world.at):
        assert Involvement.objects.get(professional_id=world.henk.id).until


def test_during_the_meeting_the_name_stays_in_what_was_written_down(world, guest):
    meeting = with_expert(world, guest, sees="meeting")
    with acting_as(world.fatma, at=begin(world)):
        commands.open_meeting(actor=world.fatma, meeting_id=meeting.pk, at=begin(world))
    declare(world, meeting, guest, at=begin(world))
    decide(world, meeting, guest, comes_back=False, said="Liever niet.")
    assert not whole(world, meeting, guest)
    assert place(world, meeting, guest).removed_at is None


@pytest.mark.parametrize("who", ["ruben", "ingrid", "samira", "daan"])
def test_only_the_case_manager_decides(who, world, guest):
    meeting = with_expert(world, guest)
    declare(world, meeting, guest)
    with pytest.raises((NotAllowed, NotFound)):
        decide(world, meeting, guest, comes_back=True, by=getattr(world, who))
    assert not there(world, meeting, guest)


@pytest.mark.parametrize("said", ["", "-"])
def test_without_her_words_there_is_no_decision(said, world, guest):
    meeting = with_expert(world, guest)
    declare(world, meeting, guest)
    with pytest.raises(WordsMissing):
        decide(world, meeting, guest, comes_back=True, said=said)


def test_there_is_nothing_to_decide_about_who_declared_nothing(world, guest):
    meeting = with_expert(world, guest)
    with pytest.raises(NotFound):
        decide(world, meeting, guest, comes_back=False)


def test_who_is_no_expert_says_it_elsewhere_and_who_is_not_invited_finds_nothing(world):
    meeting = planned(world, world.ruben)
    with pytest.raises(NotAllowed):
        declare(world, meeting, world.ruben)
    with pytest.raises(NotFound):
        declare(world, meeting, world.henk)
    assert whole(world, meeting, world.ruben)


def test_after_the_meeting_it_is_too_late_to_say_so_here(world, guest):
    meeting = with_expert(world, guest)
    with acting_as(world.fatma, at=world.at):
        commands.cancel_meeting(
            actor=world.fatma, meeting_id=meeting.pk, reason="Samira is ziek.", at=world.at
        )
    with pytest.raises(MeetingMovedOn):
        declare(world, meeting, guest)


# The pages


def url(name, meeting, *more):
    return reverse(name, args=[meeting.pk, *more])


@pytest.mark.parametrize("sees", ["agenda", "meeting"])
def test_the_pages_lead_from_saying_so_to_the_decision(sees, world, guest, monkeypatch):
    meeting = with_expert(world, guest, sees=sees)
    expert, path = browser(guest, monkeypatch, at=world.at), url("meeting_acquaintance", meeting)
    assert path in expert.get(url("meeting", meeting)).content.decode()
    refused = expert.post(path, {"words": "-"})
    assert (refused.status_code, 'value="-"' in refused.content.decode()) == (409, True)
    assert expert.post(path, {"words": "Wij zijn buren."}).status_code == 302
    for name in ("meeting", "meeting_acquaintance", "meeting_reply", "meeting_live_state"):
        assert expert.get(url(name, meeting)).status_code == 404, name
    fatma = browser(world.fatma, monkeypatch, at=world.at)
    decision = url("meeting_acquaintance_decision", meeting, place(world, meeting, guest).pk)
    assert decision in fatma.get(url("meeting", meeting)).content.decode()
    assert "Wij zijn buren." in fatma.get(decision).content.decode()
    assert fatma.post(decision, {"outcome": "back", "client_said": ""}).status_code == 422
    assert fatma.post(decision, {"outcome": "back", "client_said": "Graag."}).status_code == 302
    assert expert.get(url("meeting", meeting)).status_code == 200
    assert fatma.get(decision).status_code == 404


def test_nobody_else_learns_that_they_know_each_other(world, guest, monkeypatch):
    meeting = with_expert(world, guest)
    invited(world, meeting, world.ruben, by=world.samira)
    declare(world, meeting, guest)
    key = place(world, meeting, guest).pk
    for who in (world.ruben, world.samira, guest, world.karim, world.henk):
        page = browser(who, monkeypatch, at=world.at)
        assert page.get(url("meeting_acquaintance_decision", meeting, key)).status_code == 404, who.name
        shown = page.get(url("meeting", meeting)).content.decode()
        assert "privately" not in shown, who.name
        assert "buren" not in shown, who.name


@pytest.mark.parametrize("who", ["fatma", "ruben", "samira", "karim", "henk"])
def test_the_page_is_for_invited_experts(who, world, monkeypatch):
    meeting = planned(world, world.ruben)
    assert (
        browser(getattr(world, who), monkeypatch, at=world.at)
        .get(url("meeting_acquaintance", meeting))
        .status_code
        == 404
    )


def test_a_running_meeting_still_has_the_way(world, guest, monkeypatch):
    meeting = with_expert(world, guest)
    with acting_as(world.fatma, at=begin(world)):
        commands.open_meeting(actor=world.fatma, meeting_id=meeting.pk, at=begin(world))
    shown = (
        browser(guest, monkeypatch, at=begin(world) + timedelta(minutes=1))
        .get(url("meeting", meeting))
        .content.decode()
    )
    assert url("meeting_acquaintance", meeting) in shown


def test_an_expert_who_stays_out_leads_the_meeting_no_more(world, guest):
    meeting = proposed(world)
    invited(world, meeting, guest, by=world.samira, sees="meeting")
    with acting_as(world.fatma, at=world.ago(10)):
        row = Meeting.objects.get(pk=meeting.pk)
        commands.plan_meeting(
            actor=world.fatma,
            meeting_id=row.pk,
            version=row.version,
            starts_at=begin(world),
            chair_id=guest.id,
            at=world.ago(10),
        )
    declare(world, meeting, guest)
    decide(world, meeting, guest, comes_back=False, said="Liever niet.")
    with pytest.raises(ChairMissing):
        commands.open_meeting(actor=world.fatma, meeting_id=meeting.pk, at=world.at)


def test_a_case_manager_with_a_second_role_comes_as_case_manager(world):
    as_expert(world, world.noor, also=True)
    meeting = proposed(world)
    cases.appoint_case_manager(
        actor=world.ingrid,
        case_id=world.case_id,
        professional_id=world.noor.id,
        reason="Ruil.",
        at=world.ago(9),
    )
    invited(world, meeting, world.noor, by=world.ruben, at=world.ago(8))
    assert whole(world, meeting, world.noor)
