from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The case file."""

    name = "rondom.cases"
    label = "cases"
