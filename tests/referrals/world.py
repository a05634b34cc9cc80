"""A referral of the practice nurse, as far along as a test wants it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.organizations import queries as organizations
from rondom.privacy.vocabulary import FeedbackDepth
from rondom.referrals import commands
from rondom.referrals.commands import Contact, FeedbackWish, ReferralContent
from rondom.referrals.models import ReferralProgress
from tests.cases.world import build_city

CONTENT = ReferralContent(
    given_name="Samira",
    family_name="Haddad",
    birth_date=date(1988, 3, 9),
    language="ar",
    contact=Contact(phone="06 1111 2222", address="Zilverreigerlaan 12, Maasdrecht", bsn="999999011"),
    question="Kan iemand meekijken met de geldzorgen en de vochtige woning?",
    tried="Twee gesprekken in de praktijk.",
    ground="consent",
    feedback=FeedbackDepth.OUTCOME,
)


@dataclass
class Desk:
    """The city with one referral on the desk of team Spoorwijk."""

    at: datetime
    staff: dict[str, Actor]

    def __getattr__(self, name: str) -> Actor:
        return self.staff[name]

    def send(self, *, to: str = "spoorwijk", **changes):
        """Marieke sends a referral."""
        more = {k: changes.pop(k) for k in ("short_is_fine", "birth_date_checked") if k in changes}
        with acting_as(self.marieke, at=self.at):
            return commands.send_referral(
                actor=self.marieke,
                content=replace(CONTENT, **changes),
                receiver_desk_id=organizations.desk_by_slug(to).pk,
                at=self.at,
                **more,
            )

    def do(self, name: str, who: Actor, referral, *, days: float = 0, **values):
        """Run a command on the referral, some days later."""
        at = self.at + timedelta(days=days)
        with acting_as(who, at=at):
            return getattr(commands, name)(actor=who, referral_id=referral.pk, at=at, **values)

    def into_case(self, referral, *, depth=FeedbackDepth.OUTCOME):
        """Fatma accepts it and opens a file."""
        self.do("accept_referral", self.fatma, referral, days=1)
        wish = FeedbackWish(depth=depth, channel="spoken", witness="Marieke Post")
        return self.do("open_case_from_referral", self.fatma, referral, days=2, ground="wmo", feedback=wish)

    def progress(self, referral) -> ReferralProgress:
        """The receiver's row, as the system sees it."""
        with acting_as(system_actor("test"), at=self.at):
            return ReferralProgress.objects.get(referral=referral)


def desk_world(at: datetime) -> Desk:
    """Team Spoorwijk with its desk, the practice, and the town's front door."""
    return Desk(at, build_city(at - timedelta(days=400)))
