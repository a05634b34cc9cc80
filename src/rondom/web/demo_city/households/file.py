"""The file: own words, strengths, domains, who helps, notes and messages."""

from rondom.cases import commands as cases
from rondom.notices import commands as notices
from rondom.organizations import queries as organizations
from rondom.privacy import commands as privacy
from rondom.web.demo_city.calendar import day
from rondom.web.demo_city.households.family import Home
from rondom.web.demo_city.households.lots import Stage, actor_of
from rondom.web.demo_city.tale import NotInCity, employer, on, visit, workday

QUESTIONS = (
    "Kan de afspraak van donderdag naar vrijdag?",
    "Ik heb een brief gekregen die ik niet begrijp. Mag ik langskomen?",
    "Het is gelukt! Ik vertel het maandag.",
    "Wie belt mij nu terug, u of de gemeente?",
    "Mijn rooster is veranderd, dinsdag kan ik niet meer.",
    "Mag mijn zus erbij zijn de volgende keer?",
)
ANSWERS = (
    "Dat kan. Tot dan.",
    "Goed dat u het zegt. Ik bel u vanmiddag.",
    "Dank u wel voor het bericht. Ik zoek het uit en kom er morgen op terug.",
)
#: A date that comes up often in such a household, by the first life domain it is about.
DATES = {
    0: ("cut_off", "De energie wordt afgesloten als er geen regeling is.", "Aanmaning van de leverancier"),
    1: ("benefit_stop", "De aanvulling stopt als het formulier niet binnen is.", "Brief van Werk & Inkomen"),
    2: ("other", "Laatste dag om te reageren op het aanbod van de verhuurder.", "Brief van de verhuurder"),
    3: ("other", "De tijdelijke hulp bij het huishouden loopt af.", "Besluit van de gemeente"),
}


def first_talk(home: Home) -> None:
    """The first conversation: the own words, or why they are not there yet."""
    lot, random, situation = home.lot, home.random, home.lot.situation
    if lot.stage == Stage.OPENED and lot.number % 3 == 0:
        return
    if lot.number % 23 == 0:
        with visit(lot.case_manager, day(home.opened, 15), notices=False) as at:
            cases.explain_missing_words(
                actor=lot.case_manager,
                case_id=home.case_id,
                absence="not_yet",
                why="Wil eerst weten wie wij zijn. Volgende week opnieuw vragen.",
                at=at,
            )
        return
    by_self = lot.number % 4 == 1
    writer = home.client if by_self else lot.case_manager
    with visit(writer, day(home.opened, 19 if by_self else 15), notices=False) as at:
        words = cases.write_own_words(
            actor=writer,
            case_id=home.case_id,
            matters=situation.told(random, situation.matters, home.child),
            wants=situation.told(random, situation.wants, home.child),
            refuses=situation.told(random, situation.refuses, home.child),
            language="nl",
            at=at,
        )
    if not by_self and lot.stage != Stage.OPENED and lot.number % 6:
        with visit(home.client, day(home.opened + 1, 20), notices=False) as at:
            cases.confirm_own_words(actor=home.client, own_words_id=words.pk, at=at)


def look_around(home: Home) -> None:
    """Strengths first, then the domains that matter, each with its reason, and a date if there is one."""
    lot, situation = home.lot, home.lot.situation
    number = home.after(0.05)
    with visit(lot.case_manager, day(number, 11), notices=False) as at:
        for kind, text in situation.strengths:
            strength = cases.add_strength(
                actor=lot.case_manager,
                case_id=home.case_id,
                text=text.replace("{child}", home.child),
                kind=kind,
                at=at,
            )
            home.strengths.append(strength.pk)
        for domain, problem, reason in situation.domains:
            cases.record_domain(
                actor=lot.case_manager,
                case_id=home.case_id,
                domain=domain,
                problem=problem,
                reason=reason,
                at=at,
            )
    if lot.stage in (Stage.ENDING, Stage.CLOSED, Stage.REOPENED):
        return
    if situation.deadline:
        _deadline(home, *situation.deadline)
    elif lot.number % 6 == 1 and situation.numbers[0] in DATES:
        _deadline(home, *DATES[situation.numbers[0]])


