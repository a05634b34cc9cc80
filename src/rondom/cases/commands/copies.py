"""A copy that is outside the site: asking to delete it, and writing down that it is gone (R-043)."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.audit.copies import ASK, DELETED, GONE, RETURNED, Copy, gone_reason
from rondom.audit.log import record
from rondom.cases.commands.register import as_register, visible_case
from rondom.cases.events import CopyDeletionAsked
from rondom.cases.models import Case
from rondom.cases.queries.copies import copies_of_case, own_copies
from rondom.cases.rules import day_of
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotFound, Refusal


class CopyGoneAlready(Refusal):
    """That a copy is gone is written down once."""

    code = "copy_gone"
    sentence = _("It is written down already that this copy is gone.")


class CopyDayImpossible(Refusal):
    """A copy is gone between the day it was made and today."""

    code = "copy_day"
    field = "on"
    sentence = _("Choose a day between {made:%d-%m-%Y}, when the copy was made, and today.")


class CopyEndUnknown(Refusal):
    """How a copy is gone."""

    code = "copy_end_unknown"
    field = "how"
    sentence = _("Choose whether the copy is deleted or given back.")


@command("copy.ask_deletion")
def ask_copy_deletion(*, actor: Actor, case_id: UUID, copy: int, at: datetime) -> None:
    """The client or the case manager asks who printed or saved something to delete that copy.

    The platform cannot reach a copy: the question and its day stand in the log. Asking again for the same
    copy is asking once. Refusals: NotFound.
    """
    case = visible_case(case_id)
    found = next((one for one in copies_of_case(actor, case, at=at) if one.key == copy), None)
    if found is None or found.actor_kind != "professional" or found.actor_id == actor.id or found.gone:
        raise NotFound
    ask_for_copy(actor=actor, copy=found, client_id=case.client_id, at=at)
    if found.asked_at is None:
        publish(CopyDeletionAsked(case_id=case.pk, professional_id=found.actor_id), at=at)


def ask_for_copy(*, actor: Actor, copy: Copy, client_id: UUID, at: datetime) -> None:
    """Let the question stand in the log, and so in the list: once for one copy."""
    record(
        actor=actor,
        action=ASK,
        at=at,
        space=copy.space,
        subjects=[client_id],
        part="copies",
        object_type="copy",
        object_id=copy.actor_id,
        reason=str(copy.key),
        outcome="success" if copy.asked_at is None else "nothing_to_do",
    )


@command("copy.confirm_gone")
def confirm_copy_gone(
    *, actor: Actor, copy: int, how: str, on: date, at: datetime, case_id: UUID | None = None
) -> None:
    """Write down that a copy is deleted or given back, and since which day (R-043).

    Who made the copy says it for themselves, also when they see the file no longer; with `case_id` the case
    manager writes it down on their word. The client reads which of the two it was.
    Refusals: NotFound, CopyEndUnknown, CopyDayImpossible, CopyGoneAlready.
    """
    if case_id is None:
        found = own_copies(actor, at=at)
    else:
        case = visible_case(case_id)
        if actor.is_resident:
            raise NotFound
        found = copies_of_case(actor, case, at=at)
    row = next((one for one in found if one.key == copy and one.actor_kind == "professional"), None)
    if row is None:
        raise NotFound
    if how not in {DELETED, RETURNED}:
        raise CopyEndUnknown
    made = day_of(row.at)
    if not made <= on <= day_of(at):
        raise CopyDayImpossible(made=made)
    if row.gone is not None:
        raise CopyGoneAlready
    record(
        actor=actor,
        action=GONE,
        at=at,
        space=row.space,
        subjects=_client_of(row, at),
        part="copies",
        object_type="copy",
        object_id=row.actor_id,
        reason=gone_reason(row, on),
        outcome=how,
    )


def _client_of(copy: Copy, at: datetime) -> list[UUID]:
    """Whom the file is about, also for who sees it no longer."""
    with as_register(at):
        case = Case.objects.filter(space=copy.space).order_by("-opened_at").first()
    return [case.client_id] if case else []
