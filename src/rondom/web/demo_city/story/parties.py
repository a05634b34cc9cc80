"""What matters, what is strong, who helps, and what Samira allows them to know."""

from uuid import UUID

from rondom.access.actor import Actor
from rondom.cases import commands as cases
from rondom.privacy import commands as privacy
from rondom.web.demo_city.calendar import day
from rondom.web.demo_city.story.cast import HOUSING, MONEY, PARENTING, WORK, Cast, organization
from rondom.web.demo_city.tale import employer, on, visit

DOMAINS = (
    (
        HOUSING,
        "serious",
        "Wonen Maas heeft een datum voor de ontruiming genoemd en de muur van de kinderkamer is nat.",
        "Samira houdt het huis netjes en de buren kennen haar.",
        "In dit huis blijven wonen.",
    ),
    (
        MONEY,
        "serious",
        "Er zijn vier maanden huur niet betaald en er ligt een stapel post die niet open is.",
        "Alle brieven zijn bewaard en liggen op datum.",
        "Weten wat ik moet betalen en wat ik overhoud.",
    ),
    (
        PARENTING,
        "some",
        "Lina gaat sinds zes weken bijna niet naar school. Samira noemt dit zelf als eerste.",
        "Lina tekent elke dag en is goed in wiskunde.",
        "Dat Lina weer naar school gaat.",
    ),
)
STRENGTHS = (
    ("bakes", "Samira bakt voor de hele straat.", "skill", "samira"),
    ("letters", "Samira bewaart elke brief, ongeopend maar op datum gelegd.", "skill", "samira"),
    ("draws", "Lina tekent goed en is sterk in wiskunde.", "interest", "lina"),
    ("sister", "Zus Naima woont dichtbij en helpt op dinsdag.", "person", "samira"),
)


def look_around(cast: Cast) -> None:
    """The domains that matter with their reasons, and the strengths above them (D-19)."""
    with visit(cast.fatma, day(-19, 10)) as at:
        for key, text, kind, whose in STRENGTHS:
            strength = cases.add_strength(
                actor=cast.fatma,
                case_id=cast.case_id,
                text=text,
                kind=kind,
                person_id=cast.residents[whose].id,
                at=at,
            )
            cast.keys[key] = strength.pk
        for domain, problem, reason, strength_words, wish in DOMAINS:
            cases.record_domain(
                actor=cast.fatma,
                case_id=cast.case_id,
                domain=domain,
                problem=problem,
                reason=reason,
                strength=strength_words,
                wish=wish,
                at=at,
            )


def count_down(cast: Cast) -> None:
    """The date that Wonen Maas announced, and the sister whom Samira chooses (D-18)."""
    with visit(cast.fatma, day(-18, 9, 30)) as at:
        deadline = cases.enter_deadline(
            actor=cast.fatma,
            case_id=cast.case_id,
            domain=HOUSING,
            kind="eviction",
            due_on=on(26),
            source="Brief van Wonen Maas, samen met Samira gelezen",
            what="Vier maanden huur niet betaald. Op deze dag wil Wonen Maas het huis ontruimen.",
            at=at,
        )
    cast.keys["deadline"] = deadline.pk
    with visit(cast.samira, day(-18, 20)) as at:
        cases.add_supporter(
            actor=cast.samira,
            case_id=cast.case_id,
            name="Naima Haddad",
            relation="mijn zus",
            helps_with="Haalt Adam op dinsdag uit school en eet dan mee.",
            access="agenda",
            person_id=cast.residents["naima"].id,
            at=at,
        )


PERMISSIONS = (
    (
        "werk-en-inkomen",
        [MONEY, WORK],
        "Wendy kan dan uitrekenen of je een aanvulling op je loon kunt krijgen.",
    ),
    ("welzijn-samen", [MONEY], "Henk kan dan samen met je de post over je schulden doornemen."),
    ("wonen-maas", [HOUSING], "Peter kan dan meedenken over de huur en de natte muur."),
    ("horizon", [PARENTING], "Esther kan dan met Lina praten over school."),
)


def ask_permission(cast: Cast) -> None:
    """Fatma asks three times, Samira decides each on her phone (D-18); for Horizon Lina says yes too."""
    for slug, domains, why in PERMISSIONS:
        asked = _ask(cast, cast.samira.id, slug, domains, why)
        with visit(cast.samira, day(-18, 20, 15)) as at:
            privacy.decide_consent(actor=cast.samira, consent_id=asked, given=True, channel="portal", at=at)
    asked = _ask(cast, cast.lina.id, "horizon", [PARENTING], PERMISSIONS[-1][2])
    for who, hour in ((cast.samira, 20), (cast.lina, 21)):
        with visit(who, day(-18, hour, 30)) as at:
            privacy.decide_consent(actor=who, consent_id=asked, given=True, channel="portal", at=at)


def _ask(cast: Cast, person_id: UUID, slug: str, domains: list[int], why: str) -> UUID:
    with visit(cast.fatma, day(-18, 11)) as at:
        asked = privacy.ask_consent(
            actor=cast.fatma,
            space=cast.space,
            person_id=person_id,
            organization_id=organization(slug),
            purpose="coordination",
            domains=domains,
            why=why,
            as_case_manager=True,
            at=at,
        )
    return asked.pk


def bring_together(cast: Cast) -> None:
    """Who helps, with the ground and the reason (D-17)."""
    rows: tuple[tuple[Actor, str, list[int], str, str], ...] = (
        (cast.ruben, "team", [MONEY], "wgs", "Brengt de schulden in kaart en praat met de schuldeisers."),
        (cast.henk, "team", [], "consent", "Samira wil hem naast zich bij gesprekken en bij de post."),
        (cast.wendy, "partner", [WORK], "consent", "Kijkt of er een aanvulling op het loon mogelijk is."),
        (cast.peter, "partner", [HOUSING], "consent", "Verhuurder: huurachterstand en de natte muur."),
        (cast.esther, "partner", [PARENTING], "consent", "Praat met Lina over school."),
        (cast.grace, "consultation", [], "wmo", "Eén vraag: telt het loon van de bakkerij mee?"),
    )
    for who, kind, domains, ground, why in rows:
        with visit(cast.fatma, day(-17, 14)) as at:
            cases.involve(
                actor=cast.fatma,
                case_id=cast.case_id,
                organization_id=employer(who),
                professional_id=who.id,
                kind=kind,
                function=who.function,
                domains=domains,
                ground=ground,
                why=why,
                at=at,
            )
