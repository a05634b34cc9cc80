"""Writes on the plan."""

from rondom.plans.commands.actions import add_action, carry_over_action, change_action, report_action
from rondom.plans.commands.annexes import AnnexWords, add_annex, replace_annex, withdraw_annex
from rondom.plans.commands.bottlenecks import (
    StuckWords,
    raise_bottleneck,
    react_to_bottleneck,
    solve_bottleneck,
    take_route_step,
)
from rondom.plans.commands.closing import ClosingWords, approve_closing, close_plan, reopen_plan
from rondom.plans.commands.goals import (
    GoalWords,
    accept_goal,
    add_goal,
    change_goal,
    set_goal_state,
    set_goal_term,
)
from rondom.plans.commands.order import move_goal
from rondom.plans.commands.own_goals import add_own_goal, change_own_goal, withdraw_own_goal
from rondom.plans.commands.plan import activate_plan, ask_to_join, clear_alert, start_plan
from rondom.plans.commands.refusals import PlanExists
from rondom.plans.commands.results import SolutionWords, fill_in_statements, record_solution, tell_outcome
from rondom.plans.commands.stances import give_stance, witness_stance
from rondom.plans.commands.versions import publish_version
from rondom.plans.commands.watch import mark_overdue, raise_alert, settle_alerts
from rondom.plans.vocabulary import Owner

__all__ = [
    "AnnexWords",
    "ClosingWords",
    "GoalWords",
    "Owner",
    "PlanExists",
    "SolutionWords",
    "StuckWords",
    "accept_goal",
    "activate_plan",
    "add_action",
    "add_annex",
    "add_goal",
    "add_own_goal",
    "approve_closing",
    "ask_to_join",
    "carry_over_action",
    "change_action",
    "change_goal",
    "change_own_goal",
    "clear_alert",
    "close_plan",
    "fill_in_statements",
    "give_stance",
    "mark_overdue",
    "move_goal",
    "publish_version",
    "raise_alert",
    "raise_bottleneck",
    "react_to_bottleneck",
    "record_solution",
    "reopen_plan",
    "replace_annex",
    "report_action",
    "set_goal_state",
    "set_goal_term",
    "settle_alerts",
    "solve_bottleneck",
    "start_plan",
    "take_route_step",
    "tell_outcome",
    "withdraw_annex",
    "withdraw_own_goal",
    "witness_stance",
]
