"""The fixed words of the module. The Dutch stands in the translation file."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MemberRole(TextChoices):
    """What somebody is in a household. It gives no right to read anything (R-002)."""

    ADULT = "adult", _("adult")
    CHILD = "child", _("child")
    OTHER = "other", _("other member")


class RelationshipKind(TextChoices):
    """What person A is to person B: "A is parent of B"."""

    PARENT = "parent", _("parent")
    STEP_PARENT = "step_parent", _("step-parent")
    FOSTER_PARENT = "foster_parent", _("foster parent")
    GUARDIAN = "guardian", _("guardian")
    GRANDPARENT = "grandparent", _("grandparent")
    SIBLING = "sibling", _("brother or sister")
    PARTNER = "partner", _("partner")
    EX_PARTNER = "ex_partner", _("former partner")
    OTHER_FAMILY = "other_family", _("other family")
    FRIEND = "friend", _("friend or neighbour")


class AuthoritySource(TextChoices):
    """How it is known that somebody has parental authority (R-044)."""

    REGISTER = "register", _("authority register")
    COURT = "court", _("court decision")
    BIRTH_CERTIFICATE = "birth_certificate", _("birth certificate")
    TOLD = "told", _("told, not checked yet")


class ContactKind(TextChoices):
    """Ways to reach somebody."""

    PHONE = "phone", _("telephone")
    EMAIL = "email", _("e-mail")
    ADDRESS = "address", _("address")


class IdentifierKind(TextChoices):
    """Numbers that identify a person."""

    BSN = "bsn", _("citizen service number (BSN)")


class ConflictKind(TextChoices):
    """Why two people must be kept apart in the files (decision table rows D1 and D2)."""

    RELATIVE = "relative", _("relative, friend or own household")
    SHIELD = "shield", _("safety shield")


class CounterpartKind(TextChoices):
    """Who stands on the other side of a conflict."""

    PROFESSIONAL = "professional", _("professional")
    PERSON = "person", _("resident")


class AgeBand(TextChoices):
    """Who speaks for a young person, by age (R-044)."""

    GUARDIAN = "guardian", _("the parent or guardian decides")
    SHARED = "shared", _("the young person and the parent decide together")
    SELF = "self", _("the young person decides")
    ADULT = "adult", _("adult")


#: Languages offered first; any code of two or three letters is accepted.
LANGUAGES = {
    "nl": _("Dutch"),
    "en": _("English"),
    "ar": _("Arabic"),
    "fr": _("French"),
    "tr": _("Turkish"),
    "pl": _("Polish"),
    "uk": _("Ukrainian"),
    "ti": _("Tigrinya"),
    "so": _("Somali"),
    "fa": _("Persian"),
    "es": _("Spanish"),
    "pt": _("Portuguese"),
    "de": _("German"),
    "zh": _("Chinese"),
    "bg": _("Bulgarian"),
    "ro": _("Romanian"),
    "pap": _("Papiamento"),
    "ber": _("Berber"),
}

#: Kinds that hold in both directions; the others are read from A to B.
MUTUAL = frozenset(
    {
        RelationshipKind.SIBLING,
        RelationshipKind.PARTNER,
        RelationshipKind.EX_PARTNER,
        RelationshipKind.OTHER_FAMILY,
        RelationshipKind.FRIEND,
    }
)
