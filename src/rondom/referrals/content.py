"""What a referral says, cleaned once at the door of the command."""

import json
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from rondom.kernel import crypto
from rondom.kernel.crypto import FieldAddress
from rondom.kernel.keys import keyring
from rondom.kernel.text import clean_line, clean_text
from rondom.privacy.vocabulary import FeedbackDepth
from rondom.referrals import refusals
from rondom.referrals.vocabulary import Urgency

OLDEST_YEARS = 120


@dataclass(frozen=True, kw_only=True)
class Contact:
    """How the person is reached, and the BSN. Never in `repr`, so never in a log."""

    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    bsn: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class ReferralContent:
    """The five questions of the form and what a system may add (R-060).

    `ground` is a slug of the city's legal grounds, `consent` among them; empty only from another
    system that says neither. `feedback` is what the person lets go back to the sender (R-066).
    """

    given_name: str = field(default="", repr=False)
    family_name: str = field(default="", repr=False)
    birth_date: date | None = field(default=None, repr=False)
    language: str = "nl"
    contact: Contact = field(default_factory=Contact)
    contact_prohibited: bool = False
    question: str = field(default="", repr=False)
    tried: str = field(default="", repr=False)
    reasons: str = field(default="", repr=False)
    requested_service: str = ""
    urgency: str = Urgency.ROUTINE
    wanted_by: date | None = None
    domains: tuple[int, ...] = ()
    ground: str = ""
    consent_on: date | None = None
    feedback: str = FeedbackDepth.STATUS


def cleaned(content: ReferralContent, today: date) -> ReferralContent:
    """The content with clean text.

    Raises NameMissing, BirthDateImpossible, QuestionMissing, UnknownUrgency, TextTooLong, TextUnreadable.
    """
    given = clean_line(content.given_name, field="given_name", max_length=80)
    family = clean_line(content.family_name, field="family_name", max_length=80)
    if not given and not family:
        raise refusals.NameMissing
    born = content.birth_date
    if (born and not today.year - OLDEST_YEARS <= born.year <= today.year) or (born and born > today):
        raise refusals.BirthDateImpossible
    question = clean_text(content.question, field="question")
    if not question:
        raise refusals.QuestionMissing
    if content.urgency not in Urgency.values:
        raise refusals.UnknownUrgency
    return replace(
        content,
        given_name=given,
        family_name=family,
        question=question,
        tried=clean_text(content.tried, field="tried"),
        reasons=clean_text(content.reasons, field="reasons"),
        requested_service=clean_line(content.requested_service, max_length=200),
        contact=_clean_contact(content.contact),
    )


def _clean_contact(contact: Contact) -> Contact:
    return Contact(
        phone=clean_line(contact.phone, field="phone", max_length=60),
        email=clean_line(contact.email, field="email", max_length=200),
        address=clean_line(contact.address, field="address", max_length=300),
        bsn=clean_line(contact.bsn, field="bsn", max_length=20),
    )


def _place(referral_id: UUID) -> FieldAddress:
    return FieldAddress("referrals_referral", str(referral_id), "sealed_contact")


def seal(referral_id: UUID, contact: Contact) -> bytes | None:
    """The contact details encrypted for this row; None when there are none."""
    values = {key: value for key, value in vars(contact).items() if value}
    return crypto.encrypt(keyring(), _place(referral_id), json.dumps(values)) if values else None


def unseal(referral_id: UUID, sealed: bytes | memoryview | None) -> Contact:
    """The contact details of a row."""
    if sealed is None:
        return Contact()
    return Contact(**json.loads(crypto.decrypt(keyring(), _place(referral_id), bytes(sealed))))
