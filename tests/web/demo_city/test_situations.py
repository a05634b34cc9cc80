"""The situations are many, complete, and hold nothing that points at the story's own household."""

from collections import Counter

from rondom.kernel.text import is_filler
from rondom.plans.rules.barriers import blaming_words
from rondom.web.demo_city.canaries import found_in
from rondom.web.demo_city.households import residents
from rondom.web.demo_city.households.situations import FOLDER, situations


def _texts(one):
    return [
        *one.matters,
        *one.wants,
        *one.refuses,
        one.last_word,
        *(words for _domain, _level, words in one.domains),
        *(words for _kind, words in one.strengths),
        *(words for goal in one.goals for words in goal[1:]),
        *(what for _domain, what, _who in one.actions),
        *(words for note in one.notes for words in note),
    ]


def test_there_are_at_least_forty_situations_and_no_two_share_a_text():
    found = situations()
    assert len({one.key for one in found}) == len(found) >= 40
    matters = Counter(words for one in found for words in one.matters)
    assert max(matters.values()) == 1


def test_every_text_says_something_and_gives_nothing_of_the_story_away():
    for one in situations():
        for words in _texts(one):
            assert not is_filler(words), (one.key, words)
            assert not found_in(words), (one.key, words)
            assert "Haddad" not in words, (one.key, words)


def test_a_child_is_named_only_where_there_is_one():
    for one in situations():
        if any("{child}" in words for words in _texts(one)):
            assert one.children, one.key


def test_what_is_stuck_is_said_without_blame():
    for one in situations():
        if one.stuck:
            assert not blaming_words(one.stuck[2]), one.key


def test_target_groups_are_the_citys_own():
    from rondom.organizations.vocabulary.defaults import TARGET_GROUPS

    assert {file.stem for file in FOLDER.glob("*.yml")} == {group["slug"] for group in TARGET_GROUPS}


def test_nobody_of_the_city_bears_the_storys_family_name():
    assert "Haddad" not in {residents.family(number) for number in range(400)}
