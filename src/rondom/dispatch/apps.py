from django.apps import AppConfig


class DispatchConfig(AppConfig):
    """The runner and the outbox."""

    name = "rondom.dispatch"
    label = "dispatch"
