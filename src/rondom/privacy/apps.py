from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Consent and emergency access."""

    name = "rondom.privacy"
    label = "privacy"
