"""Telling people that there is news about a plan: a notice without content, and a link.

Each takes one event, as the system; the wording and the mail are the business of notices.
"""

from datetime import datetime
from uuid import UUID

from rondom.access.context import system_actor
from rondom.access.queries import holds
from rondom.access.scopes import part_of, space_of
from rondom.kernel.clock import AMSTERDAM
from rondom.notices.commands import notify
from rondom.notices.vocabulary import NoticeKind, ReceiverKind
from rondom.organizations import queries as organizations
from rondom.plans.events import (
    ActionAssigned,
    ActionOverdue,
    BottleneckRaised,
    ClosingAsked,
    JoinAnswered,
    PlanChanged,
    PlanPublished,
    StanceReminderDue,
    StanceWitnessed,
)
from rondom.plans.models import Action, Bottleneck, Closing, Plan, PlanAlert, Stance
from rondom.plans.queries.clock import silent_since_publishing
from rondom.plans.queries.parties import Party, parties_of
from rondom.plans.vocabulary import OwnerKind

SENDER = system_actor("plan notices")


def tell_of_change(event: PlanChanged, *, at: datetime) -> None:
    """Everybody with a line in the plan and the case manager, when they may read what changed (R-019)."""
    plan = _plan(event.plan_id)
    told = {party.id: party.kind for party in _parties(plan)}
    told |= {plan.case.client_id: OwnerKind.CLIENT}
    if plan.case.case_manager_id:
        told[plan.case.case_manager_id] = OwnerKind.PROFESSIONAL
    for key, kind in told.items():
        if key != event.by_id and _reads(key, event.scope, at):
            _tell(key, kind, NoticeKind.PLAN_CHANGED, plan, at)


def ask_stances(event: PlanPublished, *, at: datetime) -> None:
    """Each party is asked what they think of their own lines (R-018)."""
    plan = _plan(event.plan_id)
    for party in silent_since_publishing(plan):
        _tell(party.id, party.kind, NoticeKind.STANCE_ASKED, plan, at)


def remind_silent(event: StanceReminderDue, *, at: datetime) -> None:
    """One reminder to a party that has not spoken."""
    plan = _plan(event.plan_id)
    for party in _parties(plan):
        if party.id == event.person_id:
            _tell(party.id, party.kind, NoticeKind.STANCE_ASKED, plan, at)


def tell_owner(event: ActionAssigned, *, at: datetime) -> None:
    """The owner hears that there is an action, unless they added it themselves."""
    action = Action.objects.get(pk=event.action_id)
    if action.created_by_id != action.owner_id:
        _tell_about(action, NoticeKind.ACTION_GIVEN, at)


def tell_late(event: ActionOverdue, *, at: datetime) -> None:
    """The owner hears that a date has passed."""
    _tell_about(Action.objects.get(pk=event.action_id), NoticeKind.ACTION_LATE, at)


def tell_of_witness(event: StanceWitnessed, *, at: datetime) -> None:
    """Somebody wrote down what this person said: they can look and object (R-018)."""
    stance = Stance.objects.get(pk=event.stance_id)
    plan = _plan(stance.plan_id)
    known = {party.id: party.kind for party in _parties(plan)}
    kind = known.get(event.person_id, OwnerKind.CLIENT)
    if event.person_id != plan.case.client_id or kind == OwnerKind.CLIENT:
        _tell(event.person_id, kind, NoticeKind.STANCE_ASKED, plan, at, urgent=True)


def tell_party(event: BottleneckRaised, *, at: datetime) -> None:
    """The people of the party concerned who may read it, before any leader (R-021)."""
    row = Bottleneck.objects.select_related("plan__case").get(pk=event.bottleneck_id)
    if row.organization_id is None:
        return
    involved = row.plan.case.involvements.filter(
        organization_id=row.organization_id, professional__isnull=False, until=None
    )
    for key in involved.values_list("professional_id", flat=True):
        if _reads(key, row.scope, at):
            _tell(key, OwnerKind.PROFESSIONAL, NoticeKind.STANCE_ASKED, row.plan, at)


def tell_of_answer(event: JoinAnswered, *, at: datetime) -> None:
    """Who asked to take part hears that the question was looked at; the case says what they see (R-015)."""
    alert = PlanAlert.objects.get(pk=event.alert_id)
    notify(
        actor=SENDER,
        receiver_kind=ReceiverKind.PROFESSIONAL,
        receiver_id=alert.about_id,
        kind=NoticeKind.NEWS,
        at=at,
        link_name="case",
        link_id=alert.case_id,
    )


def ask_leader(event: ClosingAsked, *, at: datetime) -> None:
    """The team leader is asked about a closing without client contact (R-024)."""
    row = Closing.objects.select_related("case").filter(pk=event.closing_id).first()
    if row is None:
        return
    leader = organizations.team_leader(row.case.team_id, at.astimezone(AMSTERDAM).date())
    if leader is not None:
        notify(
            actor=SENDER,
            receiver_kind=ReceiverKind.PROFESSIONAL,
            receiver_id=leader.pk,
            kind=NoticeKind.NEWS,
            at=at,
        )


def _plan(plan_id: UUID) -> Plan:
    return Plan.objects.select_related("case__client").get(pk=plan_id)


def _parties(plan: Plan) -> list[Party]:
    return parties_of(plan, list(plan.goals.all()), list(plan.actions.all()), plan.case.client.name)


def _reads(holder_id: UUID, scope: int, at: datetime) -> bool:
    return holds(holder_id=holder_id, space=space_of(scope), part=part_of(scope), at=at) is not None


def _tell_about(action: Action, kind: str, at: datetime) -> None:
    if not _reads(action.owner_id, action.scope, at):
        return
    _tell(action.owner_id, action.owner_kind, kind, _plan(action.plan_id), at, line_id=action.pk)


def _tell(
    key: UUID,
    kind: str,
    news: str,
    plan: Plan,
    at: datetime,
    *,
    urgent: bool = False,
    line_id: UUID | None = None,
) -> None:
    """The link goes to the plan; for somebody who sees one line only, to that line or to nowhere."""
    sees_plan = _reads(key, plan.scope, at)
    name = "plan" if sees_plan else "own_line_steps" if line_id else ""
    receiver = ReceiverKind.PROFESSIONAL if kind == OwnerKind.PROFESSIONAL else ReceiverKind.RESIDENT
    notify(
        actor=SENDER,
        receiver_kind=receiver,
        receiver_id=key,
        kind=news,
        at=at,
        link_name=name,
        link_id=plan.case_id if sees_plan else line_id,
        urgent=urgent,
    )
