"""What a row of the log keeps of a search: that it was the same one, and nothing that can be tried out."""

import hashlib
from uuid import uuid4

import pytest

from rondom.access.actor import Actor
from rondom.access.context import acting_as
from rondom.audit.log import record
from rondom.audit.models import AuditEvent
from rondom.kernel.keys import keyring

pytestmark = pytest.mark.django_db
ACTOR = Actor(kind="professional", id=uuid4(), function="social_worker")
SEARCHES = ("123456782", "haddad", "123456782|None|")


def hashes(at) -> list[str]:
    with acting_as(ACTOR, at=at):
        for text in SEARCHES:
            record(actor=ACTOR, action="case.search", at=at, query=text)
        return list(AuditEvent.objects.order_by("-id").values_list("query_hash", flat=True)[:3])


def test_the_words_of_a_search_cannot_be_found_by_trying_them_all(at):
    plain = [h(text.encode()).hexdigest() for text in SEARCHES for h in (hashlib.sha256, hashlib.sha3_256)]
    found = hashes(at)
    assert len(set(found)) == 3
    assert not set(found) & set(plain)


def test_the_same_search_is_known_again_with_the_same_key_only(at, settings):
    first = hashes(at)
    assert hashes(at) == first
    settings.RONDOM_FIELD_KEY = b"another key of this place, long enough"
    keyring.cache_clear()
    try:
        assert not set(hashes(at)) & set(first)
    finally:
        keyring.cache_clear()


def test_a_row_without_a_search_has_no_hash(at):
    with acting_as(ACTOR, at=at):
        record(actor=ACTOR, action="case.view", at=at)
        assert AuditEvent.objects.latest("id").query_hash == ""
