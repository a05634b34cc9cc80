"""A sealed file opens with its key only, whole only, in its own order only."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rondom.cli import sealed_file

KEY = "a key of the tests, long enough"
HEAD = len(sealed_file.MAGIC) + 16 + 7


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    monkeypatch.setattr(sealed_file, "PIECE", 64)


def sealed(content: bytes, key: str = KEY, step: int = 50) -> bytes:
    target = io.BytesIO()
    sealed_file.write(target, (content[i : i + step] for i in range(0, len(content), step)), key)
    return target.getvalue()


def opened(written: bytes, key: str = KEY) -> bytes:
    return b"".join(sealed_file.read(io.BytesIO(written), key))


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 128, 129, 1000])
def test_every_length_comes_back(length):
    content = bytes(i % 251 for i in range(length))
    assert opened(sealed(content)) == content


def test_another_key_does_not_open_it():
    with pytest.raises(sealed_file.SealBroken):
        opened(sealed(b"text"), "another key, as long as the other")


def test_something_else_is_not_a_sealed_file():
    with pytest.raises(sealed_file.SealBroken):
        opened(b"PGDMP and more")


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_changed_bit_is_noticed(data):
    written = bytearray(sealed(bytes(300)))
    place = data.draw(st.integers(len(sealed_file.MAGIC), len(written) - 1))
    written[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(sealed_file.SealBroken):
        opened(bytes(written))


def test_a_file_that_ends_too_early_is_noticed_at_the_border_of_a_piece_too():
    written = sealed(bytes(300))
    for end in range(HEAD, HEAD + 4 * 80 + 1, 80):
        with pytest.raises(sealed_file.SealBroken):
            opened(written[:end])


def test_two_pieces_cannot_change_places():
    written = sealed(bytes(64) + bytes([1]) * 64 + bytes(10))
    first, second = written[HEAD : HEAD + 80], written[HEAD + 80 : HEAD + 160]
    with pytest.raises(sealed_file.SealBroken):
        opened(written[:HEAD] + second + first + written[HEAD + 160 :])
