"""A known date on which something can be lost: entered, corrected, ended."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.scopes import plan_part, scope_of
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.commands.domains import DomainUnknown
from rondom.cases.commands.note_timeline import note_on_timeline
from rondom.cases.commands.register import as_register, visible_case
from rondom.cases.commands.wording import real_line, real_text
from rondom.cases.models import Case, Deadline, DeadlineAlarm, DeadlineCorrection
from rondom.cases.vocabulary import DeadlineKind, DeadlineState
from rondom.dispatch.commands import command
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotAllowed, NotFound, Refusal, StaleVersion
from rondom.kernel.text import clean_line
from rondom.organizations import queries as organizations


class DateInPast(Refusal):
    """A countdown runs towards a date to come."""

    code = "date_in_past"
    sentence = _("This date has passed. Give the date that is still to come.")
    field = "due_on"


class DeadlineKindUnknown(Refusal):
    """What is lost when the date passes."""

    code = "deadline_kind_unknown"
    sentence = _("Choose what happens on this date.")
    field = "kind"


class DeadlineEnded(Refusal):
    """It was closed, or the date passed."""

    code = "deadline_ended"
    sentence = _("This countdown has ended. Enter a new date if there is one.")


@command("deadline.enter")
def enter_deadline(
    *,
    actor: Actor,
    case_id: UUID,
    domain: int,
    kind: str,
    due_on: date,
    source: str,
    at: datetime,
    what: str = "",
) -> Deadline:
    """Start the countdown to a known date, with where it is known from (R-049).

    Refusals: NotFound, NotAllowed, DomainUnknown, DeadlineKindUnknown, DateInPast, WordsNeeded.
    """
    case = visible_case(case_id)
    if organizations.life_domain(domain) is None:
        raise DomainUnknown
    _may_write(actor, case, domain, at)
    if kind not in DeadlineKind.values:
        raise DeadlineKindUnknown
    if due_on < at.astimezone(AMSTERDAM).date():
        raise DateInPast
    deadline = Deadline.objects.create(
        case=case,
        scope=scope_of(case.space, plan_part(domain)),
        domain=domain,
        kind=kind,
        what=clean_line(what, field="what", max_length=200),
        due_on=due_on,
        source=real_line(source, field="source", max_length=300),
        entered_at=at,
        entered_by_name=actor.name,
    )
    _told(actor, deadline, "deadline.enter", at)
    return deadline


@command("deadline.correct")
def correct_deadline(
    *,
    actor: Actor,
    deadline_id: UUID,
    due_on: date,
    source: str,
    at: datetime,
    based_on: int | None = None,
) -> Deadline:
    """Another date, with its source; the old one stays readable and the alarms start anew (R-049).

    Refusals: NotFound, NotAllowed, DeadlineEnded, DateInPast, WordsNeeded, StaleVersion.
    """
    deadline = _running(actor, deadline_id, at)
    if based_on is not None and based_on != deadline.version:
        raise StaleVersion
    if due_on < at.astimezone(AMSTERDAM).date():
        raise DateInPast
    DeadlineCorrection.objects.create(
        deadline=deadline,
        scope=deadline.scope,
        was_on=deadline.due_on,
        due_on=due_on,
        source=real_line(source, field="source", max_length=300),
        corrected_at=at,
        corrected_by_name=actor.name,
    )
    deadline.due_on = due_on
    deadline.version += 1
    deadline.save(update_fields=["due_on", "version"])
    _told(actor, deadline, "deadline.correct", at)
    return deadline


@command("deadline.close")
def close_deadline(*, actor: Actor, deadline_id: UUID, mistaken: bool, note: str, at: datetime) -> Deadline:
    """The danger is averted, or it never was (entered by mistake): say how. Its alarms are cleared.

    Refusals: NotFound, NotAllowed, DeadlineEnded, WordsNeeded.
    """
    deadline = _running(actor, deadline_id, at)
    deadline.closing_note = real_text(note, field="note", max_length=2000)
    deadline.state = DeadlineState.MISTAKEN if mistaken else DeadlineState.AVERTED
    deadline.closed_at = at
    deadline.save(update_fields=["closing_note", "state", "closed_at"])
    _told(actor, deadline, "deadline.close", at)
    return deadline


@command("deadline.review")
def review_passed_deadline(*, actor: Actor, alarm_id: UUID, note: str, at: datetime) -> None:
    """The team leader looked at a date that passed without a result (R-049).

    Refusals: NotFound, NotAllowed, WordsNeeded.
    """
    alarm = DeadlineAlarm.objects.select_related("case").filter(pk=alarm_id, threshold_days=-1).first()
    if alarm is None:
        raise NotFound
    if not (decision := policies.may_steer(actor, alarm.case)) or not actor.has_role("team_leader"):
        raise NotAllowed(reason=decision.reason or _("only the team leader does this."))
    words = real_text(note, field="note", max_length=2000)
    with as_register(at):
        DeadlineAlarm.objects.filter(pk=alarm.pk).update(cleared_at=at)
        found = Deadline.objects.filter(pk=alarm.deadline_id).first()
        if found:
            Deadline.objects.filter(pk=found.pk).update(reviewed_at=at, closing_note=words)
    record(
        actor=actor,
        action="deadline.review",
        at=at,
        space=alarm.case.space,
        subjects=[alarm.case.client_id],
        part="deadlines",
        object_type="deadline",
        object_id=alarm.deadline_id,
        row=decision.row,
    )


def next_date_follows(case: Case, at: datetime) -> None:
    """Bring the date that lists sort by into line with the running countdowns, all of them."""
    with as_register(at):
        rows = Deadline.objects.filter(case=case, state=DeadlineState.RUNNING)
        soonest = rows.order_by("due_on").values_list("due_on", flat=True).first()
        Case.objects.filter(pk=case.pk).update(next_deadline_on=soonest)


def _running(actor: Actor, deadline_id: UUID, at: datetime) -> Deadline:
    deadline = Deadline.objects.select_related("case").filter(pk=deadline_id).first()
    if deadline is None:
        raise NotFound
    _may_write(actor, deadline.case, deadline.domain, at)
    if deadline.state != DeadlineState.RUNNING:
        raise DeadlineEnded
    return deadline


def _may_write(actor: Actor, case: Case, domain: int, at: datetime) -> None:
    decision = policies.may_write(actor, space=case.space, part=plan_part(domain), at=at)
    if not decision:
        raise NotAllowed(reason=decision.reason)


def _told(actor: Actor, deadline: Deadline, action: str, at: datetime) -> None:
    case = deadline.case
    if action != "deadline.enter":
        with as_register(at):
            DeadlineAlarm.objects.filter(deadline_id=deadline.pk, cleared_at=None).update(cleared_at=at)
    next_date_follows(case, at)
    note_on_timeline(
        actor=actor,
        case=case,
        at=at,
        kind=action,
        scope=deadline.scope,
        words={"kind": deadline.kind, "due_on": deadline.due_on.isoformat()},
        object_type="deadline",
        object_id=deadline.pk,
    )
    record(
        actor=actor,
        action=action,
        at=at,
        space=case.space,
        subjects=[case.client_id],
        part="deadlines",
        object_type="deadline",
        object_id=deadline.pk,
    )
