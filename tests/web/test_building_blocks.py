"""The building blocks say what they should, and give back what somebody typed."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.formats import date_format

from rondom.web import look
from rondom.web.style import THEMES, ExampleForm, style


class _Ids(HTMLParser):
    """Collects ids, and what points to them."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.pointers: set[str] = set()

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "label" and "for" in found:
            self.pointers.add(found["for"])
        for name in ("aria-describedby", "aria-labelledby"):
            self.pointers.update((found.get(name) or "").split())
        if tag == "a" and (found.get("href") or "").startswith("#"):
            self.pointers.add(found["href"][1:])


def _shown(source: str, **context: object) -> str:
    with translation.override("en"):
        return Template("{% load components %}" + source).render(Context(context))


def _style_page(**query: str) -> str:
    request = RequestFactory().get("/style/", query)
    with translation.override(query.get("language", "nl")):
        return style(request).content.decode()


@pytest.mark.parametrize(
    ("days_left", "total", "tone", "words", "percent"),
    [
        (-1, 10, "late", "1 day late", 100),
        (0, 10, "soon", "Today", 100),
        (2, 10, "soon", "2 days left", 80),
        (3, 10, "ok", "3 days left", 70),
        (5, 0, "ok", "5 days left", 0),
        (None, 10, "none", "No date set", 0),
    ],
)
def test_a_deadline_says_how_many_days_and_draws_the_used_part(days_left, total, tone, words, percent):
    with translation.override("en"):
        shown = look.deadline(days_left=days_left, total_days=total, working_days=False, done=False)
    assert (shown.tone, shown.words, shown.percent) == (tone, words, percent)


def test_working_days_are_called_working_days_in_dutch_too():
    with translation.override("nl"):
        late = look.deadline(days_left=-2, total_days=5, working_days=True, done=False)
    assert late.words == "2 werkdagen te laat"


@pytest.mark.parametrize(
    ("name", "letters"), [("Fatima el Idrissi", "FI"), ("Naïma", "N"), ("(onbekend)", ""), ("Ömer B.", "ÖB")]
)
def test_initials(name, letters):
    assert look.initials(name) == letters


def test_a_figure_that_may_not_be_shown_gets_no_bar_and_no_number():
    shown = _shown(
        '{% bar_chart "Goals" rows %}',
        rows=[{"label": "Money", "value": 40}, {"label": "Safety", "value": None}],
    )
    assert "too few to show" in shown
    assert shown.count('class="ro-bar__fill"') == 1
    assert "None" not in shown


def test_bar_widths_use_a_point_in_dutch_because_a_comma_is_no_svg_length():
    rows = [{"label": "a", "value": 3}, {"label": "b", "value": 2}]
    with translation.override("nl"):
        shown = Template('{% load components %}{% bar_chart "x" rows %}').render(Context({"rows": rows}))
    assert 'width="66.7%"' in shown


def test_a_mistyped_date_is_given_back_in_a_text_box():
    form = ExampleForm(data={"meet_on": "the fourth"})
    shown = _shown("{% form_field form.meet_on %}", form=form)
    assert 'value="the fourth"' in shown
    assert 'type="date"' not in shown


def test_a_real_date_is_written_the_way_the_date_box_reads_it():
    class Meeting(forms.Form):
        on = forms.DateField()

    with translation.override("nl"):
        typed = Template("{% load components %}{% form_field form.on %}").render(
            Context({"form": Meeting(data={"on": "2026-12-04"})})
        )
    # One kind only: of two, a browser reads the first.
    assert [part.split('"')[0] for part in typed.split('type="')[1:]] == ["date"]
    assert 'value="2026-12-04"' in typed


@pytest.mark.parametrize(
    ("value", "kind"),
    [("", "datetime-local"), ("2026-12-04T10:30", "datetime-local"), ("vrijdag half elf", "text")],
)
def test_a_moment_has_a_box_of_its_own_and_a_mistyped_one_is_given_back(value, kind):
    class Appointment(forms.Form):
        starts_at = forms.DateTimeField()

    shown = _shown("{% form_field form.starts_at %}", form=Appointment(data={"starts_at": value}))
    assert [part.split('"')[0] for part in shown.split('type="')[1:]] == [kind]
    assert value in shown


def test_a_field_with_an_error_points_to_its_hint_and_its_error():
    shown = _shown("{% form_field form.wish %}", form=ExampleForm(data={}))
    assert 'aria-describedby="id_wish-hint id_wish-error"' in shown
    assert 'aria-invalid="true"' in shown


def test_choices_stay_chosen_after_a_mistake():
    form = ExampleForm(data={"reach": "text", "bring": ["friend"]})
    shown = _shown("{% form_field form.reach %}{% form_field form.bring %}", form=form)
    assert shown.count(" checked") == 2


def test_typed_text_is_escaped():
    form = ExampleForm(data={"wish": "<script>alert(1)</script>", "telephone": '"><b>'})
    shown = _shown("{% form_fields form %}", form=form)
    assert "<script>" not in shown
    assert '"><b>' not in shown


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("theme", THEMES)
def test_ids_on_the_style_page_are_unique_and_every_pointer_arrives(theme, language):
    ids = _Ids()
    ids.feed(_style_page(theme=theme, language=language))
    assert len(ids.ids) == len(set(ids.ids))
    assert not ids.pointers - set(ids.ids)


def test_the_quick_exit_is_on_pages_for_residents_only():
    assert "data-quick-exit" in _style_page(**{"for": "resident"})
    assert "data-quick-exit" not in _style_page(**{"for": "staff"})


def test_an_unknown_theme_name_from_the_address_is_not_repeated():
    assert "evil-theme" not in _style_page(theme="evil")


def test_the_style_page_is_really_translated():
    assert "Bouwstenen" in _style_page(language="nl")
    assert "Bouwstenen" not in _style_page(language="en")


def test_pages_keep_the_other_parts_of_the_address():
    request = RequestFactory().get("/x/", {"team": "north", "page": "2"})
    page = Paginator(range(30), 10).get_page(2)
    shown = Template("{% load components %}{% pagination page %}").render(
        Context({"page": page, "request": request})
    )
    assert "?team=north&amp;page=3" in shown


def test_unequal_rows_are_refused_and_not_silently_cut():
    with pytest.raises(ValueError, match="zip"):
        look.table_rows(rows=[["a"]], heads=[{"label": "x"}, {"label": "y"}])


def test_english_dates_put_the_day_first():
    shown = date(2026, 4, 12)
    with translation.override("en"):
        assert date_format(shown, "DATE_FORMAT") == "12 April 2026"
        assert date_format(shown, "SHORT_DATE_FORMAT") == "12-4-2026"


def test_words_that_the_command_asks_for_are_not_called_free_to_leave_out():
    class Look(forms.Form):
        reason = forms.CharField(required=False, widget=forms.Textarea(attrs={"aria-required": "true"}))
        note = forms.CharField(required=False)

    asked = _shown("{% form_field form.reason %}", form=Look())
    assert "not required" not in asked
    assert 'aria-required="true"' in asked
    assert "not required" in _shown("{% form_field form.note %}", form=Look())


def test_a_round_choice_with_an_answer_beforehand_is_not_called_free():
    class Depth(forms.Form):
        sees = forms.ChoiceField(
            choices=[("little", "little"), ("all", "all")], required=False, widget=forms.RadioSelect
        )

    assert "not required" in _shown("{% form_field form.sees %}", form=Depth())
    assert "not required" not in _shown("{% form_field form.sees %}", form=Depth(initial={"sees": "little"}))
