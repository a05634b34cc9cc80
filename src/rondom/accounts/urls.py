"""Addresses of signing in. Only what is used is mounted: no sign-up, no password reset."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.urls import path

from rondom.accounts import back_channel, openid, views

urlpatterns = [
    path("login/", views.sign_in, name="account_login"),
    path("login/", views.sign_in, name="login"),
    path("login/code/", views.code, name="login_code"),
    path("login/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("login/second-step/", mfa.authenticate, name="mfa_authenticate"),
    path("login/closed/", views.closed, name="account_inactive"),
    path("login/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("login/with/<slug:provider_id>/", openid.begin, name="openid_connect_login"),
    path("login/with/<slug:provider_id>/callback/", openid.callback, name="openid_connect_callback"),
    path(
        "login/with/<slug:provider_id>/logout/",
        back_channel.back_channel_logout,
        name="openid_back_channel_logout",
    ),
    path("logout/", views.sign_out, name="account_logout"),
    path("logout/", views.sign_out, name="logout"),
    path("account/", views.overview, name="account"),
    path("account/step-up/", views.step_up, name="step_up"),
    path("account/invitations/", views.invitation, name="resident_invitation"),
    path("account/sessions/", views.session_list, name="usersessions_list"),
    path("account/sessions/end/", views.session_end, name="session_end"),
    path("account/confirm/password/", account.reauthenticate, name="account_reauthenticate"),
    path("account/confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/confirm/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/second-step/", mfa.index, name="mfa_index"),
    path("account/second-step/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/second-step/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/second-step/keys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("account/second-step/keys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("account/second-step/keys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("account/second-step/keys/<int:pk>/name/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/second-step/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/second-step/codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "account/second-step/codes/file/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
