"""Addresses of the plan: nouns, random keys, nothing about a person."""

from django.urls import path

from rondom.plans.views import actions, annexes, bottlenecks, closing, goals, plan, results, stances, versions

P = "cases/<uuid:case_id>/plan/"
LINE = "<str:kind>/<uuid:line_id>/"

urlpatterns = [
    path(P, plan.plan, name="plan"),
    path(P + "beginning/", plan.beginning, name="plan_beginning"),
    path(P + "join-request/", plan.join_request, name="plan_join_request"),
    path(P + "activation/", plan.activation, name="plan_activation"),
    path(P + "changes/", plan.changes, name="plan_changes"),
    path(P + "paper/", plan.paper, name="plan_paper"),
    path(P + "pdf/", plan.pdf, name="plan_pdf"),
    path(P + "attention/", plan.attention, name="plan_attention"),
    path(P + "alerts/<uuid:alert_id>/", plan.alert, name="plan_alert"),
    path(P + "goals/", goals.goals, name="plan_goals"),
    path(P + "goals/<uuid:goal_id>/", goals.goal, name="plan_goal"),
    path(P + "goals/<uuid:goal_id>/place/", goals.place, name="plan_goal_place"),
    path(P + "goals/<uuid:goal_id>/acceptance/", goals.acceptance, name="plan_goal_acceptance"),
    path(P + "goals/<uuid:goal_id>/state/", goals.state, name="plan_goal_state"),
    path(P + "goals/<uuid:goal_id>/term/", goals.term, name="plan_goal_term"),
    path(P + "actions/", actions.actions, name="plan_actions"),
    path(P + "actions/<uuid:action_id>/", actions.action, name="plan_action"),
    path(P + "actions/<uuid:action_id>/steps/", actions.steps, name="plan_action_steps"),
    path(P + "actions/<uuid:action_id>/carrying/", actions.carrying, name="plan_action_carrying"),
    path(P + "lines/" + LINE + "stances/", stances.stances, name="plan_stances"),
    path(P + "lines/" + LINE + "witnessed/", stances.witnessed, name="plan_witnessed"),
    path(P + "lines/" + LINE + "bottlenecks/", bottlenecks.bottlenecks, name="plan_bottlenecks"),
    path(P + "bottlenecks/<uuid:bottleneck_id>/", bottlenecks.bottleneck, name="plan_bottleneck"),
    path(
        P + "bottlenecks/<uuid:bottleneck_id>/answers/", bottlenecks.answers, name="plan_bottleneck_answers"
    ),
    path(P + "bottlenecks/<uuid:bottleneck_id>/route/", bottlenecks.route, name="plan_bottleneck_route"),
    path(
        P + "bottlenecks/<uuid:bottleneck_id>/solution/",
        bottlenecks.solution,
        name="plan_bottleneck_solution",
    ),
    path(P + "annexes/", annexes.annexes, name="plan_annexes"),
    path(P + "annexes/<uuid:annex_id>/file/", annexes.file, name="plan_annex_file"),
    path(P + "annexes/<uuid:annex_id>/replacement/", annexes.replacement, name="plan_annex_replacement"),
    path(P + "annexes/<uuid:annex_id>/withdrawal/", annexes.withdrawal, name="plan_annex_withdrawal"),
    path(P + "publication/", versions.publication, name="plan_publication"),
    path(P + "versions/", versions.versions, name="plan_versions"),
    path(P + "outcomes/", results.outcomes, name="plan_outcomes"),
    path(P + "statements/", results.statements, name="plan_statements"),
    path(P + "solutions/", results.solutions, name="plan_solutions"),
    path(P + "closing/", closing.closing, name="plan_closing"),
    path("closings/<uuid:alert_id>/", closing.closing_decision, name="plan_closing_decision"),
    path(P + "reopening/", closing.reopening, name="plan_reopening"),
    path("my/lines/<uuid:action_id>/steps/", actions.own_line_steps, name="own_line_steps"),
    path("my/lines/" + LINE + "stances/", stances.own_line_stances, name="own_line_stances"),
    path("my/annexes/<uuid:annex_id>/file/", annexes.own_file, name="own_annex_file"),
    path("solutions/", results.solution_search, name="solution_search"),
    path("team/statements/", results.team, name="team_statements"),
]
