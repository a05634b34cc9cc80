from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The foundation; it has migrations (the `sec` schema) and no models."""

    name = "rondom.kernel"
    label = "kernel"
