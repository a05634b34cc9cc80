from typing import Any

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Logging in."""

    name = "rondom.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Who just added a second step has shown it: do not ask for it on the very next page."""
        from allauth.mfa.signals import authenticator_added

        authenticator_added.connect(_shown, dispatch_uid="rondom.accounts.shown")


def _shown(*, request: Any, user: Any, authenticator: Any, **_rest: Any) -> None:
    from allauth.account.internal.flows.login import record_authentication

    if authenticator.type in ("totp", "webauthn"):
        record_authentication(request, user, method="mfa", reauthenticated=True, type=authenticator.type)
