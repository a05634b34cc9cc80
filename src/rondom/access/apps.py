from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Grants and the signed context."""

    name = "rondom.access"
    label = "access"
