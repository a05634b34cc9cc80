"""Documents beside the one plan: attach, replace by a newer version, withdraw (R-015)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from rondom.access.actor import Actor
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel import crypto
from rondom.kernel.keys import keyring
from rondom.kernel.refusals import NotFound
from rondom.kernel.text import clean_line, is_filler
from rondom.kernel.uploads import Given, open_given
from rondom.organizations import queries as organizations
from rondom.plans import policies
from rondom.plans.commands import telling
from rondom.plans.commands.annex_goals import bring_goals, checked_goals, leave_out_proposals
from rondom.plans.commands.annex_refusals import (
    AnnexIsReplaced,
    AnnexIsWithdrawn,
    DateInFuture,
    OtherRuleMissing,
)
from rondom.plans.commands.parts import line_scope, subject_of
from rondom.plans.commands.refusals import ChoiceUnknown, ReasonMissing, TextMissing, require
from rondom.plans.events import PlanChanged
from rondom.plans.models import Annex, AnnexContent, Plan
from rondom.plans.queries.annexes import content_address
from rondom.plans.vocabulary import Requirement

SUMMARY_LENGTH = 200
RULE_LENGTH = 200


@dataclass(frozen=True, kw_only=True)
class AnnexWords:
    """What is asked about a document. `goals`: those it contains itself, each in the client's wording."""

    summary: str
    requires: str
    document_on: date
    other_rule: str = ""
    has_goals: bool = False
    goals: tuple[str, ...] = ()


@command("annex.add")
def add_annex(
    *,
    actor: Actor,
    plan_id: UUID,
    annex: AnnexWords,
    domain: int,
    file: Given,
    at: datetime,
    about_id: UUID | None = None,
) -> Annex:
    """Attach a document that a law or rule asks for, with one line that says what it is (R-015).

    Goals that stand in it become proposals in the same plan. `about_id` as in `add_goal`.
    Refusals: NotFound, NotAllowed, PlanEnded, DomainUnknown, OwnerNotInvolved, TextMissing, TextTooLong,
    TextUnreadable, ChoiceUnknown, OtherRuleMissing, DateInFuture, AnnexGoalsMissing, AnnexGoalsUnasked,
    AnnexGoalsTooMany, and those of `open_given`.
    """
    plan = telling.live_plan(plan_id)
    scope = line_scope(actor=actor, plan=plan, domain=domain, about_id=about_id, at=at)
    row = _attached(actor, plan, annex, file, at, scope=scope, domain=domain)
    bring_goals(actor=actor, annex=row, goals=annex.goals, about_id=about_id, at=at)
    _told(actor, row, "annex.add", at)
    return row


@command("annex.replace")
def replace_annex(*, actor: Actor, annex_id: UUID, annex: AnnexWords, file: Given, at: datetime) -> Annex:
    """Attach a newer version of a document; the older one stays, with its date, for the same readers.

    Refusals: AnnexIsReplaced, AnnexIsWithdrawn, and those of `add_annex`.
    """
    old = _annex_to_keep(actor, annex_id)
    if Annex.objects.filter(replaces=old).exists():
        raise AnnexIsReplaced
    row = _attached(actor, old.plan, annex, file, at, scope=old.scope, domain=old.domain, replaces=old)
    bring_goals(actor=actor, annex=row, goals=annex.goals, about_id=subject_of(row.scope), at=at)
    _told(actor, row, "annex.replace", at)
    return row


@command("annex.withdraw")
def withdraw_annex(*, actor: Actor, annex_id: UUID, why: str, at: datetime) -> Annex:
    """Take back a document that should not be here: its content is erased, the line with the reason stays.

    The original is where the law wants it, with who made it; what is erased here is a copy. Proposals that
    came from it and that nobody said yes to are left out with the same reason.
    Refusals: NotFound, NotAllowed, PlanEnded, AnnexIsWithdrawn, ReasonMissing, TextTooLong.
    """
    row = _annex_to_keep(actor, annex_id)
    reason = telling.optional(why, field="why", max_length=1000)
    if is_filler(reason):
        raise ReasonMissing(field="why")
    AnnexContent.objects.filter(annex=row).delete()
    row.withdrawn_at, row.withdrawn_why, row.withdrawn_by_name = at, reason, actor.name[:120]
    row.save(update_fields=["withdrawn_at", "withdrawn_why", "withdrawn_by_name"])
    leave_out_proposals(actor=actor, annex=row, reason=reason, at=at)
    _told(actor, row, "annex.withdraw", at)
    return row


def _annex_to_keep(actor: Actor, annex_id: UUID) -> Annex:
    """The document, locked against whoever replaces or withdraws it now."""
    rows = Annex.objects.select_related("plan__case").filter(pk=annex_id)
    row = rows.first()
    if row is None:
        raise NotFound
    telling.live_plan(row.plan_id)
    require(policies.may_keep_annex(actor, row))
    row = rows.select_for_update(of=("self",), no_key=True).get()
    if row.withdrawn_at:
        raise AnnexIsWithdrawn
    return row


def _attached(actor: Actor, plan: Plan, annex: AnnexWords, file: Given, at: datetime, **place: Any) -> Annex:
    facts = _checked(annex, at)
    opened = open_given(file, megabytes=organizations.setting("annex_size_megabytes"))
    row = Annex.objects.create(
        plan=plan,
        client_id=plan.case.client_id,
        kind=opened.kind,
        size=len(opened.content),
        pages=opened.pages,
        attached_at=at,
        by_id=actor.id,
        by_name=actor.name[:120],
        by_function="" if actor.is_resident else actor.function[:60],
        organization_id=actor.organization_id,
        organization_name=actor.organization_name[:200],
        **facts,
        **place,
    )
    key = uuid4()
    sealed = crypto.encrypt_bytes(keyring(), content_address(key), opened.content)
    AnnexContent.objects.create(id=key, scope=row.scope, annex=row, sealed=sealed)
    return row


def _checked(annex: AnnexWords, at: datetime) -> dict[str, Any]:
    summary = clean_line(annex.summary, field="summary", max_length=SUMMARY_LENGTH)
    if is_filler(summary):
        raise TextMissing(field="summary")
    if annex.requires not in Requirement.values:
        raise ChoiceUnknown(field="requires")
    rule = clean_line(annex.other_rule, field="other_rule", max_length=RULE_LENGTH)
    if annex.requires == Requirement.OTHER and is_filler(rule):
        raise OtherRuleMissing
    if annex.document_on > telling.today(at):
        raise DateInFuture
    checked_goals(annex.goals, has_goals=annex.has_goals)
    # What was typed for another choice says nothing about this one.
    other = rule if annex.requires == Requirement.OTHER else ""
    return {
        "summary": summary,
        "requires": annex.requires,
        "other_rule": other,
        "document_on": annex.document_on,
    }


def _told(actor: Actor, row: Annex, action: str, at: datetime) -> None:
    told = telling.Told(action, row.scope, row.client_id, "annex", row.pk, part="annex", timeline=True)
    telling.tell(actor=actor, at=at, told=told)
    publish(PlanChanged(plan_id=row.plan_id, scope=row.scope, by_id=actor.id), at=at)
