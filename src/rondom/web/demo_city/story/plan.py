"""The first plan: Samira's order, one owner for each action, and a line on which two do not agree."""

from rondom.cases import commands as cases
from rondom.cases import queries as case_queries
from rondom.plans import commands as plans
from rondom.plans import queries
from rondom.plans.commands import GoalWords, Owner
from rondom.web.demo_city.calendar import day
from rondom.web.demo_city.story.cast import HOUSING, MONEY, PARENTING, WORK, Cast
from rondom.web.demo_city.tale import on, visit


def make_plan(cast: Cast) -> None:
    """The plan of D-14: money was proposed first, Samira put Lina's school above it."""
    with visit(cast.fatma, day(-14, 10)) as at:
        plan = plans.start_plan(actor=cast.fatma, case_id=cast.case_id, at=at)
        cast.keys["plan"] = plan.pk
        for key, words in _proposed(cast):
            goal = plans.add_goal(actor=cast.fatma, plan_id=plan.pk, goal=words, at=at)
            cast.keys[key] = goal.pk
    with visit(cast.samira, day(-14, 10, 20)) as at:
        for key in ("goal_money", "goal_home"):
            plans.accept_goal(actor=cast.samira, goal_id=cast.keys[key], at=at)
        school = plans.add_goal(
            actor=cast.samira,
            plan_id=plan.pk,
            goal=GoalWords(
                title="Lina weer naar school",
                domain=PARENTING,
                owner="both",
                professional_id=cast.esther.id,
                first_step="Eén dag in de week, met tekenen en wiskunde",
                first_step_on=on(8),
                due_on=on(60),
                strength_ids=[cast.keys["draws"]],
            ),
            about_id=cast.lina.id,
            at=at,
        )
        cast.keys["goal_school"] = school.pk
        for _place in range(2):
            plans.move_goal(actor=cast.samira, goal_id=school.pk, up=True, at=at)
    with visit(cast.fatma, day(-14, 10, 40)) as at:
        draft = queries.find_plan(cast.case_id)
        plans.activate_plan(actor=cast.fatma, plan_id=plan.pk, version=draft.version if draft else 1, at=at)
        for key, what, domain, owner, due, goal_key in _actions(cast):
            action = plans.add_action(
                actor=cast.fatma,
                plan_id=plan.pk,
                what=what,
                domain=domain,
                owner=owner,
                due_on=on(due),
                goal_id=cast.keys.get(goal_key),
                at=at,
            )
            cast.keys[key] = action.pk


def _proposed(cast: Cast) -> tuple[tuple[str, GoalWords], ...]:
    return (
        (
            "goal_money",
            GoalWords(
                title="Ik weet wat ik moet betalen en wat ik overhoud",
                domain=MONEY,
                owner="both",
                professional_id=cast.ruben.id,
                first_step="Samen met Henk de brieven openen, de oudste eerst",
                first_step_on=on(-11),
                due_on=on(75),
                strength_ids=[cast.keys["letters"]],
            ),
        ),
        (
            "goal_home",
            GoalWords(
                title="Wij blijven in ons huis wonen",
                domain=HOUSING,
                owner="both",
                professional_id=cast.fatma.id,
                first_step="Aan Wonen Maas vragen de ontruiming uit te stellen",
                first_step_on=on(-10),
                due_on=on(26),
                strength_ids=[cast.keys["bakes"]],
            ),
        ),
    )


def _actions(cast: Cast) -> tuple[tuple[str, str, int, Owner, int, str], ...]:
    def pro(actor_name: str) -> Owner:
        actor = getattr(cast, actor_name)
        return Owner("professional", actor.id, actor.name)

    samira = Owner("client", cast.samira.id, cast.samira.name)
    naima = Owner("supporter", cast.residents["naima"].id, "Naima Haddad")
    return (
        (
            "stop_clock",
            "Bij Wonen Maas de klok stilzetten: uitstel vragen tot er een betalingsregeling is",
            HOUSING,
            pro("ruben"),
            1,
            "goal_home",
        ),
        ("letters_action", "Elke donderdag met Henk de brieven openen", MONEY, samira, 24, "goal_money"),
        ("fetch", "Adam op dinsdag uit school halen", PARENTING, naima, 29, ""),
        (
            "hours",
            "Ik blijf 20 uur in de bakkerij werken en vraag nu geen extra uren",
            WORK,
            samira,
            75,
            "goal_money",
        ),
        ("supplement", "Uitrekenen of er een aanvulling op het loon mogelijk is", WORK, pro("wendy"), 4, ""),
        ("damp", "De natte muur laten bekijken en zeggen wanneer hij klaar is", HOUSING, pro("peter"), 3, ""),
        (
            "school_talk",
            "Met Lina en haar mentor een rustig begin afspreken",
            PARENTING,
            pro("esther"),
            7,
            "goal_school",
        ),
        (
            "practice_call",
            "Aan de huisarts vragen wat Adam nodig heeft in een vochtige kamer",
            HOUSING,
            pro("fatma"),
            -7,
            "goal_home",
        ),
    )


