"""The one plan of each household, and how its actions go."""

from datetime import datetime
from uuid import UUID

from rondom.plans import commands as plans
from rondom.plans import queries
from rondom.plans.commands import GoalWords, Owner
from rondom.web.demo_city.calendar import day
from rondom.web.demo_city.households.family import Home
from rondom.web.demo_city.households.lots import Stage
from rondom.web.demo_city.tale import on, visit, workday

OVER = (Stage.ENDING, Stage.CLOSED, Stage.REOPENED)


def make(home: Home) -> None:
    """Draft the plan with the client; from planning on it waits for words or for a yes."""
    lot, situation = home.lot, home.lot.situation
    number = home.after(0.15)
    with visit(lot.case_manager, day(number, 13), notices=False) as at:
        plan = plans.start_plan(actor=lot.case_manager, case_id=home.case_id, at=at)
        home.made_plan = plan.pk
        for place, (domain, title, step) in enumerate(situation.goals):
            goal = plans.add_goal(
                actor=lot.case_manager,
                plan_id=plan.pk,
                goal=GoalWords(
                    title=title.replace("{child}", home.child),
                    domain=domain,
                    owner="client" if place else "both",
                    first_step=step.replace("{child}", home.child),
                    first_step_on=on(workday(number + 7)),
                    due_on=on(workday(number + home.random.choice((90, 120, 180)))),
                    strength_ids=home.strengths[place : place + 1],
                ),
                at=at,
            )
            home.goals.append(goal.pk)
        for place, (domain, what, who) in enumerate(situation.actions):
            _action(home, place, domain, what, who)


def _action(home: Home, place: int, domain: int, what: str, who: str) -> None:
    lot = home.lot
    number = home.after(0.15)
    if who == "member" and home.other is None:
        who = "client"
    owners = {
        "client": Owner("client", home.client.id, home.client.name),
        "member": Owner("member", home.other.id, home.other.name) if home.other else None,
        "money": Owner("professional", home.money.id, home.money.name) if home.money else None,
    }
    owner = owners.get(who) or Owner("professional", lot.case_manager.id, lot.case_manager.name)
    action = plans.add_action(
        actor=lot.case_manager,
        plan_id=home.plan_id,
        what=what.replace("{child}", home.child),
        domain=domain,
        owner=owner,
        due_on=on(workday(_due(home, number, place))),
        goal_id=home.goals[min(place, len(home.goals) - 1)],
        at=day(number, 13),
    )
    home.actions.append((action.pk, who))


def _due(home: Home, number: int, place: int) -> int:
    """Finished plans were due then; in the others the last action lies ahead, and one in fourteen is late."""
    if home.lot.stage in OVER:
        return number + 20 + 15 * place
    if place == 0 and home.lot.stage != Stage.PLANNING:
        return max(number + 10, home.after(0.6))
    late = (home.lot.number + place) % 14 == 0
    return max(number + 5, -3) if late else 2 + (home.lot.number * 3 + place * 11) % 40


def work(home: Home) -> None:
    """The client's yes, the plan becomes the working plan, a version is frozen, and the work starts."""
    lot = home.lot
    number = home.after(0.2)
    with visit(home.client, day(number, 10), notices=False) as at:
        for goal_id in home.goals:
            plans.accept_goal(actor=home.client, goal_id=goal_id, at=at)
        if lot.number % 9 == 4:
            plans.move_goal(actor=home.client, goal_id=home.goals[-1], up=True, at=at)
        for goal_id in home.goals:
            plans.give_stance(actor=home.client, kind="goal", line_id=goal_id, stance="agrees", at=at)
        for action_id, who in home.actions:
            if who == "client":
                _speak(home, action_id, at)
    with visit(lot.case_manager, day(number, 14), notices=False) as at:
        draft = queries.find_plan(home.case_id)
        plans.activate_plan(
            actor=lot.case_manager,
            plan_id=home.plan_id,
            version=draft.version if draft else 1,
            without_words_reason="De eigen woorden volgen nog; dit plan is samen besproken.",
            at=at,
        )
        if lot.number % 2:
            plans.publish_version(actor=lot.case_manager, plan_id=home.plan_id, at=at)
    if lot.number % 2:
        _hear_others(home, number)
    _progress(home)


def _speak(home: Home, action_id: UUID, at: datetime) -> None:
    against = home.lot.number % 11 == 3
    plans.give_stance(
        actor=home.client,
        kind="action",
        line_id=action_id,
        stance="disagrees" if against else "agrees",
        words="Ik wil dit wel, maar niet deze maand." if against else "",
        at=at,
    )


def _hear_others(home: Home, number: int) -> None:
    """Who has a line of their own says what they think of it; in one household in ten they keep silent."""
    if home.lot.number % 10 == 7:
        return
    speakers = {"manager": home.lot.case_manager, "money": home.money or home.lot.case_manager}
    for action_id, who in home.actions:
        speaker = speakers.get(who)
        if speaker is None:
            continue
        with visit(speaker, day(number, 16), notices=False) as at:
            plans.give_stance(actor=speaker, kind="action", line_id=action_id, stance="agrees", at=at)


def _progress(home: Home) -> None:
    over = home.lot.stage in OVER
    for place, (action_id, who) in enumerate(home.actions):
        if place and not over and (home.lot.number + place) % 3:
            continue
        actor = home.client if who == "client" else home.lot.case_manager
        share = 0.35 + 0.1 * place
        with visit(actor, day(home.after(share), 17), notices=False) as at:
            state = "done" if over or place == 0 else "started"
            plans.report_action(actor=actor, action_id=action_id, state=state, at=at)
