from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Telling people that there is news."""

    name = "rondom.notices"
    label = "notices"
