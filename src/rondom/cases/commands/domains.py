"""Life domains that matter to this household, one by one, each with its reason."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.scopes import plan_part, scope_of
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.commands.note_timeline import note_on_timeline
from rondom.cases.commands.register import visible_case
from rondom.cases.commands.wording import real_text, text_or_empty
from rondom.cases.models import Case, DomainEntry
from rondom.cases.vocabulary import ProblemLevel
from rondom.dispatch.commands import command
from rondom.kernel.refusals import NotAllowed, NotFound, Refusal, StaleVersion
from rondom.organizations import queries as organizations


class DomainUnknown(Refusal):
    """A life domain of the city's own list."""

    code = "domain_unknown"
    sentence = _("Choose a life domain from the list.")
    field = "domain"


class ProblemUnknown(Refusal):
    """None, some, serious or unknown."""

    code = "problem_unknown"
    sentence = _("Choose how this life domain stands.")
    field = "problem"


@command("domain.record")
def record_domain(
    *,
    actor: Actor,
    case_id: UUID,
    domain: int,
    problem: str,
    reason: str,
    at: datetime,
    strength: str = "",
    wish: str = "",
    person_id: UUID | None = None,
    based_on: int | None = None,
) -> DomainEntry:
    """Say how one life domain stands for a person or the household, and why it is asked here (R-003).

    One domain at a time: there is no way to mark them all. The earlier entry stays in the history with
    the name the domain had. `based_on` is the version that was on the screen (0: none).
    Refusals: NotFound, NotAllowed, DomainUnknown, ProblemUnknown, WordsNeeded, StaleVersion.
    """
    case = visible_case(case_id)
    known = organizations.life_domain(domain)
    if known is None:
        raise DomainUnknown
    if problem not in ProblemLevel.values:
        raise ProblemUnknown
    decision = policies.may_write_grid(actor, space=case.space, domain=domain, at=at)
    if not decision:
        raise NotAllowed(reason=decision.reason)
    values = {
        "problem": problem,
        "reason": real_text(reason, field="reason", max_length=1000),
        "strength": text_or_empty(strength, field="strength", max_length=1000),
        "wish": text_or_empty(wish, field="wish", max_length=1000),
    }
    before = _current(case, domain, person_id)
    if based_on is not None and based_on != (before.version if before else 0):
        raise StaleVersion
    if before:
        DomainEntry.objects.filter(pk=before.pk).update(replaced_at=at)
    entry = DomainEntry.objects.create(
        case=case,
        scope=scope_of(case.space, plan_part(domain)),
        person_id=person_id,
        domain=domain,
        label_nl=known.nl,
        label_en=known.en,
        version=before.version + 1 if before else 1,
        written_at=at,
        author_id=actor.id,
        author_name=actor.name,
        **values,
    )
    _told(actor, entry, "domain.record", at, decision.row)
    return entry


@command("domain.leave_out")
def leave_out_domain(*, actor: Actor, entry_id: UUID, at: datetime) -> None:
    """Take a domain off this file again: no domain is ever forced (R-003). Refusals: NotFound, NotAllowed."""
    entry = DomainEntry.objects.select_related("case").filter(pk=entry_id, replaced_at=None).first()
    if entry is None:
        raise NotFound
    decision = policies.may_write_grid(actor, space=entry.case.space, domain=entry.domain, at=at)
    if not decision:
        raise NotAllowed(reason=decision.reason)
    DomainEntry.objects.filter(pk=entry.pk).update(replaced_at=at)
    _told(actor, entry, "domain.leave_out", at, decision.row)


def _current(case: Case, domain: int, person_id: UUID | None) -> DomainEntry | None:
    rows = DomainEntry.objects.select_for_update().filter(case=case, domain=domain, replaced_at=None)
    whose = Q(person=None) if person_id is None else Q(person_id=person_id)
    return rows.filter(whose).first()


def _told(actor: Actor, entry: DomainEntry, action: str, at: datetime, row: str) -> None:
    note_on_timeline(
        actor=actor,
        case=entry.case,
        at=at,
        kind=action,
        scope=entry.scope,
        words={"nl": entry.label_nl, "en": entry.label_en},
        object_type="domain_entry",
        object_id=entry.pk,
    )
    record(
        actor=actor,
        action=action,
        at=at,
        space=entry.case.space,
        subjects=[entry.person_id or entry.case.client_id],
        part=f"domain {entry.domain}",
        object_type="domain_entry",
        object_id=entry.pk,
        row=row,
    )
