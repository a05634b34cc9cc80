"""The own network: proposed by anybody, chosen by the client, ended in silence."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.grants import drop_holder, name_holder
from rondom.access.models import DynamicPart
from rondom.access.scopes import Part, scope_of
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.commands.register import as_register, private_scope, visible_case
from rondom.cases.commands.wording import real_line
from rondom.cases.events import SupporterChanged
from rondom.cases.grants import rewrite_grants
from rondom.cases.models import Supporter
from rondom.cases.vocabulary import SupporterAccess, SupporterState
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotAllowed, NotFound, Refusal
from rondom.kernel.text import clean_line
from rondom.organizations import queries as organizations

MONTH_DAYS = 30.4375
SEEING = frozenset({SupporterAccess.AGENDA, SupporterAccess.LINES, SupporterAccess.ATTEND})


class AccessUnknown(Refusal):
    """One of the four steps of access."""

    code = "supporter_access_unknown"
    sentence = _("Choose what this person may see.")
    field = "access"


class ClientDecides(Refusal):
    """Only the client lets somebody from the own network see something."""

    code = "client_decides"
    sentence = _("Only the client decides what somebody from the own network may see.")


@command("supporter.add")
def add_supporter(
    *,
    actor: Actor,
    case_id: UUID,
    name: str,
    relation: str,
    at: datetime,
    access: str = SupporterAccess.NOTHING,
    helps_with: str = "",
    person_id: UUID | None = None,
) -> Supporter:
    """Add somebody who helps. Added by a professional it stays proposed, and opens nothing (R-005).

    `person_id` is the supporter's own account, when there is one.
    Refusals: NotFound, NotAllowed, WordsNeeded, AccessUnknown, TextTooLong.
    """
    case = visible_case(case_id)
    decision = policies.is_client(actor, case) or policies.may_write(
        actor, space=case.space, part=Part.STORY, at=at
    )
    if not decision:
        raise NotAllowed(reason=decision.reason)
    if access not in SupporterAccess.values:
        raise AccessUnknown
    supporter = Supporter.objects.create(
        case=case,
        scope=scope_of(case.space, Part.STORY),
        name=real_line(name, field="name", max_length=120),
        relation=clean_line(relation, field="relation", max_length=120),
        helps_with=clean_line(helps_with, field="helps_with", max_length=500),
        person_id=person_id,
        access=access,
        state=SupporterState.PROPOSED,
        proposed_by=actor.id,
        proposed_by_name=actor.name,
        proposed_at=at,
    )
    if policies.is_client(actor, case):
        _choose(actor, supporter, at)
    _told(actor, supporter, "supporter.add", at, decision.row)
    return supporter


@command("supporter.confirm")
def confirm_supporter(*, actor: Actor, supporter_id: UUID, access: str, at: datetime) -> Supporter:
    """The client chooses or renews somebody, and what they may see: counts for six months (R-005).

    Refusals: NotFound, ClientDecides, AccessUnknown.
    """
    supporter = _of_client(actor, supporter_id)
    if access not in SupporterAccess.values:
        raise AccessUnknown
    supporter.access = access
    supporter.save(update_fields=["access"])
    _choose(actor, supporter, at)
    _told(actor, supporter, "supporter.confirm", at, "P8")
    return supporter


@command("supporter.end")
def end_supporter(*, actor: Actor, supporter_id: UUID, at: datetime) -> Supporter:
    """The client takes somebody off: access stops now and nobody is told (R-005).

    Refusals: NotFound, ClientDecides.
    """
    supporter = _of_client(actor, supporter_id)
    Supporter.objects.filter(pk=supporter.pk).update(state=SupporterState.ENDED, ended_at=at)
    supporter.refresh_from_db()
    _close(actor, supporter, at)
    _told(actor, supporter, "supporter.end", at, "P8")
    return supporter


def lapse(*, actor: Actor, supporter: Supporter, at: datetime) -> None:
    """Not renewed in time: access stops, the row stays so that the client can renew. For the clock."""
    Supporter.objects.filter(pk=supporter.pk).update(state=SupporterState.LAPSED)
    supporter.refresh_from_db()
    _close(actor, supporter, at)
    _told(actor, supporter, "supporter.lapse", at, "clock")


def _of_client(actor: Actor, supporter_id: UUID) -> Supporter:
    live = Supporter.objects.select_related("case").exclude(state=SupporterState.ENDED)
    supporter = live.filter(pk=supporter_id).first()
    if supporter is None:
        raise NotFound
    if not policies.is_client(actor, supporter.case):
        raise ClientDecides
    return supporter


def _choose(actor: Actor, supporter: Supporter, at: datetime) -> None:
    months = organizations.setting("supporter_access_months")
    supporter.state = SupporterState.CONFIRMED
    supporter.confirmed_at = at
    supporter.lapses_at = at + timedelta(days=round(months * MONTH_DAYS))
    supporter.save(update_fields=["state", "confirmed_at", "lapses_at"])
    if supporter.person_id and supporter.access in SEEING:
        _open(actor, supporter, at)
    else:
        _close(actor, supporter, at)


def _open(actor: Actor, supporter: Supporter, at: datetime) -> None:
    """The supporter's own part of the file, until it lapses; the client writes in it."""
    if supporter.person_id is None:
        return
    if supporter.part_scope is None:
        holders = {supporter.case.client_id: True}
        supporter.part_scope = private_scope(
            actor=actor, case=supporter.case, kind="supporter", holders=holders, at=at
        )
        supporter.save(update_fields=["part_scope"])
    with as_register(at):
        part = DynamicPart.objects.get(scope=supporter.part_scope)
        drop_holder(part=part, holder_id=supporter.person_id, at=at)
        name_holder(part=part, holder_id=supporter.person_id, at=at, valid_to=supporter.lapses_at)
        rewrite_grants(actor=actor, case_id=supporter.case_id, at=at)


def _close(actor: Actor, supporter: Supporter, at: datetime) -> None:
    if supporter.part_scope is None or supporter.person_id is None:
        return
    with as_register(at):
        part = DynamicPart.objects.get(scope=supporter.part_scope)
        part.holders.filter(holder_id=supporter.person_id).update(valid_to=at)
        rewrite_grants(actor=actor, case_id=supporter.case_id, at=at)


def _told(actor: Actor, supporter: Supporter, action: str, at: datetime, row: str) -> None:
    record(
        actor=actor,
        action=action,
        at=at,
        space=supporter.case.space,
        subjects=[supporter.case.client_id],
        part="own network",
        object_type="supporter",
        object_id=supporter.pk,
        row=row,
    )
    publish(SupporterChanged(case_id=supporter.case_id, supporter_id=supporter.pk), at=at)
