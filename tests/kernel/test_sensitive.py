"""What looks like a number of somebody or a diagnosis, and what only looks a little like it (R-046)."""

import pytest

from rondom.kernel.sensitive import says_too_much


@pytest.mark.parametrize(
    "text",
    ["BSN 123456782", "123.456.782", "Diagnose F32", "Het is F32.1.", "E11.9 volgens de arts", "DSM-5: PTSS"],
)
def test_a_number_of_somebody_or_a_code_of_a_diagnosis_is_noticed(text):
    assert says_too_much(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "123456789", "Bel 010 123 45 67", "De A12 en de N201", "Betaal € 1.234,56", "Nummer 12-34"),
        *("U12 bus", "Formulier F3", "Hij is 32.1 jaar", "geb. 12.03.1988", "IBAN NL91ABNA0417164300"),
    ],
)
def test_what_is_no_such_number_is_left_alone(text):
    assert not says_too_much(text)
