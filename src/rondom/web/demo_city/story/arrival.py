"""From the referral to the first conversation at home."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from rondom.cases import commands as cases
from rondom.organizations import queries as organizations
from rondom.people import commands as people
from rondom.people.commands import PersonFacts
from rondom.privacy.vocabulary import ConsentChannel, FeedbackDepth
from rondom.referrals import commands as referrals
from rondom.referrals.commands import Contact, FeedbackWish, ReferralContent
from rondom.web.demo_city.calendar import day
from rondom.web.demo_city.canaries import CANARIES
from rondom.web.demo_city.story.cast import HEALTH, HOUSING, MONEY, PARENTING, Cast, practice
from rondom.web.demo_city.tale import on, resident, visit, years_ago

if TYPE_CHECKING:
    from rondom.people.models import Member, Person

TELEPHONE = "06 0000 0201"


def refer(cast: Cast) -> None:
    """Marieke refers Samira from the system of the practice (D-24)."""
    desk = organizations.desk_of_team(cast.fatma.team_id) if cast.fatma.team_id else None
    content = ReferralContent(
        given_name="Samira",
        family_name="Haddad",
        birth_date=years_ago(38, month=3, day_of_month=14),
        language="fr",
        contact=Contact(phone=TELEPHONE),
        question=(
            "Mevrouw is al maanden moe en slaapt slecht. Ze maakt zich veel zorgen over geld. Haar zoon "
            "van 8 heeft astma en het huis is vochtig. Kunnen jullie met haar meekijken?"
        ),
        tried="Bloedonderzoek: geen bijzonderheden. Twee gesprekken op het spreekuur, inhalator aangepast.",
        reasons="Mevrouw vraagt zelf om hulp. Zij praat het liefst Frans of rustig Nederlands.",
        requested_service="Wijkteam Spoorwijk",
        urgency="urgent",
        domains=(MONEY, HOUSING, HEALTH),
        ground="consent",
        consent_on=on(-24),
        feedback=FeedbackDepth.OUTCOME,
    )
    with visit(practice(), day(-24, 11, 20)) as at:
        sent = referrals.receive_referral(
            actor=practice(),
            content=content,
            sender_name=cast.marieke.name,
            receiver_desk_id=desk.pk if desk else None,
            at=at,
        )
    cast.keys["referral"] = sent.pk


def welcome(cast: Cast) -> None:
    """The team confirms (D-22), Fatma accepts (D-21)."""
    with visit(cast.ingrid, day(-22, 9, 40)) as at:
        referrals.confirm_receipt(actor=cast.ingrid, referral_id=cast.keys["referral"], at=at)
    with visit(cast.fatma, day(-21, 10, 15)) as at:
        referrals.accept_referral(actor=cast.fatma, referral_id=cast.keys["referral"], at=at)


def open_file(cast: Cast) -> None:
    """The first contact at home, and the file (D-20)."""
    with visit(cast.fatma, day(-20, 13, 30)) as at:
        household = people.create_household(actor=cast.fatma, name="Haddad", at=at)
        _family(cast, household.pk)
        case = cases.open_case(
            actor=cast.fatma,
            household_id=household.pk,
            client_id=cast.samira.id,
            ground="wmo",
            domains=[HOUSING, PARENTING],
            statutory_domains=[MONEY, HOUSING, PARENTING],
            target_group="families",
            at=at,
        )
        cast.space, cast.keys["case"] = household.space, case.pk
        cast.keys["household"] = household.pk
        wish = FeedbackWish(
            depth=FeedbackDepth.OUTCOME, channel=ConsentChannel.SPOKEN, witness=cast.marieke.name
        )
        referrals.link_referral_to_case(
            actor=cast.fatma, referral_id=cast.keys["referral"], case_id=case.pk, feedback=wish, at=at
        )
        referrals.record_first_contact(actor=cast.fatma, referral_id=cast.keys["referral"], at=at)
        cases.open_own_file(actor=cast.fatma, case_id=case.pk, person_id=cast.lina.id, at=at)


def _family(cast: Cast, household_id: UUID) -> None:
    at = day(-20, 13, 30)

    def live(given: str, age: int, month: int, role: str, language: str = "nl") -> Member:
        facts = PersonFacts(
            given_name=given,
            family_name="Haddad",
            birth_date=years_ago(age, month=month, day_of_month=14),
            language=language,
        )
        return people.add_member(
            actor=cast.fatma,
            household_id=household_id,
            facts=facts,
            role=role,
            starts_on=on(-20),
            at=at,
        )

    def relative(given: str, family: str, age: int, kind: str) -> Person:
        facts = PersonFacts(
            given_name=given, family_name=family, birth_date=years_ago(age, month=6, day_of_month=2)
        )
        return people.add_relative(
            actor=cast.fatma,
            household_id=household_id,
            facts=facts,
            kind=kind,
            other_id=mother.person_id,
            starts_on=on(-20),
            at=at,
        ).person

    mother = live("Samira", 38, 3, "adult", "fr")
    persons = {
        "samira": mother.person,
        "lina": live("Lina", 14, 5, "child").person,
        "adam": live("Adam", 8, 9, "child").person,
        "karim": relative("Karim", "Benali", 41, "ex_partner"),
        "naima": relative("Naima", "Haddad", 35, "sibling"),
    }
    cast.residents |= {name: resident(person) for name, person in persons.items()}
    for child in ("lina", "adam"):
        for parent in ("samira", "karim"):
            people.record_authority(
                actor=cast.fatma,
                household_id=household_id,
                parent_id=persons[parent].pk,
                child_id=persons[child].pk,
                source="register",
                starts_on=on(-20),
                at=at,
            )
    _address(cast, household_id, mother)


def _address(cast: Cast, household_id: UUID, mother: Member) -> None:
    at = day(-20, 13, 30)
    for kind, value, shielded in (
        ("address", f"{CANARIES['street']} 12, Maasdrecht", True),
        ("phone", TELEPHONE, True),
        ("email", "samira.haddad@post.example", True),
    ):
        people.add_contact_detail(
            actor=cast.fatma, member_id=mother.pk, kind=kind, value=value, shielded=shielded, at=at
        )
    people.declare_conflict(
        actor=cast.fatma,
        household_id=household_id,
        person_id=mother.person_id,
        counterpart_kind="person",
        counterpart_id=cast.residents["karim"].id,
        kind="shield",
        reason="Veiligheid: het nieuwe adres blijft geheim.",
        at=at,
    )


TOLD = (
    (
        "Ik ben moe. Ik werk 20 uur in de bakkerij en thuis begint het pas echt. Er komen brieven die "
        "ik niet durf open te maken. Ik bewaar ze wel allemaal, op datum. Adam hoest elke nacht, want de "
        "muur is nat. Lina gaat niet meer naar school en zegt niet waarom. Dat vind ik het ergst."
    ),
    (
        "Ik wil dat Lina weer naar school gaat. Ik wil in ons huis blijven wonen. Ik wil weten wie waarover "
        "beslist, want iedereen zegt iets anders."
    ),
    (
        "Ik wil niet dat iemand met de kinderen praat zonder dat ik het weet. Ik wil niet nog een keer alles "
        "vertellen."
    ),
)
CHANGED = (
    "Ik wil niet dat iemand met Adam praat zonder dat ik het weet. Lina is oud genoeg: zij mag zelf "
    "kiezen met wie ze praat. Ik wil niet nog een keer alles vertellen."
)


def listen(cast: Cast) -> None:
    """Fatma writes down what Samira told in French (D-20); Samira changes one sentence (D-19)."""
    with visit(cast.fatma, day(-20, 16)) as at:
        cases.write_own_words(
            actor=cast.fatma,
            case_id=cast.case_id,
            matters=TOLD[0],
            wants=TOLD[1],
            refuses=TOLD[2],
            language="nl",
            at=at,
        )
        cases.write_note(
            actor=cast.fatma,
            case_id=cast.case_id,
            kind="contact",
            title="Eerste gesprek thuis",
            text=(
                "Samira vertelde haar verhaal in het Frans, ik schreef het op in het Nederlands. Ze leest "
                "het morgen rustig na op haar telefoon en past aan wat niet klopt. Afgesproken: ik bel "
                "niet als Karim er kan zijn, ik stuur eerst een bericht."
            ),
            at=at,
        )
    with visit(cast.samira, day(-19, 20, 10)) as at:
        cases.write_own_words(
            actor=cast.samira,
            case_id=cast.case_id,
            matters=TOLD[0],
            wants=TOLD[1],
            refuses=CHANGED,
            language="nl",
            based_on=1,
            at=at,
        )


def introduce(cast: Cast) -> None:
    """One page that newcomers read first, approved by Samira (D-18)."""
    with visit(cast.fatma, day(-18, 9)) as at:
        page = cases.write_introduction(
            actor=cast.fatma,
            case_id=cast.case_id,
            who_i_am=(
                "Ik ben Samira. Ik werk in een bakkerij en bak ook voor de straat. Ik heb een dochter van "
                "14 en een zoon van 8. Ik spreek Arabisch en Frans; Nederlands lezen kost mij tijd."
            ),
            what_helps="Rustig praten, korte zinnen, en eerst zeggen wat u zelf kunt beslissen.",
            what_not="Mij onverwacht bellen. Dezelfde vraag drie keer stellen.",
            language="nl",
            at=at,
        )
    with visit(cast.samira, day(-18, 19, 30)) as at:
        cases.approve_introduction(actor=cast.samira, introduction_id=page.pk, at=at)
