"""Take the pictures of the README from a fresh demo: what a visitor sees, as several personas.

Starts `rondom demo` in a state folder of its own and stops it afterwards.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
PORT = 8790
BASE = f"http://localhost:{PORT}"
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
# file, persona, where (a path, or words of links to follow one after another), size
SHOTS: tuple[tuple[str, str, str | tuple[str, ...], dict[str, int]], ...] = (
    ("personas", "", "/demo/", WIDE),
    ("today", "case-manager", "/", WIDE),
    ("portal", "client", "/", PHONE),
    ("style", "", "/style/", WIDE),
)


def wait_until_open(demo: subprocess.Popen[bytes]) -> None:
    for _second in range(600):
        if demo.poll() is not None:
            sys.exit("The demo did not start; the lines above say why.")
        try:
            urllib.request.urlopen(f"{BASE}/healthz", timeout=5)
        except (urllib.error.URLError, TimeoutError):
            time.sleep(1)
        else:
            return
    sys.exit("The demo did not open within ten minutes.")


def sign_in(page: Page, slug: str) -> None:
    page.goto(f"{BASE}/demo/")
    page.locator(f"form[action$='/demo/login/{slug}'] button").click()
    page.wait_for_load_state()


def take(page: Page, where: str | tuple[str, ...]) -> None:
    if isinstance(where, str):
        page.goto(BASE + where)
        return
    for words in where:
        page.get_by_role("link", name=words).first.click()
        page.wait_for_load_state()


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "RONDOM_HOME": str(ROOT / "var" / "pictures")}
    command = [sys.executable, "-m", "rondom.cli.main", "demo", "--port", str(PORT)]
    demo = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        wait_until_open(demo)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("RONDOM_CHROMIUM") or chromium()
            )
            for name, slug, where, size in SHOTS:
                page = browser.new_page(viewport=size, locale="en-GB")
                if slug:
                    sign_in(page, slug)
                take(page, where)
                page.evaluate("scrollTo(0, 0)")  # an error summary takes the focus, and the page with it
                page.screenshot(path=PICTURES / f"{name}.png")
                page.close()
            browser.close()
    finally:
        demo.send_signal(signal.SIGTERM)
        demo.wait(60)


def chromium() -> str:
    import shutil

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
    return found or sys.exit("No browser found. Type: sudo apt install chromium")


if __name__ == "__main__":
    main()
