"""The demo city in a real browser: one site, one worker and one Chromium for a whole run.

The site is the real one (gunicorn, worker, PostgreSQL, mail server) in a state folder of its own
(`tests/city_home.py`).
"""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.city_home import HOME, ROOT, environment, first_morning, stop_database

AXE = ROOT / "var" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What other colours can spoil; the rest of a page does not change with them.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_site() -> Iterator["Site"]:
    """Mail server, site and worker, until the block ends."""
    from aiosmtpd.controller import Controller

    mails: list[bytes] = []

    class Inbox:
        async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the name is the library's
            mails.append(envelope.content)
            return "250 kept"

    smtp_port, port = free_port(), free_port()
    post = Controller(Inbox(), hostname="127.0.0.1", port=smtp_port)
    post.start()
    told = environment(HOME, RONDOM_SMTP_URL=f"smtp://127.0.0.1:{smtp_port}", PORT=str(port))
    first_morning()
    log = (HOME / "site.log").open("wb")
    gunicorn = ["-m", "gunicorn", "config.wsgi:application", "--worker-class", "gthread", "--threads", "6"]
    children = [
        subprocess.Popen(
            [
                sys.executable,
                *gunicorn,
                "--bind",
                f"127.0.0.1:{port}",
                "--log-level",
                "warning",
                "--timeout",
                "60",
            ],
            env=told,
            cwd=ROOT,
            stdout=log,
            stderr=log,
        ),
        subprocess.Popen(
            [sys.executable, "-m", "rondom.cli.main", "worker"], env=told, cwd=ROOT, stdout=log, stderr=log
        ),
    ]
    site = Site(f"http://localhost:{port}", mails, told)
    try:
        site.wait()
        yield site
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(20)
        post.stop()
        stop_database(HOME)
        log.close()


class Site:
    """Where the site is, what it mailed, and the environment in which its commands run."""

    def __init__(self, url: str, mails: list[bytes], told: dict[str, str]) -> None:
        self.url, self.mails, self.told = url, mails, told

    def wait(self) -> None:
        for _ in range(150):
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:  # noqa: S310 - our own site
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"the site did not start:\n{(HOME / 'site.log').read_text()[-3000:]}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A real, headless Chromium of the system."""
    found = next(
        (
            shutil.which(name)
            for name in ("chromium", "chromium-browser", "google-chrome")
            if shutil.which(name)
        ),
        None,
    )
    if found is None:
        pytest.fail("Chromium is missing: run `apt-get install chromium`, or let `make test` do it as root.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class Visitor:
    """Somebody at a screen: a persona, a width, a language."""

    def __init__(
        self,
        browser: Browser,
        site: Site,
        slug: str = "",
        *,
        width: int = 1280,
        language: str = "nl",
        scripts: bool = True,
    ) -> None:
        self.site = site
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": 900},
            locale="nl-NL" if language == "nl" else "en-GB",
            # A colour that is still on its way to another is nobody's choice.
            reduced_motion="reduce",
            java_script_enabled=scripts,
            base_url=site.url,
        )
        self.speak(language)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        if slug:
            self.sign_in(slug)

    def speak(self, language: str) -> None:
        """Choose the language of the pages that come."""
        self.context.add_cookies([{"name": "rondom-language", "value": language, "url": self.site.url}])

    def sign_in(self, slug: str) -> None:
        self.page.goto("/demo/")
        self.page.locator(f"form[action='/demo/login/{slug}'] button").click()
        self.page.wait_for_load_state()

    def go(self, path: str) -> Page:
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status < 400, f"{path} answered {answer.status}"
        return self.page

    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def go_without_scripts(self, path: str) -> Page:
        """The page as the server sent it: no script of it ran. Afterwards axe can run in it."""
        session = self.context.new_cdp_session(self.page)
        session.send("Emulation.setScriptExecutionDisabled", {"value": True})
        try:
            return self.go(path)
        finally:
            session.send("Emulation.setScriptExecutionDisabled", {"value": False})
            session.detach()

    def close(self) -> None:
        self.context.close()


# Only what is shown of a fault leaves the page: the whole answer of axe takes longer to send than to find.
RUN_AXE = """async chosen => {
  const options = {runOnly: chosen, resultTypes: ['violations'], preload: {assets: ['media']}};
  const {violations} = await axe.run(document, options);
  return violations.flatMap(({id, nodes}) => nodes.slice(0, 3).map(
    ({target, failureSummary}) => `${id}: ${JSON.stringify(target)} ${(failureSummary || '').slice(0, 200)}`));
}"""


def faults_of(page: Page, *, only_colours: bool = False) -> list[str]:
    """What axe finds wrong on this page, one line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    chosen = (
        {"type": "rule", "values": COLOUR_RULES} if only_colours else {"type": "tag", "values": AXE_RULES}
    )
    return page.evaluate(RUN_AXE, chosen)
