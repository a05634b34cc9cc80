from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Logging in."""

    name = "rondom.accounts"
    label = "accounts"