def say_what_they_think(cast: Cast) -> None:
    """Each line with who agrees; Wendy does not agree with one, and says why (D-13)."""
    with visit(cast.samira, day(-14, 20)) as at:
        for key in ("goal_school", "goal_money", "goal_home"):
            plans.give_stance(actor=cast.samira, kind="goal", line_id=cast.keys[key], stance="agrees", at=at)
        for key in ("letters_action", "hours", "stop_clock", "damp"):
            plans.give_stance(
                actor=cast.samira, kind="action", line_id=cast.keys[key], stance="agrees", at=at
            )
    with visit(cast.ruben, day(-13, 9, 30)) as at:
        for kind, key in (("goal", "goal_money"), ("action", "stop_clock"), ("action", "letters_action")):
            plans.give_stance(actor=cast.ruben, kind=kind, line_id=cast.keys[key], stance="agrees", at=at)
    with visit(cast.wendy, day(-13, 11)) as at:
        case_queries.case_for(cast.wendy, cast.case_id, at=at)
        plans.give_stance(
            actor=cast.wendy,
            kind="action",
            line_id=cast.keys["hours"],
            stance="disagrees",
            words=(
                "Met 24 uur is er meer loon en een kleinere aanvulling nodig. Ik begrijp dat het nu te "
                "veel is. Ik wil er over drie maanden opnieuw over praten."
            ),
            at=at,
        )
        plans.give_stance(
            actor=cast.wendy, kind="action", line_id=cast.keys["supplement"], stance="agrees", at=at
        )
    with visit(cast.esther, day(-13, 14)) as at:
        for kind, key in (("goal", "goal_school"), ("action", "school_talk")):
            plans.give_stance(actor=cast.esther, kind=kind, line_id=cast.keys[key], stance="agrees", at=at)
    with visit(cast.lina, day(-13, 21)) as at:
        plans.give_stance(
            actor=cast.lina,
            kind="goal",
            line_id=cast.keys["goal_school"],
            stance="agrees",
            words="Ja, maar niet meteen hele dagen.",
            at=at,
        )
    with visit(cast.fatma, day(-13, 16)) as at:
        for kind, key in (("goal", "goal_home"), ("action", "practice_call")):
            plans.give_stance(actor=cast.fatma, kind=kind, line_id=cast.keys[key], stance="agrees", at=at)
        plans.witness_stance(
            actor=cast.fatma,
            kind="action",
            line_id=cast.keys["fetch"],
            person_id=cast.residents["naima"].id,
            stance="agrees",
            channel="phone",
            witness=cast.henk.name,
            words="Dinsdag is mijn vaste dag.",
            at=at,
        )
        plans.publish_version(
            actor=cast.fatma,
            plan_id=cast.keys["plan"],
            note="Het eerste plan, in de volgorde van Samira.",
            at=at,
        )


def begin(cast: Cast) -> None:
    """How it goes with Samira at the start, and the first Thursday with Henk (D-12, D-11)."""
    with visit(cast.samira, day(-12, 20)) as at:
        plans.fill_in_statements(
            actor=cast.samira,
            plan_id=cast.keys["plan"],
            answers=[3, 4, 3, 2, 1, 1],
            moment="start",
            at=at,
        )
    with visit(cast.samira, day(-11, 17)) as at:
        plans.report_action(actor=cast.samira, action_id=cast.keys["letters_action"], state="started", at=at)


def go_on(cast: Cast) -> None:
    """The call to the practice and the letter to the landlord (D-7, D-6)."""
    with visit(cast.fatma, day(-7, 16)) as at:
        plans.report_action(actor=cast.fatma, action_id=cast.keys["practice_call"], state="done", at=at)
        cases.write_note(
            actor=cast.fatma,
            case_id=cast.case_id,
            domain=HOUSING,
            title="Gebeld met de huisarts",
            text=(
                "Adam heeft een droge slaapkamer nodig. De praktijk schrijft daar een brief over; Samira "
                "neemt hem mee naar het overleg."
            ),
            at=at,
        )
    with visit(cast.ruben, day(-6, 10)) as at:
        plans.report_action(actor=cast.ruben, action_id=cast.keys["stop_clock"], state="started", at=at)
        cases.write_note(
            actor=cast.ruben,
            case_id=cast.case_id,
            domain=MONEY,
            title="Brief aan de verhuurder",
            text="Uitstel gevraagd tot er een regeling ligt. Nog geen antwoord; ik bel maandag na.",
            at=at,
        )


def tell_result(cast: Cast) -> None:
    """What changed already, in Samira's words (D-4)."""
    with visit(cast.samira, day(-4, 21)) as at:
        plans.tell_outcome(
            actor=cast.samira,
            plan_id=cast.keys["plan"],
            words="Er liggen nog zeven brieven. Het waren er eenenveertig. Ik slaap een beetje beter.",
            improved_domains=[MONEY],
            at=at,
        )
