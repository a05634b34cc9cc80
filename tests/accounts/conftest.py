"""A colleague, a resident, and a real OpenID provider as a process of its own."""

import os
import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client

from rondom.access.actor import Actor
from rondom.accounts.models import Account
from rondom.kernel import clock
from rondom.organizations.models import Professional, WorkingRole
from tests.notices.conftest import home, professional  # noqa: F401 - the household of those tests


@pytest.fixture(autouse=True)
def _site(settings):
    settings.ROOT_URLCONF = "tests.accounts.urls"


def employ(name: str, *functions: str) -> Actor:
    """A colleague with a working role today."""
    actor = professional(name, f"{name}@staff.example")
    person = Professional.objects.get(pk=actor.id)
    for function in functions or ("social_worker",):
        WorkingRole.objects.create(
            professional=person,
            function=function,
            organization_id=person.organization_id,
            starts_on=clock.today() - timedelta(days=30),
            working_days=[0, 1, 2, 3, 4],
        )
    return Actor(
        kind="professional",
        id=actor.id,
        name=name,
        function="social_worker",
        organization_id=person.organization_id,
        roles=frozenset(functions or ("social_worker",)),
    )


@pytest.fixture
def anna(db) -> Actor:
    return employ("anna")


@pytest.fixture
def anna_account(anna) -> Account:
    account = Account.objects.create(email="anna@staff.example", professional_id=anna.id)
    account.set_password("een heel lang wachtwoord")
    account.save()
    return account


@dataclass
class Provider:
    """The provider's address, and the browser's way through it."""

    url: str

    def knows(self, sub: str, **claims) -> None:
        requests.post(f"{self.url}/people", json={"sub": sub, **claims}, timeout=10).raise_for_status()

    def fails_by(self, *faults: str) -> None:
        requests.post(f"{self.url}/faults", json=list(faults), timeout=10).raise_for_status()

    def asked(self) -> dict:
        return requests.get(f"{self.url}/seen", timeout=10).json()[-1]

    def logout_token(self, sub: str, **more) -> str:
        answer = requests.post(f"{self.url}/logout-token", json={"sub": sub, **more}, timeout=10)
        answer.raise_for_status()
        return answer.text

    def sign_in(self, client: Client, sub: str, *, through: str = "staff", **form):
        """From our button to the provider, sign in there, and back: the last answer of our side."""
        answer = client.post(f"/login/with/{through}/", form)
        assert answer.status_code == 302, answer.content.decode()[:500]
        away = answer["Location"]
        assert away.startswith(self.url)
        assert requests.get(away, timeout=10).status_code == 200
        back = requests.post(away, data={"sub": sub}, allow_redirects=False, timeout=10)
        place = urlsplit(back.headers["Location"])
        assert place.netloc == "testserver"
        return client.get(f"{place.path}?{place.query}")


@pytest.fixture(scope="session")
def provider_process():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = Path(__file__).with_name("openid_provider.py")
    environment = {**os.environ, "AUTHLIB_INSECURE_TRANSPORT": "1"}
    process = subprocess.Popen(
        [sys.executable, str(script), str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            requests.get(f"{url}/keys", timeout=1)
            break
        except requests.ConnectionError:
            time.sleep(0.1)
    else:
        process.kill()
        raise RuntimeError("the OpenID provider did not start")
    yield url
    process.terminate()
    process.wait(10)


@pytest.fixture
def provider(provider_process, settings) -> Provider:
    apps = [
        {
            "provider_id": name,
            "name": label,
            "client_id": f"rondom-{name}",
            "secret": f"secret-of-rondom-{name}",
            "settings": {"server_url": provider_process},
        }
        for name, label in (("staff", "Gemeente"), ("residents", "DigiD"), ("other", "Iets anders"))
    ]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}
    found = Provider(provider_process)
    found.fails_by()
    return found


def signed_in(client: Client) -> bool:
    return client.get("/who/").content.decode() != "nobody"


def hidden(response, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', response.content.decode())
    return found.group(1) if found else ""
