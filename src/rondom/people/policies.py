"""Who may write about people, beyond what the database lets through.

Row-level security decides which rows an actor can reach; here stands what somebody who reaches a row
may do with it.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.decision import Decision

_STAFF_ONLY = _(
    "Only a professional who is involved changes this. Tell your contact person what is not right."
)


def may_write(scope: int) -> bool:
    """Whether the present actor holds a writing grant for this scope, as the database sees it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.may_write(%s)", [scope])
        return bool(cursor.fetchone()[0])


def may_change(actor: Actor, scope: int) -> Decision:
    """Change something about a household: a professional, partner or clock with a writing grant."""
    if actor.is_resident or actor.is_anonymous:
        return Decision(allowed=False, reason=_STAFF_ONLY, row="P8")
    if not may_write(scope):
        return Decision(
            allowed=False,
            reason=_("You may read this but not change it. Ask the case manager."),
            row="P2",
        )
    return Decision(allowed=True, row="P1")


def may_start_household(actor: Actor) -> Decision:
    """Start a household: whoever receives people, never a resident."""
    if actor.is_resident or actor.is_anonymous:
        return Decision(allowed=False, reason=_STAFF_ONLY, row="P8")
    return Decision(allowed=True, row="P1")


def may_reveal(actor: Actor, person_id: UUID) -> Decision:
    """See a number or shielded address in full: a professional who reaches the row, or the person."""
    if actor.is_professional or actor.kind == "system":
        return Decision(allowed=True, row="ID")
    if actor.is_resident and actor.id == person_id:
        return Decision(allowed=True, row="P8")
    return Decision(
        allowed=False, reason=_("Only the person or an involved professional sees this in full."), row="ID"
    )


def may_search_by_number(actor: Actor) -> Decision:
    """Search by an exact number: professionals at intake and partners that send a referral (P7)."""
    if actor.is_professional or actor.kind in ("partner", "system"):
        return Decision(allowed=True, row="P7")
    return Decision(allowed=False, reason=_STAFF_ONLY, row="P7")


def may_end_conflict(actor: Actor, counterpart_id: UUID, scope: int) -> Decision:
    """Let two people near each other's file again: never the one who was kept out (D1, D2)."""
    if actor.id == counterpart_id:
        return Decision(
            allowed=False,
            reason=_("You cannot end this yourself. Ask the privacy officer."),
            row="D1",
        )
    if actor.has_role("privacy_officer"):
        return Decision(allowed=True, row="P12")
    return may_change(actor, scope)
