"""The letter with a code, as it comes out of the printer: in both languages, and silent about the help."""

import io
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from rondom.accounts.letters import invitation_letter
from rondom.kernel.documents.content import ContactLine


def _printed(language: str) -> PdfReader:
    letter = invitation_letter(
        sender="Gemeente Maasdrecht",
        signed_by="Fatma Yildiz",
        addressee="Samira Haddad",
        code="ABCD-EFGH-JKLM",
        site="https://rondom.example/login/",
        expires_at=datetime(2026, 12, 7, 12, tzinfo=UTC),
        on=date(2026, 11, 23),
        language=language,
        contact=ContactLine(name="Fatma Yildiz", phone="06 1234 5601"),
    )
    return PdfReader(io.BytesIO(letter))


@pytest.mark.parametrize(
    ("language", "phrases"),
    [
        ("nl", ["Typ dit adres", "Werkt één keer", "7 december 2026", "Geef deze code aan niemand"]),
        ("en", ["Type this address", "Works once", "7 December 2026", "Give this code to nobody"]),
    ],
)
def test_it_says_what_to_do_until_when_and_whom_to_call(language, phrases):
    reader = _printed(language)
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for phrase in [*phrases, "https://rondom.example/login/", "06 1234 5601", "Samira Haddad"]:
        assert phrase in words
    assert words.count("ABCD-EFGH-JKLM") == 1
    assert reader.trailer["/Root"]["/Lang"] == language
    assert len(reader.pages) == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_neither_its_words_nor_its_properties_tell_what_the_help_is_about(language):
    reader = _printed(language)
    kept = " ".join([*(page.extract_text() for page in reader.pages)]).lower()
    for word in ("schuld", "debt", "casus", "case", "wijkteam", "opvang", "shelter", " u ", " uw "):
        assert word not in f" {kept} "
    properties = str(dict(reader.metadata or {}))
    assert "ABCD" not in properties
    assert "Haddad" not in properties
