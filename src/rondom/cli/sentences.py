"""What went wrong outside the program, in one sentence: settings, files, the way to the database."""

import django.db
import psycopg
from django.core.exceptions import ImproperlyConfigured

BEHIND = {"42P01", "3F000", "42703", "42883"}
"""A table, schema, column or function that is not there."""


def sentence_for(fault: BaseException) -> str:
    """The sentence for the person at the terminal; empty for what is a fault of the program itself."""
    if isinstance(fault, ImproperlyConfigured):
        return str(fault)
    if isinstance(fault, OSError) and fault.filename:
        return f"{fault.filename}: {fault.strerror}. Nothing was done."
    if isinstance(fault, django.db.Error | psycopg.Error):
        return _of_database(fault.__cause__ if isinstance(fault.__cause__, psycopg.Error) else fault)
    return ""


def _of_database(fault: BaseException) -> str:
    state = getattr(fault, "sqlstate", None)
    if state in BEHIND:
        return "This database is not up to date: run `rondom migrate` first."
    if isinstance(fault, psycopg.OperationalError) and state is None:
        words = str(fault).strip().splitlines() or ["no answer"]
        return (
            f"The database can not be reached: {words[0].strip()}. "
            "Look at DATABASE_URL, and whether the server runs."
        )
    return ""
