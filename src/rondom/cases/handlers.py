"""Telling people that there is news about a case: a notice without content, and a link.

Each takes one event, as the system; the wording and the mail are the business of notices.
"""

from datetime import datetime
from uuid import UUID

from rondom.access.context import system_actor
from rondom.access.queries import holds
from rondom.access.scopes import part_of, space_of
from rondom.cases.events import (
    AcquaintanceDecided,
    AcquaintanceDeclared,
    CaseManagerChanged,
    CopyDeletionAsked,
    DeadlineAlarmed,
    HandoverPlanned,
    InvolvementStarted,
    KeptNotesAsked,
    OwnWordsWritten,
    ReactionHeld,
    ReactionReleased,
    ReactionWritten,
    RequestAnswered,
    RequestAsked,
    RequestOverdue,
    SearchLocked,
)
from rondom.cases.models import (
    Case,
    CaseManagerAssignment,
    ClientRequest,
    DeadlineAlarm,
    Handover,
    Involvement,
    OwnWords,
    Reaction,
)
from rondom.cases.rules import day_of
from rondom.cases.vocabulary import RequestKind, Visibility
from rondom.notices.commands import notify
from rondom.notices.vocabulary import NoticeKind, ReceiverKind
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import WorkFunction

SENDER = system_actor("case notices")


def tell_of_new_case_manager(event: CaseManagerChanged, *, at: datetime) -> None:
    """The client and the new case manager hear it the same day; the leader, when it is for the moment."""
    case = Case.objects.get(pk=event.case_id)
    assignment = CaseManagerAssignment.objects.get(pk=event.assignment_id)
    _resident(case.client_id, NoticeKind.CASE_MANAGER_CHANGED, at, urgent=assignment.acting)
    _colleague(assignment.professional_id, NoticeKind.CASE_ASSIGNED, at, case)
    leader = organizations.team_leader(case.team_id, day_of(at))
    if assignment.acting and leader:
        _colleague(leader.pk, NoticeKind.CASE_ASSIGNED, at, case, urgent=True)


def tell_of_involvement(event: InvolvementStarted, *, at: datetime) -> None:
    """The party knows, and the case manager, unless the involvement is hidden (R-080)."""
    row = Involvement.objects.select_related("case").get(pk=event.involvement_id)
    if row.professional_id:
        _colleague(row.professional_id, NoticeKind.INVOLVED, at, row.case)
    manager = row.case.case_manager_id
    if manager and manager != row.professional_id and row.visibility != Visibility.HIDDEN:
        _colleague(manager, NoticeKind.NEWS, at, row.case)


def ask_to_confirm_words(event: OwnWordsWritten, *, at: datetime) -> None:
    """Somebody else wrote the words down: the person is asked whether they are right (R-001)."""
    words = OwnWords.objects.select_related("case").get(pk=event.own_words_id)
    if words.confirmed_at is None and not words.absence:
        _resident(words.person_id, NoticeKind.STANCE_ASKED, at)
    elif words.case.case_manager_id and words.author_id == words.person_id:
        _colleague(words.case.case_manager_id, NoticeKind.NEWS, at, words.case)


def tell_of_reaction(event: ReactionWritten, *, at: datetime) -> None:
    """The case manager hears that there is a reaction; of a part that is not theirs, nothing."""
    reaction = Reaction.objects.select_related("case").get(pk=event.reaction_id)
    manager = reaction.case.case_manager_id
    if manager and _reads(manager, reaction.scope, at):
        _colleague(manager, NoticeKind.REACTION, at, reaction.case)


def tell_of_held_reaction(event: ReactionHeld, *, at: datetime) -> None:
    """The writer is told, and the team leader looks (R-008)."""
    reaction = Reaction.objects.select_related("case").get(pk=event.reaction_id)
    _resident(reaction.author_id, NoticeKind.REACTION, at)
    leader = organizations.team_leader(reaction.case.team_id, day_of(at))
    if leader:
        notify(
            actor=SENDER,
            receiver_kind=ReceiverKind.PROFESSIONAL,
            receiver_id=leader.pk,
            kind=NoticeKind.REACTION,
            at=at,
            link_name="case_reactions",
            link_id=reaction.case_id,
        )


def tell_of_released_reaction(event: ReactionReleased, *, at: datetime) -> None:
    """The writer hears that the words show again (R-008)."""
    reaction = Reaction.objects.get(pk=event.reaction_id)
    _resident(reaction.author_id, NoticeKind.REACTION, at)


def ask_to_delete_copy(event: CopyDeletionAsked, *, at: datetime) -> None:
    """Who made the copy hears the question, also when they see the case no longer (R-043)."""
    notify(
        actor=SENDER,
        receiver_kind=ReceiverKind.PROFESSIONAL,
        receiver_id=event.professional_id,
        kind=NoticeKind.COPY_TO_DELETE,
        at=at,
        link_name="own_copies",
    )


def ask_for_kept_notes(event: KeptNotesAsked, *, at: datetime) -> None:
    """The former case manager decides note by note, also when the case is theirs no more."""
    notify(
        actor=SENDER,
        receiver_kind=ReceiverKind.PROFESSIONAL,
        receiver_id=event.holder_id,
        kind=NoticeKind.KEPT_ASKED,
        at=at,
        link_name="kept_own",
        link_id=event.case_id,
    )


