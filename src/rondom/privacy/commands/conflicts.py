"""Saying that a household is too close to oneself: one's own family, an ex-partner, a neighbour (D1)."""

from datetime import date, datetime

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.people import commands as people
from rondom.people.commands import ConflictKnown
from rondom.privacy.commands.lookup import look_up_identity


@command("conflict.declare_own")
def declare_own_conflict(
    *,
    actor: Actor,
    at: datetime,
    reason: str,
    bsn: str = "",
    birth_date: date | None = None,
    family_name: str = "",
) -> None:
    """Keep oneself out of the file of a relative from now on, also in an emergency (D1).

    Answers nothing: whether the person is known here is not told, so that declaring is no way of
    searching. It counts in the limit of lookups. Refusals: NotAllowed, LookupLimit, LookupIncomplete,
    BsnInvalid, TextTooLong.
    """
    hits = look_up_identity(actor=actor, at=at, bsn=bsn, birth_date=birth_date, family_name=family_name)
    register = system_actor("conflict register")
    for hit in hits:
        with acting_as(register, at=at):
            try:
                people.declare_conflict(
                    actor=register,
                    household_id=hit.household_id,
                    person_id=hit.person_id,
                    counterpart_kind="professional",
                    counterpart_id=actor.id,
                    kind="relative",
                    reason=reason,
                    at=at,
                )
            except ConflictKnown:
                continue
    record(
        actor=actor,
        action="conflict.declare_own",
        at=at,
        part="access",
        object_type="professional",
        object_id=actor.id,
        row="D1",
        confidential=True,
    )
