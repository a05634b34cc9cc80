"""The role under a name: stored with the key of a function, shown in the reader's language."""

from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import WorkFunction


def role_words(stored: str) -> str:
    """`debt_counsellor, Kredietbank` in words; what is not a function stays as it was written."""
    function, comma, rest = stored.partition(",")
    if function == "case_manager":
        return organizations.name_of("case_manager") + comma + rest
    known = str(WorkFunction(function).label) if function in WorkFunction.values else function
    return known + comma + rest
