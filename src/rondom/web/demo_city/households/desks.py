"""Referrals on the desks: from practices and the front desk, in the states in which they wait."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.context import acting_as
from rondom.dispatch import submissions
from rondom.organizations import queries as organizations
from rondom.referrals import commands as referrals
from rondom.referrals.commands import Contact, ReferralContent
from rondom.web.demo_city.calendar import day
from rondom.web.demo_city.households import residents
from rondom.web.demo_city.households.lots import HOME_TEAM, actor_of, lots
from rondom.web.demo_city.tale import NotInCity, Tell, key_of, on, visit, workday, years_ago

#: Who it is about, between which ages, the question, and the life domains. As many as no sender comes
#: back to soon: the number shares no factor with that of the senders.
QUESTIONS = (
    ("man", 66, 84, "Meneer is gevallen en komt de trap niet meer af. Kan iemand thuis meekijken?", (3, 2)),
    ("woman", 24, 60, "Mevrouw betaalt al maanden geen zorgpremie. Wie kan met haar rekenen?", (0,)),
    ("woman", 21, 34, "Jong gezin met een baby die veel huilt. Graag iemand die langskomt.", (7, 4)),
    ("man", 70, 82, "Meneer is sinds het overlijden van zijn vrouw alleen en eet slecht.", (8, 3)),
    ("man", 16, 17, "Deze jongen komt niet meer op school en reageert niet. Thuis is er ruzie.", (7,)),
    ("woman", 68, 80, "Mevrouw zorgt voor haar man met dementie en slaapt niet meer.", (3, 4)),
    ("man", 19, 24, "Deze jongeman slaapt bij vrienden en wil werken, maar heeft geen adres.", (2, 1)),
    ("woman", 28, 50, "Vraag over schulden na een scheiding. Er staat een deurwaarder voor de deur.", (0, 2)),
    ("man", 35, 63, "Meneer begrijpt de brieven van de gemeente niet en mist daardoor afspraken.", (0, 8)),
    ("woman", 40, 78, "Mevrouw is na een operatie vroeg thuis en kan geen boodschappen doen.", (3,)),
    ("woman", 25, 45, "Moeder van drie wil Nederlands leren maar heeft geen oppas.", (8, 7)),
    ("man", 38, 60, "Meneer drinkt meer sinds zijn ontslag en maakt zich daar zelf zorgen over.", (5, 1)),
    ("woman", 17, 20, "Dit meisje zorgt voor haar zieke moeder en valt in slaap in de klas.", (7, 3)),
)
TRIED = ("Twee gesprekken op het spreekuur.", "Telefonisch advies gegeven.", "", "Folder meegegeven.")
SENDERS = ("marieke-post", "anouk-maas")
TEAMS = 14


@dataclass(frozen=True)
class _Letter:
    """One referral to be: who sends it, to which team, how many days ago, how far it is."""

    number: int
    sender: Actor
    team: str
    ago: int
    state: str

    @property
    def at(self) -> datetime:
        """When it was sent."""
        return day(-self.ago, 11 if self.ago else 8)


STATES = ("sent", "received", "accepted", "sent", "contacted", "declined", "received", "accepted")


def fill_desks(*, progress: Tell) -> None:
    """Send what is not there yet."""
    letters = _letters()
    for number, letter in enumerate(letters, start=1):
        key = key_of(f"referral-{letter.number}")
        with acting_as(letter.sender, at=letter.at):
            if submissions.once(actor=letter.sender, key=key, at=letter.at) is None:
                _send(letter)
        progress("Bringing the letters", number, len(letters))


def _letters() -> list[_Letter]:
    nurses = organizations.organization_by_slug("huisartsen-de-kade")
    if nurses is None:
        raise NotInCity("huisartsen-de-kade")
    slugs = sorted(one.slug for one in organizations.staff_of(nurses.pk, on(0)))
    senders = [actor_of(slug) for slug in (*SENDERS, *slugs)]
    teams = [HOME_TEAM] * 4 + sorted({lot.team_slug for lot in lots()})[:TEAMS]
    return [
        _Letter(
            number=number,
            sender=senders[number % len(senders)],
            team=team,
            ago=_ago(number),
            state=STATES[number % len(STATES)],
        )
        for number, team in enumerate(teams)
    ]


def _ago(number: int) -> int:
    """What was only sent came this morning, but for one that nobody has seen since Friday."""
    if STATES[number % len(STATES)] == "sent":
        return 0 if number else 3
    return -workday(-(1 + number * 2 % 7))


def _send(letter: _Letter) -> None:
    random = Random(f"referral-{letter.number}")  # noqa: S311 - invented people, not a secret
    team = organizations.team_by_slug(letter.team)
    desk = organizations.desk_of_team(team.pk) if team else None
    if desk is None:
        raise NotInCity(letter.team)
    who, youngest, oldest, question, domains = QUESTIONS[letter.number % len(QUESTIONS)]
    content = ReferralContent(
        given_name=residents.woman(random) if who == "woman" else residents.man(random),
        family_name=residents.family(letter.number + 13),
        birth_date=years_ago(
            random.randint(youngest, oldest), month=random.randint(1, 12), day_of_month=random.randint(1, 28)
        ),
        contact=Contact(phone=f"06 0003 {letter.number:04d}"),
        question=question,
        tried=TRIED[letter.number % len(TRIED)],
        reasons="Heeft zelf om hulp gevraagd en vindt deze verwijzing goed.",
        urgency="urgent" if letter.number % 5 == 0 else "routine",
        domains=domains,
        ground="consent",
        consent_on=on(-letter.ago),
        feedback="outcome" if letter.number % 2 else "status",
    )
    at = letter.at
    with visit(letter.sender, at, notices=letter.ago < 4):
        sent = referrals.send_referral(
            actor=letter.sender,
            content=content,
            receiver_desk_id=desk.pk,
            short_is_fine=True,
            at=at,
        )
    _go_on(letter, sent.pk)


def _go_on(letter: _Letter, referral_id: UUID) -> None:
    """What the team did with it since."""
    worker = _worker(letter)
    acts: dict[str, tuple[Callable[..., object], ...]] = {
        "sent": (),
        "received": (referrals.confirm_receipt,),
        "accepted": (referrals.confirm_receipt, referrals.accept_referral),
        "contacted": (
            referrals.confirm_receipt,
            referrals.accept_referral,
            referrals.record_first_contact,
        ),
        "declined": (referrals.confirm_receipt, _decline),
    }
    for hour, act in enumerate(acts[letter.state], start=13):
        with visit(worker, day(-letter.ago, hour), notices=letter.ago < 4) as at:
            act(actor=worker, referral_id=referral_id, at=at)


def _decline(*, actor: Actor, referral_id: UUID, at: datetime) -> None:
    referrals.decline_referral(
        actor=actor,
        referral_id=referral_id,
        reason="Deze inwoner woont in een ander gebied; het wijkteam daar weet ervan.",
        next_step="other_service",
        next_words="Aanmelding ligt klaar bij het andere wijkteam.",
        at=at,
    )


def _worker(letter: _Letter) -> Actor:
    """Fatma takes the first ones of Spoorwijk; elsewhere who stands first in the list."""
    if letter.team == HOME_TEAM and letter.number < 3:
        return actor_of("fatma-yildiz")
    found = (lot.case_manager for lot in lots() if lot.team_slug == letter.team)
    # A city without households has letters for the home team only.
    return next(found, None) or actor_of("fatma-yildiz")
