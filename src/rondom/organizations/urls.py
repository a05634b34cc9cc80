"""Addresses of colleagues and settings; a colleague is reached by the role, never by a person's key."""

from django.urls import path

from rondom.organizations.views import configuration, portraits, staff, support

urlpatterns = [
    path("staff/", staff.staff_list, name="staff_list"),
    path("staff/<uuid:role_id>/", staff.staff_page, name="staff_page"),
    path("staff/<uuid:role_id>/stand-in/", staff.stand_in, name="staff_stand_in"),
    path("staff/<uuid:role_id>/departure/", staff.departure, name="staff_departure"),
    path("staff/experts/", support.expert_list, name="expert_list"),
    path("staff/<uuid:role_id>/support-contact/", support.support_contact, name="staff_support_contact"),
    path("me/photo/", portraits.my_photo, name="my_photo"),
    path("portraits/<uuid:portrait_id>/", portraits.portrait, name="portrait"),
    path("me/card/", staff.my_card, name="my_card"),
    path("settings/", configuration.overview, name="settings_overview"),
    path("settings/<slug:key>/", configuration.change, name="setting_change"),
]
