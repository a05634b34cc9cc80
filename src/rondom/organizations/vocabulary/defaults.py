"""What holds in a municipality that has set nothing: the start lists of R-003, R-009, R-044 and R-209.

The labels are content in both languages, not interface text: a city renames them in its own setup file.
"""

from __future__ import annotations

from typing import Any

LIFE_DOMAINS: list[dict[str, Any]] = [
    {"number": 0, "slug": "money", "nl": "Geld", "en": "Money"},
    {"number": 1, "slug": "work_income", "nl": "Werk en inkomen", "en": "Work and income"},
    {"number": 2, "slug": "housing", "nl": "Wonen", "en": "Housing"},
    {"number": 3, "slug": "physical_health", "nl": "Lichamelijke gezondheid", "en": "Physical health"},
    {"number": 4, "slug": "mental_health", "nl": "Psychische gezondheid", "en": "Mental health"},
    {"number": 5, "slug": "addiction", "nl": "Verslaving", "en": "Addiction"},
    {
        "number": 6,
        "slug": "safety",
        "nl": "Huiselijk geweld en veiligheid",
        "en": "Domestic violence and safety",
    },
    {
        "number": 7,
        "slug": "parenting",
        "nl": "Opvoeden, opgroeien en school",
        "en": "Parenting, growing up and school",
    },
    {"number": 8, "slug": "participation", "nl": "Meedoen", "en": "Taking part in society"},
]

LEGAL_GROUNDS: list[dict[str, Any]] = [
    {
        "slug": "consent",
        "nl": "Toestemming",
        "en": "Permission",
        "kind": "consent",
        "law": "AVG artikel 6 lid 1 onder a",
    },
    {
        "slug": "wmo",
        "nl": "Wet maatschappelijke ondersteuning",
        "en": "Social Support Act",
        "kind": "statutory",
        "law": "Wmo 2015",
    },
    {"slug": "jeugdwet", "nl": "Jeugdwet", "en": "Youth Act", "kind": "statutory", "law": "Jeugdwet"},
    {
        "slug": "participatiewet",
        "nl": "Participatiewet",
        "en": "Participation Act",
        "kind": "statutory",
        "law": "Participatiewet",
    },
    {
        "slug": "wgs",
        "nl": "Wet gemeentelijke schuldhulpverlening",
        "en": "Municipal Debt Counselling Act",
        "kind": "statutory",
        "law": "Wgs",
    },
    {
        "slug": "vital_interest",
        "nl": "Acuut gevaar voor iemand",
        "en": "Somebody is in acute danger",
        "kind": "vital",
        "law": "AVG artikel 6 lid 1 onder d",
    },
    {
        "slug": "data_subject_rights",
        "nl": "Jouw recht op inzage",
        "en": "Your right to see your facts",
        "kind": "statutory",
        "law": "AVG artikel 15",
    },
    {
        "slug": "accountability",
        "nl": "Verantwoording en toezicht",
        "en": "Accountability and supervision",
        "kind": "statutory",
        "law": "AVG artikel 5 lid 2",
    },
]

PURPOSES: list[dict[str, Any]] = [
    {
        "slug": "care",
        "nl": "Hulp bij jouw vraag",
        "en": "Helping with your question",
        "grounds": ["wmo", "jeugdwet", "participatiewet", "wgs", "consent"],
    },
    {
        "slug": "coordination",
        "nl": "Hulp op elkaar afstemmen",
        "en": "Bringing the help into line",
        "grounds": ["consent", "wmo", "jeugdwet"],
    },
    {
        "slug": "intake",
        "nl": "Kijken of er al hulp is",
        "en": "Seeing whether there is help already",
        "grounds": ["wmo", "jeugdwet"],
    },
    {
        "slug": "referral",
        "nl": "Verwijzen en terugmelden",
        "en": "Referring and reporting back",
        "grounds": ["consent", "wmo", "jeugdwet"],
    },
    {
        "slug": "supervision",
        "nl": "Controle op de kwaliteit",
        "en": "Checking the quality",
        "grounds": ["accountability"],
    },
    {
        "slug": "own_access",
        "nl": "Je eigen gegevens bekijken",
        "en": "Seeing your own facts",
        "grounds": ["data_subject_rights"],
    },
    {
        "slug": "safety",
        "nl": "Iemand in gevaar helpen",
        "en": "Helping somebody in danger",
        "grounds": ["vital_interest"],
    },
    {
        "slug": "protection",
        "nl": "Bescherming die geheim moet blijven",
        "en": "Protection that must stay secret",
        "grounds": ["vital_interest", "jeugdwet", "wmo"],
        "confidential": True,
    },
    {
        "slug": "audit",
        "nl": "Controle op wie er keek",
        "en": "Checking who looked",
        "grounds": ["accountability"],
    },
    {
        "slug": "maintenance",
        "nl": "Beheer van het systeem",
        "en": "Running the system",
        "grounds": ["accountability"],
    },
    {
        "slug": "statistics",
        "nl": "Cijfers zonder namen",
        "en": "Numbers without names",
        "grounds": ["wmo", "jeugdwet", "participatiewet", "wgs"],
    },
    {
        "slug": "research",
        "nl": "Wetenschappelijk onderzoek",
        "en": "Scientific research",
        "grounds": ["consent"],
    },
]

