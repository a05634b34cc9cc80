"""The words of the printed documents, in the language of the document.

Templates hold no words, so that both languages are checked in one place.
"""

from __future__ import annotations

from datetime import date

from django.utils import formats, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Short words carry a context: "By" before a date is another word in Dutch than "by" before a name.
_LABELS = {
    "page": _("Page {page} of {pages}"),
    "printed": pgettext_lazy("printed", "Printed on {date}"),
    "missing_glyphs": _(
        "Some characters, such as small pictures, cannot be printed. In their place stands {box}. "
        "You can see them on a screen."
    ),
    "contact": pgettext_lazy("printed", "Questions?"),
    "contact_intro": _("Call or write to:"),
    "stand_in": _("Not there? Ask for:"),
    "phone": pgettext_lazy("printed", "Phone"),
    "email": pgettext_lazy("printed", "E-mail"),
    "reachable": pgettext_lazy("printed", "Reachable"),
    "left_out": pgettext_lazy("printed", "Not printed here"),
    "version": _("Version {version} of {date}"),
    "replaced": _("This is an older plan. Since {date} there is a newer one. Ask for it."),
    "own_words": _("In our own words"),
    "no_own_words": _("Nobody has told their own story here yet. Ask for it first."),
    "strengths": _("What goes well and who helps"),
    "goals": _("What we work on now"),
    "no_goals": _("There are no goals yet."),
    "later_goals": pgettext_lazy("printed", "Later"),
    "goal_number": pgettext_lazy("printed", "Goal {number}"),
    "builds_on": pgettext_lazy("printed", "Builds on"),
    "first_step": pgettext_lazy("printed", "First step"),
    "domain": pgettext_lazy("printed", "About"),
    "owner": pgettext_lazy("printed", "Whose goal"),
    "due": pgettext_lazy("printed", "By"),
    "state": pgettext_lazy("printed", "How it stands"),
    "actions": pgettext_lazy("printed", "Who does what"),
    "action": pgettext_lazy("printed", "What"),
    "action_owner": pgettext_lazy("printed", "Who"),
    "stances": _("What each of us thinks"),
    "reaction": pgettext_lazy("printed", "Reaction"),
    "barriers": _("What is in the way"),
    "annexes": pgettext_lazy("printed", "Annexes"),
    "annexes_kept": _("What is in these documents is not printed here."),
    "annex_rule": pgettext_lazy("printed", "Asked for by"),
    "annex_on": pgettext_lazy("printed", "Date of the document"),
    "annex_by": pgettext_lazy("printed", "Attached by"),
    "next_step": pgettext_lazy("printed", "Next step"),
    "no_date": pgettext_lazy("printed", "no date yet"),
    "date_place": pgettext_lazy("printed", "When and where"),
    "about": _("What it was about"),
    "present": pgettext_lazy("printed", "Who were there"),
    "client_first": _("What was said first"),
    "decisions": pgettext_lazy("printed", "What we decided"),
    "no_decisions": pgettext_lazy("printed", "Nothing was decided."),
    "options": _("We could choose from"),
    "decision": pgettext_lazy("printed", "Decided"),
    "reasons": pgettext_lazy("printed", "Why"),
    "review": _("We look at this again on {date}."),
    "agreements": pgettext_lazy("printed", "What we agreed"),
    "no_agreements": pgettext_lazy("printed", "Nothing was agreed."),
    "not_agreed": pgettext_lazy("printed", "What we do not agree on"),
    "added": pgettext_lazy("printed", "Added afterwards"),
    "closing_words": pgettext_lazy("printed", "The last word"),
    "next_meeting": pgettext_lazy("printed", "The next meeting"),
    "letter_about": pgettext_lazy("printed", "About"),
    "approved": _("{name} has read this page and approved it on {date}."),
    "approved_nameless": pgettext_lazy("printed", "Approved on {date}."),
    "not_approved": _("This page is a draft: it has not been approved yet. Do not use it."),
    "stance_agrees": pgettext_lazy("printed", "agrees"),
    "stance_agrees_with_concern": _("agrees, with a worry"),
    "stance_disagrees": pgettext_lazy("printed", "does not agree"),
    "stance_not_asked": pgettext_lazy("printed", "not asked yet"),
}


def labels(language: str) -> dict[str, str]:
    """Every fixed word of the templates, by key, in that language."""
    with translation.override(language):
        return {key: str(sentence) for key, sentence in _LABELS.items()}


def in_words(day: date, language: str) -> str:
    """A date as people say it: "5 maart 2026", "5 March 2026"."""
    with translation.override(language):
        return formats.date_format(day, "j F Y")
