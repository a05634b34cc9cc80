"""The fixed words of referrals. The Dutch stands in the translation file."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReferralState(TextChoices):
    """The states of a referral, in the order in which they are reached (R-062)."""

    SENT = "sent", _("sent")
    RECEIVED = "received", _("received")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    CONTACTED = "contacted", _("first contact")
    UNDER_WAY = "under_way", _("help under way")
    CLOSED = "closed", _("result")
    CANCELLED = "cancelled", _("cancelled by the sender")


class Urgency(TextChoices):
    """How soon, in the words of the form; the values are those of FHIR."""

    ROUTINE = "routine", _("it can wait its turn")
    URGENT = "urgent", _("this week")
    ASAP = "asap", _("within two days")
    STAT = "stat", _("today")


class NextStep(TextChoices):
    """What happens after declining: never nothing (R-064)."""

    OTHER_SERVICE = "other_service", _("another service fits better")
    ADVICE = "advice", _("back to the sender with advice")
    JOINT_CALL = "joint_call", _("we call together")


class OutcomeCategory(TextChoices):
    """How it ended, in one word (R-063)."""

    HELPED = "helped", _("the question is answered")
    PARTLY = "partly", _("partly answered")
    OTHER_HELP = "other_help", _("other help has started")
    NO_CONTACT = "no_contact", _("no contact was made")
    NOT_WANTED = "not_wanted", _("the person does not want this help")
    NOT_POSSIBLE = "not_possible", _("this help was not possible")


class ReportKind(TextChoices):
    """A word in between, or the result."""

    PROGRESS = "progress", _("word in between")
    RESULT = "result", _("result")


class Channel(TextChoices):
    """How a referral came in."""

    WEB = "web", _("our own form")
    FHIR = "fhir", _("the sender's own system")


#: Results that count as help given; the others close a referral without the result asked for.
FULFILLED = frozenset({OutcomeCategory.HELPED, OutcomeCategory.PARTLY, OutcomeCategory.OTHER_HELP})

#: States in which something is still expected of somebody.
OPEN = (
    ReferralState.SENT,
    ReferralState.RECEIVED,
    ReferralState.ACCEPTED,
    ReferralState.CONTACTED,
    ReferralState.UNDER_WAY,
)

#: Functions whose whole organization follows what one of them refers (a practice is one address).
PRACTICE_FUNCTIONS = frozenset({"practice_nurse", "gp"})
