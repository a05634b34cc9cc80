"""Addresses of the staff's privacy pages."""

from django.urls import path

from rondom.web.privacy.views import emergency, guardians, permissions, sharing

urlpatterns = [
    path("cases/<uuid:case_id>/permissions/", permissions.permissions, name="case_permissions"),
    path(
        "cases/<uuid:case_id>/permissions/<uuid:consent_id>/note/",
        permissions.note_decision,
        name="case_note_decision",
    ),
    path(
        "cases/<uuid:case_id>/permissions/<uuid:consent_id>/guardians/",
        guardians.guardians,
        name="case_guardians",
    ),
    path("cases/<uuid:case_id>/sharing/", sharing.sharing, name="case_sharing"),
    path("cases/<uuid:case_id>/sharing/<uuid:item_id>/end/", sharing.stop, name="case_stop_sharing"),
    path("cases/<uuid:case_id>/safety/", sharing.safety, name="case_safety"),
    path("emergency/", emergency.emergency, name="emergency"),
    path("emergency/<str:key>/", emergency.open_emergency, name="emergency_open"),
    path("conflicts/", emergency.own_conflicts, name="own_conflicts"),
]
