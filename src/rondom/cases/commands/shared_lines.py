"""Showing one plan line to one supporter."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.commands.supporters import ClientDecides
from rondom.cases.commands.wording import real_text
from rondom.cases.models import SharedLine, Supporter
from rondom.cases.vocabulary import SupporterAccess, SupporterState
from rondom.dispatch.commands import command
from rondom.kernel.refusals import NotFound, Refusal


class SupporterSeesNoLines(Refusal):
    """The client did not let this person see plan lines, or they have no account."""

    code = "supporter_sees_no_lines"
    sentence = _("{name} may not see plan lines. Change first what {name} may see.")


@command("supporter.share_line")
def share_line(
    *,
    actor: Actor,
    supporter_id: UUID,
    object_type: str,
    object_id: UUID,
    text: str,
    at: datetime,
    due_on: date | None = None,
) -> SharedLine:
    """The client shows one line of the plan to one supporter, as it stands today (R-005).

    Sharing it again replaces what was shared. Refusals: NotFound, ClientDecides, SupporterSeesNoLines.
    """
    supporter = Supporter.objects.select_related("case").filter(pk=supporter_id).first()
    if supporter is None:
        raise NotFound
    if not policies.is_client(actor, supporter.case):
        raise ClientDecides
    sees = supporter.access in (SupporterAccess.LINES, SupporterAccess.ATTEND)
    if not sees or supporter.state != SupporterState.CONFIRMED or supporter.part_scope is None:
        raise SupporterSeesNoLines(name=supporter.name)
    supporter.lines.filter(object_id=object_id, ended_at=None).update(ended_at=at)
    line = SharedLine.objects.create(
        supporter=supporter,
        scope=supporter.part_scope,
        object_type=object_type,
        object_id=object_id,
        text=real_text(text, field="text", max_length=2000),
        due_on=due_on,
        shared_at=at,
    )
    _told(actor, line, "supporter.share_line", at)
    return line


@command("supporter.unshare_line")
def stop_sharing_line(*, actor: Actor, line_id: UUID, at: datetime) -> None:
    """The client shows this line no longer. Refusals: NotFound, ClientDecides."""
    line = SharedLine.objects.select_related("supporter__case").filter(pk=line_id, ended_at=None).first()
    if line is None:
        raise NotFound
    if not policies.is_client(actor, line.supporter.case):
        raise ClientDecides
    SharedLine.objects.filter(pk=line.pk).update(ended_at=at)
    _told(actor, line, "supporter.unshare_line", at)


def _told(actor: Actor, line: SharedLine, action: str, at: datetime) -> None:
    case = line.supporter.case
    record(
        actor=actor,
        action=action,
        at=at,
        space=case.space,
        subjects=[case.client_id],
        part="own network",
        object_type=line.object_type,
        object_id=line.object_id,
        row="P8",
    )
