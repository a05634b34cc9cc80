"""The words of the printed documents, in the language of the document.

Templates hold no words, so that both languages are checked in one place.
"""

from __future__ import annotations

from datetime import date

from django.utils import formats, translation
from django.utils.translation import gettext_lazy as _

_LABELS = {
    "page": _("Page {page} of {pages}"),
    "printed": _("Printed on {date}"),
    "missing_glyphs": _(
        "Some characters, such as small pictures, cannot be printed. In their place stands {box}. "
        "You can see them on a screen."
    ),
    "contact": _("Questions?"),
    "contact_intro": _("Call or write to:"),
    "stand_in": _("Not there? Ask for:"),
    "phone": _("Phone"),
    "email": _("E-mail"),
    "reachable": _("Reachable"),
    "left_out": _("Not printed here"),
    "version": _("Version {version} of {date}"),
    "replaced": _("This is an older plan. Since {date} there is a newer one. Ask for it."),
    "own_words": _("In our own words"),
    "no_own_words": _("Nobody has told their own story here yet. Ask for it first."),
    "strengths": _("What goes well and who helps"),
    "goals": _("What we work on now"),
    "no_goals": _("There are no goals yet."),
    "later_goals": _("Later"),
    "goal_number": _("Goal {number}"),
    "builds_on": _("Builds on"),
    "first_step": _("First step"),
    "domain": _("About"),
    "owner": _("Whose goal"),
    "due": _("By"),
    "state": _("How it stands"),
    "actions": _("Who does what"),
    "action": _("What"),
    "action_owner": _("Who"),
    "stances": _("What each of us thinks"),
    "reaction": _("Reaction"),
    "barriers": _("What is in the way"),
    "next_step": _("Next step"),
    "no_date": _("no date yet"),
    "date_place": _("When and where"),
    "about": _("What it was about"),
    "present": _("Who were there"),
    "client_first": _("What was said first"),
    "decisions": _("What we decided"),
    "no_decisions": _("Nothing was decided."),
    "options": _("We could choose from"),
    "decision": _("Decided"),
    "reasons": _("Why"),
    "review": _("We look at this again on {date}."),
    "agreements": _("What we agreed"),
    "no_agreements": _("Nothing was agreed."),
    "closing_words": _("The last word"),
    "next_meeting": _("The next meeting"),
    "letter_about": _("About"),
    "approved": _("{name} has read this page and approved it on {date}."),
    "approved_nameless": _("Approved on {date}."),
    "not_approved": _("This page is a draft: it has not been approved yet. Do not use it."),
    "stance_agrees": _("agrees"),
    "stance_agrees_with_concern": _("agrees, with a worry"),
    "stance_disagrees": _("does not agree"),
    "stance_not_asked": _("not asked yet"),
}


def labels(language: str) -> dict[str, str]:
    """Every fixed word of the templates, by key, in that language."""
    with translation.override(language):
        return {key: str(sentence) for key, sentence in _LABELS.items()}


def in_words(day: date, language: str) -> str:
    """A date as people say it: "5 maart 2026", "5 March 2026"."""
    with translation.override(language):
        return formats.date_format(day, "j F Y")
