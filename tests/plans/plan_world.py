"""The plan of the Haddad household, built through commands on top of the shared world."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import Part, scope_of
from rondom.cases.models import DomainEntry, OwnWords, Strength, Supporter
from rondom.plans import commands as plans
from rondom.plans.commands import GoalWords, Owner
from rondom.plans.models import Plan
from tests.cases.world import HOUSING, MONEY, PARENTING, World, day, haddad_world


@dataclass
class PlanWorld:
    """The world of the case with a draft plan; the goals and actions by what they are about."""

    case: World
    plan_id: UUID
    school: UUID
    money: UUID
    clock: UUID
    letters: UUID
    fetch: UUID

    def __getattr__(self, name):
        return getattr(self.case, name)


def tell_story(world: World) -> UUID:
    """Own words, a money problem, a strength, Naima as chosen supporter; answers the strength's key."""
    at = world.ago(19)
    author = {"author_id": world.samira.id, "author_name": "Samira Haddad", "written_at": at}
    with acting_as(system_actor("world"), at=at):
        story = scope_of(world.space, Part.STORY)
        if not OwnWords.objects.filter(case_id=world.case_id, person_id=world.samira.id).exists():
            OwnWords.objects.create(
                case_id=world.case_id,
                person_id=world.samira.id,
                version=1,
                scope=story,
                language="fr",
                matters="Dat Lina weer naar school gaat.",
                wants="Rust in huis.",
                **author,
            )
        if not DomainEntry.objects.filter(case_id=world.case_id, domain=MONEY, replaced_at=None).exists():
            DomainEntry.objects.create(
                case_id=world.case_id,
                domain=MONEY,
                scope=scope_of(world.space, 32 + MONEY),
                problem="serious",
                label_nl="Geld",
                label_en="Money",
                reason="brieven",
                **author,
            )
        strength = Strength.objects.create(
            case_id=world.case_id, scope=story, kind="talent", text="Bakt voor de hele straat", **author
        )
        if not Supporter.objects.filter(
            case_id=world.case_id, person_id=world.naima.id, ended_at=None
        ).exists():
            Supporter.objects.create(
                case_id=world.case_id,
                scope=story,
                name="Naima",
                relation="zus",
                person_id=world.naima.id,
                state="confirmed",
                proposed_by=world.samira.id,
                proposed_by_name="Samira",
                proposed_at=at,
                confirmed_at=at,
                lapses_at=at + timedelta(days=365),
            )
    return strength.pk


def plan_world(at, world: World | None = None) -> PlanWorld:
    """The first plan of D-14, not yet published, on a household that stands or is built here."""
    world = world or haddad_world(at)
    strength = tell_story(world)
    start = world.ago(14)
    soon = day(at) + timedelta(days=5)
    plan = plans.start_plan(actor=world.fatma, case_id=world.case_id, at=start)
    money = plans.add_goal(
        actor=world.fatma,
        plan_id=plan.pk,
        goal=GoalWords(
            title="Geen brieven meer die bang maken",
            domain=MONEY,
            first_step="Brieven openen met Henk",
            due_on=soon,
            strength_ids=[strength],
        ),
        at=start,
    )
    school = plans.add_goal(
        actor=world.samira,
        plan_id=plan.pk,
        goal=GoalWords(title="Lina weer naar school", domain=PARENTING, first_step="Praten met de mentor"),
        at=start,
    )
    clock = plans.add_action(
        actor=world.ruben,
        plan_id=plan.pk,
        what="De klok stilzetten bij de verhuurder",
        domain=MONEY,
        owner=Owner("professional", world.ruben.id, ""),
        due_on=soon,
        goal_id=money.pk,
        at=start,
    )
    letters = plans.add_action(
        actor=world.samira,
        plan_id=plan.pk,
        what="Op donderdag de brieven openen",
        domain=MONEY,
        owner=Owner("client", world.samira.id, ""),
        due_on=soon,
        goal_id=money.pk,
        at=start,
    )
    fetch = plans.add_action(
        actor=world.fatma,
        plan_id=plan.pk,
        what="Adam op dinsdag halen",
        domain=PARENTING,
        owner=Owner("supporter", world.naima.id, ""),
        due_on=soon,
        at=start,
    )
    return PlanWorld(world, plan.pk, school.pk, money.pk, clock.pk, letters.pk, fetch.pk)


def the_plan(world: PlanWorld) -> Plan:
    """The plan as the open context sees it."""
    return Plan.objects.get(pk=world.plan_id)


__all__ = ["HOUSING", "MONEY", "PARENTING", "PlanWorld", "plan_world", "tell_story", "the_plan"]
