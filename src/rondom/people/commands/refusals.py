"""Why this module says no, one sentence each."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rondom.access.decision import Decision
from rondom.kernel.refusals import NotAllowed, NotFound, Refusal


class HouseholdUnknown(NotFound):
    """No such household, or not for this actor: the answer is the same."""

    code = "household_unknown"
    sentence = _("This household was not found. Open it again from your list.")


class PersonUnknown(NotFound):
    """No such person, or not for this actor: the answer is the same."""

    code = "person_unknown"
    sentence = _("This person was not found. Choose somebody from the household.")


class EntryUnknown(NotFound):
    """No such row, or not for this actor, or ended before."""

    code = "entry_unknown"
    sentence = _("This entry was not found. Open the household again.")


class NameMissing(Refusal):
    """A person without any name."""

    code = "person_name_missing"
    field = "given_name"
    sentence = _("Give at least a first name. If it is not known, write what people call this person.")


class BirthDateImpossible(Refusal):
    """In the future, or more than 120 years ago (R-009)."""

    code = "person_birth_date_impossible"
    field = "birth_date"
    sentence = _(
        "This birth date cannot be right. Give a date that is not in the future and at most 120 years ago."
    )


class LanguageUnknown(Refusal):
    """Not a language code."""

    code = "language_unknown"
    field = "language"
    sentence = _("This language is not known. Choose one from the list.")


class AlreadyMember(Refusal):
    """The person belongs to this household already."""

    code = "already_member"
    field = "person"
    sentence = _("{name} belongs to this household already. Change the entry that is there.")


class RoleUnknown(Refusal):
    """A word that the vocabulary does not hold."""

    code = "member_role_unknown"
    field = "role"
    sentence = _("Choose one of the roles in the list.")


class KindUnknown(Refusal):
    """A kind that the vocabulary does not hold."""

    code = "kind_unknown"
    field = "kind"
    sentence = _("Choose one of the kinds in the list.")


class EndBeforeStart(Refusal):
    """The last day lies before the first."""

    code = "end_before_start"
    field = "ends_on"
    sentence = _("The last day lies before the first day. Choose a later last day.")


class SamePerson(Refusal):
    """A relation needs two people."""

    code = "same_person"
    field = "other"
    sentence = _("Choose two different people.")


class AuthorityOverAdult(Refusal):
    """Parental authority ends at eighteen (R-044)."""

    code = "authority_over_adult"
    field = "child"
    sentence = _("{name} is an adult, so nobody has parental authority. Note the relation instead.")


class ContactUnusable(Refusal):
    """A phone number or e-mail address that cannot be used."""

    code = "contact_unusable"
    field = "value"
    sentence = _("This cannot be used to reach somebody. Check the number or address.")


class ConflictKnown(Refusal):
    """The same conflict was declared before."""

    code = "conflict_known"
    sentence = _("This was noted before. Nothing needs to be done.")


class ShieldNeedsResident(Refusal):
    """A safety shield keeps two residents apart."""

    code = "shield_needs_resident"
    field = "counterpart_kind"
    sentence = _("A safety shield is about two residents. For a colleague, note that they are related.")


class SameColleagueConfirms(Refusal):
    """Two people are needed to say that two entries are one person (R-002)."""

    code = "same_colleague_confirms"
    sentence = _("You proposed this yourself. Ask a colleague who knows the household to confirm it.")


class MergeTooOld(Refusal):
    """The term for undoing has passed (R-002)."""

    code = "merge_too_old"
    sentence = _(
        "This was confirmed more than {days} days ago and cannot be undone here. Ask the administrator."
    )


def require(decision: Decision) -> None:
    """Raise NotAllowed with the policy's reason when the decision is no."""
    if not decision.allowed:
        raise NotAllowed(reason=decision.reason)
