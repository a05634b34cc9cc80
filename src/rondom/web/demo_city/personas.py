"""The people of the demo: one for every place at the table. All invented."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Persona:
    """Somebody the visitor can be. `name` is the story's; `look_at` says what to try first."""

    slug: str
    name: str
    who: Any
    look_at: Any
    resident: bool = False


PERSONAS: tuple[Persona, ...] = (
    Persona(
        "client",
        "Samira Haddad",
        _("Mother of Lina and Adam. Works in a bakery, has debts and an eviction date."),
        _("Your plan, your next meeting, who helps you, and who looked in your file."),
        resident=True,
    ),
    Persona(
        "teenager",
        "Lina Haddad",
        _("Daughter, 14. Good at drawing, misses school."),
        _("Your own part: your goal, your appointment, and what you decide yourself."),
        resident=True,
    ),
    Persona(
        "ex-partner",
        "Karim Benali",
        _("Father, lives elsewhere. There was violence."),
        _("Only what concerns him as a father. Try to find anything else."),
        resident=True,
    ),
    Persona(
        "case-manager",
        "Fatma Yildiz",
        _("Social worker in neighbourhood team Spoorwijk, case manager of the household."),
        _("Today's joint client meeting, the plan, and the referral of the GP practice."),
    ),
    Persona(
        "debt-counsellor",
        "Ruben Mulder",
        _("Debt counsellor, employed by the credit bank, works in the team."),
        _("The money lines of the plan and the deadline."),
    ),
    Persona(
        "legal-adviser",
        "Grace Osei",
        _("Social-legal adviser, asked once about a benefit."),
        _("What an adviser sees: that she is asked, and nothing more than she needs."),
    ),
    Persona(
        "expert-by-experience",
        "Henk Visser",
        _("Had debts himself; sits beside Samira because she wants him there."),
        _("Only what Samira granted: the meeting and the lines they share."),
    ),
    Persona(
        "team-leader",
        "Ingrid Bakker",
        _("Leads neighbourhood team Spoorwijk."),
        _("Load, deadlines that move up, and looking into a case with a reason."),
    ),
    Persona(
        "colleague",
        "Daan Prins",
        _("Same team, nothing to do with the household."),
        _("Search for Haddad: there is nothing to find, and the search is in the log."),
    ),
    Persona(
        "work-income",
        "Wendy Smits",
        _("Work & Income, involved for income."),
        _("The line she disagrees with, and her stance in the plan."),
    ),
    Persona(
        "youth-care",
        "Esther Kok",
        _("Youth-care worker of Horizon, involved for Lina."),
        _("The talk with Lina that neither parent reads."),
    ),
    Persona(
        "housing",
        "Peter Jansen",
        _("Housing corporation Wonen Maas, involved for the rent arrears."),
        _("His invitation and his own lines; nothing about health or school."),
    ),
    Persona(
        "practice-nurse",
        "Marieke Post",
        _("Practice nurse at GP practice De Brug, who referred Samira."),
        _("What became of her referral."),
    ),
    Persona(
        "policy-officer",
        "Mirjam de Graaf",
        _("Policy officer, Social Development."),
        _("Numbers only, never a person."),
    ),
    Persona(
        "privacy-officer",
        "Bas Kramer",
        _("Privacy officer."),
        _("The log, emergency access to review, unusual looks."),
    ),
    Persona(
        "researcher",
        "Eva Lindhout",
        _("Researcher."),
        _("Nothing yet: only what participants consented to."),
    ),
    Persona(
        "administrator",
        "Tom Peters",
        _("Functional administrator."),
        _("Settings and accounts, no content."),
    ),
)

BY_SLUG = {persona.slug: persona for persona in PERSONAS}
