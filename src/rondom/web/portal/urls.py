"""Addresses of the resident's own pages. No key of a person in any of them."""

from django.urls import path

from rondom.web.portal.views import (
    about_me,
    copies,
    guardian,
    home,
    looks,
    permissions,
    plan,
    printing,
    say,
    shown,
)

urlpatterns = [
    path("my/", home.home, name="portal"),
    path("my/plan/", plan.plan, name="portal_plan"),
    path("my/goals/", plan.own_goals, name="portal_own_goals"),
    path("my/goals/<uuid:goal_id>/", plan.own_goal, name="portal_own_goal"),
    path("my/goals/<uuid:goal_id>/withdrawal/", plan.own_goal_withdrawal, name="portal_own_goal_withdrawal"),
    path("my/people/", home.people, name="portal_people"),
    path("my/people/expert/", home.ask_expert, name="portal_ask_expert"),
    path("my/people/<uuid:involvement_id>/question/", home.question_helper, name="portal_question_helper"),
    path("my/meetings/", home.my_meetings, name="portal_meetings"),
    path("my/referrals/", home.my_referrals, name="portal_referrals"),
    path("my/looks/", looks.looks, name="portal_looks"),
    path("my/copies/", copies.copies, name="portal_copies"),
    path("my/permissions/", permissions.permissions, name="portal_permissions"),
    path("my/permissions/<uuid:consent_id>/answer/", permissions.decide, name="portal_decide"),
    path("my/permissions/<uuid:consent_id>/end/", permissions.withdraw, name="portal_withdraw"),
    path("my/permissions/<uuid:consent_id>/again/", permissions.give_again, name="portal_give_again"),
    path("my/permissions/child/<uuid:request_id>/answer/", guardian.answer, name="portal_guardian_answer"),
    path("my/messages/", say.messages_page, name="portal_messages"),
    path("my/messages/<uuid:message_id>/back/", say.take_message_back, name="portal_message_back"),
    path("my/say/", say.say, name="portal_say"),
    path("my/words/", about_me.own_words, name="portal_words"),
    path("my/words/<uuid:own_words_id>/confirm/", about_me.confirm_words, name="portal_confirm_words"),
    path("my/strengths/", about_me.strengths, name="portal_strengths"),
    path("my/strengths/<uuid:strength_id>/end/", about_me.end_strength, name="portal_end_strength"),
    path("my/network/", about_me.network, name="portal_network"),
    path("my/network/<uuid:supporter_id>/", about_me.choose_supporter, name="portal_choose_supporter"),
    path("my/network/<uuid:supporter_id>/lines/", shown.lines, name="portal_lines"),
    path("my/introduction/", about_me.introduction, name="portal_introduction"),
    path("my/introduction/approve/", about_me.approve_introduction, name="portal_approve_introduction"),
    path("my/everything.pdf", printing.everything, name="portal_everything"),
]
