"""Asking somebody to delete a copy that is outside the site (R-043)."""

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.audit.copies import ASK
from rondom.audit.log import record
from rondom.cases.commands.register import visible_case
from rondom.cases.events import CopyDeletionAsked
from rondom.cases.queries.copies import copies_of_case
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotFound


@command("copy.ask_deletion")
def ask_copy_deletion(*, actor: Actor, case_id: UUID, copy: int, at: datetime) -> None:
    """The client or the case manager asks who printed or saved something to delete that copy.

    The platform cannot reach a copy: the question and its day stand in the log. Asking again for the same
    copy is asking once. Refusals: NotFound.
    """
    case = visible_case(case_id)
    found = next((one for one in copies_of_case(actor, case, at=at) if one.key == copy), None)
    if found is None or found.actor_kind != "professional" or found.actor_id == actor.id:
        raise NotFound
    record(
        actor=actor,
        action=ASK,
        at=at,
        space=case.space,
        subjects=[case.client_id],
        part="copies",
        object_type="copy",
        object_id=found.actor_id,
        reason=str(found.key),
        outcome="success" if found.asked_at is None else "nothing_to_do",
    )
    if found.asked_at is None:
        publish(CopyDeletionAsked(case_id=case.pk, professional_id=found.actor_id), at=at)
