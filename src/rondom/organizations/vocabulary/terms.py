"""The fixed words of the module: kinds, sorts and functions. The Dutch stands in the translation file."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AreaKind(TextChoices):
    """The steps of the area tree, largest first (R-161)."""

    DISTRICT = "district", _("district")
    AREA = "area", _("area")
    NEIGHBOURHOOD = "neighbourhood", _("neighbourhood")


class PartyKind(TextChoices):
    """Whether an organization is part of the municipality (requirements section 6, rows 5 and 6)."""

    INTERNAL = "internal", _("part of the municipality")
    EXTERNAL = "external", _("outside the municipality")


class PartySort(TextChoices):
    """What an organization is to a resident; also what a masked entry may still say."""

    MUNICIPALITY = "municipality", _("municipality")
    DEPARTMENT = "department", _("department of the municipality")
    WORK_INCOME = "work_income", _("work and income")
    FRONT_OFFICE = "front_office", _("question desk")
    URBAN_CARE = "urban_care", _("urban care")
    CREDIT_BANK = "credit_bank", _("credit bank")
    YOUTH_DESK = "youth_desk", _("youth desk")
    HOUSING_CORPORATION = "housing_corporation", _("housing corporation")
    SCHOOL = "school", _("school")
    POLICE = "police", _("police")
    FINANCIAL_ADMINISTRATOR = "financial_administrator", _("financial administrator")
    CHILD_PROTECTION = "child_protection", _("child protection")
    GP = "gp", _("GP practice")
    YOUTH_CARE = "youth_care", _("youth care")
    WELFARE = "welfare", _("welfare work")
    FOOD_BANK = "food_bank", _("food bank")
    SHELTER = "shelter", _("shelter")
    MENTAL_HEALTH = "mental_health", _("mental health care")
    ADDICTION_CARE = "addiction_care", _("addiction care")
    DISABILITY_CARE = "disability_care", _("care for people with a disability")
    CLIENT_SUPPORT = "client_support", _("independent client support")
    EMPLOYER = "employer", _("employer")
    OTHER = "other", _("other organization")


HELPING_SORTS = frozenset(
    {
        PartySort.WORK_INCOME,
        PartySort.FRONT_OFFICE,
        PartySort.URBAN_CARE,
        PartySort.CREDIT_BANK,
        PartySort.YOUTH_DESK,
        PartySort.GP,
        PartySort.YOUTH_CARE,
        PartySort.WELFARE,
        PartySort.SHELTER,
        PartySort.MENTAL_HEALTH,
        PartySort.ADDICTION_CARE,
        PartySort.DISABILITY_CARE,
        PartySort.CLIENT_SUPPORT,
    }
)
"""Parties whose people are professionals on a case, also outside the municipality (rights matrix 5.5, PRO).

Every other outside party, also of a sort that is added later, is external (EXT): its own lines of the
plan and nothing of the record.
"""


class TeamKind(TextChoices):
    """What sort of team it is (R-106: multidisciplinary and separate teams both exist)."""

    NEIGHBOURHOOD = "neighbourhood", _("neighbourhood team")
    SPECIALIST = "specialist", _("team of one discipline")
    OFFICE = "office", _("office")


class WorkFunction(TextChoices):
    """The discipline in which somebody works, as residents read it (R-104)."""

    SOCIAL_WORKER = "social_worker", _("social worker")
    DEBT_COUNSELLOR = "debt_counsellor", _("debt counsellor")
    LEGAL_ADVISER = "legal_adviser", _("social-legal adviser")
    EXPERT_BY_EXPERIENCE = "expert_by_experience", _("expert by experience")
    YOUTH_COACH = "youth_coach", _("youth coach")
    FAMILY_COACH = "family_coach", _("family coach")
    ELDERLY_ADVISER = "elderly_adviser", _("adviser for older people")
    DISABILITY_ADVISER = "disability_adviser", _("adviser for people with a disability")
    NEIGHBOURHOOD_COORDINATOR = "neighbourhood_coordinator", _("neighbourhood coordinator")
    TEAM_LEADER = "team_leader", _("team leader")
    WORK_INCOME = "work_income", _("work and income adviser")
    YOUTH_CARE = "youth_care", _("youth-care worker")
    HOUSING = "housing", _("housing adviser")
    PRACTICE_NURSE = "practice_nurse", _("practice nurse")
    GP = "gp", _("general practitioner")
    SCHOOL_WORKER = "school_worker", _("school social worker")
    POLICE_OFFICER = "police_officer", _("community police officer")
    FINANCIAL_ADMINISTRATOR = "financial_administrator", _("financial administrator")
    CHILD_PROTECTION = "child_protection", _("child-protection worker")
    SHELTER_WORKER = "shelter_worker", _("shelter worker")
    VOLUNTEER_COORDINATOR = "volunteer_coordinator", _("coordinator of volunteers")
    FRONT_DESK = "front_desk", _("desk worker")
    POLICY_OFFICER = "policy_officer", _("policy officer")
    PRIVACY_OFFICER = "privacy_officer", _("privacy officer")
    RESEARCHER = "researcher", _("researcher")
    ADMINISTRATOR = "administrator", _("administrator")


class WorkingDay(TextChoices):
    """Days of the week as they are written in a setup file."""

    MONDAY = "mon", _("Monday")
    TUESDAY = "tue", _("Tuesday")
    WEDNESDAY = "wed", _("Wednesday")
    THURSDAY = "thu", _("Thursday")
    FRIDAY = "fri", _("Friday")
    SATURDAY = "sat", _("Saturday")
    SUNDAY = "sun", _("Sunday")


#: Functions whose holder works on the platform itself and never on a household (access.md P12-P14).
WITHOUT_CASELOAD = frozenset(
    {
        WorkFunction.POLICY_OFFICER,
        WorkFunction.PRIVACY_OFFICER,
        WorkFunction.RESEARCHER,
        WorkFunction.ADMINISTRATOR,
    }
)

#: Functions that may meet imminent danger or an unsafe child in their work, so that emergency access is
#: for them (R-045: the team, its leader, youth care, shelter, police, child protection). Others call one.
IN_DANGER = frozenset(
    {
        WorkFunction.SOCIAL_WORKER,
        WorkFunction.DEBT_COUNSELLOR,
        WorkFunction.LEGAL_ADVISER,
        WorkFunction.EXPERT_BY_EXPERIENCE,
        WorkFunction.YOUTH_COACH,
        WorkFunction.FAMILY_COACH,
        WorkFunction.ELDERLY_ADVISER,
        WorkFunction.DISABILITY_ADVISER,
        WorkFunction.NEIGHBOURHOOD_COORDINATOR,
        WorkFunction.TEAM_LEADER,
        WorkFunction.YOUTH_CARE,
        WorkFunction.SHELTER_WORKER,
        WorkFunction.POLICE_OFFICER,
        WorkFunction.CHILD_PROTECTION,
    }
)
