"""A meeting ahead with guests: one proposes a point, one is an expert who knows the client privately."""

from datetime import timedelta

from rondom.access.context import acting_as, system_actor
from rondom.cases import commands as cases
from rondom.cases.models import Involvement
from rondom.cases.rules import day_of
from rondom.meetings import commands as meetings
from rondom.meetings.models import Participant
from rondom.meetings.rules import Slot
from rondom.meetings.vocabulary import EXPERT, Invitee
from rondom.organizations.models import WorkingRole
from rondom.web.demo_city.tale import professional

ROUTES = ("meeting_guest_points", "meeting_guest_point", "meeting_acquaintance_decision")


def lay_table(case, fatma, samira, at) -> dict[str, object]:
    """Through commands; answers it by route and place."""
    with acting_as(system_actor("house tests"), at=at):
        marieke = professional("marieke-post", at=at)
        expert = _expert_of_another_team(at)
    row = meetings.propose_meeting(
        actor=fatma,
        case_id=case.pk,
        why="Samen de brief van de dokter lezen.",
        times=[Slot(at + timedelta(days=3), at + timedelta(days=3, hours=4))],
        place="Bij haar thuis",
        at=at,
    )
    for who in (marieke, expert):
        meetings.invite(
            actor=samira, meeting_id=row.pk, invitee=Invitee("professional", who.id), sees="agenda", at=at
        )
    point = meetings.propose_point(
        actor=marieke, meeting_id=row.pk, words="Wie leest de uitslag voor?", at=at
    )
    helps = _helps_and_knows(case, fatma, expert, at)
    with acting_as(system_actor("house tests"), at=at):
        place = Participant.objects.get(meeting_id=row.pk, professional_id=expert.id)
    token = _link(row, fatma, marieke, at)
    return {f"{route}.meeting_id": row.pk for route in ROUTES} | {
        "guest_point_id": point.pk,
        "meeting_by_link.token": token,
        "team_meetings.team_id": case.team_id,
        "meeting_acquaintance_decision.participant_id": place.pk,
        "acquaintance_decision.involvement_id": helps,
    }


def _link(row, fatma, guest, at) -> str:
    """The word in the mail of a guest, once there is a time to answer."""
    with acting_as(system_actor("house tests"), at=at):
        row.refresh_from_db()
    meetings.plan_meeting(
        actor=fatma,
        meeting_id=row.pk,
        version=row.version,
        starts_at=at + timedelta(days=3, hours=1),
        chair_id=fatma.id,
        at=at,
    )
    with acting_as(system_actor("house tests"), at=at):
        seat = Participant.objects.get(meeting_id=row.pk, professional_id=guest.id)
        return meetings.open_reply_link(actor=system_actor("house tests"), participant_id=seat.pk, at=at)


def _expert_of_another_team(at):
    """Somebody who is no persona, always the same."""
    roles = WorkingRole.objects.current(day_of(at)).filter(function=EXPERT)
    slugs = roles.exclude(professional__slug="henk-visser").order_by("team__slug", "professional__slug")
    return professional(slugs.values_list("professional__slug", flat=True)[0], at=at)


def _helps_and_knows(case, fatma, expert, at):
    row = cases.involve(
        actor=fatma,
        case_id=case.pk,
        organization_id=expert.organization_id,
        professional_id=expert.id,
        kind="consultation",
        function=expert.function,
        domains=[],
        ground="wmo",
        why="Samira wil iemand naast zich bij de dokter.",
        at=at,
    )
    cases.declare_acquaintance(actor=expert, case_id=case.pk, words="Wij zaten samen op school.", at=at)
    with acting_as(system_actor("house tests"), at=at):
        assert Involvement.objects.get(pk=row.pk).until is None
    return row.pk
