"""What the planner should know: who can be invited, what is wrong with the table, double bookings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.cases import queries as cases
from rondom.kernel.clock import AMSTERDAM
from rondom.meetings import policies, rules
from rondom.meetings.models import Meeting, Participant
from rondom.meetings.vocabulary import Invitee, MeetingState, ParticipantKind
from rondom.organizations import queries as organizations
from rondom.people import queries as people
from rondom.plans.queries.at_table import goal_domains

MONEY_AND_WORK = ("money", "work_income")

SENTENCES = {
    "missing_social_work": gettext_lazy(
        "A goal is about money or work, and nobody from social work is invited."
    ),
    "missing_work_income": gettext_lazy(
        "A goal is about money or work, and nobody from Work and Income is invited."
    ),
    "outnumbered": gettext_lazy(
        "There are many professionals at this table for one client. Who can stay away?"
    ),
}
INTERPRETER = gettext_lazy(
    "A child or relative as interpreter hears everything and may have to say hard things. "
    "Ask for a professional interpreter: it costs you nothing."
)


@dataclass(frozen=True)
class PlanningNotes:
    """Sentences for the planner; `double` names people who have another meeting at that time."""

    warnings: list[str] = field(default_factory=list)
    double: list[str] = field(default_factory=list)


def planning_notes(meeting: Meeting, seats: list[Participant], *, at: datetime) -> PlanningNotes:
    """What is wrong with the table and the time (R-025)."""
    seated = [rules.Seat(seat.kind, frozenset(seat.functions)) for seat in seats]
    codes = rules.table_warnings(
        seated,
        money_or_work=_money_or_work(meeting),
        professionals_above_client=organizations.setting("meeting_professionals_above_client"),
    )
    found = [str(SENTENCES[code]) for code in codes]
    if meeting.expert_asked_at and not any("expert_by_experience" in seat.functions for seat in seats):
        found.append(_("The client asked for an expert by experience. Nobody is invited yet."))
    sheet = getattr(meeting, "preparation", None)
    if sheet and (sentence := interpreter_warning(sheet.interpreter)):
        found.append(sentence)
    return PlanningNotes(found, _double(meeting, seats, at))


def _money_or_work(meeting: Meeting) -> bool:
    numbers = {d.number for d in organizations.life_domains() if d.slug in MONEY_AND_WORK}
    return bool(numbers & goal_domains(meeting.space))


def interpreter_warning(interpreter: str) -> str:
    """The sentence for a child or relative who would translate; empty otherwise (R-034)."""
    return str(INTERPRETER) if rules.interpreter_warns(interpreter) else ""


def _double(meeting: Meeting, seats: list[Participant], at: datetime) -> list[str]:
    if meeting.starts_at is None or meeting.ends_at is None:
        return []
    people_at_table = {seat.professional_id: seat.name for seat in seats if seat.professional_id}
    # As the system: other meetings belong to other households. Only a name at this table comes out.
    with acting_as(system_actor("double bookings"), at=at):
        busy = (
            Participant.objects.filter(
                professional_id__in=people_at_table,
                removed_at=None,
                meeting__state__in=(MeetingState.PLANNED, MeetingState.RUNNING),
                meeting__starts_at__lt=meeting.ends_at,
                meeting__ends_at__gt=meeting.starts_at,
            )
            .exclude(meeting_id=meeting.pk)
            .values_list("professional_id", flat=True)
        )
        return sorted({people_at_table[one] for one in busy})


def rhythm_due_on(case_id: UUID) -> date | None:
    """When the next meeting is due in the rhythm; None before the first (R-025)."""
    last = Meeting.objects.over().filter(case_id=case_id).values_list("starts_at", flat=True).first()
    if last is None:
        return None
    weeks = organizations.setting("joint_meeting_rhythm_weeks")
    return rules.next_meeting_on(last.astimezone(AMSTERDAM).date(), weeks)


def invitable(actor: Actor, meeting: Meeting, *, at: datetime, text: str = "") -> list[tuple[str, str]]:
    """Who can be chosen, as (`kind:key`, name with what they do): involved parties, own network, colleagues.

    `text` looks further among everybody who works here. A party whose name is not public, a shelter for
    one, is never found that way: whoever works there shows up by their own choice or the client's.
    """
    on = at.astimezone(AMSTERDAM).date()
    seated = {str(s.professional_id or s.person_id) for s in meeting.participants.invited()}
    found: dict[str, str] = {}
    for party in _involved(meeting):
        found[f"{ParticipantKind.PROFESSIONAL}:{party.professional_id}"] = (
            f"{party.professional.name}, {party.organization.name}"
        )
    if text.strip():
        for one in organizations.find_colleagues(text, on):
            if not one.organization.name_public and one.organization_id != actor.organization_id:
                continue
            found[f"{ParticipantKind.PROFESSIONAL}:{one.pk}"] = f"{one.name}, {one.organization.name}"
    found |= _network(actor, meeting, at)
    return [(key, name) for key, name in found.items() if key.split(":")[1] not in seated]


def _involved(meeting: Meeting) -> list[Any]:
    case = cases.case_of_space(meeting.space)
    if case is None:
        return []
    # Whoever is hidden or masked is not offered: an invitation shows a name to everybody at the table.
    return [row for row in cases.involved_parties(case) if row.professional_id and row.visibility == "shown"]


def _network(actor: Actor, meeting: Meeting, at: datetime) -> dict[str, str]:
    kept_apart = set()
    if not policies.is_case_manager(actor, meeting, at):
        # Whoever may not decide about a shield is not asked to.
        kept_apart = {row.counterpart_id for row in people.conflicts_of([meeting.client_id])}
    names: dict[UUID, str] = {}
    for relation in people.relationships([meeting.client_id], at.astimezone(AMSTERDAM).date()):
        other = relation.other if relation.person_id == meeting.client_id else relation.person
        names[other.pk] = f"{other.name} ({relation.get_kind_display()})"
    return {f"{ParticipantKind.NETWORK}:{key}": name for key, name in names.items() if key not in kept_apart}


def as_invitee(value: str) -> Invitee | None:
    """The choice of a form as an invitee; None when it is not one."""
    kind, _sep, key = value.partition(":")
    try:
        return Invitee(kind, UUID(key))
    except ValueError:
        return None
