"""The log in plain language: what was done, and with which part of the file.

Keys are the nouns, verbs and parts that commands write; an unknown one falls back to a general word,
so that a new command never shows a technical name to a resident.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PARTS: dict[str, str | Promise] = {
    "case": _("your file"),
    "case manager": _("your case manager"),
    "core": _("your file"),
    "plan": _("your plan"),
    "annex": _("a document with your plan"),
    "own_words": _("your own words"),
    "own words": _("your own words"),
    "strengths": _("what you are good at"),
    "network": _("the people around you"),
    "introduction": _("the page about you"),
    "involvement": _("who helps you"),
    "consent": _("your permissions"),
    "permissions": _("your permissions"),
    "shared": _("what is shared with you"),
    "notes": _("notes about the help"),
    "record": _("notes about the help"),
    "timeline": _("what happened"),
    "meeting": _("a meeting about you"),
    "meetings": _("your meetings"),
    "meeting summary": _("a meeting about you"),
    "meeting summary, printed": _("a meeting about you"),
    "live meeting": _("a meeting about you"),
    "live meeting, agenda only": _("a meeting about you"),
    "meeting invitation": _("a meeting about you"),
    "preparation": _("a meeting about you"),
    "attendance": _("a meeting about you"),
    "pulse": _("a meeting about you"),
    "minutes": _("the notes of a meeting"),
    "referral": _("a referral"),
    "referrals": _("your referrals"),
    "address": _("your address and phone number"),
    "messages": _("messages"),
    "deadlines": _("dates that matter"),
    "bottlenecks": _("what is in the way"),
    "outcomes": _("how things went"),
    "emergency access": _("your file, in an emergency"),
    "log": _("who looked"),
}

VERBS: dict[str, str | Promise] = {
    "R": _("looked at"),
    "C": _("added something to"),
    "U": _("changed something in"),
    "D": _("ended something in"),
    "E": _("printed or saved"),
}

ACTS: dict[str, str | Promise] = {
    "identity.search": _("looked whether there is help already"),
    "bsn.search": _("looked whether there is help already"),
    "file.print": _("printed or saved the whole file"),
    "plan.print": _("printed the plan"),
    "plan.export": _("saved the plan as a file"),
    "annex.export": _("saved a document of your plan as a file"),
    "annex.add": _("attached a document to your plan"),
    "annex.replace": _("attached a newer version of a document to your plan"),
    "annex.withdraw": _("took back a document of your plan"),
    "introduction.print": _("saved the page about you as a file"),
    "meeting.print": _("saved the summary of a meeting as a file"),
    "copy.ask_deletion": _("asked to delete a copy"),
    "copy.confirm_gone": _("wrote down that a copy is gone"),
    "emergency_access.open": _("opened your file in an emergency"),
    "bsn.reveal": _("looked at your citizen service number (BSN)"),
    "contact.reveal": _("looked at your address or phone number"),
    "consent.given": _("wrote down that permission was given"),
    "consent.proposed": _("asked for permission"),
    "consent.withdrawn": _("ended a permission"),
    "consent.refused": _("wrote down that permission was not given"),
    "consent.expired": _("a permission was over"),
    "case.open": _("started your file"),
    "case.appoint_case_manager": _("named your case manager"),
    "involvement.start": _("wrote down who helps you"),
    "involvement.end": _("wrote down who stopped helping"),
    "shared.give": _("shared something with you"),
    "shared.end": _("stopped sharing something"),
}


def part_words(part: str) -> str:
    """The part of the file as a resident says it."""
    return str(PARTS.get(part, PARTS.get(part.rstrip("s"), _("your file"))))


def act_words(action: str, verb: str, part: str) -> str:
    """What somebody did, as the rest of a sentence after the organization."""
    if action in ACTS:
        return str(ACTS[action])
    return f"{VERBS.get(verb, VERBS['U'])} {part_words(part)}"
