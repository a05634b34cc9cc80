import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.kernel.bsn import BsnInvalid, clean_bsn, contains_bsn, mask_bsn, passes_eleven_test

VALID = ["111222333", "123456782", "999990019", "010000007"]
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)


def completed(first_eight: int) -> str:
    """A number with the last digit that the test asks for ("x": no digit does)."""
    digits = f"{first_eight:08d}"
    rest = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11
    return digits + (str(rest) if rest < 10 else "x")


valid_numbers = st.integers(min_value=1, max_value=99_999_999).map(completed).filter(lambda n: n[-1] != "x")


@pytest.mark.parametrize("bsn", [n for n in VALID if n != "010000007"])
def test_test_numbers_pass(bsn):
    assert clean_bsn(bsn) == bsn


def test_separators_are_taken_out_and_a_lost_zero_comes_back():
    assert clean_bsn(" 1112.22.333 ") == "111222333"
    short = next(f"{n:08d}" for n in range(10_000_001, 10_000_100) if passes_eleven_test(f"{n:09d}"))
    assert clean_bsn(short) == "0" + short


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "000000000",
        "111222334",
        "12345678",
        "1112223333",
        "11122233a",
        "١١١٢٢٢٣٣٣",
        "²²²²²²²²²",
        "-111222333-1",
    ],
)
def test_anything_else_is_refused_without_repeating_the_number(bad):
    with pytest.raises(BsnInvalid) as refused:
        clean_bsn(bad, field="bsn")
    assert refused.value.field == "bsn"
    assert refused.value.params == {}
    if bad.strip():
        assert bad not in str(refused.value)


@given(
    valid_numbers,
    st.integers(min_value=0, max_value=8),
    st.integers(min_value=1, max_value=9),
)
def test_one_wrong_digit_is_always_caught(bsn, place, shift):
    wrong = bsn[:place] + str((int(bsn[place]) + shift) % 10) + bsn[place + 1 :]
    assert not passes_eleven_test(wrong)


@given(valid_numbers, st.integers(min_value=0, max_value=7))
def test_two_swapped_neighbours_are_caught_in_the_first_eight_places(bsn, place):
    swapped = bsn[:place] + bsn[place + 1] + bsn[place] + bsn[place + 2 :]
    if swapped != bsn and place < 7:
        assert not passes_eleven_test(swapped)


def test_the_mask_shows_the_last_four_digits():
    assert mask_bsn("123456782") == "*****6782"
    assert mask_bsn("oops") == "*********"


@pytest.mark.parametrize("text", ["mijn bsn is 123456782.", "BSN:1234.56.782", "123 456 782"])
def test_a_bsn_in_free_text_is_seen(text):
    assert contains_bsn(text)


@pytest.mark.parametrize(
    "text", ["bel 06-12345678", "NL91ABNA0417164300", "1234567820", "op 12-03-2024", "123456783", ""]
)
def test_phone_numbers_accounts_and_dates_are_left_alone(text):
    assert not contains_bsn(text)
