"""Roles, cover and leaving."""

from datetime import date, timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.access.models import EndedHolder
from rondom.audit.models import AuditEvent
from rondom.organizations import commands, queries
from rondom.organizations.models import RoleCard, StandIn, TeamLeadership, WorkingRole

pytestmark = pytest.mark.django_db
SETUP = system_actor("setup")
DAY = date(2026, 9, 7)


@pytest.fixture
def ids(city):
    slugs = ("anna-leider", "bram-werker", "cora-werker", "dirk-schuld", "tom-beheer")
    return {slug.split("-")[0]: queries.professional_by_slug(slug).id for slug in slugs}


def card(actor, who, at, **texts):
    answers = {
        "does": "Ik help bij geldzorgen.",
        "decides": "Niets",
        "does_not_decide": "Over je uitkering.",
        "call_when": "Bij een brief.",
        "availability": "",
    }
    return commands.replace_role_card(actor=actor, professional_id=who, at=at, **(answers | texts))


def test_an_actor_is_made_of_the_present_roles(actor_of):
    anna, dirk = actor_of("anna-leider"), actor_of("dirk-schuld")
    assert anna.roles == {"team_leader"}
    assert (dirk.function, dirk.organization_name) == ("debt_counsellor", "Kredietbank")
    assert dirk.team_id == anna.team_id


def test_who_leaves_loses_everything_at_once(actor_of, ids, at):
    commands.set_stand_in(
        actor=actor_of("tom-beheer"),
        professional_id=ids["cora"],
        stand_in_id=ids["bram"],
        starts_on=DAY,
        ends_on=None,
        at=at,
    )
    commands.end_employment(actor=actor_of("anna-leider"), professional_id=ids["bram"], at=at)
    assert queries.actor_for_professional(professional_id=ids["bram"], account_id=None, at=at) is None
    assert queries.stand_in_for(ids["cora"], DAY) is None
    assert not WorkingRole.objects.filter(professional_id=ids["bram"], ends_on=None).exists()
    assert not TeamLeadership.objects.filter(stand_in_id=ids["bram"]).exists()
    assert not StandIn.objects.filter(stand_in_id=ids["bram"], ends_on=None).exists()
    with acting_as(SETUP, at=at):
        assert EndedHolder.objects.filter(holder_id=ids["bram"], ended_at=at).exists()
        assert AuditEvent.objects.filter(action="employment.end", outcome="success").count() == 1
    assert queries.professional(ids["bram"]).name == "Bram Werker"


def test_a_role_that_would_begin_later_never_begins(ids, at):
    role = commands.start_working_role(
        actor=SETUP,
        professional_id=ids["bram"],
        function="social_worker",
        team_id=queries.team_by_slug("team-a").id,
        starts_on=DAY + timedelta(days=30),
        at=at,
    )
    commands.end_employment(actor=SETUP, professional_id=ids["bram"], at=at)
    assert not WorkingRole.objects.filter(pk=role.pk).exists()


def test_leaving_twice_is_refused_by_name(ids, at):
    commands.end_employment(actor=SETUP, professional_id=ids["bram"], at=at)
    with pytest.raises(commands.AlreadyLeft):
        commands.end_employment(actor=SETUP, professional_id=ids["bram"], at=at)


@pytest.mark.parametrize("slug", ["cora-werker", "bram-werker"])
def test_no_colleague_ends_an_employment_not_even_their_own(slug, actor_of, ids, at):
    with pytest.raises(commands.NotAllowed):
        commands.end_employment(actor=actor_of(slug), professional_id=ids["bram"], at=at)
    assert not queries.professional(ids["bram"]).has_left


def test_ending_one_role_leaves_the_others(ids, at):
    team = queries.team_by_slug("team-a").id
    second = commands.start_working_role(
        actor=SETUP, professional_id=ids["bram"], function="family_coach", team_id=team, starts_on=DAY, at=at
    )
    commands.end_working_role(actor=SETUP, working_role_id=second.id, ends_on=DAY, at=at)
    assert [r.function for r in queries.working_roles(ids["bram"], DAY + timedelta(days=1))] == [
        "social_worker"
    ]
    with pytest.raises(commands.EndOutsidePeriod):
        commands.end_working_role(actor=SETUP, working_role_id=second.id, ends_on=date(2020, 1, 1), at=at)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"function": "wizard"}, commands.FunctionUnknown),
        ({"team_id": None}, commands.RolePlaceMissing),
        ({"working_days": ["funday"]}, commands.NotAWorkingDay),
    ],
)
def test_a_role_without_sense_is_refused(change, refusal, ids, at):
    asked = {"function": "social_worker", "team_id": queries.team_by_slug("team-a").id} | change
    with pytest.raises(refusal):
        commands.start_working_role(actor=SETUP, professional_id=ids["bram"], starts_on=DAY, at=at, **asked)


def test_a_card_is_replaced_and_the_old_one_stays(actor_of, ids, at):
    bram = actor_of("bram-werker")
    card(bram, ids["bram"], at)
    card(bram, ids["bram"], at + timedelta(days=1), does="Ik help bij de huur.")
    assert queries.role_card(ids["bram"]).does == "Ik help bij de huur."
    assert RoleCard.objects.filter(professional_id=ids["bram"]).count() == 2


