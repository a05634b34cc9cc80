"""The Django app of the organizations module."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationsConfig(AppConfig):
    name = "rondom.organizations"
    label = "organizations"
    verbose_name = _("Organizations and teams")
    default_auto_field = "django.db.models.BigAutoField"
