"""What a client asks gets a written answer before a day, or the privacy officer holds it."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.grants import name_holder
from rondom.access.models import DynamicPart
from rondom.access.scopes import space_of
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.commands.note_timeline import note_on_timeline
from rondom.cases.commands.register import as_register, holds, private_scope
from rondom.cases.commands.wording import real_text
from rondom.cases.events import RequestAnswered, RequestAsked, RequestOverdue
from rondom.cases.grants import rewrite_grants
from rondom.cases.models import Case, ClientRequest, Involvement, TimelineEntry
from rondom.cases.vocabulary import CORRECTION_ANSWERED, CORRECTION_ASKED, RequestKind, RequestOutcome
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotAllowed, NotFound, Refusal
from rondom.kernel.working_days import add_working_days
from rondom.organizations import queries as organizations


class AnswerWithReason(Refusal):
    """A request is closed with a written answer only."""

    code = "answer_with_reason"
    sentence = _("Write the answer with its reason. A request cannot be closed without one.")
    field = "answer"


class AlreadyAnswered(Refusal):
    """One request, one answer."""

    code = "already_answered"
    sentence = _("This was answered already. Open it again to read the answer.")


class OutcomeUnknown(Refusal):
    """How the request ends."""

    code = "outcome_unknown"
    sentence = _("Choose how this request ends.")
    field = "outcome"


@command("request.ask_correction")
def ask_correction(
    *, actor: Actor, scope: int, object_type: str, object_id: UUID, text: str, at: datetime
) -> ClientRequest:
    """Say that an entry is not right; the case manager answers in writing (R-008).

    Refusals: NotFound (the entry is not the asker's to read), NotAllowed, WordsNeeded, TextTooLong.
    """
    if not holds(actor, scope, at=at):
        raise NotFound
    case = _case_of(space_of(scope), at)
    request = ask_in_writing(
        actor=actor,
        case=case,
        kind=RequestKind.CORRECTION,
        text=text,
        about=(object_type, object_id),
        at=at,
    )
    _beside_entry(actor, request, CORRECTION_ASKED, scope, at)
    return request


@command("request.question_involvement")
def question_involvement(
    *, actor: Actor, involvement_id: UUID, text: str, end: bool, at: datetime
) -> ClientRequest:
    """Ask why a party is involved, or ask that it stops (R-082).

    Refusals: NotFound, NotAllowed, WordsNeeded, TextTooLong.
    """
    row = Involvement.objects.select_related("case").filter(pk=involvement_id).first()
    if row is None:
        raise NotFound
    kind = RequestKind.END_INVOLVEMENT if end else RequestKind.EXPLAIN_INVOLVEMENT
    about = ("involvement", row.pk)
    return ask_in_writing(actor=actor, case=row.case, kind=kind, text=text, about=about, at=at)


@command("request.ask_other_case_manager")
def ask_other_case_manager(*, actor: Actor, case_id: UUID, text: str, at: datetime) -> ClientRequest:
    """Ask for somebody else; the team leader answers with a reason, always a person (R-011).

    Asking again is never refused. Refusals: NotFound, NotAllowed, WordsNeeded, TextTooLong.
    """
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise NotFound
    if not (decision := policies.is_client(actor, case)):
        raise NotAllowed(reason=decision.reason)
    return ask_in_writing(
        actor=actor,
        case=case,
        kind=RequestKind.OTHER_CASE_MANAGER,
        text=text,
        about=("case", case.pk),
        at=at,
    )


@command("request.answer")
def answer_request(
    *, actor: Actor, request_id: UUID, outcome: str, answer: str, at: datetime
) -> ClientRequest:
    """Answer in writing (R-008, R-011, R-082).

    Refusals: NotFound, NotAllowed, AlreadyAnswered, OutcomeUnknown, AnswerWithReason, TextTooLong.
    """
    # Not joined to the case: the privacy officer holds a request without seeing the case.
    request = ClientRequest.objects.filter(pk=request_id).first()
    if request is None:
        raise NotFound
    if actor.is_resident:
        raise NotAllowed(reason=_("a professional answers this."))
    if request.answered_at:
        raise AlreadyAnswered
    if outcome not in RequestOutcome.values:
        raise OutcomeUnknown
    try:
        words = real_text(answer, field="answer", max_length=5000)
    except Refusal as refusal:
        raise (AnswerWithReason if refusal.code == "words_needed" else refusal) from None
    ClientRequest.objects.filter(pk=request.pk, answered_at=None).update(
        outcome=outcome, answer=words, answered_at=at, answered_by_name=actor.name
    )
    request.refresh_from_db()
    if request.kind == RequestKind.CORRECTION:
        _tell_readers(actor, request, at)
    _told(actor, request, "request.answer", at)
    publish(RequestAnswered(case_id=request.case_id, request_id=request.pk), at=at)
    return request


def _beside_entry(actor: Actor, request: ClientRequest, kind: str, scope: int, at: datetime) -> None:
    """Whoever reads the entry knows that it is being looked at, and that it was; never in which words."""
    with as_register(at):
        note_on_timeline(
            actor=actor,
            case=request.case,
            at=at,
            kind=kind,
            scope=scope,
            words={"request": str(request.pk)},
            object_type=request.object_type,
            object_id=request.object_id,
        )


def _tell_readers(actor: Actor, request: ClientRequest, at: datetime) -> None:
    with as_register(at):
        asked = TimelineEntry.objects.filter(
            case_id=request.case_id, kind=CORRECTION_ASKED, words__request=str(request.pk)
        ).first()
        known = ClientRequest.objects.select_related("case").get(pk=request.pk)
    if asked is not None:
        _beside_entry(actor, known, CORRECTION_ANSWERED, asked.scope, at)


def escalate(*, actor: Actor, request: ClientRequest, holders: list[UUID], at: datetime) -> None:
    """Not answered in time: these officers hold it too (R-082). For the clock, as the system."""
    part = DynamicPart.objects.get(scope=request.scope)
    for holder_id in holders:
        name_holder(part=part, holder_id=holder_id, can_write=True, at=at, reason="overdue")
    ClientRequest.objects.filter(pk=request.pk).update(escalated_at=at)
    rewrite_grants(actor=actor, case_id=request.case_id, at=at)
    _told(actor, request, "request.escalate", at)
    publish(RequestOverdue(case_id=request.case_id, request_id=request.pk), at=at)


def follow_case_manager(*, case: Case, professional_id: UUID, at: datetime) -> None:
    """Open requests go to whoever manages the case now. Runs as the register, before grants are rewritten."""
    rows = ClientRequest.objects.filter(case=case, answered_at=None)
    for request in rows.exclude(kind=RequestKind.OTHER_CASE_MANAGER):
        _give(request, professional_id, at)


def follow_leader(*, team_id: UUID, at: datetime) -> None:
    """Who asked for another case manager is answered by who leads the team now (R-011).

    Runs as the register, before grants are rewritten.
    """
    leader = organizations.team_leader(team_id, at.astimezone(AMSTERDAM).date())
    if leader is None:
        return
    rows = ClientRequest.objects.filter(
        case__team_id=team_id, kind=RequestKind.OTHER_CASE_MANAGER, answered_at=None
    )
    for request in rows.exclude(answerer_id=leader.pk):
        _give(request, leader.pk, at)


def _give(request: ClientRequest, answerer_id: UUID, at: datetime) -> None:
    part = DynamicPart.objects.get(scope=request.scope)
    part.holders.filter(holder_id=request.answerer_id, valid_to=None).update(valid_to=at)
    name_holder(part=part, holder_id=answerer_id, can_write=True, at=at)
    ClientRequest.objects.filter(pk=request.pk).update(answerer_id=answerer_id)


def _case_of(space: int, at: datetime) -> Case:
    with as_register(at):
        case = Case.objects.filter(space=space).order_by("-opened_at").first()
    if case is None:
        raise NotFound
    return case


def ask_in_writing(
    *,
    actor: Actor,
    case: Case,
    kind: RequestKind,
    text: str,
    about: tuple[str, UUID],
    at: datetime,
) -> ClientRequest:
    """Ask for a written answer, before the day that the city set; for commands that checked who may.

    Refusals: NotAllowed (not a resident), NotFound (nobody can answer), WordsNeeded, TextTooLong.
    """
    if not actor.is_resident:
        raise NotAllowed(reason=_("only somebody whose file this is asks this. Write a note instead."))
    words = real_text(text, field="text", max_length=5000)
    today = at.astimezone(AMSTERDAM).date()
    answerer, days = _answerer(case, kind, at)
    holders = {actor.id: True, answerer: True}
    stand_in = organizations.stand_in_for(answerer, today) if organizations.is_away(answerer, today) else None
    if stand_in:
        holders[stand_in.pk] = True
    scope = private_scope(actor=actor, case=case, kind="request", holders=holders, at=at)
    request = ClientRequest(
        case=case,
        scope=scope,
        kind=kind,
        object_type=about[0],
        object_id=about[1],
        text=words,
        asked_by=actor.id,
        asked_by_name=actor.name,
        asked_at=at,
        due_on=add_working_days(today, days, organizations.calendar()),
        answerer_id=answerer,
    )
    request.save(force_insert=True)
    _told(actor, request, f"request.ask_{kind}", at)
    publish(RequestAsked(case_id=case.pk, request_id=request.pk), at=at)
    return request


def _answerer(case: Case, kind: RequestKind, at: datetime) -> tuple[UUID, int]:
    leader = organizations.team_leader(case.team_id, at.astimezone(AMSTERDAM).date())
    if kind == RequestKind.OTHER_CASE_MANAGER and leader:
        return leader.pk, organizations.setting("other_case_manager_working_days")
    who = case.case_manager_id or (leader.pk if leader else None)
    if who is None:
        raise NotFound
    return who, organizations.setting("client_request_working_days")


def _told(actor: Actor, request: ClientRequest, action: str, at: datetime) -> None:
    record(
        actor=actor,
        action=action,
        at=at,
        space=space_of(request.scope),
        subjects=[request.asked_by],
        part="requests",
        object_type="request",
        object_id=request.pk,
    )
