"""A role under a name is never shown as a key."""

from django.utils import translation

from rondom.plans.queries.roles import role_words


def test_the_key_of_a_function_becomes_words_in_the_language_of_the_reader(db):
    with translation.override("nl"):
        assert role_words("debt_counsellor, Kredietbank") == "schuldhulpverlener, Kredietbank"
    with translation.override("en"):
        assert role_words("debt_counsellor, Kredietbank") == "debt counsellor, Kredietbank"


def test_what_is_no_function_stays_as_it_was_written(db):
    assert role_words("mijn zus, oppas") == "mijn zus, oppas"
    assert role_words("") == ""
