import dataclasses
import io
from datetime import date

import pytest
import typst
from pypdf import PdfReader

from rondom.kernel.documents import as_content, glyphs, print_document, render_pdf
from rondom.kernel.documents.content import LetterBlock, Words
from rondom.kernel.documents.glyphs import missing_characters
from rondom.kernel.documents.render import DocumentNotMade, UnknownTemplate
from rondom.kernel.documents.wording import _LABELS, in_words, labels

from . import printed

BARE = typst.Fonts(include_system_fonts=False)  # a machine without any font
HOSTILE = '#eval("1+1") ] [ } $x^2$ *b* _i_ `r` // c /* c */ @ref <label> \\ \\u{41} #let x = 1 #import "/etc/passwd" = H\n- item'


def read(pdf):
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf):
    return "\n".join(page.extract_text() for page in read(pdf).pages)


def squeezed(text):
    return "".join(text.replace("\u200b", "").split())


def roles(pdf):
    """Every structure role in the tag tree (H1, P, TH, ...)."""
    found = set()
    waiting = [read(pdf).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            found.add(node.get("/S"))
            if "/K" in node:
                waiting.append(node["/K"])
    return found


def letter_saying(text):
    return print_document(printed.letter(blocks=(LetterBlock(text=text),), title="T"))


@pytest.mark.parametrize("make", printed.EVERY_DOCUMENT)
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("large", [False, True])
def test_every_document_is_pdf_ua_with_tags_language_and_title(make, language, large):
    document = make(language=language, large_print=large)
    root = read(print_document(document)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read(print_document(document)).metadata.title == document.title
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_a_plan_has_headings_lists_and_tables_that_a_screen_reader_knows():
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/LI"} <= roles(print_document(printed.plan()))


def test_every_word_of_a_plan_is_printed_and_the_own_words_come_first():
    document = printed.plan(own_words=printed.plan().own_words[:2])
    shown = squeezed(text_of(print_document(document)))
    for line in _strings(dataclasses.asdict(document)):
        if line not in ("nl", "agrees", "agrees_with_concern", "disagrees", "not_asked"):
            for part in line.split("\n"):
                assert squeezed(part) in shown, part
    assert shown.index("Ikwilweerrustigslapen") < shown.index("Ikdurfmijnpost")


def test_disagreement_is_printed_with_its_words():
    shown = squeezed(text_of(print_document(printed.plan())))
    assert squeezed("Joost Verweij (Werk en Inkomen): is het niet eens") in shown
    assert squeezed("Ik zou eerst bewindvoering aanvragen.") in shown


def test_every_word_of_a_meeting_summary_letter_and_introduction_is_printed():
    for make in printed.EVERY_DOCUMENT[1:]:
        shown = squeezed(text_of(print_document(make())))
        for line in _strings(dataclasses.asdict(make())):
            if line not in ("nl", "en", "agrees", "disagrees"):
                for part in line.split("\n"):
                    assert squeezed(part) in shown, part


@pytest.mark.parametrize("large", [False, True])
def test_whom_to_call_never_stands_alone_on_the_last_page(large):
    """On pages of a plan, a summary or the own page it stands before what can be long."""
    many = dataclasses.replace(printed.plan(), goals=printed.plan().goals * 6)
    for made in (many, printed.meeting_summary(), printed.letter(signed_by="")):
        shown = dataclasses.replace(made, large_print=large)
        pages = [page.extract_text() for page in read(print_document(shown)).pages]
        question = str(labels(made.language)["contact"])
        there = [number for number, text in enumerate(pages) if question in text]
        assert len(there) == 1
        after = pages[there[0]].split(question, 1)[1] + "".join(pages[there[0] + 1 :])
        assert len(after) > 300, "there is more to read behind it"


def test_an_older_plan_says_so():
    assert "ouder plan" not in text_of(print_document(printed.plan()))
    older = text_of(print_document(printed.plan(replaced_on=date(2026, 3, 1))))
    assert "Sinds 1 maart 2026 is er een nieuwer plan" in older


def test_a_page_that_was_not_approved_says_so():
    assert "niet goedgekeurd" in text_of(print_document(printed.introduction(approved_on=None)))
    assert "niet goedgekeurd" not in text_of(print_document(printed.introduction()))


def test_the_introduction_fits_on_one_page():
    assert len(read(print_document(printed.introduction())).pages) == 1


def test_what_people_typed_is_never_read_as_markup():
    shown = squeezed(text_of(letter_saying(HOSTILE)))
    for line in HOSTILE.split("\n"):
        assert squeezed(line) in shown


@pytest.mark.parametrize("make", printed.EVERY_DOCUMENT)
def test_hostile_text_in_every_place_still_gives_a_document(make):
    def spoil(value):
        if isinstance(value, str) and not hasattr(value, "value"):
            return HOSTILE + "😀 \ufffe \x07 \ud800 السلام {page} {date} " + "w" * 500
        if dataclasses.is_dataclass(value):
            changed = {
                f.name: spoil(getattr(value, f.name))
                for f in dataclasses.fields(value)
                if f.name != "language"
            }
            return dataclasses.replace(value, **changed)
        return tuple(spoil(part) for part in value) if isinstance(value, tuple) else value

    assert read(print_document(spoil(make()))).pages


def test_a_hundred_thousand_characters_are_all_printed():
    pages = text_of(letter_saying("Heel veel woorden achter elkaar. " * 3000 + "einde"))
    assert pages.count("woorden") == 3000
    assert "einde" in pages


def test_one_endless_word_breaks_instead_of_leaving_the_page():
    pdf = letter_saying("a" * 100_000)
    assert squeezed(text_of(pdf)).count("a") >= 100_000
    assert len(read(pdf).pages) > 10


def test_a_character_without_a_glyph_becomes_a_box_and_a_note_explains():
    content = _letter_content("Blij \U0001fae8\U0001fae8 en \u0378 klaar")
    pdf = render_pdf("letter", content, language="nl", title="T", available=BARE)
    assert squeezed("Blij □ en □ klaar") in squeezed(text_of(pdf))
    assert "kunnen we niet afdrukken" in text_of(pdf)


def test_without_missing_characters_there_is_no_note():
    assert "kunnen we niet afdrukken" not in text_of(
        render_pdf(
            "letter", _letter_content("Zoë Yıldız – Žižek €"), language="nl", title="T", available=BARE
        )
    )


@pytest.mark.parametrize("make", printed.EVERY_DOCUMENT)
def test_a_machine_without_fonts_makes_every_document(make):
    document = make()
    pdf = render_pdf(
        document.template,
        as_content(document, document.language),
        language="nl",
        title=document.title,
        available=BARE,
    )
    assert read(pdf).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_missing_characters_are_found_exactly():
    present = "aé€ŁžΩЖ–□•"
    assert missing_characters(present + "漢\U0001fae8\ue000\x07", BARE) == set("漢\U0001fae8\ue000\x07")


def test_thousands_of_different_unknown_characters_are_one_measurement():
    many = "".join(chr(code) for code in range(0x4E00, 0x9FFF))
    assert len(missing_characters(many, BARE)) == len(many)
    assert squeezed(
        text_of(render_pdf("letter", _letter_content(many), language="nl", title="T", available=BARE))
    )


@pytest.mark.parametrize("words", ["Blij \U0001fae8 hoor", "漢 字 日 本 語 水 火 木 金 土 hoor"])
def test_what_the_measurement_overlooks_still_does_not_cost_the_document(monkeypatch, words):
    monkeypatch.setattr(glyphs, "missing_characters", lambda *_: frozenset())
    shown = text_of(render_pdf("letter", _letter_content(words), language="nl", title="T", available=BARE))
    assert "hoor" in shown
    assert "□" in shown


def test_a_fault_in_a_template_is_named():
    with pytest.raises(DocumentNotMade):
        render_pdf("letter", {}, language="nl", title="T", available=BARE)


def test_the_same_content_gives_the_same_file():
    assert print_document(printed.plan()) == print_document(printed.plan())


@pytest.mark.parametrize("name", ["base", "nothing", "../plan", "plan.typ", "", "/etc/passwd"])
def test_only_known_templates_are_used(name):
    with pytest.raises(UnknownTemplate):
        render_pdf(name, {}, language="nl", title="T")


def test_right_to_left_words_get_their_language():
    document = printed.introduction(sections=(), left_out="")
    section = printed.IntroductionSection(
        heading="Taal", words=Words(text="أريد أن أنام بهدوء", language="ar")
    )
    pdf = print_document(dataclasses.replace(document, sections=(section,)))
    assert "ar" in _languages(pdf)


def test_both_languages_have_every_label_and_they_differ():
    dutch, english = labels("nl"), labels("en")
    same = {key for key in _LABELS if dutch[key] == english[key]}
    assert same == {"email", "later_goals"} & same
    assert {key for key in dutch if dutch[key].count("{") != english[key].count("{")} == set()


def test_dates_are_written_as_people_say_them():
    assert in_words(date(2026, 3, 5), "nl") == "5 maart 2026"
    assert in_words(date(2026, 3, 5), "en") == "5 March 2026"


def _strings(value):
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, dict):
        return [line for part in value.values() for line in _strings(part)]
    return [line for part in value for line in _strings(part)] if isinstance(value, (list, tuple)) else []


def _letter_content(text):
    return as_content(printed.letter(blocks=(LetterBlock(text=text),), language="nl"), "nl")


def _languages(pdf):
    reader = read(pdf)
    objects = (reader.get_object(number) for number in range(1, reader.trailer["/Size"]))
    return {obj["/Lang"] for obj in objects if isinstance(obj, dict) and "/Lang" in obj}
