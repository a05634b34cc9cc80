"""Kinds of notices with their sentence, ways of mailing, kinds of receivers.

A sentence says what sort of thing is new and nothing about it: no name, no domain, no date.
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ReceiverKind(TextChoices):
    """Who can be told something."""

    PROFESSIONAL = "professional", _("Professional")
    RESIDENT = "resident", _("Resident")


class MailMode(TextChoices):
    """How often somebody wants mail."""

    DAILY = "daily", _("Once a day, everything in one mail")
    IMMEDIATELY = "immediately", _("Soon after there is news")
    NEVER = "never", _("No mail; I look on the site myself")


class MailState(TextChoices):
    """Where a mail stands."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    REFUSED = "refused", _("Refused by the receiving side")


class NoticeKind(TextChoices):
    """What sort of news. A kind that is not in this list is shown as plain news."""

    NEWS = "news", _("There is news on your page.")
    PLAN_CHANGED = "plan_changed", _("Something in a plan has changed.")
    STANCE_ASKED = "stance_asked", _("Somebody would like to know what you think.")
    ACTION_GIVEN = "action_given", _("There is an action for you.")
    ACTION_DUE = "action_due", _("An action is almost due.")
    ACTION_LATE = "action_late", _("An action is late.")
    DEADLINE_NEAR = "deadline_near", _("A deadline is near.")
    MESSAGE = "message", _("There is a message for you.")
    MESSAGE_UNANSWERED = "message_unanswered", _("A message is waiting for your answer.")
    MEETING_INVITED = "meeting_invited", _("You are invited to a meeting.")
    MEETING_CHANGED = "meeting_changed", _("Something about a meeting has changed.")
    MEETING_SUMMARY = "meeting_summary", _("The summary of a meeting is ready.")
    REFERRAL_RECEIVED = "referral_received", _("A referral has come in.")
    REFERRAL_STEP = "referral_step", _("A referral has come one step further.")
    REFERRAL_LATE = "referral_late", _("A referral is waiting too long.")
    CONSENT_ASKED = "consent_asked", _("Somebody asks for your permission.")
    CONSENT_CHANGED = "consent_changed", _("A permission has changed.")
    CONSENT_DISPUTED = "consent_disputed", _("Two people who decide together do not agree.")
    COPY_TO_DELETE = "copy_to_delete", _("You are asked to delete a copy that you printed or saved.")
    KEPT_ASKED = "kept_asked", _("A colleague asks for notes that you kept for named people.")
    CASE_ASSIGNED = "case_assigned", _("You have become case manager.")
    CASE_MANAGER_CHANGED = "case_manager_changed", _("You have another case manager.")
    INVOLVED = "involved", _("You have become involved in a case.")
    REACTION = "reaction", _("Somebody reacted.")
    ACQUAINTANCE = (
        "acquaintance",
        _("An expert by experience knows a client privately. Decide with the client."),
    )
    HELP_ENDED = "help_ended", _("You no longer help in a case in which you knew the client.")
    EXPERT_ASKED = "expert_asked", _("A client asks for an expert by experience.")
    SUPPORT_CONTACT = "support_contact", _("You have another support contact.")
    SUPPORT_GIVEN = "support_given", _("You support an expert by experience from now on.")
    SUPPORT_MISSING = "support_missing", _("An expert by experience has no support contact any more.")
    SUPPORT_LOST = (
        "support_lost",
        _("Your support contact has left. Your team leader was asked to name another."),
    )
    SELF_ASSIGNED = "self_assigned", _("Somebody gave themselves access to a case.")
    EMERGENCY_ACCESS = "emergency_access", _("Somebody used emergency access.")
    LOG_DAMAGED = "log_damaged", _("The log does not verify. Somebody changed something in it.")
    MASS_VIEWING = "mass_viewing", _("Somebody opened far more files in a day than usual.")
    SEARCH_CLOSED = "search_closed", _("Somebody searched in vain too often. Searching is closed for today.")
    CORRECTION_ASKED = "correction_asked", _("Somebody says that something is not right.")


URGENT = frozenset(
    {
        NoticeKind.EMERGENCY_ACCESS,
        NoticeKind.SELF_ASSIGNED,
        NoticeKind.LOG_DAMAGED,
        NoticeKind.MASS_VIEWING,
        NoticeKind.SEARCH_CLOSED,
    }
)
"""Told at once, whatever somebody prefers: a safeguard that waits for tomorrow is none."""

RECALL_MINUTES = 10


def sentence_of(kind: str) -> str | Promise:
    """The sentence of a kind; an unknown kind is plain news."""
    return NoticeKind(kind).label if kind in NoticeKind.values else NoticeKind.NEWS.label