def _deadline(home: Home, kind: str, what: str, source: str) -> None:
    lot = home.lot
    with visit(lot.case_manager, day(home.after(0.3), 14), notices=False) as at:
        cases.enter_deadline(
            actor=lot.case_manager,
            case_id=home.case_id,
            domain=lot.situation.numbers[0],
            kind=kind,
            due_on=on(workday(home.random.randint(3, 44))),
            source=source,
            what=what,
            at=at,
        )


def bring_help(home: Home) -> None:
    """A colleague for money, and the party that helps, with permission."""
    lot, situation = home.lot, home.lot.situation
    number = home.after(0.1)
    with visit(lot.case_manager, day(number, 14), notices=False) as at:
        if lot.money and any(who == "money" for _d, _what, who in situation.actions):
            home.money = lot.money
            cases.involve(
                actor=lot.case_manager,
                case_id=home.case_id,
                organization_id=employer(lot.money),
                professional_id=lot.money.id,
                kind="team",
                function=lot.money.function,
                domains=[0],
                ground="wgs",
                why="Kijkt mee naar geld.",
                at=at,
            )
        if situation.party and lot.stage != Stage.LISTENING:
            _party(home, *situation.party)


def _party(home: Home, slug: str, domains: list[int]) -> None:
    lot = home.lot
    at = day(home.after(0.1), 14)
    party = organizations.organization_by_slug(slug)
    if party is None:
        raise NotInCity(slug)
    asked = privacy.ask_consent(
        actor=lot.case_manager,
        space=home.space,
        person_id=home.client.id,
        organization_id=party.pk,
        purpose="coordination",
        domains=domains,
        as_case_manager=True,
        at=at,
    )
    refused = lot.number % 17 == 5
    privacy.decide_consent(
        actor=lot.case_manager, consent_id=asked.pk, given=not refused, channel="paper", at=at
    )
    if refused:
        return
    staff = sorted(one.slug for one in organizations.staff_of(party.pk, on(0)))
    # Wendy, Esther and Peter take their share like any colleague.
    who = actor_of(staff[lot.number % len(staff)]) if staff else None
    cases.involve(
        actor=lot.case_manager,
        case_id=home.case_id,
        organization_id=party.pk,
        professional_id=who.id if who else None,
        kind="partner",
        function=who.function if who else "",
        domains=domains,
        ground="consent",
        at=at,
    )


def write_along(home: Home) -> None:
    """Notes over time, and here and there a message that waits for an answer."""
    lot, situation = home.lot, home.lot.situation
    live = lot.stage not in (Stage.CLOSED, Stage.REOPENED)
    for place, (title, text) in enumerate(situation.notes, start=1):
        share = 0.2 if place == 1 else 0.75 if live else 0.5
        with visit(lot.case_manager, day(home.after(share), 16), notices=False) as at:
            cases.write_note(
                actor=lot.case_manager,
                case_id=home.case_id,
                domain=situation.domains[0][0] if place > 1 else None,
                kind="contact",
                title=title,
                text=text.replace("{child}", home.child),
                at=at,
            )
    if live and lot.number % 5 == 2:
        _messages(home)


def _messages(home: Home) -> None:
    lot = home.lot
    asked = day(-1 - lot.number % 6, 18, lot.number % 60)
    with visit(home.client, asked):
        notices.write_message(
            actor=home.client,
            space=home.space,
            body=QUESTIONS[lot.number // 5 % len(QUESTIONS)],
            receiver_kind="professional",
            receiver_id=lot.case_manager.id,
            client_id=home.client.id,
            at=asked,
        )
    if lot.number % 2 and asked < day(-2):
        with visit(lot.case_manager, day(-1, 9), notices=False) as at:
            notices.write_message(
                actor=lot.case_manager,
                space=home.space,
                body=ANSWERS[lot.number % len(ANSWERS)],
                receiver_kind="resident",
                receiver_id=home.client.id,
                client_id=home.client.id,
                at=at,
            )
