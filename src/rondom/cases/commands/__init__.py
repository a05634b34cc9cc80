"""Writes on the case.

Texts are cleaned and filler is refused; `actor` may be a resident wherever the docstring of the
command speaks of the client or the person.
"""

from rondom.cases.commands.at_the_door import DomainsNeeded, open_case_at_door
from rondom.cases.commands.case_manager import (
    AlreadyCaseManager,
    CaseManagerOfTheTeam,
    appoint_case_manager,
)
from rondom.cases.commands.caseload import AboveNorm
from rondom.cases.commands.clock import (
    escalate_overdue_requests,
    fire_alarms,
    lapse_supporters,
    pass_deadlines,
    refresh_cover,
)
from rondom.cases.commands.closing import close_case, reopen_case
from rondom.cases.commands.copies import ask_copy_deletion, confirm_copy_gone
from rondom.cases.commands.deadlines import (
    DateInPast,
    DeadlineEnded,
    close_deadline,
    correct_deadline,
    enter_deadline,
    review_passed_deadline,
)
from rondom.cases.commands.domains import DomainUnknown, leave_out_domain, record_domain
from rondom.cases.commands.experts import (
    ExpertAskedAlready,
    NoWishStands,
    ask_for_expert,
    decide_acquaintance,
    declare_acquaintance,
    take_back_wish,
)
from rondom.cases.commands.handover import (
    ClientNotTold,
    HandoverRunning,
    cancel_handover,
    complete_handover,
    introduce_taker,
    plan_handover,
    tell_client_of_handover,
)
from rondom.cases.commands.introduction import approve_introduction, write_introduction
from rondom.cases.commands.involvement import (
    AlreadyInvolved,
    ExpertOnlyAtWish,
    NotOfTheTeam,
    NotOfThisParty,
    UnknownParty,
    end_involvement,
    involve,
)
from rondom.cases.commands.kept import NobodyTakesOver, ask_for_kept, pass_on_note
from rondom.cases.commands.note_timeline import note_on_timeline
from rondom.cases.commands.notes import correct_note, write_note
from rondom.cases.commands.open_case import (
    CaseAlreadyOpen,
    CaseManagerIsExpert,
    CaseManagerMustBePerson,
    UnknownGround,
    open_case,
)
from rondom.cases.commands.own_words import (
    WordsEmpty,
    WordsKnown,
    confirm_own_words,
    explain_missing_words,
    open_own_file,
    write_own_words,
)
from rondom.cases.commands.reactions import AlreadyHeld, NotHeld, hold_reaction, react, release_reaction
from rondom.cases.commands.register import CaseIsClosed, private_scope, subject_scope
from rondom.cases.commands.requests import (
    AlreadyAnswered,
    AnswerWithReason,
    answer_request,
    ask_correction,
    ask_other_case_manager,
    question_involvement,
)
from rondom.cases.commands.rewrite import rewrite_case_grants
from rondom.cases.commands.rule_register import resume_rule, suspend_rule
from rondom.cases.commands.shape import (
    TargetGroupUnknown,
    WeightUnknown,
    move_group,
    set_weight,
    usual_domains,
)
from rondom.cases.commands.shared_lines import SupporterSeesNoLines, share_line
from rondom.cases.commands.strengths import add_strength, end_strength
from rondom.cases.commands.supervision import ReasonTooShort, look_with_reason
from rondom.cases.commands.supporters import (
    ClientDecides,
    add_supporter,
    confirm_supporter,
    end_supporter,
)
from rondom.cases.commands.wording import LanguageUnknown, NamesAnotherCase, WordsNeeded

__all__ = [
    "AboveNorm",
    "AlreadyAnswered",
    "AlreadyCaseManager",
    "AlreadyHeld",
    "AlreadyInvolved",
    "AnswerWithReason",
    "CaseAlreadyOpen",
    "CaseIsClosed",
    "CaseManagerIsExpert",
    "CaseManagerMustBePerson",
    "CaseManagerOfTheTeam",
    "ClientDecides",
    "ClientNotTold",
    "DateInPast",
    "DeadlineEnded",
    "DomainUnknown",
    "DomainsNeeded",
    "ExpertAskedAlready",
    "ExpertOnlyAtWish",
    "HandoverRunning",
    "LanguageUnknown",
    "NamesAnotherCase",
    "NoWishStands",
    "NobodyTakesOver",
    "NotHeld",
    "NotOfTheTeam",
    "NotOfThisParty",
    "ReasonTooShort",
    "SupporterSeesNoLines",
    "TargetGroupUnknown",
    "UnknownGround",
    "UnknownParty",
    "WeightUnknown",
    "WordsEmpty",
    "WordsKnown",
    "WordsNeeded",
    "add_strength",
    "add_supporter",
    "answer_request",
    "appoint_case_manager",
    "approve_introduction",
    "ask_copy_deletion",
    "ask_correction",
    "ask_for_expert",
    "ask_for_kept",
    "ask_other_case_manager",
    "cancel_handover",
    "close_case",
    "close_deadline",
    "complete_handover",
    "confirm_copy_gone",
    "confirm_own_words",
    "confirm_supporter",
    "correct_deadline",
    "correct_note",
    "decide_acquaintance",
    "declare_acquaintance",
    "end_involvement",
    "end_strength",
    "end_supporter",
    "enter_deadline",
    "escalate_overdue_requests",
    "explain_missing_words",
    "fire_alarms",
    "hold_reaction",
    "introduce_taker",
    "involve",
    "lapse_supporters",
    "leave_out_domain",
    "look_with_reason",
    "move_group",
    "note_on_timeline",
    "open_case",
    "open_case_at_door",
    "open_own_file",
    "pass_deadlines",
    "pass_on_note",
    "plan_handover",
    "private_scope",
    "question_involvement",
    "react",
    "record_domain",
    "refresh_cover",
    "release_reaction",
    "reopen_case",
    "resume_rule",
    "review_passed_deadline",
    "rewrite_case_grants",
    "set_weight",
    "share_line",
    "subject_scope",
    "suspend_rule",
    "take_back_wish",
    "tell_client_of_handover",
    "usual_domains",
    "write_introduction",
    "write_note",
    "write_own_words",
]
