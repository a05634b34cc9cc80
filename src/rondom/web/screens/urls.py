"""Addresses of the screens; nouns, and random keys only."""

from django.urls import path

from rondom.web.screens import around, caselist, casepage, file, household, rules, today

C = "cases/<uuid:case_id>/"

urlpatterns = [
    path("", today.today, name="today"),
    path("rules/", rules.rule_register, name="rule_register"),
    path("rules/<slug:rule>/", rules.rule_stop, name="rule_stop"),
    path("team/load/", rules.team_load, name="team_load"),
    path("requests/<uuid:request_id>/", around.request_page, name="request"),
    path("alarms/<uuid:alarm_id>/review/", around.deadline_review, name="deadline_review"),
    path("cases/", caselist.case_list, name="case_list"),
    path(C, casepage.case_page, name="case"),
    path(f"{C}own-words/", file.own_words, name="own_words"),
    path(f"{C}own-words/missing/", file.missing_words, name="missing_words"),
    path(f"{C}introduction/", file.introduction, name="introduction"),
    path(f"{C}introduction.pdf", file.introduction_pdf, name="introduction_pdf"),
    path(f"{C}domains/new/", file.domain_new, name="domain_new"),
    path(f"{C}domains/<uuid:entry_id>/removal/", file.domain_out, name="domain_out"),
    path(f"{C}strengths/new/", file.strength_new, name="strength_new"),
    path(f"{C}strengths/<uuid:strength_id>/end/", file.strength_end, name="strength_end"),
    path(f"{C}notes/", file.notes, name="note_list"),
    path(f"{C}notes/new/", file.note_new, name="note_new"),
    path(f"{C}notes/<uuid:note_id>/", file.note, name="note"),
    path(f"{C}timeline/", file.timeline, name="timeline"),
    path(f"{C}involved/", around.involved, name="involved"),
    path(f"{C}involved/new/", around.involve, name="involve"),
    path(f"{C}involved/<uuid:involvement_id>/end/", around.involvement_end, name="involvement_end"),
    path(f"{C}network/", around.network, name="network"),
    path(f"{C}deadlines/new/", around.deadline_new, name="deadline_new"),
    path(f"{C}deadlines/<uuid:deadline_id>/", around.deadline_change, name="deadline_change"),
    path(f"{C}deadlines/<uuid:deadline_id>/end/", around.deadline_end, name="deadline_end"),
    path(f"{C}case-manager/", around.case_manager, name="case_manager"),
    path(f"{C}handover/", around.handover, name="handover"),
    path(f"{C}handover/<uuid:handover_id>/<slug:step>/", around.handover_step, name="handover_step"),
    path(f"{C}look/", around.look, name="case_look"),
    path(f"{C}household/", household.household, name="household"),
    path(f"{C}household/members/", household.member_new, name="member_new"),
    path(f"{C}household/relatives/", household.relative_new, name="relative_new"),
    path(f"{C}household/<uuid:member_id>/contacts/", household.contact_new, name="contact_new"),
    path(f"{C}household/contacts/<uuid:contact_id>/shown/", household.contact_shown, name="contact_shown"),
    path(f"{C}household/<uuid:member_id>/bsn/", household.bsn_new, name="bsn_new"),
    path(f"{C}household/<uuid:member_id>/bsn/shown/", household.bsn_shown, name="bsn_shown"),
    path("cases/new/", household.case_new, name="case_new"),
]
