"""What the story does not have yet on its first day: one thing for each address that needs one."""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth import get_user_model

from rondom.access.context import acting_as, system_actor
from rondom.audit.log import record
from rondom.audit.models import AuditEvent
from rondom.cases import commands as cases
from rondom.cases.models import DeadlineAlarm, Note
from rondom.cases.rules import day_of
from rondom.notices import commands as notices
from rondom.organizations import commands as organization_commands
from rondom.organizations import queries as organizations
from rondom.organizations.models import WorkingRole
from rondom.people import queries as people
from rondom.people.models import ContactDetail
from rondom.plans import commands as plans
from rondom.plans.commands.bottlenecks import StuckWords
from rondom.plans.commands.closing import ClosingWords
from rondom.plans.models import Plan, PlanAlert
from rondom.privacy import commands as privacy
from rondom.privacy.models import GuardianRequest
from rondom.web.demo_city.tale import professional, resident
from tests.house.guest_table import lay_table
from tests.house.held_meeting import hold_meeting
from tests.kernel.given_files import given, picture

HOUSING, PARENTING = 2, 7


def set_out(case, at) -> dict[str, object]:
    """Make them through commands, by whom it concerns; answers them by route and place in the address."""
    with acting_as(system_actor("house tests"), at=at):
        fatma, samira = professional("fatma-yildiz", at=at), resident(people.person(case.client_id))
        outside = professional("noor-van-es", at=at)
        plan = Plan.objects.live().get(case=case)
        grace = professional("grace-osei", at=at)
        notes = Note.objects.filter(
            case=case, restricted=False, domain=HOUSING, shareable=True, replaced_at=None
        )
        note = notes.latest("written_at")
    found: dict[str, object] = {"rule_stop.rule": "multiple_problems", "setting_change.key": "goals_now"}
    found["staff_support_contact.role_id"] = organizations.working_roles(
        organizations.professional_by_slug("henk-visser").pk, day_of(at)
    )[0].pk
    found["role_id"] = _role_of_a_stranger(at)
    found["member_id"], found["contact_id"] = _member(case, samira.id, at)
    found["portrait_id"] = organization_commands.place_portrait(
        actor=fatma, given=given("ik.jpg", picture(size=(300, 300))), agrees=True, at=at
    ).pk
    found["request_id"] = cases.ask_other_case_manager(
        actor=samira, case_id=case.pk, text="Ik praat liever met een ander.", at=at
    ).pk
    found["reaction_id"] = cases.react(
        actor=samira, scope=note.scope, object_type="note", object_id=note.pk, text="Zo was het niet.", at=at
    ).pk
    found |= _messages(case, fatma, samira, at)
    found["portal_give_again.consent_id"] = _ended_permission(case, samira, at)
    found["plan_alert.alert_id"] = plans.ask_to_join(actor=grace, case_id=case.pk, at=at).pk
    found |= _copied(case, at)
    found |= _of_the_children(case, fatma, at)
    found |= hold_meeting(case, fatma, samira, at)
    found |= lay_table(case, fatma, samira, at)
    found |= _stuck(plan, fatma, at)
    found |= _handover(case, fatma, grace.id, at)
    found["deadline_review.alarm_id"] = _passed(case, fatma, at)
    found["plan_closing_decision.alert_id"] = _closing(plan, fatma, at)
    found["emergency_access_id"] = privacy.open_emergency_access(
        actor=outside, space=case.space, reason="Een kind is nu in gevaar, 112 belt.", at=at
    ).pk
    return found


def _member(case, person_id, at) -> tuple[object, object]:
    """Of the three in the household always the client, whatever their random keys, with her address."""
    with acting_as(system_actor("house tests"), at=at):
        rows = people.members(case.household_id, day_of(at))
        member = next(m.pk for m in rows if m.person_id == person_id)
        return member, ContactDetail.objects.get(member_id=member, kind="address").pk


def _role_of_a_stranger(at) -> object:
    """Of somebody who is no persona and in no persona's team, so that whose role it is never decides."""
    with acting_as(system_actor("house tests"), at=at):
        personas = get_user_model().objects.exclude(demo_slug="").values("professional_id")
        teams = WorkingRole.objects.filter(professional_id__in=personas, team__isnull=False).values("team_id")
        strangers = WorkingRole.objects.current(day_of(at)).filter(team__isnull=False)
        strangers = strangers.exclude(team_id__in=teams)
        return strangers.order_by("team__name", "professional__name", "pk")[0].pk


