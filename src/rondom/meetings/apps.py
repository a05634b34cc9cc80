from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The meetings of a household."""

    name = "rondom.meetings"
    label = "meetings"
