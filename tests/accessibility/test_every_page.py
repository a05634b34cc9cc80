"""axe finds nothing on any page that a persona can reach; nothing scrolls sideways at 320 pixels.

Every kind of page (its address without keys) is looked at once, by the first persona that reaches it: wide
with scripts, also in forced colours and in the other theme, and narrow without scripts in the other
language. The page on which a persona starts is looked at for each of them.
"""

import re
from zlib import crc32

import pytest

from rondom.web.demo_city.personas import PERSONAS
from tests.browser import Visitor, faults_of

IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/)")
NOT_A_PAGE = (".pdf", "/pdf/", ".ics", "/file/", "/logout/", "/static/", "mailto:", "tel:", "#")
MOST_READ = 60
LINK = re.compile(r'href="(/[^"]*)"')
OTHER = {"nl": "en", "en": "nl"}
THEME = "maasdrecht-theme"


def kind_of(address: str) -> str:
    """The page without its keys and its question: one of a kind is enough."""
    plain = IDENTIFIER.sub("_", address.split("?", 1)[0].split("#", 1)[0])
    return re.sub(r"/(settings|rules)/[^/]+/$", r"/\1/_/", plain)


def pages_of(visitor: Visitor, *, most: int = MOST_READ) -> list[str]:
    """One address of every kind of page that links lead to, breadth first; read without a screen."""
    start = visitor.page.url.removeprefix(visitor.site.url)
    found, queue, seen = [], [start], {"/", kind_of(start)}
    while queue and len(found) < most:
        address = queue.pop(0)
        answer = visitor.context.request.get(address)
        if answer.status >= 400 or "text/html" not in answer.headers.get("content-type", ""):
            continue
        found.append(address)
        for link in LINK.findall(answer.text()):
            if not any(part in link for part in NOT_A_PAGE) and kind_of(link) not in seen:
                seen.add(kind_of(link))
                queue.append(link.replace("&amp;", "&"))
    return found


def faults_at(visitor: Visitor, address: str, language: str) -> list[str]:
    """What is wrong with one page, in two loads: wide in every mode of colours, narrow without scripts."""
    visitor.speak(language)
    visitor.page.set_viewport_size({"width": 1280, "height": 900})
    page = visitor.go(address)
    faults = [f"{address} at 1280: {fault}" for fault in faults_of(page)]
    page.emulate_media(forced_colors="active")
    faults += [f"{address} in forced colours: {fault}" for fault in faults_of(page, only_colours=True)]
    page.emulate_media(forced_colors="none")
    page.evaluate("theme => document.documentElement.classList.toggle(theme)", THEME)
    faults += [f"{address} in the other theme: {fault}" for fault in faults_of(page, only_colours=True)]
    page.set_viewport_size({"width": 320, "height": 900})
    visitor.speak(OTHER[language])
    page = visitor.go_without_scripts(address)
    assert not page.evaluate("'htmx' in window"), f"{address} ran its scripts"
    faults += [f"{address} at 320 without scripts: {fault}" for fault in faults_of(page)]
    if page.evaluate("document.documentElement.scrollWidth") > 320:
        faults.append(f"{address} scrolls sideways at 320 pixels")
    if not page.title():
        faults.append(f"{address} has no title")
    return faults


@pytest.mark.parametrize("slug", ["", *[persona.slug for persona in PERSONAS]])
def test_every_page_of_a_persona_is_clean(visit, first_to_look, slug):
    visitor = visit(slug)
    addresses = pages_of(visitor) if slug else ["/demo/", "/login/", "/style/"]
    assert len(addresses) > 1
    faults = []
    for place, address in enumerate(addresses):
        kind = kind_of(address)
        if first_to_look(kind) or place == 0:
            # Half of the pages in one language, half in the other, the same ones each time.
            faults += faults_at(visitor, address, "nl" if crc32(kind.encode()) % 2 else "en")
    assert not faults, "\n".join(faults[:40])


@pytest.mark.parametrize("slug", ["client", "case-manager"])
def test_the_pages_work_without_scripts(visit, slug):
    plain = visit(slug, width=390, scripts=False)
    for address in pages_of(plain, most=12):
        page = plain.go(address)
        assert page.locator("main h1").inner_text().strip(), address