def _of_the_children(case, fatma, at) -> dict[str, object]:
    """A goal of the teenager's own, something shared with her, and a question about her brother."""
    with acting_as(system_actor("house tests"), at=at):
        lina = resident(people.person(get_user_model().objects.get(demo_slug="teenager").person_id))
        adam = next(
            m.person_id
            for m in people.members(case.household_id, day_of(at))
            if m.person.given_name == "Adam"
        )
        school = organizations.organization_by_slug("horizon")
    goal = plans.add_own_goal(actor=lina, case_id=case.pk, title="Vaker tekenen", domain=PARENTING, at=at)
    item = privacy.share_with_person(
        actor=fatma, space=case.space, person_id=lina.id, title="De tijd van de afspraak", at=at
    )
    asked = privacy.ask_consent(
        actor=fatma,
        space=case.space,
        person_id=adam,
        organization_id=school.pk,
        purpose="coordination",
        domains=[PARENTING],
        why="Adam slaapt slecht.",
        at=at,
    )
    question = _asked_elsewhere(asked, fatma, at)
    return {
        "portal_own_goal.goal_id": goal.pk,
        "portal_own_goal_withdrawal.goal_id": goal.pk,
        "case_stop_sharing.item_id": item.pk,
        "case_guardians.consent_id": asked.pk,
        "portal_guardian_answer.request_id": question,
    }


def _ended_permission(case, samira, at) -> UUID:
    """She gave it and ended it again."""
    asked = privacy.ask_consent(
        actor=samira,
        space=case.space,
        person_id=samira.id,
        organization_id=organizations.organization_by_slug("huisartsenpraktijk").pk,
        purpose="referral",
        domains=[],
        feedback="status",
        at=at,
    )
    privacy.decide_consent(actor=samira, consent_id=asked.pk, given=True, channel="portal", at=at)
    privacy.withdraw_consent(actor=samira, consent_id=asked.pk, at=at)
    return asked.pk


def _messages(case, fatma, samira, at) -> dict[str, object]:
    """One of the client and one of the case manager, a minute ago: each takes back only her own."""
    about = {"space": case.space, "client_id": case.client_id, "at": at}
    hers = notices.write_message(
        actor=samira,
        body="Belt u mij?",
        receiver_kind="professional",
        receiver_id=fatma.id,
        link_name="case_messages",
        link_id=case.pk,
        **about,
    )
    answer = notices.write_message(
        actor=fatma, body="Ik bel u vandaag.", receiver_kind="resident", receiver_id=samira.id, **about
    )
    return {
        "message.message_id": hers.pk,
        "portal_message_back.message_id": hers.pk,
        "case_message_back.message_id": answer.pk,
    }


def _asked_elsewhere(asked, fatma, at) -> object:
    """The father has authority over Adam too: asked by itself, or else by the case manager with a reason."""
    karim = get_user_model().objects.get(demo_slug="ex-partner").person_id
    with acting_as(system_actor("house tests"), at=at):
        known = GuardianRequest.objects.filter(consent=asked, guardian_id=karim).first()
    if known is None:
        known = privacy.ask_guardian(
            actor=fatma,
            consent_id=asked.pk,
            guardian_id=karim,
            reason="De school is hem bekend; dit vertelt hem niets nieuws.",
            at=at,
        )
    return known.pk


def _copied(case, at) -> dict[str, object]:
    """The plan, saved as a file by who works on the housing of the household."""
    with acting_as(system_actor("house tests"), at=at):
        peter = professional("peter-jansen", at=at)
    with acting_as(peter, at=at):
        record(
            actor=peter,
            action="plan.export",
            at=at,
            space=case.space,
            subjects=[case.client_id],
            part="plan",
            object_type="plan",
        )
    with acting_as(system_actor("house tests"), at=at):
        key = AuditEvent.objects.filter(actor_id=peter.id, verb="E").latest("id").pk
    return {"case_copy.copy": key, "own_copy.copy": key}


def _stuck(plan, fatma, at) -> dict[str, UUID]:
    with acting_as(fatma, at=at):
        party = organizations.organization_by_slug("wonen-maas")
    words = StuckWords(
        kind="no_answer", text="De muur is nog nat.", since_on=day_of(at), organization_id=party.pk
    )
    row = plans.raise_bottleneck(actor=fatma, plan_id=plan.pk, stuck=words, domain=HOUSING, at=at)
    return {"bottleneck_id": row.pk}


def _handover(case, fatma, taker_id, at) -> dict[str, object]:
    row = cases.plan_handover(
        actor=fatma,
        case_id=case.pk,
        taker_id=taker_id,
        reason="Fatma gaat met verlof.",
        overlap_on=day_of(at) + timedelta(days=7),
        open_agreements=[],
        at=at,
    )
    return {"handover_id": row.pk, "handover_step.step": "told"}


def _passed(case, fatma, at) -> UUID:
    row = cases.enter_deadline(
        actor=fatma,
        case_id=case.pk,
        domain=HOUSING,
        kind="other",
        due_on=day_of(at),
        source="een brief",
        what="Een datum die voorbijging.",
        at=at,
    )
    later = at + timedelta(days=1)
    cases.pass_deadlines(actor=system_actor("deadline clock"), at=later)
    with acting_as(system_actor("house tests"), at=later):
        return DeadlineAlarm.objects.get(deadline_id=row.pk, threshold_days=-1).pk


def _closing(plan, fatma, at) -> UUID:
    words = ClosingWords(spoke_with_client=False, contact_later="Bel het team.", why_not_spoken="Niet thuis.")
    plans.close_plan(actor=fatma, plan_id=plan.pk, closing=words, at=at)
    with acting_as(system_actor("house tests"), at=at):
        return PlanAlert.objects.get(case_id=plan.case_id, kind="closing").pk
