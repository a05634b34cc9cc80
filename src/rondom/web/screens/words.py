"""Words for relations, grounds and what happened: one place, so that every page says the same."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rondom.cases.vocabulary import DeadlineKind
from rondom.organizations import queries as organizations

RELATIONS: dict[str, Any] = {
    "P1": gettext_lazy("team member in this case"),
    "P2": gettext_lazy("partner with permission"),
    "P3": gettext_lazy("partner: you see who is involved"),
    "D3": gettext_lazy("partner: the permission ended"),
    "P4": gettext_lazy("case manager"),
    "P5": gettext_lazy("stand-in"),
    "P5S": gettext_lazy("stand-in"),
    "P6": gettext_lazy("team leader: you see who is involved"),
    "P6S": gettext_lazy("team leader, looking with a reason"),
    "P8": gettext_lazy("client"),
    "P11": gettext_lazy("emergency access"),
    "named": gettext_lazy("named for one part"),
}

HAPPENED: dict[str, Any] = {
    "case.open": gettext_lazy("The case was opened."),
    "case.move_group": gettext_lazy("The case is for another group now."),
    "case.close": gettext_lazy("The case was closed."),
    "case.reopen": gettext_lazy("The case was taken up again."),
    "case.appoint_case_manager": gettext_lazy("{name} became case manager."),
    "involvement.start": gettext_lazy("Started helping: {party}."),
    "involvement.end": gettext_lazy("Somebody stopped helping."),
    "own_words.write": gettext_lazy("Own words were written."),
    "introduction.write": gettext_lazy("The page “what you need to know about me” was written."),
    "introduction.approve": gettext_lazy("The page “what you need to know about me” was approved."),
    "domain.record": gettext_lazy("{domain}: how it stands was written down."),
    "domain.leave_out": gettext_lazy("{domain} was taken off the file."),
    "reaction.write": gettext_lazy("A reaction was written."),
    "request.ask_correction": gettext_lazy("Somebody said that something here is not right."),
    "request.answer_correction": gettext_lazy("What somebody said is not right was answered in writing."),
    "note.write": gettext_lazy("A note was written."),
    "note.correct": gettext_lazy("A note was corrected."),
    "deadline.enter": gettext_lazy("A date was entered: {deadline}, {due_on}."),
    "deadline.correct": gettext_lazy("A date was corrected: {deadline}, {due_on}."),
    "deadline.close": gettext_lazy("A countdown ended: {deadline}."),
    "deadline.pass": gettext_lazy("A date passed without a result: {deadline}, {due_on}."),
    "plan.start": gettext_lazy("A plan was begun."),
    "plan.activate": gettext_lazy("Everybody started working with the plan."),
    "plan.publish": gettext_lazy("Version {number} of the plan was kept, and everybody was asked."),
    "plan.close": gettext_lazy("The plan was closed."),
    "plan.ask_closing": gettext_lazy("Somebody asked to close the plan without having spoken to the client."),
    "goal.add": gettext_lazy("A goal was added to the plan."),
    "goal.add_own": gettext_lazy("Somebody added a goal of their own to the plan."),
    "goal.withdraw_own": gettext_lazy("Somebody took their own goal back."),
    "goal.accept": gettext_lazy("The client said yes to a goal."),
    "goal.set_state": gettext_lazy("A goal was reached, stopped or taken up again."),
    "annex.add": gettext_lazy("A document was attached to the plan."),
    "annex.replace": gettext_lazy("A newer version of an attached document came."),
    "annex.withdraw": gettext_lazy("An attached document was withdrawn."),
    "action.add": gettext_lazy("Somebody took on an action."),
    "action.report": gettext_lazy("It was said how an action stands."),
    "bottleneck.raise": gettext_lazy("It was said that something is stuck."),
    "bottleneck.react": gettext_lazy("The party concerned answered about what is stuck."),
    "bottleneck.take_step": gettext_lazy("What is stuck went one step further."),
    "bottleneck.solve": gettext_lazy("Something that was stuck is solved."),
    "outcome.tell": gettext_lazy("The client told what has come of it."),
    "solution.record": gettext_lazy("A solution outside the standard was written down."),
    "meeting.ask": gettext_lazy("A meeting was asked for."),
    "meeting.held": gettext_lazy("The meeting was held and the summary went to everybody."),
    "referral.open_case": gettext_lazy("A referral of {organization} began this file."),
    "referral.received": gettext_lazy("A referral of {organization} came in."),
    "referral.accepted": gettext_lazy("A referral of {organization} was accepted."),
    "referral.declined": gettext_lazy("A referral of {organization} was declined, with the reason."),
    "referral.contacted": gettext_lazy("After the referral of {organization} there was a first contact."),
    "referral.under_way": gettext_lazy("The help asked for by {organization} is under way."),
    "referral.closed": gettext_lazy("{organization} got the result of its referral."),
}

BY_NOUN: dict[str, Any] = {
    "plan": gettext_lazy("The plan changed."),
    "goal": gettext_lazy("A goal changed."),
    "action": gettext_lazy("An action changed."),
    "bottleneck": gettext_lazy("Something that is in the way changed."),
    "meeting": gettext_lazy("Something happened with a meeting."),
    "referral": gettext_lazy("A referral came one step further."),
    "outcome": gettext_lazy("It was written down how things went."),
}

KINDS = {"meeting": "meeting", "referral": "referral", "deadline": "deadline", "plan": "plan", "note": "note"}


def relation_label(row: str) -> str:
    """What the reader is to this household."""
    return str(RELATIONS.get(row, ""))


def ground_label(ground: str) -> str:
    """The legal ground in the reader's language; nothing when there is none."""
    found = organizations.legal_ground(ground) if ground else None
    return found.label if found else ""


def what_happened(entry: Any) -> dict[str, Any]:
    """A line of the timeline as the component wants it. Shows no technical name, ever."""
    noun = entry.kind.split(".", 1)[0]
    template = HAPPENED.get(entry.kind) or BY_NOUN.get(noun) or _("Something changed in the file.")
    return {
        "at": entry.at,
        "who": entry.by_name,
        "what": str(template).format_map(_Values(_in_words(entry.words))),
        "kind": KINDS.get(noun, "note"),
    }


def happened(entries: Iterable[Any]) -> list[dict[str, Any]]:
    """The timeline, with what one person did several times in one go as one line."""
    found = []
    for _key, group in groupby(
        map(what_happened, entries), key=lambda line: (line["at"], line["who"], line["what"])
    ):
        line, *more = group
        if more:
            several = _("{what} ({number} times)")
            line["what"] = several.format(what=line["what"].rstrip("."), number=1 + len(more))
        found.append(line)
    return found


def _in_words(kept: dict[str, Any]) -> dict[str, Any]:
    """Days are kept as 2026-11-30, and read as 30 November 2026."""
    return {
        name: date_format(date.fromisoformat(value), "j F Y") if value and name.endswith("_on") else value
        for name, value in kept.items()
    }


class _Values(dict[str, Any]):
    """The values of a sentence; one that is missing leaves a dash instead of a failing page."""

    def __missing__(self, key: str) -> str:
        if key == "domain":
            return str(self.get("nl" if (get_language() or "nl").startswith("nl") else "en", "-"))
        if key == "party":
            return ", ".join(part for part in (self.get("name"), self.get("organization")) if part) or "-"
        if key == "deadline":
            kind = self.get("kind", "")
            return str(DeadlineKind(kind).label) if kind in DeadlineKind.values else "-"
        return "-"
