"""The Django app of the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Top layer: may import every module, and no module imports it."""

    name = "rondom.web"
    label = "web"
