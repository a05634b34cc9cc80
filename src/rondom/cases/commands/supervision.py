"""The team leader's look, with a reason, for a few hours, read-only."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.grants import grant_self
from rondom.access.table import Facts, Relation, decide
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.commands.register import as_register, visible_case
from rondom.cases.queries.apart import kept_apart_of
from rondom.dispatch.commands import command
from rondom.kernel.refusals import NotAllowed, Refusal
from rondom.kernel.text import clean_text, is_filler
from rondom.organizations import queries as organizations

REASON_LENGTH = 20


class ReasonTooShort(Refusal):
    """Looking into a file without a task in it needs a real reason."""

    code = "reason_too_short"
    sentence = _("Write in at least 20 characters why you need to look. The client can read that you looked.")
    field = "reason"


@command("case.supervise")
def look_with_reason(*, actor: Actor, case_id: UUID, reason: str, at: datetime) -> None:
    """The leader of the case's team reads plan lines and records for some hours (row P6, R-161).

    Logged, visible to the client, and on the monthly list of the privacy officer.
    Refusals: NotFound, NotAllowed (also for a registered conflict), ReasonTooShort.
    """
    case = visible_case(case_id)
    decision = policies.may_steer(actor, case)
    if not decision or decision.row != "P6":
        raise NotAllowed(reason=_("only the leader of this team does this."))
    words = clean_text(reason, field="reason", max_length=1000)
    if len(words) < REASON_LENGTH or is_filler(words):
        raise ReasonTooShort
    with as_register(at):
        apart = kept_apart_of(case, at)
    access = decide(
        Facts(
            relation=Relation.SUPERVISION,
            all_domains=frozenset(d.number for d in organizations.life_domains()),
            conflict=actor.id in apart.conflicted,
            shielded_from=actor.id in apart.shields,
        )
    )
    if not access.parts:
        raise NotAllowed(reason=_("you are kept out of this household. Ask the privacy officer."))
    grant_self(
        actor=actor.for_purpose("supervision"),
        space=case.space,
        parts=access.parts,
        row="P6S",
        reason=words,
        at=at,
        hours=organizations.setting("supervision_look_hours"),
    )
    record(
        actor=actor.for_purpose("supervision"),
        action="case.supervise",
        at=at,
        space=case.space,
        subjects=[case.client_id],
        part="case",
        object_type="case",
        object_id=case.pk,
        row="P6S",
        ground="accountability",
        reason=words,
    )
