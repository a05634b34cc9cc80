import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.kernel.crypto import (
    BadKey,
    CiphertextRefused,
    FieldAddress,
    Keyring,
    UnknownKey,
    blind_index,
    decrypt,
    decrypt_bytes,
    derive_key,
    encrypt,
    encrypt_bytes,
    key_id_of,
    reencrypt,
)

OLD, NEW, INDEX = os.urandom(32), os.urandom(32), os.urandom(32)
HERE = FieldAddress("people_identifier", "row-1", "bsn")


@pytest.fixture
def ring():
    return Keyring(keys={"2025": OLD}, current="2025", index_key=INDEX)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_goes_in_comes_out(value):
    ring = Keyring(keys={"2025": OLD}, current="2025", index_key=INDEX)
    assert decrypt(ring, HERE, encrypt(ring, HERE, value)) == value


def test_a_memoryview_from_the_database_opens_too(ring):
    assert decrypt(ring, HERE, memoryview(encrypt(ring, HERE, "123456782"))) == "123456782"


def test_the_value_cannot_be_read_in_the_ciphertext_and_two_are_never_equal(ring):
    one, two = encrypt(ring, HERE, "123456782"), encrypt(ring, HERE, "123456782")
    assert b"123456782" not in one
    assert one != two


@pytest.mark.parametrize(
    "elsewhere",
    [
        FieldAddress("people_identifier", "row-2", "bsn"),
        FieldAddress("people_identifier", "row-1", "phone"),
        FieldAddress("people_person", "row-1", "bsn"),
        FieldAddress("people_identifierrow-1", "", "bsn"),
    ],
)
def test_a_ciphertext_moved_to_another_place_does_not_open(ring, elsewhere):
    with pytest.raises(CiphertextRefused):
        decrypt(ring, elsewhere, encrypt(ring, HERE, "123456782"))


def test_two_addresses_that_read_alike_are_different():
    assert FieldAddress("a:b", "c", "d").as_bytes() != FieldAddress("a", "b:c", "d").as_bytes()


def test_another_key_under_the_same_id_does_not_open(ring):
    wrong = Keyring(keys={"2025": NEW}, current="2025", index_key=INDEX)
    with pytest.raises(CiphertextRefused):
        decrypt(wrong, HERE, encrypt(ring, HERE, "123456782"))


def test_a_ciphertext_relabelled_with_another_key_id_does_not_open():
    ring = Keyring(keys={"2025": OLD, "2026": OLD}, current="2025", index_key=INDEX)
    with pytest.raises(CiphertextRefused):
        decrypt(ring, HERE, encrypt(ring, HERE, "x").replace(b"2025", b"2026"))


def test_a_key_that_left_the_ring_is_named(ring):
    other = Keyring(keys={"2026": NEW}, current="2026", index_key=INDEX)
    with pytest.raises(UnknownKey, match="2025"):
        decrypt(other, HERE, encrypt(ring, HERE, "x"))


def test_every_changed_or_missing_byte_is_noticed(ring):
    sealed = encrypt(ring, HERE, "123456782")
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises((CiphertextRefused, UnknownKey)):
            decrypt(ring, HERE, changed)
    for length in range(len(sealed)):
        with pytest.raises((CiphertextRefused, UnknownKey)):
            decrypt(ring, HERE, sealed[:length])


def test_rotation_renews_old_values_and_leaves_new_ones_alone(ring):
    old = encrypt(ring, HERE, "123456782")
    rotated = Keyring(keys={"2025": OLD, "2026": NEW}, current="2026", index_key=INDEX)
    new = reencrypt(rotated, HERE, old)
    assert (key_id_of(old), key_id_of(new)) == ("2025", "2026")
    assert decrypt(Keyring(keys={"2026": NEW}, current="2026", index_key=INDEX), HERE, new) == "123456782"
    assert reencrypt(rotated, HERE, new) is new


def test_the_blind_index_finds_equal_values_of_one_kind_only(ring):
    assert blind_index(ring, "bsn", "123456782") == blind_index(ring, "bsn", "123456782")
    assert blind_index(ring, "bsn", "123456782") != blind_index(ring, "phone", "123456782")
    assert blind_index(ring, "bsn", "1") != blind_index(ring, "bs", "n1")
    other = Keyring(keys={"2025": OLD}, current="2025", index_key=NEW)
    assert blind_index(ring, "bsn", "123456782") != blind_index(other, "bsn", "123456782")


def test_the_blind_index_survives_rotation_of_the_field_keys():
    before = Keyring.from_masters({"2025": OLD}, current="2025")
    after = Keyring.from_masters({"2025": OLD, "2026": NEW}, current="2026")
    assert blind_index(before, "bsn", "123456782") == blind_index(after, "bsn", "123456782")
    assert decrypt(after, HERE, encrypt(before, HERE, "x")) == "x"


def test_one_master_gives_unrelated_keys_per_label():
    assert derive_key(OLD, "a") != derive_key(OLD, "b")
    assert derive_key(OLD, "a") == derive_key(OLD, "a")
    ring = Keyring.from_masters({"2025": OLD}, current="2025")
    assert ring.index_key not in (OLD, ring.keys["2025"])


def test_a_short_secret_and_a_wrong_key_do_not_start():
    with pytest.raises(BadKey):
        derive_key(b"secret", "a")
    with pytest.raises(BadKey):
        Keyring(keys={"2025": b"short"}, current="2025", index_key=INDEX)
    with pytest.raises(BadKey):
        Keyring(keys={"2025": OLD}, current="2025", index_key=b"short")
    with pytest.raises(UnknownKey):
        Keyring(keys={"2025": OLD}, current="2026", index_key=INDEX)


def test_keys_do_not_show_in_a_log_line(ring):
    assert repr(OLD) not in repr(ring)
    assert "keys" not in repr(ring)


@given(st.binary(max_size=200))
def test_a_file_comes_out_as_it_went_in_and_at_its_own_place_only(content):
    ring = Keyring(keys={"2025": OLD}, current="2025", index_key=INDEX)
    sealed = encrypt_bytes(ring, HERE, content)
    assert decrypt_bytes(ring, HERE, memoryview(sealed)) == content
    with pytest.raises(CiphertextRefused):
        decrypt_bytes(ring, FieldAddress(HERE.table, "row-2", HERE.field), sealed)
