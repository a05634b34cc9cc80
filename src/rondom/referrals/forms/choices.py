"""What more than one form about referrals offers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rondom.organizations import queries as organizations
from rondom.privacy.vocabulary import FeedbackDepth

CHOOSE = ("", _("Choose"))
SHORT: dict[str, Any] = {"widget": forms.Textarea(attrs={"rows": 2})}
AREA: dict[str, Any] = {"widget": forms.Textarea(attrs={"rows": 4})}
CONSENT = "consent"
MORE_THAN_ONE = 2


def desk_choices() -> list[tuple[str, str]]:
    """Every desk that may be named, the front desk first: a shelter stands in no list."""
    front = organizations.front_desk()
    named = [
        desk
        for desk in organizations.desks()
        if desk.organization is None or (desk.organization.name_public and not desk.organization.sensitive)
    ]
    rows = sorted(named, key=lambda desk: (front is None or desk.pk != front.pk, desk.name))
    return [("", str(CHOOSE[1])), *((str(desk.pk), desk.name) for desk in rows)]


def ground_choices() -> list[tuple[str, Any]]:
    """Permission first, then the laws that allow a referral."""
    purpose = organizations.purpose("referral")
    allowed = purpose.grounds if purpose else ()
    laws = [g for g in organizations.legal_grounds() if g.slug in allowed and g.slug != CONSENT]
    return [
        (CONSENT, _("Yes, the person agrees with this referral")),
        *((ground.slug, _("No, but the law allows it: {law}").format(law=ground.label)) for ground in laws),
    ]


def feedback_choices() -> list[tuple[str, Any]]:
    """How much may go back."""
    return list(FeedbackDepth.choices)
