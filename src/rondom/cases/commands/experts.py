"""An expert by experience: asked for by the client, and who knows the client privately says so (R-040)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.commands.involvement import end_involvement
from rondom.cases.commands.register import visible_case
from rondom.cases.commands.requests import ask_in_writing
from rondom.cases.commands.wording import real_line
from rondom.cases.events import AcquaintanceDecided, AcquaintanceDeclared
from rondom.cases.models import Case, ClientRequest, Involvement
from rondom.cases.queries import acquaintances_of
from rondom.cases.queries.experts import standing_wishes
from rondom.cases.rules import day_of
from rondom.cases.vocabulary import RequestKind, RequestOutcome
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotAllowed, NotFound, Refusal
from rondom.organizations.vocabulary import WorkFunction
from rondom.people import commands as people

LONGEST = 200


class ExpertAskedAlready(Refusal):
    """One open wish is enough; the answer is on its way."""

    code = "expert_asked_already"
    sentence = _("You asked for an expert by experience already. You get an answer in writing.")


class NoWishStands(Refusal):
    """There is nothing to take back."""

    code = "no_wish_stands"
    sentence = _("There is no wish of yours to take back. Nothing needs to be done.")


@command("request.ask_expert")
def ask_for_expert(*, actor: Actor, case_id: UUID, text: str, at: datetime) -> ClientRequest:
    """The client would like an expert by experience at her or his side; the case manager answers (R-040).

    Refusals: NotFound, NotAllowed, ExpertAskedAlready, WordsNeeded, TextTooLong.
    """
    case = visible_case(case_id)
    if not (decision := policies.is_client(actor, case)):
        raise NotAllowed(reason=decision.reason)
    if case.requests.filter(kind=RequestKind.EXPERT, answered_at=None).exists():
        raise ExpertAskedAlready
    return ask_in_writing(
        actor=actor, case=case, kind=RequestKind.EXPERT, text=text, about=("case", case.pk), at=at
    )


@command("request.take_back_expert")
def take_back_wish(*, actor: Actor, case_id: UUID, at: datetime) -> None:
    """The client would rather not have an expert after all: no wish stands any more (R-040).

    What was asked and answered stays readable, with the client's own words and day under it.
    Refusals: NotFound, NotAllowed, NoWishStands.
    """
    case = visible_case(case_id)
    if not (decision := policies.is_client(actor, case)):
        raise NotAllowed(reason=decision.reason)
    wishes = list(standing_wishes(case).select_for_update(of=("self",)))
    if not wishes:
        raise NoWishStands
    said = f"{actor.name} ({day_of(at):%d-%m-%Y}): {_('I do not want this after all.')}"
    for wish in wishes:
        wish.answer = f"{wish.answer}\n\n{said}" if wish.answer else said
        wish.outcome = RequestOutcome.NOT_DONE
        wish.answered_at, wish.answered_by_name = wish.answered_at or at, wish.answered_by_name or actor.name
        wish.save(update_fields=["answer", "outcome", "answered_at", "answered_by_name"])
        record(
            actor=actor,
            action="request.take_back_expert",
            at=at,
            space=case.space,
            subjects=[case.client_id],
            part="requests",
            object_type="request",
            object_id=wish.pk,
            row=decision.row,
        )


@command("acquaintance.declare")
def declare_acquaintance(*, actor: Actor, case_id: UUID, words: str, at: datetime) -> None:
    """An expert by experience knows the client privately: access stops, the case manager decides (R-040).

    It is kept as a conflict (D1): nothing of this household is readable until the client and the case
    manager decided together. Refusals: NotFound, NotAllowed, WordsNeeded, TextTooLong.
    """
    case = visible_case(case_id)
    row = _as_expert(case).filter(professional_id=actor.id).first()
    if row is None:
        raise NotAllowed(
            reason=_("only an expert by experience who helps here says this. Use “Somebody close to me”.")
        )
    said = real_line(words, field="words", max_length=LONGEST)
    register = system_actor("conflict register")
    with acting_as(register, at=at):
        people.declare_conflict(
            actor=register,
            household_id=case.household_id,
            person_id=case.client_id,
            counterpart_kind="professional",
            counterpart_id=actor.id,
            kind="relative",
            reason=said,
            at=at,
        )
    _told(actor, case, row, "acquaintance.declare", at)
    publish(AcquaintanceDeclared(case_id=case.pk, involvement_id=row.pk), at=at)


@command("acquaintance.decide")
def decide_acquaintance(
    *, actor: Actor, involvement_id: UUID, comes_back: bool, client_said: str, at: datetime
) -> None:
    """The case manager decides with the client: the expert helps on, or stops (R-040).

    `client_said` is how the client put it; without it there is no decision. Who stays out stops helping
    and stays kept apart. Refusals: NotFound, NotAllowed, WordsNeeded, TextTooLong.
    """
    row = Involvement.objects.select_related("case").filter(pk=involvement_id, until=None).first()
    if row is None or row.professional_id is None:
        raise NotFound
    case = row.case
    if not (decision := policies.is_case_manager(actor, case)):
        raise NotAllowed(reason=decision.reason)
    conflict = acquaintances_of(case).get(row.professional_id)
    if conflict is None or row.function != WorkFunction.EXPERT_BY_EXPERIENCE:
        raise NotFound
    said = real_line(client_said, field="client_said", max_length=LONGEST)
    if comes_back:
        people.end_conflict(actor=actor, conflict_id=conflict.pk, at=at)
    else:
        end_involvement(actor=actor, involvement_id=row.pk, reason=said, at=at)
    _told(actor, case, row, "acquaintance.decide", at, reason=said)
    publish(AcquaintanceDecided(case_id=case.pk, involvement_id=row.pk), at=at)


def _as_expert(case: Case) -> QuerySet[Involvement]:
    return Involvement.objects.filter(case=case, until=None, function=WorkFunction.EXPERT_BY_EXPERIENCE)


def _told(actor: Actor, case: Case, row: Involvement, action: str, at: datetime, *, reason: str = "") -> None:
    record(
        actor=actor,
        action=action,
        at=at,
        space=case.space,
        subjects=[case.client_id],
        part="involvement",
        object_type="involvement",
        object_id=row.pk,
        reason=reason,
    )
