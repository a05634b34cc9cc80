from django.apps import AppConfig


class InteropConfig(AppConfig):
    """The doors for other systems."""

    name = "rondom.interop"
    label = "interop"
