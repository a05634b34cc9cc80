"""What stands in each printed document, as typed values; Typst only lays it out.

All text in here is what the reader may see: whoever fills these classes has already asked the
access rules. States and domains arrive as words in the language of the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal


class Stance(StrEnum):
    """What somebody thinks of a line or decision (R-031)."""

    AGREES = "agrees"
    AGREES_WITH_CONCERN = "agrees_with_concern"
    DISAGREES = "disagrees"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, kw_only=True)
class Words:
    """Somebody's own words. `language` (such as "ar") when they are not in the document's language."""

    text: str
    by: str = ""
    on: date | None = None
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class ContactLine:
    """Who to call or write to."""

    name: str
    function: str = ""
    organization: str = ""
    phone: str = ""
    email: str = ""
    reachable: str = ""


@dataclass(frozen=True, kw_only=True)
class StanceLine:
    """One person's stance; a disagreement carries its words and is never left out (R-031)."""

    person: str
    stance: Stance
    role: str = ""
    words: str = ""
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ActionLine:
    """Who does what by when. `state` is a word; `done` adds the tick."""

    what: str
    owner: str
    due_on: date | None = None
    state: str = ""
    done: bool = False
    reaction: Words | None = None


@dataclass(frozen=True, kw_only=True)
class GoalLine:
    """A goal in the client's wording (R-017), with the strengths it builds on (R-004)."""

    title: str
    domain: str = ""
    owner: str = ""
    due_on: date | None = None
    state: str = ""
    first_step: str = ""
    later: bool = False
    strengths: tuple[str, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    stances: tuple[StanceLine, ...] = ()
    reaction: Words | None = None


@dataclass(frozen=True, kw_only=True)
class BarrierLine:
    """What is in the way, and how each sees it, the client first (R-030)."""

    matter: str
    views: tuple[Words, ...] = ()
    next_step: str = ""
    state: str = ""
    reaction: Words | None = None


@dataclass(frozen=True, kw_only=True)
class AnnexLine:
    """A document beside the plan, by its line of summary; what is in it is not printed (R-015)."""

    summary: str
    rule: str
    document_on: date
    by: str
    state: str = ""


@dataclass(frozen=True, kw_only=True)
class Document:
    """What every printed document has."""

    template: ClassVar[str]

    title: str
    language: Literal["nl", "en"]
    printed_on: date
    contact: ContactLine | None = None
    stand_in: ContactLine | None = None
    large_print: bool = False
    left_out: str = ""  # a sentence: what is not printed and whom to ask


@dataclass(frozen=True, kw_only=True)
class PlanDocument(Document):
    """The one plan of a household, its own words first (R-001, R-015)."""

    template: ClassVar[str] = "plan"

    version: int
    version_on: date
    replaced_on: date | None = None  # set when this is not the plan of today
    own_words: tuple[Words, ...] = ()
    words_kept: str = ""  # why there are none on this copy, when the reader may not see them
    strengths: tuple[str, ...] = ()
    goals: tuple[GoalLine, ...] = ()
    barriers: tuple[BarrierLine, ...] = ()
    annexes: tuple[AnnexLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PresentLine:
    """Somebody who was at the meeting."""

    name: str
    role: str = ""
    organization: str = ""


@dataclass(frozen=True, kw_only=True)
class DecisionLine:
    """A shared decision: the question, the options, what was decided and what each thinks of it."""

    question: str
    decision: str
    options: tuple[str, ...] = ()
    reasons: str = ""
    stances: tuple[StanceLine, ...] = ()
    review_on: date | None = None
    reaction: Words | None = None


@dataclass(frozen=True, kw_only=True)
class AgreementLine:
    """Who does what, and by when."""

    who: str
    what: str
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class MeetingSummaryDocument(Document):
    """What was said and agreed at a meeting, in plain language, for the client to keep."""

    template: ClassVar[str] = "meeting_summary"

    held_on: date
    place: str = ""
    about: str = ""
    present: tuple[PresentLine, ...] = ()
    client_first: Words | None = None
    order: str = ""  # that the client was not the first to speak
    decisions: tuple[DecisionLine, ...] = ()
    agreements: tuple[AgreementLine, ...] = ()
    disagreements: tuple[BarrierLine, ...] = ()
    added: tuple[Words, ...] = ()
    closing_words: Words | None = None
    next_meeting: str = ""


@dataclass(frozen=True, kw_only=True)
class LetterBlock:
    """A part of a letter; each field that is filled is shown, in this order."""

    heading: str = ""
    text: str = ""
    items: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()  # label and value, such as ("Phone", "010 123 45 67")
    columns: tuple[str, ...] = ()  # a table: its headings ...
    rows: tuple[tuple[str, ...], ...] = ()  # ... and rows of as many cells
    widths: tuple[int, ...] = ()  # of the columns, in parts of the page; empty: all the same


@dataclass(frozen=True, kw_only=True)
class LetterDocument(Document):
    """A letter, or any page a client can see, on paper (R-007)."""

    template: ClassVar[str] = "letter"

    sender: str
    addressee: tuple[str, ...] = ()
    about: str = ""
    greeting: str = ""
    blocks: tuple[LetterBlock, ...] = ()
    closing: str = ""
    signed_by: str = ""


@dataclass(frozen=True, kw_only=True)
class IntroductionSection:
    """One heading of the introduction page with the client's words under it."""

    heading: str
    words: Words


@dataclass(frozen=True, kw_only=True)
class IntroductionDocument(Document):
    """One page "what you need to know about me", approved by the client (R-006)."""

    template: ClassVar[str] = "introduction"

    name: str
    sections: tuple[IntroductionSection, ...] = ()
    approved_on: date | None = None
    approved_by: str = ""
