"""Addresses of meetings: nouns, and never a key of a person."""

from django.urls import path

from rondom.meetings.views import after, figures, inviting, later, link, live, minutes, planning, preparing

M = "meetings/<uuid:meeting_id>/"

urlpatterns = [
    path("cases/<uuid:case_id>/meetings/", planning.case_meetings, name="case_meetings"),
    path("cases/<uuid:case_id>/meetings/new/", planning.new, name="meeting_new"),
    path("teams/<uuid:team_id>/meetings/", figures.team_meetings, name="team_meetings"),
    path("appointments/<str:token>/", link.by_link, name="meeting_by_link"),
    path(M, planning.overview, name="meeting"),
    path(f"{M}plan/", planning.plan, name="meeting_plan"),
    path(f"{M}refusal/", planning.refusal, name="meeting_refusal"),
    path(f"{M}cancellation/", planning.cancellation, name="meeting_cancellation"),
    path(f"{M}participants/", inviting.participants, name="meeting_participants"),
    path(f"{M}participants/<uuid:participant_id>/admission/", inviting.admission, name="meeting_admission"),
    path(f"{M}participants/<uuid:participant_id>/removal/", inviting.removal, name="meeting_removal"),
    path(f"{M}expert/", inviting.expert, name="meeting_expert"),
    path(f"{M}reply/", inviting.my_reply, name="meeting_reply"),
    path(f"{M}preparation/", preparing.preparation, name="meeting_preparation"),
    path(f"{M}reading/", preparing.reading, name="meeting_reading"),
    path(f"{M}agenda/", preparing.agenda, name="meeting_agenda"),
    path(f"{M}agenda/<uuid:point_id>/place/", preparing.place_of_point, name="meeting_agenda_place"),
    path(f"{M}live/", live.live, name="meeting_live"),
    path(f"{M}live/state/", live.state, name="meeting_live_state"),
    path(f"{M}opening/", live.opening, name="meeting_opening"),
    path(f"{M}step/", live.step, name="meeting_step"),
    path(f"{M}turns/", live.turns, name="meeting_turns"),
    path(f"{M}turns/order/", later.order_of_turns, name="meeting_turn_order"),
    path(
        f"{M}participants/<uuid:participant_id>/substitute/",
        later.substitute,
        name="meeting_substitute",
    ),
    path(f"{M}speaking-later/", live.speaking_later, name="meeting_speaking_later"),
    path(f"{M}attendance/", live.attendance, name="meeting_attendance"),
    path(f"{M}concepts/", live.concepts, name="meeting_concepts"),
    path(f"{M}regrets/", live.regrets, name="meeting_regrets"),
    path(f"{M}roles/<uuid:participant_id>/", minutes.role, name="meeting_role"),
    path(f"{M}roles/skipped/", minutes.roles_skipped, name="meeting_roles_skipped"),
    path(f"{M}decisions/", minutes.decisions, name="meeting_decisions"),
    path(
        f"{M}decisions/<uuid:decision_id>/stances/<uuid:participant_id>/",
        minutes.stance,
        name="meeting_stance",
    ),
    path(
        f"{M}stances/<uuid:stance_id>/confirmation/", after.confirmation, name="meeting_stance_confirmation"
    ),
    path(f"{M}disagreements/", minutes.disagreements, name="meeting_disagreements"),
    path(f"{M}views/<uuid:view_id>/settlement/", minutes.settlement, name="meeting_settlement"),
    path(f"{M}agreements/", minutes.agreements, name="meeting_agreements"),
    path(f"{M}agreements/<uuid:agreement_id>/plan/", later.in_plan, name="meeting_agreement_plan"),
    path(f"{M}last-word/", later.last_word, name="meeting_last_word"),
    path(f"{M}closing/", minutes.closing, name="meeting_closing"),
    path(f"{M}summary/", after.summary, name="meeting_summary"),
    path(f"{M}summary.pdf", after.summary_pdf, name="meeting_summary_pdf"),
    path(f"{M}notes/", after.notes, name="meeting_notes"),
    path(f"{M}disputes/<slug:part>/<uuid:object_id>/", later.disputes, name="meeting_dispute"),
    path(f"{M}absence/", after.absence, name="meeting_absence"),
    path(f"{M}redactions/<slug:part>/<uuid:object_id>/", after.redaction, name="meeting_redaction"),
    path(f"{M}pulse/", after.pulse, name="meeting_pulse"),
    path(f"{M}pulse/for-client/", later.pulse_for_client, name="meeting_pulse_for_client"),
    path(f"{M}pulse/sharing/", after.pulse_sharing, name="meeting_pulse_sharing"),
]
