"""Getting stuck, getting there, closing with the last word, and coming back."""

from rondom.organizations import queries as organizations
from rondom.plans import commands as plans
from rondom.plans.commands import ClosingWords, StuckWords
from rondom.web.demo_city.calendar import day
from rondom.web.demo_city.households.family import Home
from rondom.web.demo_city.households.lots import Stage
from rondom.web.demo_city.tale import on, visit

WAITING = (
    ("no_answer", "gemeente", "Er is nog geen antwoord op de aanvraag."),
    ("capacity", "gemeente", "De plek is er, maar pas over drie maanden."),
    ("information", "belastingdienst", "Een bewijsstuk van vorig jaar is nog niet gevonden."),
    ("no_answer", "verzekeraar", "Twee brieven gestuurd, de derde is aangetekend."),
)


def get_stuck(home: Home) -> None:
    """Something in the plan is stuck; after a while they try together."""
    lot = home.lot
    kind, party, text = lot.situation.stuck or WAITING[lot.number % len(WAITING)]
    known = organizations.organization_by_slug(party)
    number = home.after(0.8)
    with visit(lot.case_manager, day(number, 15)) as at:
        row = plans.raise_bottleneck(
            actor=lot.case_manager,
            plan_id=home.plan_id,
            stuck=StuckWords(
                kind=kind,
                text=text,
                since_on=on(number - 3),
                organization_id=known.pk if known else None,
                party_name="" if known else party.capitalize(),
            ),
            action_id=home.actions[1][0] if len(home.actions) > 1 else None,
            domain=lot.situation.goals[0][0],
            at=at,
        )
        if lot.stage == Stage.STUCK and lot.number % 2:
            plans.take_route_step(
                actor=lot.case_manager,
                bottleneck_id=row.pk,
                route="joint_attempt",
                at=at,
            )


def reach(home: Home) -> None:
    """The goals are reached; the client says what came of it, in own words."""
    share = 0.85 if home.lot.stage == Stage.ENDING else 0.55
    with visit(home.client, day(home.after(share), 19), notices=False) as at:
        plans.tell_outcome(
            actor=home.client,
            plan_id=home.plan_id,
            words=home.lot.situation.last_word.replace("{child}", home.child),
            improved_domains=[home.lot.situation.goals[0][0]],
            at=at,
        )
        for goal_id in home.goals[: 1 if home.lot.stage == Stage.ENDING else None]:
            plans.set_goal_state(actor=home.client, goal_id=goal_id, state="reached", reason="", at=at)


def close(home: Home) -> None:
    """Closing, with the client's last word; a few months ago for who comes back later."""
    lot = home.lot
    number = home.after(0.6 if lot.stage == Stage.REOPENED else 0.85)
    with visit(lot.case_manager, day(number, 15), notices=False) as at:
        plans.close_plan(
            actor=lot.case_manager,
            plan_id=home.plan_id,
            closing=ClosingWords(
                spoke_with_client=True,
                last_word=lot.situation.last_word.replace("{child}", home.child),
                contact_later="Het inloopspreekuur in het Huis van de Wijk, elke dinsdag",
            ),
            at=at,
        )


def come_back(home: Home) -> None:
    """The same file again, with the same case manager."""
    with visit(home.client, day(-4 - home.lot.number % 5, 11)) as at:
        plans.reopen_plan(
            actor=home.client,
            case_id=home.case_id,
            reason="Het ging goed, maar sinds een maand komen er weer brieven. Ik wil er vroeg bij zijn.",
            at=at,
        )
