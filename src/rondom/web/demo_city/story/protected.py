"""What stays with few: the shelter, Lina's talk, a note for oneself, and what the father may know."""

from rondom.cases import commands as cases
from rondom.cases import queries
from rondom.privacy import commands as privacy
from rondom.web.demo_city.calendar import day
from rondom.web.demo_city.canaries import CANARIES
from rondom.web.demo_city.story.cast import MONEY, PARENTING, Cast
from rondom.web.demo_city.tale import employer, visit


def keep_safe(cast: Cast) -> None:
    """Samira adds the shelter and hides it; Fatma keeps one note to herself; Ruben writes the amount."""
    with visit(cast.samira, day(-17, 21)) as at:
        cases.involve(
            actor=cast.samira,
            case_id=cast.case_id,
            organization_id=employer(cast.noor),
            professional_id=cast.noor.id,
            kind="partner",
            function=cast.noor.function,
            domains=[],
            ground="consent",
            why="Ik bel met haar als ik bang ben.",
            visibility="hidden",
            at=at,
        )
    with visit(cast.fatma, day(-16, 16, 30)) as at:
        cases.write_note(
            actor=cast.fatma,
            case_id=cast.case_id,
            text=(
                f"Alleen voor mij: het woord {CANARIES['private_note']} is ons afgesproken teken aan de "
                "telefoon. Zegt Samira dat woord, dan is ze niet vrij om te praten."
            ),
            named=[],
            at=at,
        )
    with visit(cast.ruben, day(-15, 15)) as at:
        queries.case_for(cast.ruben, cast.case_id, at=at)
        cases.write_note(
            actor=cast.ruben,
            case_id=cast.case_id,
            domain=MONEY,
            title="Overzicht van de schulden",
            text=(
                f"De eerste telling komt op € {CANARIES['debt']}: huur, energie, zorgpremie en een "
                "telefoonabonnement. Zes schuldeisers. Er is loon en kinderbijslag; met een regeling van "
                "36 maanden blijft er leefgeld over."
            ),
            at=at,
        )


def talk_with_lina(cast: Cast) -> None:
    """Esther's talk, which neither parent may read (D-6)."""
    with visit(cast.esther, day(-6, 15, 30)) as at:
        queries.case_for(cast.esther, cast.case_id, at=at)
        cases.write_note(
            actor=cast.esther,
            case_id=cast.case_id,
            domain=PARENTING,
            kind="talk",
            title="Gesprek met Lina",
            text=(
                "Lina zegt: “In de kantine noemden ze mij een "
                f"{CANARIES['talk']}. Sinds toen durf ik niet meer.” Ze wil het zelf aan haar moeder "
                "vertellen, op haar eigen moment. Afgesproken: eerst alleen tekenles en wiskunde."
            ),
            subject_id=cast.lina.id,
            named=[cast.lina.id],
            at=at,
        )


def share_with_father(cast: Cast) -> None:
    """What concerns Karim as a father with authority; nothing about where, who helps or how it goes (D-5)."""
    karim, adam = cast.residents["karim"], cast.residents["adam"]
    with visit(cast.samira, day(-5, 20, 30)) as at:
        privacy.share_with_person(
            actor=cast.samira,
            space=cast.space,
            person_id=karim.id,
            subject_id=adam.id,
            title="Inhalator van Adam",
            text=(
                "Blauwe inhalator: twee pufjes bij benauwdheid, met voorzetkamer. Helpt het na tien "
                "minuten niet, bel dan de huisarts."
            ),
            at=at,
        )
        privacy.share_with_person(
            actor=cast.samira,
            space=cast.space,
            person_id=karim.id,
            subject_id=adam.id,
            title="School van Adam",
            text="Adam zit op basisschool De Vlieger, groep 5. Juf Mila is elke dag na schooltijd te bellen.",
            at=at,
        )
        privacy.share_with_person(
            actor=cast.samira,
            space=cast.space,
            person_id=karim.id,
            subject_id=adam.id,
            kind="appointment",
            title="Oudergesprek over Adam",
            text="Een eigen gesprek van tien minuten voor elke ouder, na elkaar en niet tegelijk.",
            starts_at=day(9, 16, 20),
            place="Basisschool De Vlieger",
            at=at,
        )
    with visit(cast.samira, day(-5, 20, 45)) as at:
        privacy.share_with_person(
            actor=cast.samira,
            space=cast.space,
            person_id=cast.lina.id,
            subject_id=cast.lina.id,
            kind="appointment",
            title="Praten met Esther over de eerste schoolweek",
            text="Jij kiest of er iemand bij is.",
            starts_at=day(3, 15, 30),
            place="Bibliotheek, tafel bij de strips",
            at=at,
        )
        privacy.share_with_person(
            actor=cast.samira,
            space=cast.space,
            person_id=cast.lina.id,
            subject_id=cast.lina.id,
            kind="goal",
            title="Lina weer naar school",
            text="Eerst één dag in de week, met tekenen en wiskunde. Jij zegt wanneer er een dag bij kan.",
            at=at,
        )
