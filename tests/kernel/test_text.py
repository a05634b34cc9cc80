import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.kernel.text import TextTooLong, TextUnreadable, clean_line, clean_text, is_filler

RLO, LRE, PDF, LRI, RLI, PDI = "\u202e", "\u202a", "\u202c", "\u2066", "\u2067", "\u2069"


def test_a_line_is_one_line_with_single_spaces():
    assert clean_line("  Samira \r\n de\u00a0 Wit\t") == "Samira de Wit"


def test_an_accent_typed_in_two_parts_becomes_one_character():
    assert clean_line("Rene\u0301") == "Ren\u00e9"


@pytest.mark.parametrize("bad", ["a\0b", "a\x07b", "a\ud800b", "a\x9bb"])
@pytest.mark.parametrize("clean", [clean_line, clean_text])
def test_what_cannot_be_shown_is_refused_with_its_place(clean, bad):
    with pytest.raises(TextUnreadable) as refused:
        clean(bad, field="words")
    assert refused.value.field == "words"
    assert refused.value.params["position"] == 2


def test_a_line_that_is_too_long_says_how_long_it_is_and_how_long_it_may_be():
    with pytest.raises(TextTooLong) as refused:
        clean_line("x" * 201, field="title")
    assert refused.value.params == {"length": 201, "max_length": 200}
    assert clean_line("x" * 200) == "x" * 200


def test_length_is_counted_after_cleaning():
    assert clean_line("  " + "x" * 200 + "  ") == "x" * 200


def test_a_name_cannot_turn_the_reading_order_around():
    assert clean_line(f"gpj{RLO}exe.{LRI}doc") == "gpjexe.doc"


def test_newlines_of_every_system_become_one_kind():
    assert clean_text("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


def test_spaces_at_the_end_of_lines_and_around_the_text_go_but_indents_stay():
    assert clean_text("\n\n list: \n  - one  \n  - two\n\n") == "list:\n  - one\n  - two"


def test_an_isolate_in_a_long_text_stays_and_is_closed_on_its_own_line():
    assert clean_text(f"{RLI}שלום\nnext") == f"{RLI}שלום{PDI}\nnext"


def test_nested_marks_are_closed_from_the_inside_out():
    assert clean_text(f"{RLI}a{LRE}b") == f"{RLI}a{LRE}b{PDF}{PDI}"


def test_closing_an_isolate_closes_the_embedding_inside_it():
    assert clean_text(f"{RLI}a{LRE}b{PDI}c") == f"{RLI}a{LRE}b{PDF}{PDI}c"


def test_a_closer_that_closes_nothing_is_dropped():
    assert clean_text(f"a{PDI}b{PDF}c") == "abc"
    assert clean_text(f"{LRE}{RLI}a{PDF}b{PDI}") == f"{LRE}{RLI}ab{PDI}{PDF}"


texts = st.text(st.one_of(st.sampled_from(f"{RLO}{LRE}{PDF}{LRI}{RLI}{PDI}\n a"), st.characters()))


@given(texts)
def test_cleaning_twice_changes_nothing_more(text):
    for clean in (clean_line, clean_text):
        try:
            once = clean(text)
        except TextUnreadable:
            assert any(unicodedata.category(char) in ("Cc", "Cs") for char in text)
            continue
        assert clean(once) == once
        assert unicodedata.is_normalized("NFC", once)


@given(st.text(st.sampled_from(f"{RLO}{LRE}{PDF}{LRI}{RLI}{PDI}ab")))
def test_every_mark_that_opens_is_closed(text):
    depth: list[str] = []
    for char in clean_text(text):
        if char in (RLO, LRE):
            depth.append(PDF)
        elif char in (LRI, RLI):
            depth.append(PDI)
        elif char in (PDF, PDI):
            assert depth.pop() == char
    assert depth == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ".",
        "...",
        "-",
        "—",
        "n/a",
        "N.v.t.",
        "nvt",
        "geen",
        "Geen!",
        "x",
        "XXX",
        "test",
        "niet van toepassing",
        "zie boven",
        "?",
    ],
)
def test_filler_is_recognised(text):
    assert is_filler(text)


@pytest.mark.parametrize(
    "text", ["rust", "geen schulden meer", "mijn zus", "Ik wil slapen", "水", "1 kamer", "nooit"]
)
def test_short_real_words_are_no_filler(text):
    assert not is_filler(text)
