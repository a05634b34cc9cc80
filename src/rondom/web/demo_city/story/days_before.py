"""The last days before the meeting, and the accounts with which a visitor becomes these people."""

from contextlib import suppress
from datetime import datetime

from rondom.access.actor import Actor
from rondom.access.context import system_actor
from rondom.accounts.commands import make_demo_account
from rondom.cases import queries as cases
from rondom.kernel.refusals import NotFound
from rondom.notices import commands as notices
from rondom.privacy import commands as privacy
from rondom.web.demo_city.calendar import day
from rondom.web.demo_city.story.cast import PARENTING, Cast, organization
from rondom.web.demo_city.tale import visit

PERSONAS = (("client", "samira"), ("teenager", "lina"), ("ex-partner", "karim"))


def live_on(cast: Cast) -> None:
    """A question to Samira (D-4), a look, and Daan's search in vain (D-3)."""
    with visit(cast.fatma, day(-4, 14)) as at:
        privacy.ask_consent(
            actor=cast.fatma,
            space=cast.space,
            person_id=cast.samira.id,
            organization_id=organization("maasdrecht-college"),
            purpose="coordination",
            domains=[PARENTING],
            why="Dan weet de mentor wat er is afgesproken en hoeft Lina het niet uit te leggen.",
            as_case_manager=True,
            at=at,
        )
    with visit(cast.ruben, day(-3, 12, 50)) as at:
        cases.case_for(cast.ruben, cast.case_id, at=at)
    with visit(cast.daan, day(-3, 16, 20)) as at:
        cases.search_cases(cast.daan, "Haddad", at=at)


def arrange(cast: Cast) -> None:
    """The time of the meeting stands (D-10); may Samira add to the list? (D-9, D-7)"""
    for writer, receiver, at, body in (
        (
            cast.fatma,
            cast.samira,
            day(-10, 16),
            "Dag Samira, de afspraak staat: maandag om 14.00 uur. U begint, daarna pas de anderen.",
        ),
        (cast.samira, cast.fatma, day(-9, 19, 20), "Dank je. Mag ik zelf ook iets op de lijst zetten?"),
        (
            cast.fatma,
            cast.samira,
            day(-7, 9, 10),
            "Ja, graag zelfs. Op uw pagina staat “Mijn punten”. Wat u daar schrijft komt bovenaan.",
        ),
    ):
        _write(cast, writer, receiver, at, body)


def knock(cast: Cast) -> None:
    """Karim signs in and tries an address that somebody gave him (D-2).

    He finds nothing there, as anybody would; in the log stands that the shield kept him out (row D2).
    """
    karim = cast.residents["karim"]
    with visit(karim, day(-2, 20, 10)) as at, suppress(NotFound):
        cases.case_for(karim, cast.case_id, at=at)


def open_letter(cast: Cast) -> None:
    """A letter came on Saturday (D-1)."""
    _write(
        cast,
        cast.samira,
        cast.fatma,
        day(-1, 20, 5),
        "Er is zaterdag weer een brief van Wonen Maas gekomen. Ik heb hem niet open gemaakt. Neem ik hem "
        "maandag mee?",
    )


def _write(cast: Cast, writer: Actor, receiver: Actor, at: datetime, body: str) -> None:
    with visit(writer, at):
        notices.write_message(
            actor=writer,
            space=cast.space,
            body=body,
            receiver_kind=receiver.kind,
            receiver_id=receiver.id,
            client_id=cast.samira.id,
            at=at,
        )


def give_accounts(cast: Cast) -> None:
    """The residents of the story can be chosen on the demo page."""
    maker = system_actor("demo city")
    for slug, name in PERSONAS:
        person = cast.residents[name]
        make_demo_account(
            actor=maker,
            slug=slug,
            email=f"{slug}@inwoners.example",
            person_id=person.id,
            at=day(-19),
        )