AGE_BANDS: dict[str, Any] = {"guardian_below": 12, "shared_below": 16, "adult_at": 18}

TARGET_GROUPS: list[dict[str, Any]] = [
    {
        "slug": "families",
        "nl": "Gezinnen",
        "en": "Families",
        "domains": ["money", "housing", "parenting"],
        "prompts_nl": ["Wat gaat er thuis goed?", "Wat zou voor de kinderen het eerst anders moeten?"],
        "prompts_en": ["What goes well at home?", "What should change first for the children?"],
    },
    {
        "slug": "young_people",
        "nl": "Jongeren",
        "en": "Young people",
        "domains": ["work_income", "parenting", "mental_health"],
        "prompts_nl": ["Waar krijg je energie van?", "Wie wil je erbij hebben?"],
        "prompts_en": ["What gives you energy?", "Whom do you want beside you?"],
    },
    {
        "slug": "older_people",
        "nl": "Ouderen die thuis wonen",
        "en": "Older people living at home",
        "domains": ["physical_health", "participation", "housing"],
        "prompts_nl": ["Hoe ziet een goede dag eruit?", "Wie komt er bij je langs?"],
        "prompts_en": ["What does a good day look like?", "Who comes to see you?"],
    },
    {
        "slug": "disability",
        "nl": "Volwassenen met een beperking",
        "en": "Adults with a disability",
        "domains": ["participation", "housing", "physical_health"],
        "prompts_nl": ["Wat doe je het liefst zelf?", "Waarbij helpt iemand je nu al?"],
        "prompts_en": ["What do you like to do yourself?", "With what does somebody help you already?"],
    },
    {
        "slug": "money_work",
        "nl": "Zorgen over geld en werk",
        "en": "Worries about money and work",
        "domains": ["money", "work_income"],
        "prompts_nl": ["Welke brief maakt je het meest zorgen?", "Wat lukt er deze maand nog wel?"],
        "prompts_en": ["Which letter worries you most?", "What still works out this month?"],
    },
]

NAMES: dict[str, Any] = {
    "municipality": {"nl": "de gemeente", "en": "the municipality"},
    "team": {"nl": "wijkteam", "en": "neighbourhood team"},
    "district": {"nl": "rayon", "en": "district"},
    "area": {"nl": "gebied", "en": "area"},
    "neighbourhood": {"nl": "wijk", "en": "neighbourhood"},
    "case_manager": {"nl": "casemanager", "en": "case manager"},
}

HOLIDAYS: dict[str, Any] = {
    "names": [
        "new_year",
        "easter_monday",
        "kings_day",
        "ascension",
        "whit_monday",
        "christmas",
        "boxing_day",
    ],
    "extra": [],
}

#: Settings that are not plain numbers, with their start values. The empty front desk is refused by use.
SHAPED: dict[str, Any] = {
    "names": NAMES,
    "life_domains": LIFE_DOMAINS,
    "legal_grounds": LEGAL_GROUNDS,
    "purposes": PURPOSES,
    "age_bands": AGE_BANDS,
    "target_groups": TARGET_GROUPS,
    "holidays": HOLIDAYS,
    "front_desk": "",
    "demo_personas": {},
}
