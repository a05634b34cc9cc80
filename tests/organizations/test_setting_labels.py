"""Every setting has a name of its own on the page of the administrator."""

from rondom.organizations.vocabulary import NUMBER_BY_KEY, NUMBERS_BY_KEY
from rondom.organizations.vocabulary.setting_labels import SETTING_LABELS


def test_every_setting_has_a_label_and_no_label_stands_alone():
    assert set(SETTING_LABELS) == set(NUMBER_BY_KEY) | set(NUMBERS_BY_KEY)
    assert len({str(label) for label in SETTING_LABELS.values()}) == len(SETTING_LABELS)
