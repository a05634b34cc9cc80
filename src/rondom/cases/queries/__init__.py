"""Reads of the case for doors and higher modules. What is not visible is not found."""

from rondom.cases.queries.beside import Said, rows_beside, said_beside
from rondom.cases.queries.case import (
    MyRelation,
    case_for,
    case_list,
    case_of_space,
    involved_parties,
    may_open_case,
    own_case,
    party_rows,
    relation_of,
    relation_to,
    subjects_of,
    timeline_of,
)
from rondom.cases.queries.caseload import Load, load_of, team_load
from rondom.cases.queries.deadlines import days_left, deadlines_of, is_passed_deadline
from rondom.cases.queries.domains import (
    domain_grid,
    domain_rows,
    has_multiple_problems,
    strength_rows,
    strength_words,
    strengths_of,
)
from rondom.cases.queries.experts import acquaintances_of, wants_expert, who_stopped
from rondom.cases.queries.file import Sheet, sheet_of
from rondom.cases.queries.handover import ColdHandover, cold_handovers, handover_of
from rondom.cases.queries.left_out import why_not_seen
from rondom.cases.queries.lists import CasePage, case_page, filtered_cases
from rondom.cases.queries.network import supporters_of, supporters_with
from rondom.cases.queries.notes import note_now, note_versions, notes_of
from rondom.cases.queries.own_files import OwnFile, own_files
from rondom.cases.queries.reactions import reactions_on
from rondom.cases.queries.register import RegisteredRule, is_suspended, rule_register, suspensions
from rondom.cases.queries.requests import request_for, request_rows, requests_of
from rondom.cases.queries.search import Found, SearchClosed, search_cases
from rondom.cases.queries.start_lines import BACK, ME, OTHERS, TodayItem, lines_of, nearest, order_items
from rondom.cases.queries.today import today_items
from rondom.cases.queries.words import (
    Voice,
    introduction_of,
    is_out_of_date,
    newest_introduction,
    own_words_of,
    own_words_rows,
    versions_of_words,
    voice_of,
    words_of,
)
from rondom.cases.rules import day_of

__all__ = [
    "BACK",
    "ME",
    "OTHERS",
    "CasePage",
    "ColdHandover",
    "Found",
    "Load",
    "MyRelation",
    "OwnFile",
    "RegisteredRule",
    "Said",
    "SearchClosed",
    "Sheet",
    "TodayItem",
    "Voice",
    "acquaintances_of",
    "case_for",
    "case_list",
    "case_of_space",
    "case_page",
    "cold_handovers",
    "day_of",
    "days_left",
    "deadlines_of",
    "domain_grid",
    "domain_rows",
    "filtered_cases",
    "handover_of",
    "has_multiple_problems",
    "introduction_of",
    "involved_parties",
    "is_out_of_date",
    "is_passed_deadline",
    "is_suspended",
    "lines_of",
    "load_of",
    "may_open_case",
    "nearest",
    "newest_introduction",
    "note_now",
    "note_versions",
    "notes_of",
    "order_items",
    "own_case",
    "own_files",
    "own_words_of",
    "own_words_rows",
    "party_rows",
    "reactions_on",
    "relation_of",
    "relation_to",
    "request_for",
    "request_rows",
    "requests_of",
    "rows_beside",
    "rule_register",
    "said_beside",
    "search_cases",
    "sheet_of",
    "strength_rows",
    "strength_words",
    "strengths_of",
    "subjects_of",
    "supporters_of",
    "supporters_with",
    "suspensions",
    "team_load",
    "timeline_of",
    "today_items",
    "versions_of_words",
    "voice_of",
    "wants_expert",
    "who_stopped",
    "why_not_seen",
    "words_of",
]