def tell_of_acquaintance(event: AcquaintanceDeclared, *, at: datetime) -> None:
    """The case manager decides with the client (R-040)."""
    row = Involvement.objects.select_related("case").get(pk=event.involvement_id)
    if row.case.case_manager_id:
        notify(
            actor=SENDER,
            receiver_kind=ReceiverKind.PROFESSIONAL,
            receiver_id=row.case.case_manager_id,
            kind=NoticeKind.ACQUAINTANCE,
            at=at,
            link_name="involved",
            link_id=row.case_id,
        )


def tell_of_decided_acquaintance(event: AcquaintanceDecided, *, at: datetime) -> None:
    """The expert by experience hears it; the case only shows itself to who helps on (R-040)."""
    row = Involvement.objects.select_related("case").get(pk=event.involvement_id)
    if row.professional_id and row.until is None:
        _colleague(row.professional_id, NoticeKind.INVOLVED, at, row.case)
    elif row.professional_id:
        notify(
            actor=SENDER,
            receiver_kind=ReceiverKind.PROFESSIONAL,
            receiver_id=row.professional_id,
            kind=NoticeKind.HELP_ENDED,
            at=at,
        )


def tell_of_request(event: RequestAsked, *, at: datetime) -> None:
    """Who must answer is told (R-008, R-011, R-082)."""
    request = ClientRequest.objects.get(pk=event.request_id)
    _colleague_of_request(request.answerer_id, request, at)


def tell_of_answer(event: RequestAnswered, *, at: datetime) -> None:
    """Who asked is told."""
    request = ClientRequest.objects.get(pk=event.request_id)
    _resident(request.asked_by, NoticeKind.NEWS, at)


def tell_of_overdue_request(event: RequestOverdue, *, at: datetime) -> None:
    """The privacy officers hold it now (R-082)."""
    request = ClientRequest.objects.get(pk=event.request_id)
    for officer in organizations.holders_of_function(WorkFunction.PRIVACY_OFFICER, day_of(at)):
        _colleague_of_request(officer, request, at)


def tell_of_deadline(event: DeadlineAlarmed, *, at: datetime) -> None:
    """The case manager, and from the third threshold on the team leader (R-049)."""
    alarm = DeadlineAlarm.objects.select_related("case").get(pk=event.alarm_id)
    for holder in {alarm.for_id, alarm.case.case_manager_id}:
        if holder is None:
            continue
        _colleague(holder, NoticeKind.DEADLINE_NEAR, at, alarm.case)


def tell_of_locked_search(event: SearchLocked, *, at: datetime) -> None:
    """Privacy officers and the leader of who searched in vain too often hear it, never for what (R-080)."""
    on = day_of(at)
    told = set(organizations.holders_of_function(WorkFunction.PRIVACY_OFFICER, on))
    teams = {role.team_id for role in organizations.working_roles(event.professional_id, on) if role.team_id}
    leaders = [organizations.team_leader(team_id, on) for team_id in teams]
    told |= {leader.pk for leader in leaders if leader}
    for holder in told - {event.professional_id}:
        notify(
            actor=SENDER,
            receiver_kind=ReceiverKind.PROFESSIONAL,
            receiver_id=holder,
            kind=NoticeKind.SEARCH_CLOSED,
            at=at,
        )


def tell_of_handover(event: HandoverPlanned, *, at: datetime) -> None:
    """The client hears it before the change; the giver and the taker too (R-012)."""
    handover = Handover.objects.select_related("case").get(pk=event.handover_id)
    _resident(handover.case.client_id, NoticeKind.CASE_MANAGER_CHANGED, at)
    _colleague(handover.taker_id, NoticeKind.CASE_ASSIGNED, at, handover.case)


def _reads(holder_id: UUID, scope: int, at: datetime) -> bool:
    # News about a part is news about its existence.
    return holds(holder_id=holder_id, space=space_of(scope), part=part_of(scope), at=at) is not None


def _resident(person_id: UUID, kind: str, at: datetime, *, urgent: bool = False) -> None:
    notify(
        actor=SENDER,
        receiver_kind=ReceiverKind.RESIDENT,
        receiver_id=person_id,
        kind=kind,
        at=at,
        link_name="portal",
        urgent=urgent,
    )


def _colleague(holder_id: UUID, kind: str, at: datetime, case: Case, *, urgent: bool = False) -> None:
    notify(
        actor=SENDER,
        receiver_kind=ReceiverKind.PROFESSIONAL,
        receiver_id=holder_id,
        kind=kind,
        at=at,
        link_name="case",
        link_id=case.pk,
        urgent=urgent,
    )


def _colleague_of_request(holder_id: UUID, request: ClientRequest, at: datetime) -> None:
    notify(
        actor=SENDER,
        receiver_kind=ReceiverKind.PROFESSIONAL,
        receiver_id=holder_id,
        kind=NoticeKind.EXPERT_ASKED if request.kind == RequestKind.EXPERT else NoticeKind.CORRECTION_ASKED,
        at=at,
        link_name="request",
        link_id=request.pk,
    )
