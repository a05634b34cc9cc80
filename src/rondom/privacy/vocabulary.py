"""Words of consent and emergency access."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ConsentState(TextChoices):
    """How a consent stands; appended as steps."""

    PROPOSED = "proposed", _("asked")
    GIVEN = "given", _("given")
    REFUSED = "refused", _("refused")
    DISPUTED = "disputed", _("not agreed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")


class ConsentChannel(TextChoices):
    """How the person said it."""

    PORTAL = "portal", _("on the own page")
    PAPER = "paper", _("on paper")
    SPOKEN = "spoken", _("spoken, with a witness")


class FeedbackDepth(TextChoices):
    """What may go back to somebody who referred (R-066)."""

    NOTHING = "nothing", _("nothing")
    STATUS = "status", _("only whether help has started")
    OUTCOME = "outcome", _("status and a short outcome")
    FULL = "full", _("a full summary")


class ConsentKind(TextChoices):
    """Three different things that are easily mixed up."""

    SHARING = "sharing", _("permission to share")
    SECRECY = "secrecy", _("release from professional secrecy")


class SharedKind(TextChoices):
    """What is shared with one person."""

    INFORMATION = "information", _("information")
    APPOINTMENT = "appointment", _("appointment")
    GOAL = "goal", _("goal")
