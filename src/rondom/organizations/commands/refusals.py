"""Why this module says no, one sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from rondom.access.decision import Decision
from rondom.kernel.refusals import NotAllowed, NotFound, Refusal
from rondom.organizations.rules import Problem


class ProfessionalUnknown(NotFound):
    """No professional has this key."""

    code = "professional_unknown"
    sentence = _("This colleague is not known here. Choose somebody from the list.")


class ProfessionalHasLeft(Refusal):
    """Somebody who left gets no new role, card or task."""

    code = "professional_has_left"
    sentence = _("{name} no longer works here. Choose another colleague.")


class AlreadyLeft(Refusal):
    """The employment was ended before."""

    code = "already_left"
    sentence = _("This employment has ended already. Nothing needs to be done.")


class EndOutsidePeriod(Refusal):
    """The last day lies before the first."""

    code = "end_outside_period"
    field = "ends_on"
    sentence = _("The last day lies before the first day. Choose a later last day.")


class OwnStandIn(Refusal):
    """Nobody stands in for themselves."""

    code = "own_stand_in"
    field = "stand_in"
    sentence = _("Somebody cannot stand in for themselves. Choose another colleague.")


class ExpertStandsIn(Refusal):
    """Who stands in reads the files of the other; an expert reads what a client grants (R-040)."""

    code = "expert_stands_in"
    field = "stand_in"
    sentence = _(
        "{name} is an expert by experience, who sees only what a client grants and cannot answer for you. "
        "Choose another colleague."
    )


class StandInsInCircle(Refusal):
    """Two people would answer for each other, so nobody would."""

    code = "stand_ins_in_circle"
    field = "stand_in"
    sentence = _("{name} is away in this period too. Choose somebody who is at work.")


class OwnSupportContact(Refusal):
    """Nobody supports themselves (R-040)."""

    code = "own_support_contact"
    field = "contact"
    sentence = _("Somebody cannot be their own support contact. Choose a colleague.")


class NoExpertByExperience(Refusal):
    """Only an expert by experience has a support contact (R-040)."""

    code = "no_expert_by_experience"
    sentence = _("{name} is not an expert by experience. Only experts by experience have a support contact.")


class SupportContactNotAtWork(Refusal):
    """Who supports must work here, so that there is somebody to turn to (R-040)."""

    code = "support_contact_not_at_work"
    field = "contact"
    sentence = _("This colleague does not work here now. Choose somebody from the list.")


class PortraitNotAgreed(Refusal):
    """A photo is shown to others only when its owner says so (R-034)."""

    code = "portrait_not_agreed"
    field = "agrees"
    sentence = _("Tick that others may see your photo. Without it, your initials are shown.")


class NoPortrait(Refusal):
    """There is nothing to take away."""

    code = "no_portrait"
    sentence = _("There is no photo here. The initials are shown.")


class CardIncomplete(Refusal):
    """A role card with an empty or filler answer."""

    code = "card_incomplete"
    sentence = _("Write in one sentence what a resident can expect here.")


class RoleUnknown(NotFound):
    """No such working role, or not of this person."""

    code = "working_role_unknown"
    sentence = _("This working role does not exist. Open the colleague's page again.")


class RolePlaceMissing(Refusal):
    """A role needs a team or an organization, and not both."""

    code = "role_place_missing"
    field = "team"
    sentence = _("Choose the team or the organization where the colleague works, one of the two.")


class NotAWorkingDay(Refusal):
    """A word or number that is not a day of the week."""

    code = "not_a_working_day"
    field = "working_days"
    sentence = _("Choose working days from Monday to Sunday.")


class FunctionUnknown(Refusal):
    """A discipline that the vocabulary does not hold."""

    code = "function_unknown"
    field = "function"
    sentence = _("This function does not exist. Choose one from the list.")


class TeamUnknown(Refusal):
    """No team has this key."""

    code = "team_unknown"
    field = "team"
    sentence = _("This team does not exist. Choose one from the list.")


class SettingRefused(Refusal):
    """A setting's value has the wrong shape or lies outside the safe limits (R-222)."""

    code = "setting_refused"
    field = "value"
    sentence = "{explanation}"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(explanation=explain(problems[0]))


class StructureRefused(Refusal):
    """A setup contradicts itself or what is there. `place` names kind, slug and field of the entry."""

    code = "structure_refused"
    sentence = "{explanation}"

    def __init__(self, place: tuple[str, str, str], explanation: Any) -> None:
        self.place = place
        super().__init__(explanation=explanation)


_EXPLANATIONS: dict[str, Any] = {
    "unknown_setting": _("This setting does not exist. Look up its name in the list of settings."),
    "not_a_number": _("Give a whole number."),
    "outside_limits": _("Give a number from {lowest} to {highest}."),
    "not_a_list": _("Give a list with at least one entry."),
    "not_a_group": _("Give fields with a name and a value."),
    "not_in_order": _("Put the numbers in the right order, each one once."),
    "not_above": _("This number must be higher than {other}."),
    "label_missing": _("Give a name in Dutch (nl) and in English (en)."),
    "not_a_slug": _("Use a short name of small letters, digits and underscores that starts with a letter."),
    "twice": _("{name} is there twice. Use it once."),
    "number_reused": _("Number {number} belonged to another life domain. Take a number that was never used."),
    "unknown_name": _("{name} does not exist. Use a name that is defined."),
    "unknown_holiday": "{explanation}",
    "not_one_of": _("Use one of: {choices}."),
    "not_a_date": _("Give a date as year-month-day."),
    "not_yes_or_no": _("Answer with true or false."),
}


def explain(problem: Problem) -> str:
    """The sentence that belongs to a problem, with its place in the value in front."""
    return f"{problem.where}: " + str(_EXPLANATIONS[problem.what]).format(**problem.params)


def require(decision: Decision) -> None:
    """Raise NotAllowed with the policy's reason when the decision is no."""
    if not decision.allowed:
        raise NotAllowed(reason=decision.reason)
