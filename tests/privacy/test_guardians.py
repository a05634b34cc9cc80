"""A guardian who lives elsewhere is asked about a child, and learns nothing that is kept from them (R-044)."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from rondom.access.context import acting_as, system_actor
from rondom.access.queries import held_parts
from rondom.audit.models import AuditEvent
from rondom.cases import privacy_handlers as handlers
from rondom.cases.queries import today_items
from rondom.kernel import clock
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.notices.queries import my_notices
from rondom.people import commands as people
from rondom.people.models import ParentalAuthority
from rondom.privacy import commands, queries, rules
from rondom.privacy.commands.refusals import (
    AlreadyDecided,
    ConsentEnded,
    GuardianMustNotKnow,
    GuardianReasonMissing,
    GuardianUnknown,
)
from rondom.privacy.events import ConsentDisputed, GuardianAsked, GuardianLeftOut
from rondom.privacy.models import Consent, ConsentStep, GuardianRequest
from tests.cases.world import PARENTING, SECRETS, day
from tests.web.portal.site import browser, text

pytestmark = pytest.mark.django_db
REASON = "De rechter bepaalde dat hij hierover mee beslist."
WHY = "Adam slaapt slecht sinds de verhuizing."


@pytest.fixture
def site(settings, monkeypatch, at):
    settings.RONDOM_STAFF_MFA = False
    monkeypatch.setattr(clock, "now", lambda: at)


@pytest.fixture
def aunt(world):
    """Naima has authority over Adam too, by a judgment; nobody is shielded from her."""
    with acting_as(world.fatma, at=world.at):
        people.record_authority(
            actor=world.fatma,
            household_id=world.household_id,
            parent_id=world.naima.id,
            child_id=world.adam.id,
            source="register",
            starts_on=day(world.at),
            at=world.at,
        )
    return world.naima


def ask(world, child="adam", organization="horizon", **more):
    with acting_as(world.fatma, at=world.at):
        return commands.ask_consent(
            actor=world.fatma,
            space=world.space,
            person_id=getattr(world, child).id,
            organization_id=world.organizations[organization],
            purpose="coordination",
            domains=[PARENTING],
            why=WHY,
            at=world.at,
            **more,
        )


def request_of(consent, guardian, at):
    with acting_as(guardian, at=at):
        return GuardianRequest.objects.filter(consent_id=consent.pk, guardian_id=guardian.id).first()


def decide(world, who, consent, *, given, at=None):
    with acting_as(who, at=at or world.at):
        return commands.decide_consent(
            actor=who, consent_id=consent.pk, given=given, channel="portal", at=at or world.at
        )


def answer(world, who, consent, *, given, at=None):
    row = request_of(consent, who, at or world.at)
    with acting_as(who, at=at or world.at):
        commands.answer_as_guardian(actor=who, request_id=row.pk, given=given, at=at or world.at)
    return state_of(world, consent)


def state_of(world, consent):
    with acting_as(world.fatma, at=world.at):
        return Consent.objects.get(pk=consent.pk).state


A, B, CHILD = "a", "b", "child"


@pytest.mark.parametrize(
    ("band", "guardians", "answers", "state"),
    [
        ("guardian", {A, B}, {A: True}, "proposed"),
        ("guardian", {A, B}, {A: True, B: True}, "given"),
        ("guardian", {A, B}, {A: True, B: False}, "disputed"),
        ("guardian", {A, B}, {A: False, B: False}, "refused"),
        ("guardian", {A}, {A: True, CHILD: False}, "given"),
        ("guardian", {A, B}, {A: False}, "proposed"),
        ("guardian", set(), {}, "proposed"),
        ("shared", {A}, {A: True}, "proposed"),
        ("shared", {A}, {A: True, CHILD: True}, "given"),
        ("shared", {A, B}, {A: True, B: True, CHILD: False}, "refused"),
        ("shared", {A, B}, {A: True, B: False, CHILD: True}, "disputed"),
        ("shared", {A, B}, {A: True, CHILD: True}, "proposed"),
        ("self", {A}, {CHILD: True}, "given"),
        ("self", {A}, {A: True}, "proposed"),
        ("adult", set(), {CHILD: False}, "refused"),
    ],
)
def test_what_several_answers_make_together(band, guardians, answers, state):
    assert rules.outcome(band=band, person_id=CHILD, guardians=guardians, answers=answers) == state


def test_a_guardian_elsewhere_is_asked_and_both_must_agree(world, aunt):
    consent = ask(world)
    assert decide(world, world.samira, consent, given=True).state == "proposed", "nothing is shared yet"
    assert answer(world, aunt, consent, given=True) == "given"
    with acting_as(world.fatma, at=world.at):
        names = set(
            ConsentStep.objects.filter(consent=consent, state="given").values_list("by_name", flat=True)
        )
    assert names == {world.samira.name, aunt.name}


def test_two_guardians_who_do_not_agree_share_nothing_and_two_people_are_told(world, aunt):
    consent = ask(world)
    decide(world, world.samira, consent, given=True)
    assert answer(world, aunt, consent, given=False) == "disputed"
    basis = _basis(world)
    assert PARENTING in basis.domains, "an earlier permission about somebody else still stands"
    told = hear(world, handlers.tell_of_disagreement, ConsentDisputed(consent_id=consent.pk))
    assert told == {"fatma", "bas"}
    later = world.at + timedelta(hours=1)
    assert answer(world, aunt, consent, given=True, at=later) == "given", "who changes their mind ends it"


def test_a_disagreement_alone_gives_a_party_no_basis(world, aunt):
    consent = ask(world, organization="huisartsenpraktijk")
    decide(world, world.samira, consent, given=True)
    answer(world, aunt, consent, given=False)
    basis = _basis(world, "huisartsenpraktijk")
    assert basis.domains == frozenset()
    assert basis.objected


def _basis(world, organization="horizon"):
    with acting_as(system_actor("test"), at=world.at):
        return queries.basis_for(
            space=world.space, organization_id=world.organizations[organization], at=world.at
        )


def test_either_guardian_ends_what_both_agreed_to_and_that_is_a_disagreement(world, aunt, monkeypatch):
    consent = ask(world)
    decide(world, world.samira, consent, given=True)
    answer(world, aunt, consent, given=True)
    published = []
    monkeypatch.setattr(
        "rondom.privacy.commands.deciding.publish", lambda event, *, at: published.append(type(event))
    )
    assert answer(world, aunt, consent, given=False, at=world.at + timedelta(days=1)) == "withdrawn"
    assert ConsentDisputed in published


def test_a_guardian_sees_the_question_only(world, aunt):
    consent = ask(world)
    with acting_as(aunt, at=world.at):
        (line,) = queries.guardian_lines(aunt, at=world.at)
        assert (line.child, line.organization) == ("Adam", "Jeugdhulp Horizon")
        assert WHY not in repr(line)
        assert not Consent.objects.filter(pk=consent.pk).exists(), "the consent itself is not theirs"
        assert not ConsentStep.objects.filter(consent_id=consent.pk).exists()
        assert held_parts(holder_id=aunt.id, space=world.space, at=world.at) == {}
        assert queries.guardians_of_consent(consent.pk, at=world.at) == []


def test_a_guardian_changes_no_row_by_another_way(world, aunt):
    consent = ask(world)
    row = request_of(consent, aunt, world.at)
    with acting_as(aunt, at=world.at):
        assert GuardianRequest.objects.filter(pk=row.pk).update(answer=True) == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            GuardianRequest.objects.create(
                scope=row.scope,
                consent_id=consent.pk,
                guardian_id=world.karim.id,
                organization_id=row.organization_id,
                domains=[],
                valid_until=world.at,
                asked_at=world.at,
            )


@pytest.mark.parametrize("who", ["karim", "lina", "samira", "fatma", "daan"])
def test_nobody_answers_for_a_guardian(world, aunt, who):
    consent = ask(world)
    row = request_of(consent, aunt, world.at)
    actor = getattr(world, who)
    with acting_as(actor, at=world.at), pytest.raises(NotFound):
        commands.answer_as_guardian(actor=actor, request_id=row.pk, given=True, at=world.at)


def test_the_same_answer_counts_once_and_an_ended_question_takes_none(world, aunt):
    consent = ask(world)
    answer(world, aunt, consent, given=True)
    with pytest.raises(AlreadyDecided):
        answer(world, aunt, consent, given=True)
    with acting_as(world.samira, at=world.at):
        commands.withdraw_consent(actor=world.samira, consent_id=consent.pk, at=world.at)
    row = request_of(consent, aunt, world.at)
    with acting_as(aunt, at=world.at):
        assert queries.guardian_lines(aunt, at=world.at) == []
        with pytest.raises((NotFound, ConsentEnded)):
            commands.answer_as_guardian(actor=aunt, request_id=row.pk, given=False, at=world.at)


def test_the_ex_partner_behind_a_shield_is_not_asked_by_itself(world):
    consent = ask(world)
    assert request_of(consent, world.karim, world.at) is None
    assert decide(world, world.samira, consent, given=True).state == "given", "nobody waits for him"
    with acting_as(world.karim, at=world.at):
        assert queries.guardian_lines(world.karim, at=world.at) == []


def test_the_case_manager_asks_him_with_a_reason_and_he_still_learns_nothing_else(world, site):
    consent = ask(world)
    ask_him = {"actor": world.fatma, "consent_id": consent.pk, "guardian_id": world.karim.id, "at": world.at}
    with acting_as(world.fatma, at=world.at):
        with pytest.raises(GuardianReasonMissing):
            commands.ask_guardian(**ask_him, reason="mag wel")
        commands.ask_guardian(**ask_him, reason=REASON)
        with pytest.raises(GuardianUnknown):
            commands.ask_guardian(**ask_him, reason=REASON)
    page = text(browser(world.karim).get(reverse("portal_permissions")))
    assert "Jeugdhulp Horizon" in page
    for secret in (REASON, WHY, SECRETS["shelter"], SECRETS["street"], "Fatma", "Samira"):
        assert secret not in page, secret
    assert decide(world, world.samira, consent, given=True).state == "proposed"


@pytest.mark.parametrize("hidden", [True, False])
def test_a_question_about_a_secret_party_never_goes_to_a_guardian_elsewhere(world, aunt, hidden):
    with acting_as(world.samira, at=world.at):
        consent = commands.ask_consent(
            actor=world.samira,
            space=world.space,
            person_id=world.adam.id,
            organization_id=world.organizations["de-luwte"],
            purpose="coordination",
            domains=[PARENTING],
            hidden=hidden,
            at=world.at,
        )
    assert request_of(consent, aunt, world.at) is None
    with acting_as(world.fatma, at=world.at), pytest.raises((GuardianMustNotKnow, NotFound)):
        commands.ask_guardian(
            actor=world.fatma, consent_id=consent.pk, guardian_id=aunt.id, reason=REASON, at=world.at
        )


def test_who_is_shielded_from_the_child_itself_is_never_asked(world, aunt):
    with acting_as(world.fatma, at=world.at):
        people.declare_conflict(
            actor=world.fatma,
            household_id=world.household_id,
            person_id=world.adam.id,
            counterpart_kind="person",
            counterpart_id=aunt.id,
            kind="shield",
            reason="",
            at=world.at,
        )
    consent = ask(world)
    assert request_of(consent, aunt, world.at) is None
    with acting_as(world.fatma, at=world.at), pytest.raises(GuardianMustNotKnow):
        commands.ask_guardian(
            actor=world.fatma, consent_id=consent.pk, guardian_id=aunt.id, reason=REASON, at=world.at
        )


@pytest.mark.parametrize("change", ["shield", "authority", "safety"])
def test_what_changes_after_the_question_counts_at_once(world, aunt, change):
    consent = ask(world)
    row = request_of(consent, aunt, world.at)
    later = world.at + timedelta(days=1)
    with acting_as(world.fatma, at=later):
        if change == "shield":
            people.declare_conflict(
                actor=world.fatma,
                household_id=world.household_id,
                person_id=world.samira.id,
                counterpart_kind="person",
                counterpart_id=aunt.id,
                kind="shield",
                reason="",
                at=later,
            )
        elif change == "authority":
            held = ParentalAuthority.objects.get(parent_id=aunt.id, child_id=world.adam.id)
            people.end_authority(actor=world.fatma, authority_id=held.pk, ends_on=day(later), at=later)
            later += timedelta(days=1)
        else:
            commands.end_portal_access(
                actor=world.fatma, space=world.space, person_id=aunt.id, reason=REASON, at=later
            )
    with acting_as(aunt, at=later):
        assert queries.guardian_lines(aunt, at=later) == []
        with pytest.raises(NotFound):
            commands.answer_as_guardian(actor=aunt, request_id=row.pk, given=True, at=later)
    assert decide(world, world.samira, consent, given=True, at=later).state == "given"


def test_going_on_without_a_guardian_takes_a_reason_that_the_officer_reads(world, aunt):
    consent = ask(world)
    decide(world, world.samira, consent, given=True)
    row = request_of(consent, aunt, world.at)
    leave = {"request_id": row.pk, "at": world.at}
    for actor in (world.samira, world.ruben, aunt, world.wendy):
        with acting_as(actor, at=world.at), pytest.raises((NotAllowed, NotFound)):
            commands.leave_out_guardian(actor=actor, reason=REASON, **leave)
    with acting_as(world.fatma, at=world.at):
        with pytest.raises(GuardianReasonMissing):
            commands.leave_out_guardian(actor=world.fatma, reason="geen tijd", **leave)
        assert commands.leave_out_guardian(actor=world.fatma, reason=REASON, **leave).state == "given"
    with acting_as(world.bas, at=world.at):
        assert [s.why for s in queries.explained_steps(since=world.ago(1))] == [REASON]
        assert AuditEvent.objects.filter(action="consent.leave_out_guardian", reason=REASON).count() == 1
    told = hear(world, handlers.tell_of_left_out, GuardianLeftOut(consent_id=consent.pk))
    assert told == {"bas", "samira"}


def test_a_guardian_who_said_no_is_not_left_out(world, aunt):
    consent = ask(world)
    answer(world, aunt, consent, given=False)
    row = request_of(consent, aunt, world.at)
    with acting_as(world.fatma, at=world.at), pytest.raises(GuardianUnknown):
        commands.leave_out_guardian(actor=world.fatma, request_id=row.pk, reason=REASON, at=world.at)


def test_what_she_says_aloud_counts_as_her_answer(world, aunt):
    consent = ask(world)
    decide(world, world.samira, consent, given=True)
    with acting_as(world.fatma, at=world.at):
        done = commands.decide_consent(
            actor=world.fatma,
            consent_id=consent.pk,
            given=True,
            channel="spoken",
            witness="Henk Visser",
            for_person_id=aunt.id,
            at=world.at,
        )
    assert done.state == "given"
    assert request_of(consent, aunt, world.at).answer is True


def test_a_birthday_asks_the_guardian_elsewhere_no_more(world, aunt):
    consent = ask(world)
    clock_actor = system_actor("permission clock")
    later = world.at + timedelta(days=8 * 366 + 200)
    with acting_as(clock_actor, at=later):
        assert commands.follow_ages(actor=clock_actor, at=later) == 1
    assert request_of(consent, aunt, later).ended_at == later
    with acting_as(aunt, at=later):
        assert queries.guardian_lines(aunt, at=later) == []


def hear(world, handler, event):
    with acting_as(system_actor("test"), at=world.at):
        handler(event, at=world.at)
    found = set()
    for name in ("samira", "lina", "karim", "naima", "fatma", "ingrid", "ruben", "bas", "esther", "daan"):
        with acting_as(getattr(world, name), at=world.at):
            if any(n.given_at == world.at for n in my_notices(getattr(world, name))):
                found.add(name)
    return found


def test_only_the_guardian_hears_that_there_is_a_question(world, aunt):
    consent = ask(world)
    row = request_of(consent, aunt, world.at)
    assert hear(world, handlers.ask_guardian_elsewhere, GuardianAsked(request_id=row.pk)) == {"naima"}


def test_the_pages_from_the_question_to_the_disagreement(world, aunt, site):
    consent = ask(world)
    decide(world, world.samira, consent, given=True)
    address = reverse("case_guardians", args=[world.case_id, consent.pk])
    page = text(browser(world.fatma).get(address))
    assert "Naima Haddad: asked on" in page
    assert "somebody at home is shielded from this person" in page
    for outsider in ("ruben", "ingrid", "daan", "karim", "naima", "samira", "bas"):
        assert browser(getattr(world, outsider)).get(address).status_code == 404, outsider
    aunts = browser(aunt)
    row = request_of(consent, aunt, world.at)
    assert "Jeugdhulp Horizon asks" in text(aunts.get(reverse("portal")))
    assert "Asked about your child" in text(aunts.get(reverse("portal_permissions")))
    post = reverse("portal_guardian_answer", args=[row.pk])
    assert aunts.post(post, {"answer": "perhaps"}).status_code == 404
    assert browser(world.karim).post(post, {"answer": "yes"}).status_code == 404
    assert aunts.post(post, {"answer": "no"}).status_code == 302
    assert "do not agree" in text(browser(world.samira).get(reverse("portal_permissions")))
    assert "do not agree" in text(browser(world.fatma).get(reverse("case_permissions", args=[world.case_id])))
    officer = text(browser(world.bas).get(reverse("privacy_disagreements")))
    assert "Jeugdhulp Horizon" in officer
    assert "Adam" not in officer
    assert browser(world.fatma).get(reverse("privacy_disagreements")).status_code == 404


def test_a_yes_after_a_no_says_that_nothing_is_shared(world, aunt, site):
    consent = ask(world)
    answer(world, aunt, consent, given=False)
    address = reverse("portal_decide", args=[consent.pk])
    page = browser(world.samira).post(address, {"answer": "yes"}, follow=True)
    assert "so nothing is shared" in text(page)
    assert state_of(world, consent) == "disputed"


def test_the_form_keeps_what_was_typed_when_the_reason_is_too_short(world, aunt, site):
    consent = ask(world)
    address = reverse("case_guardians", args=[world.case_id, consent.pk])
    fatma = browser(world.fatma)
    row = request_of(consent, aunt, world.at)
    refused = fatma.post(address, {"act": f"leave:{row.pk}", "reason": "reageert niet"})
    assert refused.status_code == 422
    assert "reageert niet" in text(refused)
    assert fatma.post(address, {"act": f"leave:{row.pk}", "reason": REASON}).status_code == 302
    assert "is not asked any more" in text(fatma.get(address))


def open_items(world, who, at):
    """The lines about permissions of children on somebody's start page."""
    with acting_as(who, at=at):
        return [one for one in today_items(who, at=at) if one.url_name == "case_permissions"]


def test_a_silent_guardian_stands_on_the_case_managers_start_page_until_everybody_answered(world, aunt):
    consent = ask(world)
    decide(world, world.samira, consent, given=True)
    [line] = open_items(world, world.fatma, world.at)
    assert (line.side, line.case_id, line.due_on) == ("others", world.case_id, date(2026, 9, 21))
    assert "Adam" not in str(line.sentence), "a line of the start page tells nothing of the file"
    [late] = open_items(world, world.fatma, world.at + timedelta(days=20))
    assert late.side == "me", "ten working days are over: now it is for the case manager"
    for who in (world.ruben, world.esther, world.ingrid, world.bas, world.daan):
        assert open_items(world, who, world.at) == []
    answer(world, aunt, consent, given=True)
    assert open_items(world, world.fatma, world.at) == []


def test_a_question_about_an_adult_is_no_line_about_guardians(world):
    ask(world, child="samira")
    assert open_items(world, world.fatma, world.at) == []
