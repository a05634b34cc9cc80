"""Who may do what with a plan. What may be seen is the database's decision, by grants."""

from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.decision import Decision
from rondom.access.scopes import Part, scope_of
from rondom.plans.models import Action, Annex, Bottleneck, Goal, Plan, PlanAlert
from rondom.plans.vocabulary import GoalOwner


def may_write(actor: Actor, scope: int) -> Decision:
    """Whether the open context holds this scope for writing, as the database sees it."""
    if actor.kind == "system":
        return Decision(allowed=True, row="system")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.may_write(%s)", [scope])
        if cursor.fetchone()[0]:
            return Decision(allowed=True, row="P8" if actor.is_resident else "P1")
    return Decision(
        allowed=False, reason=_("you may read this part of the plan, not change it. Ask the case manager.")
    )


def may_word(actor: Actor, goal: Goal) -> Decision:
    """Change the words of a goal: whoever may write it, but never another member of the family (R-017)."""
    if actor.is_resident and goal.owner == GoalOwner.MEMBER and goal.owner_id != actor.id:
        return Decision(
            allowed=False,
            reason=_("this is the goal of somebody else in your family. You can say what you think of it."),
        )
    return may_write(actor, goal.scope)


def may_join_in(actor: Actor, space: int) -> Decision:
    """Start a plan or change its frame: the client, and whoever works in the shared core."""
    decision = may_write(actor, scope_of(space, Part.CORE))
    if decision:
        return decision
    return Decision(
        allowed=False, reason=_("you do not take part in the plan yet. Ask the case manager to let you join.")
    )


def is_client(actor: Actor, plan: Plan) -> bool:
    """The client of this plan's case."""
    return actor.is_resident and actor.id == plan.case.client_id


def may_publish(actor: Actor, plan: Plan) -> Decision:
    """Freeze a version: the case manager or the client, who both see every line."""
    if is_client(actor, plan):
        return Decision(allowed=True, row="P8")
    if plan.case.case_manager_id == actor.id:
        return Decision(allowed=True, row="P4")
    return Decision(allowed=False, reason=_("only the client or the case manager publishes the plan."))


def may_close(actor: Actor, plan: Plan) -> Decision:
    """Close the file: the case manager, one household at a time."""
    if plan.case.case_manager_id == actor.id:
        return Decision(allowed=True, row="P4")
    return Decision(
        allowed=False, reason=_("only the case manager closes the file, together with the client.")
    )


def may_report(actor: Actor, action: Action) -> Decision:
    """Say how an action stands: its owner, and whoever may write the line."""
    if actor.id == action.owner_id:
        return Decision(allowed=True, row="P8" if actor.is_resident else "P1")
    return may_write(actor, action.scope)


def keeps_annex(actor: Actor, annex: Annex) -> bool:
    """Who attached this document, a professional of the same organization, or the case manager. No query."""
    of_there = actor.is_professional and annex.organization_id is not None
    return actor.id in {annex.by_id, annex.plan.case.case_manager_id} or (
        of_there and annex.organization_id == actor.organization_id
    )


def may_keep_annex(actor: Actor, annex: Annex) -> Decision:
    """Replace or withdraw a document (R-015).

    A client who finds the document of somebody else wrong says so beside it and gets a written answer:
    taking it away would only take it out of her own sight.
    """
    if keeps_annex(actor, annex):
        return may_write(actor, annex.scope)
    return Decision(
        allowed=False, reason=_("only who attached this document, or the case manager, does this.")
    )


def may_witness(actor: Actor, scope: int) -> Decision:
    """Write down what somebody said on paper or by telephone: a professional who may write the line."""
    if not actor.is_professional:
        return Decision(allowed=False, reason=_("only a professional writes down what somebody else said."))
    return may_write(actor, scope)


def may_react(actor: Actor, bottleneck: Bottleneck) -> Decision:
    """Answer for the party concerned: somebody of that organization who may see the line."""
    if bottleneck.organization_id and actor.organization_id == bottleneck.organization_id:
        return Decision(allowed=True, row="P2")
    return Decision(allowed=False, reason=_("only the party that is named here answers."))


def leads(actor: Actor, case: Any) -> bool:
    """The leader of the team of this case."""
    return actor.has_role("team_leader") and actor.team_id == case.team_id


def leads_team(actor: Actor, plan: Plan) -> Decision:
    """The leader of the case's team."""
    if leads(actor, plan.case):
        return Decision(allowed=True, row="P6")
    return Decision(allowed=False, reason=_("only the leader of the team decides this."))


def may_clear(actor: Actor, alert: PlanAlert) -> Decision:
    """Take an alert off the list: the case manager or the leader of the team."""
    case = alert.case
    if actor.id == case.case_manager_id:
        return Decision(allowed=True, row="P4")
    if actor.has_role("team_leader") and actor.team_id == case.team_id:
        return Decision(allowed=True, row="P6")
    return Decision(
        allowed=False, reason=_("only the case manager or the team leader takes this off the list.")
    )
