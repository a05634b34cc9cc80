from django.apps import AppConfig


class PlansConfig(AppConfig):
    """One plan."""

    name = "rondom.plans"
    label = "plans"
