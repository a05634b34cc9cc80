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


class MonthNotReady(Refusal):
    """A month is closed when it is over and every use in it has a verdict (R-045)."""

    code = "month_not_ready"
    sentence = _("First wait until the month is over and judge every use in it.")


class MonthClosed(Refusal):
    """One review of a month."""

    code = "month_closed"
    sentence = _("This month was reviewed already.")


class AlreadyReviewed(Refusal):
    """One review."""

    code = "already_reviewed"
    sentence = _("This use was reviewed already.")


class AlreadyDecided(Refusal):
    """Somebody who said yes already; the other of the two has to answer."""

    code = "already_decided"
    sentence = _("You said yes already. We wait for the other person who decides about this.")


class ChannelUnknown(Refusal):
    """How the person said it is one of three ways."""

    code = "channel_unknown"
    sentence = _("Choose how this was said: on the own page, on paper or aloud.")
    field = "channel"


class LookupIncomplete(Refusal):
    """An identity is only ever looked up exactly."""

    code = "lookup_incomplete"
    sentence = _("Fill in a BSN, or a birth date with a family name.")
    field = "bsn"


class LookupLimit(Refusal):
    """Somebody looked up more people than an emergency explains (P7)."""

    code = "lookup_limit"
    sentence = _(
        "You looked up too many people. Wait an hour, or call the privacy officer when somebody is in danger."
    )


class SharedTitleMissing(Refusal):
    """A shared item says what it is."""

    code = "shared_title_missing"
    sentence = _("Write in a few words what you share.")
    field = "title"


class SharedKindUnknown(Refusal):
    """Something shared is information, an appointment or a goal."""

    code = "shared_kind_unknown"
    sentence = _("Choose what you share: information, an appointment or a goal.")
    field = "kind"


class AppointmentWithoutTime(Refusal):
    """An appointment has a day and a time."""

    code = "appointment_without_time"
    sentence = _("Fill in the day and the time of the appointment.")
    field = "starts_at"


class SharedTooBriefly(Refusal):
    """Sharing ends in the future or not at all."""

    code = "shared_too_briefly"
    sentence = _("Choose a last day that is still to come.")
    field = "until"


class ShieldForbids(Refusal):
    """The safety shield: nothing about the shielded person goes to the one she is shielded from (D2)."""

    code = "shield_forbids"
    sentence = _(
        "This person may see nothing about {name}, because of the safety shield. Share it with nobody."
    )
    field = "subject"


class PersonUnrelated(Refusal):
    """Things are shared with people around the household only."""

    code = "person_unrelated"
    sentence = _("Choose somebody who belongs to this household or its network.")
    field = "person"


class AccessEndedAlready(Refusal):
    """The person cannot sign in any more."""

    code = "access_ended_already"
    sentence = _("This person cannot sign in already.")


class SafetyReasonMissing(Refusal):
    """Ending somebody's access is explained to the privacy officer."""

    code = "safety_reason_missing"
    sentence = _("Write in at least 20 characters why this person must not see anything now.")
    field = "reason"


class GuardianMustNotKnow(Refusal):
    """The question itself would tell somebody what is kept from them (D2, R-044)."""

    code = "guardian_must_not_know"
    sentence = _("This parent cannot be asked on this site, to keep somebody safe. Call the privacy officer.")
    field = "guardian"


class GuardianUnknown(Refusal):
    """Only somebody with authority over the child, who was not asked yet, is asked."""

    code = "guardian_unknown"
    sentence = _("Choose somebody who has authority over this child and was not asked yet.")
    field = "guardian"


class GuardianReasonMissing(Refusal):
    """Asking in spite of a shield, or going on without a guardian, is explained."""

    code = "guardian_reason_missing"
    sentence = _("Write in at least 20 characters why. The privacy officer reads it.")
    field = "reason"
