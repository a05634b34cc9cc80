"""Why something about consent or emergency access is not done."""

from django.utils.translation import gettext_lazy as _

from rondom.kernel.refusals import Refusal


class ConsentTooWide(Refusal):
    """Everything for everyone is no consent."""

    code = "consent_too_wide"
    sentence = _("Choose the subjects this party needs. Permission for everything is not possible.")
    field = "domains"


class ConsentWithoutDomain(Refusal):
    """A consent names at least one life domain or a way of giving feedback."""

    code = "consent_without_domain"
    sentence = _("Choose at least one subject, or what may be told back.")
    field = "domains"


class PartyUnknown(Refusal):
    """Consent names one party."""

    code = "party_unknown"
    sentence = _("Choose the organisation this is about.")
    field = "organization"


class PurposeUnknown(Refusal):
    """A use without a purpose in the register is not possible (R-209)."""

    code = "purpose_unknown"
    sentence = _("Choose what it is for from the list.")
    field = "purpose"


class WitnessMissing(Refusal):
    """What was said aloud needs the name of who heard it."""

    code = "witness_missing"
    sentence = _("Write down who was there when this was said.")
    field = "witness"


class ConsentEnded(Refusal):
    """It was withdrawn, refused or is over; a new one is asked."""

    code = "consent_ended"
    sentence = _("This permission has ended already. Ask for a new one if it is still needed.")


class AskedTooSoon(Refusal):
    """After a withdrawal a party does not press: only the case manager asks again within 30 days."""

    code = "asked_too_soon"
    sentence = _(
        "This permission was withdrawn less than 30 days ago. Only the case manager may ask again now."
    )


class ReasonTooShort(Refusal):
    """Emergency access needs a real reason."""

    code = "reason_too_short"
    sentence = _(
        "Write in at least 20 characters what the danger is. The client and the privacy officer read it."
    )
    field = "reason"


class EmergencyBlocked(Refusal):
    """An unreviewed use blocks the next (R-045)."""

    code = "emergency_blocked"
    sentence = _(
        "Your last emergency access waits for its review. Call the privacy officer or the emergency number."
    )


class EmergencyConflict(Refusal):
    """Own household, relative, ex-partner: never, not in an emergency either (D1)."""

    code = "emergency_conflict"
    sentence = _(
        "You are too close to this household. A colleague must do this; the privacy officer has been told."
    )


class AlreadyReviewed(Refusal):
    """One review."""

    code = "already_reviewed"
    sentence = _("This use was reviewed already.")
