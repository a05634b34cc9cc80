"""The loop of one referral: who may do what, who sees what, and what goes back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from rondom.access.context import acting_as, system_actor
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.organizations import queries as organizations
from rondom.organizations.queries import actor_for_professional
from rondom.privacy import commands as privacy
from rondom.privacy.models import Consent
from rondom.privacy.vocabulary import FeedbackDepth
from rondom.referrals import commands, queries, refusals
from rondom.referrals.jobs import remind_of_late_steps
from rondom.referrals.models import Referral, ReferralProgress, ReferralReport, ReferralStep
from tests.referrals.world import CONTENT, desk_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(at):
    return desk_world(at)


def _seen(actor, at, model=Referral):
    with acting_as(actor, at=at):
        return model.objects.count()


def _sender_view(desk, referral, days=0):
    at = desk.at + timedelta(days=days)
    with acting_as(desk.marieke, at=at):
        return queries.referral_for(desk.marieke, referral.pk, at=at)


def test_sending_gives_a_number_and_the_name_of_the_receiver(desk):
    referral = desk.send()
    view = _sender_view(desk, referral)
    assert len(view.card.number) == 9
    assert view.card.receiver == "Wijkteam Spoorwijk"
    assert view.card.state == "sent"


def test_the_team_and_the_sender_see_it_and_nobody_else(desk):
    desk.send()
    for name, count in {
        "fatma": 1,
        "daan": 1,
        "ingrid": 1,
        "marieke": 1,
        "peter": 0,
        "esther": 0,
        "tom": 0,
        "mirjam": 0,
        "bas": 0,
    }.items():
        assert _seen(getattr(desk, name), desk.at) == count, name


def test_the_sender_never_sees_what_the_receiver_does_with_it(desk):
    referral = desk.send()
    desk.do("accept_referral", desk.fatma, referral)
    assert _seen(desk.marieke, desk.at, ReferralProgress) == 0
    assert _seen(desk.marieke, desk.at, ReferralStep) == 3


def test_what_lies_in_a_file_is_no_longer_seen_by_the_rest_of_the_desk(desk):
    referral = desk.send()
    desk.into_case(referral)
    later = desk.at + timedelta(days=3)
    assert _seen(desk.daan, later) == 0
    assert _seen(desk.daan, later, ReferralStep) == 0
    assert _seen(desk.fatma, later) == 1


def test_the_bsn_and_the_address_are_not_readable_in_the_table(desk, owner_connection):
    referral = desk.send()
    with acting_as(desk.fatma, at=desk.at):
        row = Referral.objects.filter(pk=referral.pk).values().get()
        assert b"Zilverreiger" not in bytes(row["sealed_contact"])
        assert "999999011" not in str(row)
        assert queries.referral_for(desk.fatma, referral.pk, at=desk.at).contact.bsn == "999999011"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"ground": ""}, refusals.ConsentOrGroundMissing),
        ({"ground": "vital_interest"}, refusals.ConsentOrGroundMissing),
        ({"ground": "nonsense"}, refusals.ConsentOrGroundMissing),
        ({"question": ""}, refusals.QuestionMissing),
        ({"question": "hulp"}, refusals.QuestionShort),
        ({"given_name": " ", "family_name": ""}, refusals.NameMissing),
        ({"birth_date": None}, refusals.BirthDateMissing),
        ({"birth_date": date(2999, 1, 1)}, refusals.BirthDateImpossible),
        ({"birth_date": date(1850, 1, 1)}, refusals.BirthDateImpossible),
        ({"urgency": "soon"}, refusals.UnknownUrgency),
    ],
)
def test_what_is_missing_is_said_by_name_and_nothing_is_stored(desk, changes, refusal):
    with pytest.raises(refusal):
        desk.send(**changes)
    with acting_as(system_actor("test"), at=desk.at):
        assert not Referral.objects.exists()
        assert not ReferralStep.objects.exists()


def test_too_little_text_is_asked_about_once(desk):
    assert desk.send(question="hulp", short_is_fine=True).question == "hulp"


def test_the_same_name_with_another_birth_date_is_asked_about(desk):
    desk.send()
    with pytest.raises(refusals.BirthDateDiffers):
        desk.send(birth_date=date(1990, 1, 1))
    assert desk.send(birth_date=date(1990, 1, 1), birth_date_checked=True)


def test_a_resident_does_not_refer(desk):
    from rondom.access.actor import Actor

    somebody = Actor(kind="resident", id=desk.fatma.id)
    with acting_as(somebody, at=desk.at), pytest.raises(NotAllowed):
        commands.send_referral(
            actor=somebody,
            content=CONTENT,
            receiver_desk_id=organizations.desk_by_slug("spoorwijk").pk,
            at=desk.at,
        )


def test_without_a_receiver_of_ours_it_lies_at_the_front_desk(desk):
    partner = _partner(desk)
    with acting_as(partner, at=desk.at):
        referral = commands.receive_referral(
            actor=partner, content=replace(CONTENT, ground=""), receiver_as_sent="ABC", at=desk.at
        )
    assert desk.progress(referral).desk.slug == "spoorwijk"
    assert referral.receiver_as_sent == "ABC"


def _partner(desk):
    from rondom.access.actor import Actor

    practice = desk.marieke.organization_id
    return Actor(kind="partner", id=practice, organization_id=practice, organization_name="De Brug")


def test_a_colleague_who_is_away_is_replaced_by_the_stand_in(desk):
    from rondom.organizations import commands as organization_commands

    today = desk.at.date()
    organization_commands.set_stand_in(
        actor=system_actor("test"),
        professional_id=desk.fatma.id,
        stand_in_id=desk.noor.id,
        starts_on=today,
        ends_on=today + timedelta(days=14),
        at=desk.at,
    )
    with acting_as(desk.marieke, at=desk.at):
        referral = commands.send_referral(
            actor=desk.marieke, content=CONTENT, receiver_person_id=desk.fatma.id, at=desk.at
        )
    assert referral.receiver_person_id == desk.noor.id
    assert referral.receiver_as_sent == "Fatma Yildiz"


def test_a_stranger_cannot_answer_and_sees_nothing(desk):
    referral = desk.send()
    with pytest.raises(NotFound):
        desk.do("accept_referral", desk.esther, referral)
    with pytest.raises(NotAllowed):
        desk.do("accept_referral", desk.marieke, referral)


def test_accepting_twice_is_refused_by_name(desk):
    referral = desk.send()
    desk.do("accept_referral", desk.fatma, referral)
    with pytest.raises(refusals.AlreadyAnswered):
        desk.do("accept_referral", desk.ruben, referral)
    assert desk.progress(referral).assignee_id == desk.fatma.id


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"reason": "nvt", "next_step": "advice", "next_words": "Bel het loket."}, refusals.ReasonMissing),
        ({"reason": "Geen plek dit jaar.", "next_step": ""}, refusals.NextStepMissing),
        ({"reason": "Geen plek dit jaar.", "next_step": "advice"}, refusals.NextStepMissing),
    ],
)
def test_declining_never_ends_in_nothing(desk, values, refusal):
    referral = desk.send()
    with pytest.raises(refusal):
        desk.do("decline_referral", desk.fatma, referral, **values)
    assert desk.progress(referral).state == "sent"


def test_a_refusal_returns_with_reason_and_advice_even_without_feedback(desk):
    referral = desk.send(feedback=FeedbackDepth.NOTHING)
    desk.do(
        "decline_referral",
        desk.fatma,
        referral,
        reason="Zij woont in een andere wijk.",
        next_step="other_service",
        next_words="Wijkteam Seinhuis helpt daar.",
    )
    last = _sender_view(desk, referral).steps[-1]
    assert (last.state, last.next_words) == ("declined", "Wijkteam Seinhuis helpt daar.")


def test_the_database_refuses_a_refusal_without_a_next_step(desk):
    referral = desk.send()
    with acting_as(desk.fatma, at=desk.at), pytest.raises(DatabaseError), transaction.atomic():
        ReferralStep.objects.create(
            referral=referral,
            scope=referral.scope,
            state="declined",
            reason="x",
            at=desk.at,
            by_id=desk.fatma.id,
            by_name="F",
        )


def test_a_sender_cannot_write_or_move_what_lies_on_a_desk(desk):
    referral = desk.send()
    with acting_as(desk.marieke, at=desk.at):
        assert Referral.objects.filter(pk=referral.pk).update(question="anders") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            ReferralStep.objects.create(
                referral=referral,
                scope=referral.scope,
                state="received",
                at=desk.at,
                by_id=desk.marieke.id,
                by_name="M",
            )


def test_a_step_is_never_changed(desk):
    referral = desk.send()
    desk.do("accept_referral", desk.fatma, referral)
    with acting_as(desk.fatma, at=desk.at):
        assert ReferralStep.objects.filter(referral=referral).update(reason="anders") == 0
        assert ReferralStep.objects.filter(referral=referral).delete()[0] == 0


def test_the_third_forward_is_refused_and_told(desk):
    referral = desk.send()
    front, team = (organizations.desk_by_slug(slug).pk for slug in ("maasdrecht", "spoorwijk"))
    why = "Dit hoort bij een ander."
    desk.do("forward_referral", desk.fatma, referral, desk_id=front, reason=why)
    _hold_front_desk(desk)
    desk.do("forward_referral", desk.tom, referral, desk_id=team, reason=why)
    with acting_as(desk.fatma, at=desk.at), pytest.raises(refusals.ThirdForward):
        commands.forward_referral(
            actor=desk.fatma, referral_id=referral.pk, desk_id=front, reason=why, at=desk.at
        )
    assert desk.progress(referral).stuck
    assert _sender_view(desk, referral).card.receiver == "Wijkteam Spoorwijk"


def _hold_front_desk(desk):
    from rondom.organizations import commands as organization_commands

    organization_commands.start_working_role(
        actor=system_actor("test"),
        professional_id=desk.tom.id,
        function="front_desk",
        organization_id=organizations.organization_by_slug("maasdrecht").pk,
        starts_on=desk.at.date(),
        at=desk.at,
    )


def test_a_new_colleague_at_a_desk_sees_what_lies_there_and_a_leaver_nothing(desk):
    from rondom.organizations import commands as organization_commands

    desk.send(to="maasdrecht")
    assert _seen(desk.tom, desk.at) == 0
    _hold_front_desk(desk)
    assert _seen(desk.tom, desk.at) == 1
    organization_commands.end_employment(actor=system_actor("test"), professional_id=desk.tom.id, at=desk.at)
    assert _seen(desk.tom, desk.at) == 0


def test_passing_on_to_the_same_desk_is_refused(desk):
    referral = desk.send()
    with pytest.raises(refusals.SameDesk):
        desk.do(
            "forward_referral",
            desk.fatma,
            referral,
            desk_id=organizations.desk_by_slug("spoorwijk").pk,
            reason="Voor een ander.",
        )


def test_the_whole_circle_returns_to_the_sender(desk):
    referral = desk.send()
    case = desk.into_case(referral)
    desk.do("record_first_contact", desk.fatma, referral, days=3)
    desk.do("report_progress", desk.fatma, referral, days=10, sentence="We openen samen de brieven.")
    desk.do(
        "close_with_result",
        desk.fatma,
        referral,
        days=20,
        category="helped",
        sentence="De huur is weer betaald.",
        summary="Geheel verhaal.",
    )
    view = _sender_view(desk, referral, days=20)
    assert [step.state for step in view.steps] == [
        "sent",
        "received",
        "accepted",
        "contacted",
        "under_way",
        "closed",
    ]
    assert [report.sentence for report in view.reports] == [
        "We openen samen de brieven.",
        "De huur is weer betaald.",
    ]
    assert view.summary == ""
    assert view.card.case_id is None
    with acting_as(desk.fatma, at=desk.at + timedelta(days=20)):
        kinds = set(case.timeline.values_list("kind", flat=True))
    assert {"referral.open_case", "referral.contacted", "referral.closed"} <= kinds


def test_only_the_status_goes_back_when_she_said_so(desk):
    referral = desk.send()
    desk.into_case(referral, depth=FeedbackDepth.STATUS)
    desk.do("record_first_contact", desk.fatma, referral, days=3)
    desk.do(
        "close_with_result",
        desk.fatma,
        referral,
        days=4,
        category="helped",
        sentence="De huur is weer betaald.",
    )
    view = _sender_view(desk, referral, days=4)
    assert view.card.state == "closed"
    assert view.reports == []
    with acting_as(desk.marieke, at=desk.at + timedelta(days=4)):
        assert not ReferralReport.objects.exists()


def test_after_withdrawal_nothing_further_reaches_the_sender(desk):
    referral = desk.send()
    desk.into_case(referral)
    desk.do("record_first_contact", desk.fatma, referral, days=3)
    before = _sender_view(desk, referral, days=3)
    at = desk.at + timedelta(days=4)
    with acting_as(desk.fatma, at=at):
        consent = Consent.objects.get(organization_id=desk.marieke.organization_id)
        privacy.withdraw_consent(actor=desk.fatma, consent_id=consent.pk, channel="paper", at=at)
    desk.do("report_progress", desk.fatma, referral, days=10, sentence="We openen samen de brieven.")
    desk.do(
        "close_with_result",
        desk.fatma,
        referral,
        days=20,
        category="helped",
        sentence="De huur is weer betaald.",
        summary="Alles.",
    )
    after = _sender_view(desk, referral, days=3)
    assert after == replace(before)
    late = desk.at + timedelta(days=20)
    with acting_as(desk.marieke, at=late):
        assert ReferralStep.objects.count() == 4
        assert ReferralReport.objects.count() == 0
    assert desk.progress(referral).state == "closed"


@pytest.mark.parametrize("sentence", ["", "Afgehandeld.", "ok"])
def test_a_result_needs_a_category_and_a_real_sentence(desk, sentence):
    referral = desk.send()
    desk.do("accept_referral", desk.fatma, referral)
    with pytest.raises(refusals.SentenceMissing):
        desk.do("close_with_result", desk.fatma, referral, category="helped", sentence=sentence)
    with pytest.raises(refusals.OutcomeMissing):
        desk.do("close_with_result", desk.fatma, referral, category="", sentence="De huur is betaald.")


def test_the_sender_takes_it_back_and_a_stranger_does_not(desk):
    referral = desk.send()
    with pytest.raises(NotFound):
        desk.do("cancel_referral", desk.peter, referral)
    with pytest.raises(NotAllowed):
        desk.do("cancel_referral", desk.daan, referral)
    desk.do("cancel_referral", desk.marieke, referral, reason="Zij is verhuisd.")
    assert desk.progress(referral).state == "cancelled"
    with pytest.raises(refusals.AlreadyAnswered):
        desk.do("accept_referral", desk.fatma, referral)


def test_a_file_is_opened_for_what_was_accepted_and_once(desk):
    referral = desk.send()
    with pytest.raises(refusals.AcceptFirst):
        desk.do("open_case_from_referral", desk.fatma, referral, ground="wmo")
    case = desk.into_case(referral)
    assert case.client.name == "Samira Haddad"
    with pytest.raises(refusals.AlreadyInCase):
        desk.do("open_case_from_referral", desk.fatma, referral, days=3, ground="wmo")


def test_a_second_referral_goes_into_the_file_that_is_there(desk):
    case = desk.into_case(desk.send())
    second = desk.send(question="Adam heeft astma in een vochtige woning.")
    desk.do("accept_referral", desk.fatma, second, days=3)
    desk.do("link_referral_to_case", desk.fatma, second, days=4, case_id=case.pk)
    assert desk.progress(second).case_id == case.pk


def test_a_referral_of_somebody_else_does_not_fit_in_the_file(desk):
    case = desk.into_case(desk.send())
    other = desk.send(given_name="Anna", birth_date=date(1970, 1, 1))
    desk.do("accept_referral", desk.fatma, other, days=3)
    with pytest.raises(refusals.AnotherBirthDate):
        desk.do("link_referral_to_case", desk.fatma, other, days=4, case_id=case.pk)


def test_the_client_sees_her_referral_with_every_step(desk):
    from rondom.access.actor import Actor

    referral = desk.send()
    case = desk.into_case(referral)
    samira = Actor(kind="resident", id=case.client_id)
    at = desk.at + timedelta(days=3)
    with acting_as(samira, at=at):
        (view,) = queries.referrals_for_resident(samira, at)
    assert view.card.state == "accepted"
    with acting_as(samira, at=at), pytest.raises(NotAllowed):
        commands.record_first_contact(actor=samira, referral_id=referral.pk, at=at)


def test_the_clock_tells_receiver_then_leader_then_both_loops(desk):
    referral = desk.send()
    levels = []
    for days in range(1, 5):
        at = desk.at + timedelta(days=days)
        with acting_as(system_actor("clock"), at=at):
            remind_of_late_steps(at=at)
        levels.append(desk.progress(referral).alarm)
    assert levels == [1, 2, 3, 3]
    at = desk.at + timedelta(days=4)
    for actor in (desk.ingrid, desk.marieke):
        with acting_as(actor, at=at):
            assert [card.number for card in queries.open_loops(at=at)] == [referral.number]
    desk.do("accept_referral", desk.fatma, referral, days=4)
    assert desk.progress(referral).alarm == 0


def test_lists_of_both_sides(desk):
    referral = desk.send()
    with acting_as(desk.fatma, at=desk.at):
        assert [c.number for c in queries.to_take_up(desk.fatma, at=desk.at)] == [referral.number]
        assert queries.sent_by_us(desk.fatma, at=desk.at) == []
    with acting_as(desk.marieke, at=desk.at):
        assert queries.to_take_up(desk.marieke, at=desk.at) == []
        assert [c.number for c in queries.sent_by_us(desk.marieke, at=desk.at)] == [referral.number]


def test_the_start_page_says_what_waits_for_whom(desk):
    desk.send()
    for who, sides in ((desk.fatma, ["me"]), (desk.marieke, ["others"]), (desk.peter, [])):
        with acting_as(who, at=desk.at):
            assert [item.side for item in queries.today_items(who, at=desk.at)] == sides


def test_an_expert_by_experience_in_the_team_does_not_read_the_desk(desk):
    """R-040: what a client grants, and nothing of strangers."""
    desk.send()
    expert = actor_for_professional(
        professional_id=organizations.professional_by_slug("henk-visser").pk, account_id=None, at=desk.at
    )
    for who, sees in ((desk.fatma, True), (expert, False)):
        with acting_as(who, at=desk.at):
            assert Referral.objects.exists() is sees
            assert bool(queries.today_items(who, at=desk.at)) is sees
