"""Words of the case."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseState(TextChoices):
    """Where a case stands."""

    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class InvolvementKind(TextChoices):
    """What a party is to this household."""

    TEAM = "team", _("team member")
    PARTNER = "partner", _("partner organisation")
    CONSULTATION = "consultation", _("asked for advice")


class Visibility(TextChoices):
    """Whether others may know that this party is involved."""

    SHOWN = "shown", _("shown")
    MASKED = "masked", _("masked: another organisation is involved")
    HIDDEN = "hidden", _("hidden")
