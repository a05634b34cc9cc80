"""What the start page says to roles that do not work in files: what you can do here, and where."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor


@dataclass(frozen=True)
class Way:
    """A way on: the name of a page, and what one does there."""

    label: Any
    url_name: str
    what: Any
    of_team: bool = False


@dataclass(frozen=True)
class Start:
    """`lead` says what this role does here; the first way is the button, unless `has_files`."""

    lead: Any
    ways: tuple[Way, ...]
    has_files: bool = False


STARTS: dict[str, Start] = {
    "team_leader": Start(
        lead=_("You see the load of your team and what stands still. You read no files without a reason."),
        ways=(
            Way(_("The load of my team"), "team_load", _("How many households each colleague has.")),
            Way(
                _("The meetings of my team"),
                "team_meetings",
                _("How often the client is there and speaks first."),
                of_team=True,
            ),
            Way(_("Experts by experience"), "expert_list", _("To whom each of them can turn.")),
        ),
        has_files=True,
    ),
    "practice_nurse": Start(
        lead=_("You refer somebody and hear what came of it."),
        ways=(
            Way(_("Make a referral"), "referral_new", _("It takes about two minutes.")),
            Way(_("My referrals"), "referral_list", _("How it goes with the people you referred.")),
        ),
    ),
    "privacy_officer": Start(
        lead=_("You check who looked at what, and why. You cannot read the files themselves."),
        ways=(
            Way(_("The log"), "privacy_log", _("Every look and every change, with its reason.")),
            Way(_("Emergency access"), "privacy_reviews", _("Was it right that somebody broke the glass?")),
            Way(_("Unusual looks"), "privacy_patterns", _("What differs from what is usual.")),
            Way(
                _("Register of processing"),
                "processing_register",
                _("What the city keeps, and on what ground."),
            ),
        ),
    ),
    "administrator": Start(
        lead=_("You keep the settings and the accounts in order. You see no files."),
        ways=(
            Way(_("Settings"), "settings_overview", _("Terms, clocks and thresholds of the city.")),
            Way(_("Colleagues"), "staff_list", _("Who works where, stand-ins, and who leaves.")),
            Way(_("Experts by experience"), "expert_list", _("To whom each of them can turn.")),
        ),
    ),
    "policy_officer": Start(
        lead=_(
            "There is nothing for you to see yet. Numbers and signals for policy come in a later version; "
            "they will never show one person."
        ),
        ways=(
            Way(_("Rules that sort or warn"), "rule_register", _("What this system counts, and why.")),
            Way(
                _("Register of processing"),
                "processing_register",
                _("What the city keeps, and on what ground."),
            ),
        ),
    ),
    "researcher": Start(
        lead=_(
            "There is nothing for you to see yet. Research comes in a later version, only with what "
            "participants said yes to."
        ),
        ways=(
            Way(_("Rules that sort or warn"), "rule_register", _("What this system counts, and why.")),
            Way(
                _("Register of processing"),
                "processing_register",
                _("What the city keeps, and on what ground."),
            ),
        ),
    ),
}


def start_for(actor: Actor) -> dict[str, Any] | None:
    """The sentence and the ways on for this role; None for a worker, whose list says it all."""
    found = next((start for role, start in STARTS.items() if actor.has_role(role)), None)
    if found is None:
        return None
    ways = [
        {
            "label": way.label,
            "what": way.what,
            "url": reverse(way.url_name, args=[actor.team_id] if way.of_team else []),
        }
        for way in found.ways
        if actor.team_id or not way.of_team
    ]
    return {"lead": found.lead, "ways": ways, "has_files": found.has_files}
