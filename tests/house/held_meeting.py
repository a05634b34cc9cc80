"""A meeting that was held: with a decision, a stance that waits for the client, and a matter without agreement."""

from datetime import timedelta

from rondom.access.context import acting_as, system_actor
from rondom.meetings import commands as meetings
from rondom.meetings.models import AgendaPoint, Meeting, Participant
from rondom.meetings.rules import Slot
from rondom.meetings.vocabulary import GivenView, Invitee, StanceKind
from rondom.web.demo_city.tale import professional

HEALTH = 4


def hold_meeting(case, fatma, samira, at) -> dict[str, object]:
    """Through commands; answers it by route and place. The meeting of the story stays what it is."""
    with acting_as(system_actor("house tests"), at=at):
        told = Meeting.objects.filter(case=case).order_by("created_at").first()
        found = {
            "meeting_id": told.pk,
            "participant_id": told.participants.order_by("name", "kind", "pk").first().pk,
            "point_id": AgendaPoint.objects.filter(meeting=told).order_by("words", "pk").first().pk,
        }
        peter, marieke = (professional(slug, at=at) for slug in ("peter-jansen", "marieke-post"))
    found["object_id"] = found["point_id"]
    key = _begin(case, fatma, (peter, marieke), at)
    with acting_as(system_actor("house tests"), at=at):
        seats = {seat.professional_id or seat.person_id: seat.pk for seat in _seats(key)}
    decision = meetings.record_decision(
        actor=fatma, meeting_id=key, question="Wie belt?", options=["Peter", "Fatma"], chosen="Peter", at=at
    )
    stance = meetings.take_stance(
        actor=fatma,
        decision_id=decision.pk,
        participant_id=seats[samira.id],
        kind=StanceKind.AGREES,
        at=at,
    )
    matter = meetings.raise_disagreement(
        actor=fatma,
        meeting_id=key,
        matter="Wanneer de muur droog is.",
        client_view="Het is nog nat.",
        views=[GivenView(seats[peter.id], "Het was droog.")],
        next_step="Samen kijken.",
        at=at,
    )
    # Marieke stands in no register here, so the plan could not take this at the table.
    task = meetings.agree(
        actor=fatma,
        meeting_id=key,
        what="De uitslag opsturen.",
        participant_id=seats[marieke.id],
        due_on=at.date() + timedelta(days=7),
        domain=HEALTH,
        at=at,
    )
    assert task.action_id is None
    meetings.close_meeting(actor=fatma, meeting_id=key, absence_reason="ill", at=at)
    with acting_as(system_actor("house tests"), at=at):
        view = matter.views.exclude(participant_id=seats[samira.id]).get()
    there = (
        "meeting_agreement_plan",
        "meeting_stance",
        "meeting_stance_confirmation",
        "meeting_settlement",
        "meeting_dispute",
    )
    return (
        found
        | {f"{route}.meeting_id": key for route in there}
        | {
            "meeting_agreement_plan.agreement_id": task.pk,
            "meeting_stance.decision_id": decision.pk,
            "meeting_stance.participant_id": seats[peter.id],
            "meeting_stance_confirmation.stance_id": stance.pk,
            "meeting_settlement.view_id": view.pk,
            "meeting_dispute.part": "decision",
            "meeting_dispute.object_id": decision.pk,
        }
    )


def _begin(case, fatma, invited, at):
    row = meetings.propose_meeting(
        actor=fatma,
        case_id=case.pk,
        why="Kort overleg over de vochtige muur.",
        times=[Slot(at + timedelta(hours=1), at + timedelta(hours=4))],
        place="Bij haar thuis",
        at=at,
    )
    for who in invited:
        meetings.invite(actor=fatma, meeting_id=row.pk, invitee=Invitee("professional", who.id), at=at)
    with acting_as(system_actor("house tests"), at=at):
        row.refresh_from_db()
    meetings.plan_meeting(
        actor=fatma,
        meeting_id=row.pk,
        version=row.version,
        starts_at=at + timedelta(hours=2),
        chair_id=fatma.id,
        at=at,
    )
    meetings.open_meeting(actor=fatma, meeting_id=row.pk, at=at)
    return row.pk


def _seats(key):
    return Participant.objects.filter(meeting_id=key)
