"""Showing one plan line to one supporter: one of the things that are shared with one person."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.models import DynamicPart
from rondom.cases import policies
from rondom.cases.commands.register import as_register
from rondom.cases.commands.supporters import ClientDecides
from rondom.cases.commands.wording import real_text
from rondom.cases.models import Supporter
from rondom.cases.vocabulary import SupporterAccess, SupporterState
from rondom.dispatch.commands import command
from rondom.kernel.refusals import NotFound, Refusal
from rondom.privacy.commands.sharing import show_line


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
) -> UUID:
    """The client shows one line of the plan to one supporter, as it stands today (R-005).

    A later change of the plan is shared again or not at all; sharing it again replaces it. Answers the key
    of the shared item, which `privacy.commands.stop_sharing` ends.
    Refusals: NotFound, ClientDecides, SupporterSeesNoLines, ShieldForbids, WordsNeeded, TextTooLong.
    """
    supporter = Supporter.objects.select_related("case").filter(pk=supporter_id).first()
    if supporter is None:
        raise NotFound
    if not policies.is_client(actor, supporter.case):
        raise ClientDecides
    sees = supporter.access in (SupporterAccess.LINES, SupporterAccess.ATTEND)
    if not sees or supporter.state != SupporterState.CONFIRMED or supporter.part_scope is None:
        raise SupporterSeesNoLines(name=supporter.name)
    words = real_text(text, field="text", max_length=2000)
    if supporter.person_id is None:
        raise SupporterSeesNoLines(name=supporter.name)
    with as_register(at):
        part = DynamicPart.objects.get(scope=supporter.part_scope)
    item = show_line(
        actor=actor,
        part=part,
        person_id=supporter.person_id,
        about_id=supporter.case.client_id,
        object_type=object_type,
        object_id=object_id,
        text=words,
        due_on=due_on,
        at=at,
    )
    return item.pk
