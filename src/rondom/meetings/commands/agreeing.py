"""Agreements: written once at the table, and at the same moment an action of the plan (R-031, R-035)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from rondom.access.actor import Actor
from rondom.dispatch.commands import command
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.meetings import policies
from rondom.meetings.commands.entry import WRITTEN, day_of, locked, real_words, require, seat_of, told
from rondom.meetings.commands.refusals import DateInPast, DomainMissing, NotInPlanYet
from rondom.meetings.models import Agreement, Meeting, Participant
from rondom.meetings.vocabulary import MeetingState, ParticipantKind
from rondom.plans import commands as plans
from rondom.plans.commands.refusals import OwnerNotInvolved
from rondom.plans.queries.at_table import active_plan
from rondom.plans.vocabulary import Owner, OwnerKind

OWNER_KIND = {
    ParticipantKind.CLIENT: OwnerKind.CLIENT,
    ParticipantKind.NETWORK: OwnerKind.SUPPORTER,
    ParticipantKind.PROFESSIONAL: OwnerKind.PROFESSIONAL,
}
QUESTION_DAYS = 7
SOURCE = "meeting_agreement"


@command("meeting.agree")
def agree(
    *,
    actor: Actor,
    meeting_id: UUID,
    what: str,
    participant_id: UUID,
    due_on: date | None,
    at: datetime,
    domain: int | None = None,
    goal_id: UUID | None = None,
) -> Agreement:
    """Who does what by when; becomes an action of the plan without typing it again.

    The chair writes, or who takes the task. Raises NotFound, MeetingMovedOn, NotAllowed, WordsMissing,
    DateInPast, DomainMissing, and what the plan itself refuses.
    """
    meeting = locked(meeting_id, WRITTEN)
    seat = seat_of(meeting, participant_id)
    decision = policies.may_speak_for(actor, meeting, seat)
    if not decision:
        raise NotAllowed(reason=decision.reason)
    row = write_agreement(
        actor, meeting, seat, what=what, domain=domain, due_on=due_on, at=at, goal_id=goal_id
    )
    told(actor, meeting, "meeting.agree", at, row=decision.row, object_type="agreement", object_id=row.pk)
    return row


def write_agreement(
    actor: Actor,
    meeting: Meeting,
    seat: Participant,
    *,
    what: str,
    domain: int | None,
    due_on: date | None,
    at: datetime,
    goal_id: UUID | None = None,
    role_question: bool = False,
) -> Agreement:
    """Write the agreement and its action, inside a command that has decided who may."""
    today = day_of(at)
    due = due_on or today + timedelta(days=QUESTION_DAYS)
    if due < today:
        raise DateInPast
    words = real_words(what, field="what", longest=500)
    row = Agreement(
        id=uuid4(),
        # What a guest takes on stands in the guest's own part, so that she or he can read it back.
        scope=seat.scope,
        meeting=meeting,
        what=words,
        participant=seat,
        owner_name=seat.name,
        domain=domain,
        due_on=due,
        goal_id=goal_id,
        role_question=role_question,
        by_name=actor.name,
        at=at,
    )
    row.action_id = _into_plan(actor, meeting, row, seat, at)
    row.save(force_insert=True)
    return row


def _into_plan(
    actor: Actor, meeting: Meeting, row: Agreement, seat: Participant, at: datetime
) -> UUID | None:
    plan = active_plan(meeting.space)
    if plan is None:
        return None
    if row.domain is None:
        raise DomainMissing
    owner = Owner(
        kind=OWNER_KIND[ParticipantKind(seat.kind)], id=seat.professional_id or seat.person_id, name=seat.name
    )
    try:
        action = plans.add_action(
            actor=actor,
            plan_id=plan.pk,
            what=row.what,
            domain=row.domain,
            owner=owner,
            due_on=row.due_on,
            at=at,
            goal_id=row.goal_id,
            source_type=SOURCE,
            source_id=row.pk,
        )
    except (OwnerNotInvolved, NotAllowed, NotFound):
        # What was agreed at the table stands, also when the plan cannot take it yet: the page says so,
        # and the case manager puts it in later (`put_in_plan`).
        return None
    return action.pk


@command("meeting.put_in_plan")
def put_in_plan(*, actor: Actor, agreement_id: UUID, at: datetime, domain: int | None = None) -> Agreement:
    """Make an action of an agreement that the plan could not take at the table.

    Raises NotFound, MeetingMovedOn, NotAllowed, DomainMissing, NotInPlanYet.
    """
    row = Agreement.objects.select_related("participant").filter(pk=agreement_id, action_id=None).first()
    if row is None or row.participant is None:
        raise NotFound
    meeting = locked(row.meeting_id, (*WRITTEN, MeetingState.FIXED))
    decision = require(policies.may_organize(actor, meeting, at))
    row.domain = domain if domain is not None else row.domain
    row.action_id = _into_plan(actor, meeting, row, row.participant, at)
    if row.action_id is None:
        raise NotInPlanYet(name=row.owner_name)
    row.save(update_fields=["domain", "action_id"])
    told(
        actor, meeting, "meeting.put_in_plan", at, row=decision.row, object_type="agreement", object_id=row.pk
    )
    return row
