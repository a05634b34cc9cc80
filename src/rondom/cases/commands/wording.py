"""Words that must be words: cleaned, and refused when they only pretend to answer."""

import re
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.kernel.refusals import Refusal
from rondom.kernel.text import clean_line, clean_text, is_filler

_KEY = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class WordsNeeded(Refusal):
    """An empty text, or filler such as "." or "n/a", where real words are needed."""

    code = "words_needed"
    sentence = _("Write this in your own words. A dot or “n/a” says nothing to who reads it later.")


class LanguageUnknown(Refusal):
    """A language is a code of two or three letters."""

    code = "language_unknown"
    sentence = _("This language is not known. Choose one from the list.")
    field = "language"


class NamesAnotherCase(Refusal):
    """The text holds the key of another case."""

    code = "names_another_case"
    sentence = _("This text holds the number of another case. Take it out, or tick that you mean to keep it.")
    field = "knowingly"


def real_text(value: str, *, field: str, max_length: int = 10_000) -> str:
    """Text of several lines with something in it. Raises WordsNeeded, TextTooLong, TextUnreadable."""
    text = clean_text(value, field=field, max_length=max_length)
    if is_filler(text):
        raise WordsNeeded(field=field)
    return text


def real_line(value: str, *, field: str, max_length: int = 200) -> str:
    """One line with something in it. Raises WordsNeeded, TextTooLong, TextUnreadable."""
    text = clean_line(value, field=field, max_length=max_length)
    if is_filler(text):
        raise WordsNeeded(field=field)
    return text


def text_or_empty(value: str, *, field: str, max_length: int = 10_000) -> str:
    """Text of several lines; filler counts as empty. Raises TextTooLong, TextUnreadable."""
    text = clean_text(value, field=field, max_length=max_length)
    return "" if is_filler(text) else text


def known_language(code: str) -> str:
    """A language code. Raises LanguageUnknown."""
    if not _LANGUAGE.fullmatch(code):
        raise LanguageUnknown
    return code


def no_other_case(case_id: UUID, *texts: str, knowingly: bool) -> None:
    """Warn before a text that names another case is kept (R-001). Raises NamesAnotherCase."""
    found = {key.lower() for text in texts for key in _KEY.findall(text)}
    if not knowingly and found - {str(case_id)}:
        raise NamesAnotherCase
