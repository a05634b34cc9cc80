"""The part of the invented city Maasdrecht in which the Haddad household lives."""

from datetime import date

from rondom.organizations.vocabulary import (
    AreaEntry,
    CardEntry,
    CityStructure,
    OrganizationEntry,
    ProfessionalEntry,
    RoleEntry,
    TeamEntry,
)

STARTS_ON = date(2024, 1, 1)


def _worker(slug, name, organization, function, *, team="", phone="", **more):
    role = RoleEntry(
        function=function,
        team=team,
        organization="" if team else organization,
        leads=more.pop("leads", ""),
        working_days=more.pop("working_days", ("mon", "tue", "wed", "thu", "fri")),
    )
    return ProfessionalEntry(
        slug=slug,
        name=name,
        organization=organization,
        roles=(role,),
        email=f"{slug}@maasdrecht.example",
        phone=phone,
        **more,
    )


FATMA_CARD = CardEntry(
    does="Ik ken het hele verhaal, houd het overzicht en ben er als er iets misgaat.",
    decides="Welke hulp vanuit het wijkteam past.",
    does_not_decide="Over je uitkering, je huis of je schulden. Dat doen anderen.",
    call_when="Als je vastloopt, of als een afspraak niet wordt nagekomen.",
)

CITY = CityStructure(
    starts_on=STARTS_ON,
    areas=(
        AreaEntry(slug="zuid", kind="district", name="Zuid"),
        AreaEntry(slug="spoorzone", kind="area", name="Spoorzone", parent="zuid"),
        AreaEntry(slug="spoorwijk", kind="neighbourhood", name="Spoorwijk", parent="spoorzone"),
    ),
    organizations=(
        OrganizationEntry(
            slug="maasdrecht",
            name="Gemeente Maasdrecht",
            kind="internal",
            sort="municipality",
            phone="010 555 0100",
            desk="Voordeur Maasdrecht",
        ),
        OrganizationEntry(
            slug="werk-en-inkomen",
            name="Werk en Inkomen",
            kind="internal",
            sort="work_income",
            parent="maasdrecht",
        ),
        OrganizationEntry(
            slug="kredietbank",
            name="Kredietbank Maasdrecht",
            kind="internal",
            sort="credit_bank",
            parent="maasdrecht",
        ),
        OrganizationEntry(slug="wonen-maas", name="Wonen Maas", kind="external", sort="housing_corporation"),
        OrganizationEntry(slug="horizon", name="Jeugdhulp Horizon", kind="external", sort="youth_care"),
        OrganizationEntry(
            slug="de-luwte",
            name="Vrouwenopvang De Luwte",
            kind="external",
            sort="shelter",
            sensitive=True,
            name_public=False,
        ),
        OrganizationEntry(
            slug="huisartsenpraktijk",
            name="Huisartsenpraktijk De Brug",
            kind="external",
            sort="gp",
            desk="De Brug",
        ),
    ),
    teams=(
        TeamEntry(
            slug="spoorwijk",
            name="Wijkteam Spoorwijk",
            organization="maasdrecht",
            area="spoorwijk",
            phone="010 555 0143",
            desk="Wijkteam Spoorwijk",
        ),
    ),
    professionals=(
        _worker(
            "ingrid-bakker",
            "Ingrid Bakker",
            "maasdrecht",
            "social_worker",
            team="spoorwijk",
            leads="spoorwijk",
        ),
        _worker(
            "fatma-yildiz",
            "Fatma Yildiz",
            "maasdrecht",
            "social_worker",
            team="spoorwijk",
            phone="06 1234 5601",
            working_days=("mon", "tue", "thu", "fri"),
            languages=("nl", "tr", "fr"),
            stand_in="noor-de-wit",
            card=FATMA_CARD,
        ),
        _worker(
            "noor-de-wit",
            "Noor de Wit",
            "maasdrecht",
            "social_worker",
            team="spoorwijk",
            phone="06 1234 5602",
        ),
        _worker("ruben-mulder", "Ruben Mulder", "kredietbank", "debt_counsellor", team="spoorwijk"),
        _worker("grace-osei", "Grace Osei", "maasdrecht", "legal_adviser", team="spoorwijk"),
        _worker(
            "henk-visser",
            "Henk Visser",
            "maasdrecht",
            "expert_by_experience",
            team="spoorwijk",
            support_contact="noor-de-wit",
        ),
        _worker("daan-prins", "Daan Prins", "maasdrecht", "social_worker", team="spoorwijk"),
        _worker("wendy-smits", "Wendy Smits", "werk-en-inkomen", "work_income", phone="010 555 0177"),
        _worker("peter-jansen", "Peter Jansen", "wonen-maas", "housing", phone="010 555 0220"),
        _worker("esther-kok", "Esther Kok", "horizon", "youth_care", phone="010 555 0330"),
        _worker("yvonne-smit", "Yvonne Smit", "de-luwte", "shelter_worker"),
        _worker("marieke-post", "Marieke Post", "huisartsenpraktijk", "practice_nurse"),
        _worker("bas-kramer", "Bas Kramer", "maasdrecht", "privacy_officer"),
        _worker("mirjam-de-graaf", "Mirjam de Graaf", "maasdrecht", "policy_officer"),
        _worker("tom-peters", "Tom Peters", "maasdrecht", "administrator"),
    ),
    settings={"front_desk": "spoorwijk"},
)