def test_nobody_writes_the_card_of_a_colleague(actor_of, ids, at):
    with pytest.raises(commands.NotAllowed):
        card(actor_of("cora-werker"), ids["bram"], at)


@pytest.mark.parametrize("text", ["", "n.v.t.", "-"])
def test_a_card_that_says_nothing_is_refused_at_its_field(text, actor_of, ids, at):
    with pytest.raises(commands.CardIncomplete) as refused:
        card(actor_of("bram-werker"), ids["bram"], at, does=text)
    assert refused.value.field == "does"
    assert queries.role_card(ids["bram"]) is None


def test_who_has_no_card_after_a_month_is_reminded(ids, at):
    missing = {p.slug for p in queries.without_role_card(at)}
    assert "bram-werker" in missing
    assert "dirk-schuld" not in missing


def test_a_hidden_number_is_the_teams_number_for_a_resident(ids):
    for_resident = queries.card_for(ids["bram"], DAY, for_resident=True)
    assert (for_resident.phone, for_resident.email) == ("085 2", "")
    assert queries.card_for(ids["bram"], DAY, for_resident=False).phone == "06 1"


def test_a_seconded_colleague_shows_both_houses(ids):
    shown = queries.card_for(ids["dirk"], DAY, for_resident=True)
    assert (shown.organization, shown.seconded_to, shown.working_days) == ("Kredietbank", "Gemeente", (1, 4))


def test_an_absence_goes_before_the_fixed_stand_in(actor_of, ids, at):
    bram = actor_of("bram-werker")
    arrange = lambda other, start, end: commands.set_stand_in(  # noqa: E731
        actor=bram, professional_id=ids["bram"], stand_in_id=ids[other], starts_on=start, ends_on=end, at=at
    )
    arrange("cora", DAY, None)
    arrange("dirk", DAY + timedelta(days=7), DAY + timedelta(days=14))
    assert queries.stand_in_for(ids["bram"], DAY).slug == "cora-werker"
    assert queries.stand_in_for(ids["bram"], DAY + timedelta(days=10)).slug == "dirk-schuld"
    assert queries.is_away(ids["bram"], DAY + timedelta(days=10))
    assert not queries.is_away(ids["bram"], DAY)


def test_a_new_absence_takes_the_place_of_the_old_one(actor_of, ids, at):
    bram = actor_of("bram-werker")
    for other in ("cora", "dirk"):
        commands.set_stand_in(
            actor=bram,
            professional_id=ids["bram"],
            stand_in_id=ids[other],
            starts_on=DAY,
            ends_on=DAY + timedelta(days=5),
            at=at,
        )
    assert [row.stand_in_id for row in StandIn.objects.filter(professional_id=ids["bram"])] == [ids["dirk"]]


def test_two_people_who_are_away_cannot_answer_for_each_other(actor_of, ids, at):
    end = DAY + timedelta(days=5)
    commands.set_stand_in(
        actor=actor_of("bram-werker"),
        professional_id=ids["bram"],
        stand_in_id=ids["cora"],
        starts_on=DAY,
        ends_on=end,
        at=at,
    )
    with pytest.raises(commands.StandInsInCircle):
        commands.set_stand_in(
            actor=actor_of("cora-werker"),
            professional_id=ids["cora"],
            stand_in_id=ids["bram"],
            starts_on=end,
            ends_on=end,
            at=at,
        )


def test_nobody_stands_in_for_themselves_or_before_the_first_day(actor_of, ids, at):
    bram = actor_of("bram-werker")
    with pytest.raises(commands.OwnStandIn):
        commands.set_stand_in(
            actor=bram,
            professional_id=ids["bram"],
            stand_in_id=ids["bram"],
            starts_on=DAY,
            ends_on=None,
            at=at,
        )
    with pytest.raises(commands.EndOutsidePeriod):
        commands.set_stand_in(
            actor=bram,
            professional_id=ids["bram"],
            stand_in_id=ids["cora"],
            starts_on=DAY,
            ends_on=DAY - timedelta(days=1),
            at=at,
        )


def test_a_team_without_its_leader_is_led_by_the_stand_in(ids, at):
    team = queries.team_by_slug("team-a").id
    assert queries.team_leader(team, DAY).slug == "anna-leider"
    commands.end_employment(actor=SETUP, professional_id=ids["anna"], at=at)
    assert queries.team_leader(team, DAY + timedelta(days=1)).slug == "bram-werker"


def test_a_new_leader_ends_the_one_before(ids, at):
    team = queries.team_by_slug("team-a").id
    commands.appoint_team_leader(
        actor=SETUP, team_id=team, professional_id=ids["cora"], stand_in_id=None, starts_on=DAY, at=at
    )
    assert queries.team_leader(team, DAY).slug == "cora-werker"
    assert queries.team_leader(team, DAY - timedelta(days=1)).slug == "anna-leider"


def test_the_caseload_norm_is_scaled_and_absent_for_the_administrator(ids):
    assert (queries.norm_of(ids["bram"], DAY), queries.norm_of(ids["cora"], DAY)) == (30, 15)
    assert queries.norm_of(ids["tom"], DAY) == 0
