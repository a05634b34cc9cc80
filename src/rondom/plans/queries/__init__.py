"""Reads of the plan for doors and higher modules."""

from rondom.plans.queries.action_cards import ActionView
from rondom.plans.queries.alerts import AlertView, alerts_for, alerts_in
from rondom.plans.queries.annexes import AnnexView, annex_file, annex_for, annex_views
from rondom.plans.queries.barrier_cards import BarrierView
from rondom.plans.queries.document import plan_document
from rondom.plans.queries.goal_cards import GoalView
from rondom.plans.queries.history import changes_of, compared, version_lines, versions_of
from rondom.plans.queries.own import (
    PlanPanel,
    action_for,
    actions_of,
    family_of,
    goal_for,
    goals_of,
    live_plan_of,
    my_actions,
    owners_for,
    plan_panel,
)
from rondom.plans.queries.page import PlanPage, plan_page
from rondom.plans.queries.resident import ResidentLines, lines_naming, lines_to_show
from rondom.plans.queries.results import (
    closing_of,
    closing_question,
    find_solutions,
    outcomes_of,
    solutions_of,
    team_statements,
    trend_for,
)
from rondom.plans.queries.rows import find_plan
from rondom.plans.queries.stance_cards import StanceView
from rondom.plans.queries.stuck import bottleneck_page
from rondom.plans.queries.today import today_items

__all__ = [
    "ActionView",
    "AlertView",
    "AnnexView",
    "BarrierView",
    "GoalView",
    "PlanPage",
    "PlanPanel",
    "ResidentLines",
    "StanceView",
    "action_for",
    "actions_of",
    "alerts_for",
    "alerts_in",
    "annex_file",
    "annex_for",
    "annex_views",
    "bottleneck_page",
    "changes_of",
    "closing_of",
    "closing_question",
    "compared",
    "family_of",
    "find_plan",
    "find_solutions",
    "goal_for",
    "goals_of",
    "lines_naming",
    "lines_to_show",
    "live_plan_of",
    "my_actions",
    "outcomes_of",
    "owners_for",
    "plan_document",
    "plan_page",
    "plan_panel",
    "solutions_of",
    "team_statements",
    "today_items",
    "trend_for",
    "version_lines",
    "versions_of",
]
