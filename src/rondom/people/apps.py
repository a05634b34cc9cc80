"""The Django app of the people module."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "rondom.people"
    label = "people"
    verbose_name = _("People and households")
