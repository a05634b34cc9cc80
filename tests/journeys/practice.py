"""The computer system of the GP practice: it has a token of the command line and speaks FHIR over HTTP."""

import json
import subprocess
import sys
import urllib.error
import urllib.request

from tests.browser import ROOT, Site
from tests.interop.fhir import samples


class Practice:
    """Requests of huisartsenpraktijk De Brug, as its own program sends them."""

    def __init__(self, site: Site) -> None:
        made = subprocess.run(
            [sys.executable, "-m", "rondom.cli.main", "token", "create", "huisartsenpraktijk"],
            env=site.told,
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        self.base = f"{site.url}/fhir"
        self.token = made.stdout.split()[-1]

    def refer(self, patient: dict, question: str) -> str:
        """Send a person's referral; the reference of its Task."""
        wanted = []
        for one in samples.ALL:
            if one is samples.PATIENT:
                wanted.append(samples.changed(one, **patient))
            elif one is samples.TASK:
                wanted.append(samples.changed(one, owner=None, description=question))
            elif one is not samples.PROCEDURE:
                wanted.append(one)
        answer = self._ask("POST", "", samples.bundle_of(*wanted))
        (place,) = [
            entry["response"]["location"]
            for entry in answer["entry"]
            if "/Task/" in f"/{entry['response']['location']}"
        ]
        return "/".join(place.split("Task/")[1:2]).split("/")[0]

    def task(self, number: str) -> dict:
        """The Task as the practice reads it now."""
        return self._ask("GET", f"/Task/{number}")

    def read(self, reference: str) -> dict:
        """Any other thing it may read."""
        return self._ask("GET", f"/{reference}")

    def _ask(self, method: str, path: str, body: dict | None = None) -> dict:
        request = urllib.request.Request(  # noqa: S310 - our own site
            self.base + path,
            data=json.dumps(body).encode() if body is not None else None,
            method=method,
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/fhir+json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - our own site
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            raise AssertionError(f"{method} {path}: {refused.code} {refused.read()[:2000]!r}") from refused
