"""Documents beside the plan: who attaches, who reads, what becomes of the goals in them, what is erased."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from pypdf import PdfReader

from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import part_of, plan_part
from rondom.audit.copies import copies_of
from rondom.audit.models import AuditEvent
from rondom.cases.models import TimelineEntry
from rondom.kernel.crypto import CiphertextRefused
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.kernel.text import TextTooLong, TextUnreadable
from rondom.kernel.uploads import reading
from rondom.kernel.uploads.refusals import FileHasPrograms, FileIsNotWhatItSays, FileTooLarge
from rondom.organizations.commands import set_setting
from rondom.plans import commands as plans
from rondom.plans.commands import AnnexWords
from rondom.plans.commands.annex_refusals import (
    AnnexGoalsMissing,
    AnnexGoalsTooMany,
    AnnexGoalsUnasked,
    AnnexIsReplaced,
    AnnexIsWithdrawn,
    DateInFuture,
    OtherRuleMissing,
)
from rondom.plans.commands.refusals import ChoiceUnknown, PlanEnded, ReasonMissing, TextMissing
from rondom.plans.models import Annex, AnnexContent, Goal, LineStep, Plan, VersionLine
from rondom.plans.queries import annex_file, compared, lines_naming, plan_page
from tests.cases.world import MONEY, PARENTING, day
from tests.kernel import given_files as files
from tests.kernel.given_files import given

pytestmark = pytest.mark.django_db

SAFE = files.pdf(change=files.with_words("Afspraken over de schulden"))
KEPT = reading.read(SAFE)[1]
"""The same without what a program wrote of its maker."""
NOT_OF_MONEY = (
    "esther",
    "peter",
    "ingrid",
    "daan",
    "karim",
    "naima",
    "lina",
    "marieke",
    "bas",
    "tom",
    "mirjam",
)


def words(world, **more):
    facts = {
        "summary": "Plan van aanpak voor de schulden",
        "requires": "debt_help",
        "document_on": day(world.at) - timedelta(days=3),
    }
    return AnnexWords(**(facts | more))


def attach(world, *, actor=None, file=None, domain=MONEY, about_id=None, at=None, **more):
    return plans.add_annex(
        actor=actor or world.ruben,
        plan_id=world.plan_id,
        annex=words(world, **more),
        domain=domain,
        about_id=about_id,
        file=file or given("plan.pdf", SAFE),
        at=at or world.at,
    )


def test_an_annex_says_what_it_is_who_attached_it_and_which_rule_asks_for_it(world):
    attach(world)
    with acting_as(world.samira, at=world.at):
        [view] = plan_page(world.samira, world.case_id, at=world.at).annexes
    assert (view.summary, view.document_on) == (
        "Plan van aanpak voor de schulden",
        day(world.at) - timedelta(days=3),
    )
    assert "Wgs" in view.rule
    assert world.ruben.organization_name in view.who
    assert world.ruben.name not in view.who, "function and organization, as a document is of the party"
    assert view.looks.startswith("PDF, 1 ")
    assert not view.may_keep, "the client says beside it what is not right"


def test_the_bytes_stand_encrypted_in_the_database_at_their_own_row_only(world):
    one, other = attach(world), attach(world, summary="Een ander plan voor de schulden")
    with acting_as(system_actor("test"), at=world.at):
        first, second = (AnnexContent.objects.get(annex=row) for row in (one, other))
        assert b"%PDF" not in bytes(first.sealed)
        assert b"schulden" not in bytes(first.sealed)
        AnnexContent.objects.filter(pk=first.pk).update(sealed=second.sealed)
    with acting_as(world.samira, at=world.at), pytest.raises(CiphertextRefused):
        annex_file(world.samira, one.pk, at=world.at)


def test_no_list_reads_what_is_in_a_document(world):
    attach(world)
    with acting_as(world.samira, at=world.at), connection.execute_wrapper(_refuse_content):
        plan_page(world.samira, world.case_id, at=world.at)


def _refuse_content(execute, sql, params, many, context):
    assert "plans_annexcontent" not in str(sql)
    return execute(sql, params, many, context)


@pytest.mark.parametrize("name", NOT_OF_MONEY)
def test_who_does_not_read_that_life_domain_finds_nothing_by_row_or_by_key(world, name):
    row, actor = attach(world), getattr(world, name)
    with acting_as(actor, at=world.at):
        assert not Annex.objects.exists()
        assert not AnnexContent.objects.exists()
        with pytest.raises(NotFound):
            annex_file(actor, row.pk, at=world.at)
        assert lines_naming(actor, at=world.at).annexes == []
    for act in (
        lambda: plans.withdraw_annex(actor=actor, annex_id=row.pk, why="Dit hoort hier niet.", at=world.at),
        lambda: plans.replace_annex(
            actor=actor, annex_id=row.pk, annex=words(world), file=given("x.pdf", SAFE), at=world.at
        ),
    ):
        with pytest.raises(NotFound):
            act()


@pytest.mark.parametrize("name", ["daan", "karim", "ingrid", "naima", "lina", "marieke"])
def test_who_is_not_in_the_plan_attaches_nothing(world, name):
    with pytest.raises((NotFound, NotAllowed)):
        attach(world, actor=getattr(world, name))
    with acting_as(system_actor("test"), at=world.at):
        assert not Annex.objects.exists()


def test_who_works_in_another_life_domain_attaches_nothing_in_this_one(world):
    with pytest.raises(NotAllowed):
        attach(world, actor=world.esther, domain=MONEY)
    row = attach(world, actor=world.esther, domain=PARENTING, requires="youth_act")
    assert part_of(row.scope) == plan_part(PARENTING)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"summary": ""}, TextMissing),
        ({"summary": "n.v.t."}, TextMissing),
        ({"summary": "x" * 201 + " y"}, TextTooLong),
        ({"summary": "plan\x00van"}, TextUnreadable),
        ({"requires": ""}, ChoiceUnknown),
        ({"requires": "because"}, ChoiceUnknown),
        ({"requires": "other"}, OtherRuleMissing),
        ({"requires": "other", "other_rule": "-"}, OtherRuleMissing),
        ({"document_on": None}, DateInFuture),
        ({"has_goals": True}, AnnexGoalsMissing),
        ({"goals": ("Rust in huis",)}, AnnexGoalsUnasked),
        ({"has_goals": True, "goals": ("Een doel dat telt",) * 11}, AnnexGoalsTooMany),
        ({"has_goals": True, "goals": ("Rust in huis", "-")}, TextMissing),
        ({"has_goals": True, "goals": ("x y" * 300,)}, TextTooLong),
    ],
)
def test_words_that_say_nothing_are_refused_at_their_field_and_nothing_is_saved(world, more, refusal):
    if "document_on" in more:
        more["document_on"] = day(world.at) + timedelta(days=1)
    with pytest.raises(refusal) as found:
        attach(world, **more)
    assert found.value.field
    with acting_as(system_actor("test"), at=world.at):
        assert not Annex.objects.exists()
        assert not AnnexContent.objects.exists()


def test_a_direction_mark_in_the_line_is_taken_out(world):
    assert "\u202e" not in attach(world, summary="Plan \u202efdp.exe van de gemeente").summary


@pytest.mark.parametrize(
    ("file", "refusal"),
    [
        (given("plan.pdf", b"PK\x03\x04 a program"), FileIsNotWhatItSays),
        (given("plan.pdf", files.pdf(change=files.with_script)), FileHasPrograms),
    ],
)
def test_a_refused_file_leaves_no_row_no_goal_and_no_word_of_it_in_the_log(world, file, refusal):
    with pytest.raises(refusal):
        attach(world, file=file, has_goals=True, goals=("Een doel uit een slecht bestand",))
    with acting_as(system_actor("test"), at=world.at):
        assert not Annex.objects.exists()
        assert not Goal.objects.filter(title__contains="slecht bestand").exists()
        told = AuditEvent.objects.filter(action="annex.add")
        assert [row.outcome for row in told] == ["refused"]
        assert told[0].reason == refusal.code


def test_the_city_sets_how_large_a_document_may_be(world):
    set_setting(actor=world.tom, key="annex_size_megabytes", value=1, at=world.at)
    large = given("plan.pdf", SAFE + b"\n" * 1_000_001)
    with pytest.raises(FileTooLarge) as found:
        attach(world, file=large)
    assert "1 MB" in str(found.value)


def test_a_goal_in_a_document_is_a_proposal_that_the_client_takes_or_leaves(world):
    row = attach(world, has_goals=True, goals=("Geen nieuwe schulden maken", "De huur op tijd betalen"))
    with acting_as(world.samira, at=world.at):
        page = plan_page(world.samira, world.case_id, at=world.at)
        brought = [g for g in (*page.now, *page.later) if g.from_annex]
        assert {g.title for g in brought} == {"Geen nieuwe schulden maken", "De huur op tijd betalen"}
        assert all(g.is_proposed and g.from_annex == row.summary for g in brought)
        [view] = page.annexes
        assert [g.waits for g in view.goals] == [True, True]
    yes, no = (g.id for g in brought)
    assert plans.accept_goal(actor=world.samira, goal_id=yes, at=world.at).state == "agreed"
    with pytest.raises(ReasonMissing):
        plans.set_goal_state(actor=world.samira, goal_id=no, state="dropped", reason="", at=world.at)
    left = plans.set_goal_state(
        actor=world.samira, goal_id=no, state="dropped", reason="Dat lukt nu niet.", at=world.at
    )
    assert left.state == "dropped"
    with acting_as(world.samira, at=world.at):
        assert LineStep.objects.filter(goal_id=no, reason="Dat lukt nu niet.").exists()


def test_a_goal_cannot_be_said_to_come_from_a_document_of_other_readers(world):
    row = attach(world)
    goal = plans.GoalWords(title="Een doel over school", domain=PARENTING, annex_id=row.pk)
    with pytest.raises(NotFound):
        plans.add_goal(actor=world.fatma, plan_id=world.plan_id, goal=goal, at=world.at)


def test_a_document_about_a_child_is_for_the_child_and_who_reads_those_lines(world):
    row = attach(
        world,
        actor=world.fatma,
        domain=PARENTING,
        requires="youth_act",
        summary="Jeugdhulpplan van Lina",
        about_id=world.lina.id,
        has_goals=True,
        goals=("Rustig beginnen op school",),
    )
    with acting_as(world.lina, at=world.at):
        assert [a.pk for a in lines_naming(world.lina, at=world.at).annexes] == [row.pk]
        assert annex_file(world.lina, row.pk, at=world.at).content == KEPT
        goal = Goal.objects.get(annex=row)
        assert goal.scope == row.scope
    for other in (world.karim, world.esther, world.naima):
        with acting_as(other, at=world.at), pytest.raises(NotFound):
            annex_file(other, row.pk, at=world.at)
    newer = plans.replace_annex(
        actor=world.fatma,
        annex_id=row.pk,
        annex=words(world, requires="youth_act", has_goals=True, goals=("Met een maatje naar school",)),
        file=given("x.pdf", SAFE),
        at=world.at,
    )
    with acting_as(world.lina, at=world.at):
        assert Goal.objects.get(annex=newer).scope == row.scope, "the newer one stays hers to read"


def test_taking_a_copy_along_stands_in_the_log_as_a_copy_that_left(world):
    row = attach(world)
    with acting_as(world.ruben, at=world.at):
        found = annex_file(world.ruben, row.pk, at=world.at)
    assert found.content == KEPT
    assert PdfReader(io.BytesIO(found.content)).pages
    assert found.name.endswith(f"-{row.document_on.isoformat()}.pdf")
    assert "Haddad" not in found.name
    with acting_as(system_actor("test"), at=world.at):
        copies = [one for one in copies_of(world.space) if one.action == "annex.export"]
        [event] = AuditEvent.objects.filter(action="annex.export")
    assert [one.actor_id for one in copies] == [world.ruben.id]
    assert (event.verb, event.subject_id, event.object_id) == ("E", world.samira.id, row.pk)


def test_a_newer_version_stands_on_top_and_the_older_one_can_still_be_opened(world):
    old = attach(world, at=world.ago(2))
    new = plans.replace_annex(
        actor=world.ruben,
        annex_id=old.pk,
        annex=words(world, summary="Plan van aanpak, na het gesprek", document_on=day(world.at)),
        file=given("x.png", files.picture("PNG")),
        at=world.at,
    )
    with acting_as(world.samira, at=world.at):
        [view] = plan_page(world.samira, world.case_id, at=world.at).annexes
        assert (view.id, [one.id for one in view.older]) == (new.pk, [old.pk])
        assert annex_file(world.samira, old.pk, at=world.at).content == KEPT
    with pytest.raises(AnnexIsReplaced):
        plans.replace_annex(
            actor=world.fatma, annex_id=old.pk, annex=words(world), file=given("x.pdf", SAFE), at=world.at
        )


def test_withdrawing_erases_the_content_keeps_the_line_and_leaves_open_proposals_out(world):
    row = attach(world, has_goals=True, goals=("Een doel van een ander gezin", "Iets dat wel klopt"))
    with acting_as(world.samira, at=world.at):
        kept = Goal.objects.get(annex=row, title="Iets dat wel klopt")
    plans.accept_goal(actor=world.samira, goal_id=kept.pk, at=world.at)
    with pytest.raises(ReasonMissing):
        plans.withdraw_annex(actor=world.ruben, annex_id=row.pk, why=" . ", at=world.at)
    plans.withdraw_annex(
        actor=world.ruben, annex_id=row.pk, why="Dit is het plan van een ander gezin.", at=world.at
    )
    with acting_as(system_actor("test"), at=world.at):
        assert not AnnexContent.objects.exists()
    with acting_as(world.samira, at=world.at):
        [view] = plan_page(world.samira, world.case_id, at=world.at).annexes
        assert (view.withdrawn_why, view.has_content) == ("Dit is het plan van een ander gezin.", False)
        assert {g.title: g.state for g in Goal.objects.filter(annex=row)} == {
            "Een doel van een ander gezin": "dropped",
            "Iets dat wel klopt": "agreed",
        }
        with pytest.raises(NotFound):
            annex_file(world.samira, row.pk, at=world.at)
    with pytest.raises(AnnexIsWithdrawn):
        plans.withdraw_annex(actor=world.ruben, annex_id=row.pk, why="Nog een keer weg.", at=world.at)


def test_a_client_withdraws_her_own_document_and_not_the_decision_of_another(world):
    theirs, hers = attach(world), attach(world, actor=world.samira, summary="Mijn eigen brief")
    with pytest.raises(NotAllowed):
        plans.withdraw_annex(actor=world.samira, annex_id=theirs.pk, why="Dit klopt niet.", at=world.at)
    plans.withdraw_annex(actor=world.samira, annex_id=hers.pk, why="Ik wil dit hier niet.", at=world.at)
    plans.withdraw_annex(actor=world.fatma, annex_id=theirs.pk, why="Van een ander gezin.", at=world.at)


def test_a_version_of_the_plan_keeps_the_line_of_each_document_in_its_own_scope(world):
    plans.publish_version(actor=world.fatma, plan_id=world.plan_id, at=world.at)
    row = attach(world)
    plans.publish_version(actor=world.fatma, plan_id=world.plan_id, at=world.at)
    with acting_as(world.samira, at=world.at):
        frozen = VersionLine.objects.get(kind="annex")
        assert (frozen.scope, frozen.line_id) == (row.scope, row.pk)
        assert "sealed" not in frozen.body
        [line] = [one for one in compared(Plan.objects.get(), 1, 2) if one.title == row.summary]
        assert line.how == "new"
    with acting_as(world.esther, at=world.at):
        assert not VersionLine.objects.filter(kind="annex").exists()
        assert not any(one.title == row.summary for one in compared(Plan.objects.get(), 1, 2))


def test_the_timeline_tells_it_to_the_readers_of_that_life_domain_only(world):
    attach(world)
    with acting_as(world.samira, at=world.at):
        assert TimelineEntry.objects.filter(kind="annex.add").exists()
    with acting_as(world.esther, at=world.at):
        assert not TimelineEntry.objects.filter(kind="annex.add").exists()


def test_nothing_is_attached_to_a_plan_that_ended(world):
    with acting_as(system_actor("test"), at=world.at):
        Plan.objects.filter(pk=world.plan_id).update(state="ended")
    with pytest.raises(PlanEnded):
        attach(world)


def test_an_unknown_document_is_not_there(world):
    with acting_as(world.samira, at=world.at), pytest.raises(NotFound):
        annex_file(world.samira, uuid4(), at=world.at)
