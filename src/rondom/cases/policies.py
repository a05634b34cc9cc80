"""Who may act on a case. What may be *seen* is the database's decision, by grants."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.decision import Decision
from rondom.access.queries import held_parts, holds
from rondom.access.scopes import Part, plan_part, record_part
from rondom.cases.models import Case
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import TeamKind, WorkFunction


def may_open_case(actor: Actor) -> Decision:
    """Professionals of a neighbourhood team open cases; residents ask for help at the desk."""
    if actor.is_professional and actor.team_id is not None:
        if actor.roles == {WorkFunction.EXPERT_BY_EXPERIENCE}:
            return Decision(
                allowed=False, reason=_("an expert by experience sees only what a client grants.")
            )
        team = organizations.team(actor.team_id)
        if team is not None and team.kind == TeamKind.NEIGHBOURHOOD:
            return Decision(allowed=True, row="P7")
    return Decision(allowed=False, reason=_("only a member of a neighbourhood team opens a case."))


def is_case_manager(actor: Actor, case: Case) -> Decision:
    """The one case manager of this case (or who acts for them)."""
    if case.case_manager_id == actor.id:
        return Decision(allowed=True, row="P4")
    return Decision(allowed=False, reason=_("only the case manager does this."))


def may_steer(actor: Actor, case: Case) -> Decision:
    """The case manager, or the leader of the case's team."""
    if case.case_manager_id == actor.id:
        return Decision(allowed=True, row="P4")
    if actor.has_role("team_leader") and actor.team_id == case.team_id:
        return Decision(allowed=True, row="P6")
    return Decision(allowed=False, reason=_("only the case manager or the team leader does this."))


def leads(actor: Actor, case: Case) -> Decision:
    """The leader of the case's team."""
    if actor.has_role("team_leader") and actor.team_id == case.team_id and case.case_manager_id != actor.id:
        return Decision(allowed=True, row="P6")
    return Decision(allowed=False, reason=_("only the team leader decides how heavy a case counts."))


def may_write(actor: Actor, *, space: int, part: int, at: datetime) -> Decision:
    """Whether the actor holds this part for writing; the database checks the same."""
    if held := holds(holder_id=actor.id, space=space, part=part, at=at, write=True):
        return Decision(allowed=True, row=held.row)
    return Decision(allowed=False, reason=_("this part of the file is read-only for you."))


def may_write_grid(actor: Actor, *, space: int, domain: int, at: datetime) -> Decision:
    """Who says how a life domain stands: who works on it, no external party with plan lines only.

    The lines of the domain must be the actor's to write, and the story or the record of that domain too
    (rights matrix 5.5: PRO writes its own domain, EXT nothing).
    """
    held = held_parts(holder_id=actor.id, space=space, at=at)
    writes = {part for part, one in held.items() if one.can_write}
    if plan_part(domain) in writes and writes & {Part.STORY, record_part(domain)}:
        return Decision(allowed=True, row=held[plan_part(domain)].row)
    return Decision(allowed=False, reason=_("this part of the file is read-only for you."))


def is_client(actor: Actor, case: Case) -> Decision:
    """The client of this case."""
    if actor.is_resident and actor.id == case.client_id:
        return Decision(allowed=True, row="P8")
    return Decision(allowed=False, reason=_("only the client herself or himself does this."))


def part_label(part: int) -> Part | int:
    """The fixed part behind a number, for the log."""
    return Part(part) if part in Part._value2member_map_ else part
