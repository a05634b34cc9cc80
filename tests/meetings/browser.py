"""A signed-in browser for a person of the story, at the moment of the story."""

from contextlib import contextmanager

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rondom.access.context import acting_as, system_actor
from rondom.accounts.models import Account
from rondom.kernel import clock


def browser(actor, monkeypatch, *, at) -> Client:
    """A browser in which this actor is signed in; the site's clock stands at `at`."""
    monkeypatch.setattr(clock, "now", lambda: at)
    who = {"person_id": actor.id} if actor.is_resident else {"professional_id": actor.id}
    with acting_as(system_actor("test accounts"), at=at):
        account, _new = Account.objects.get_or_create(email=f"{actor.id.hex}@example.org", defaults=who)
    client = Client(headers={"accept-language": "en"})
    client.force_login(account)
    return client


AROUND = ("django_session", "accounts_account", "set_config", "current_setting", "SAVEPOINT", "usersessions")
AROUND += ("BEGIN", "ROLE", "organizations_workingrole", "organizations_teamleadership", "access_endedholder")


@contextmanager
def counted():
    """The queries of a page itself: without session, sign-in and transaction."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as queries:
        yield found
    found += [q["sql"] for q in queries.captured_queries if not any(word in q["sql"] for word in AROUND)]
