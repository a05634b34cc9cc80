"""A small site with a few addresses, served from this process on a database of its own."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.conf import settings as django_settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client, override_settings

from rondom.kernel import clock
from tests import databases

# The browser keeps an event loop running in this thread, which Django takes for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


class Threads(WSGIServer):
    """One request at a time, quietly."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args):
        pass


def _account():
    from rondom.accounts.models import Account
    from rondom.organizations.models import Professional, WorkingRole
    from tests.notices.conftest import professional

    actor = professional("anna", "anna@staff.example")
    person = Professional.objects.get(pk=actor.id)
    WorkingRole.objects.create(
        professional=person,
        function="social_worker",
        organization_id=person.organization_id,
        starts_on=clock.today() - timedelta(days=30),
        working_days=[0, 1, 2, 3, 4],
    )
    account = Account(email="anna@staff.example", professional_id=person.id)
    account.set_unusable_password()
    account.save()
    return account


@contextmanager
def small_site(urls: str, **settings) -> Iterator[tuple[str, Callable[[], str]]]:
    """The address of the site, and a function that signs a colleague in and gives the session."""
    before = connections["default"].settings_dict["NAME"]
    mine = databases.clone(f"test_small_{os.getpid()}")
    databases.use(mine)
    account = _account()

    def session() -> str:
        client = Client()
        client.force_login(account)
        return client.cookies[django_settings.SESSION_COOKIE_NAME].value

    with override_settings(ROOT_URLCONF=urls, ALLOWED_HOSTS=["*"], **settings):
        server = make_server("127.0.0.1", 0, get_wsgi_application(), Threads, Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            # By name: a browser takes localhost for a safe place, as passkeys need.
            yield f"http://localhost:{server.server_port}", session
        finally:
            server.shutdown()
            server.server_close()
    databases.use(before)
    databases.drop(mine)
