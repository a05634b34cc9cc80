"""Reads of the case for doors and higher modules."""

from rondom.cases.queries.case import (
    case_for,
    case_list,
    case_of_space,
    involved_parties,
    relation_of,
    subjects_of,
    timeline_of,
)

__all__ = [
    "case_for",
    "case_list",
    "case_of_space",
    "involved_parties",
    "relation_of",
    "subjects_of",
    "timeline_of",
]
