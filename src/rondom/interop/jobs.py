"""The clocks of partners: a pause ends by itself on its day (R-063), answers are not kept for ever."""

from datetime import datetime, timedelta

from rondom.access.context import acting_as
from rondom.interop.doors import replay
from rondom.interop.fhir.states import ON_HOLD
from rondom.interop.models import FhirResource
from rondom.interop.projection import PROJECTOR, show_referral
from rondom.referrals.queries import shared_news

ANSWERS_DAYS = 7
"""Days in which a request with the same id gets the same answer: longer than any system tries again."""


def forget_answers(*, at: datetime) -> None:
    """Delete what was answered to old requests."""
    with acting_as(PROJECTOR, at=at):
        replay.forget(at - timedelta(days=ANSWERS_DAYS))


def end_holds(*, at: datetime) -> None:
    """Bring every Task whose pause is over back to the state that it waited in, as a new version.

    The end of a pause was shared with the pause itself, so this tells a sender nothing new.
    """
    with acting_as(PROJECTOR, at=at):
        rows = FhirResource.objects.filter(kind="Task", status=ON_HOLD, referral__isnull=False)
        waiting = list(rows.values_list("referral_id", flat=True))
    for referral_id in waiting:
        if referral_id and shared_news(referral_id=referral_id, at=at).pause is None:
            show_referral(referral_id=referral_id, at=at)
