"""axe finds nothing on any page that a persona can reach; nothing scrolls sideways at 320 pixels."""

import re

import pytest

from rondom.web.demo_city.personas import PERSONAS
from tests.browser import Visitor, faults_of

IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/)")
NOT_A_PAGE = (".pdf", ".ics", "/logout/", "/static/", "mailto:", "tel:", "#")
MOST_PAGES = 40


def kind_of(address: str) -> str:
    """The page without its identifiers and its question: one of a kind is enough."""
    return IDENTIFIER.sub("_", address.split("?", 1)[0].split("#", 1)[0])


def pages_of(visitor: Visitor) -> list[str]:
    """One address of every kind of page that links lead to, breadth first."""
    found, queue, seen = [], ["/"], {"/"}
    while queue and len(found) < MOST_PAGES:
        address = queue.pop(0)
        answer = visitor.page.goto(address)
        if (
            answer is None
            or answer.status >= 400
            or "text/html" not in answer.headers.get("content-type", "")
        ):
            continue
        found.append(address)
        for link in visitor.page.eval_on_selector_all(
            "a[href]", "all => all.map(a => a.getAttribute('href'))"
        ):
            if (
                link.startswith("/")
                and not any(part in link for part in NOT_A_PAGE)
                and kind_of(link) not in seen
            ):
                seen.add(kind_of(link))
                queue.append(link)
    return found


@pytest.mark.parametrize("slug", ["", *[persona.slug for persona in PERSONAS]])
def test_every_page_of_a_persona_is_clean(visit, slug):
    wide = visit(slug, width=1280, language="nl")
    addresses = pages_of(wide) if slug else ["/demo/", "/login/", "/style/"]
    assert len(addresses) > (1 if slug else 0)
    narrow = visit(slug, width=320, language="en")
    faults = []
    titles: dict[str, str] = {}
    for address in addresses:
        for visitor in (wide, narrow):
            page = visitor.go(address)
            faults += [f"{address} at {page.viewport_size['width']}: {fault}" for fault in faults_of(page)]
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            faults.append(f"{address} scrolls sideways at 320 pixels")
        if not page.title():
            faults.append(f"{address} has no title")
        titles.setdefault(page.title(), address)
    assert not faults, "\n".join(faults[:40])


@pytest.mark.parametrize("slug", ["client", "case-manager"])
def test_the_pages_work_without_scripts(visit, slug):
    plain = visit(slug, width=390, scripts=False)
    for address in pages_of(plain)[:15]:
        page = plain.go(address)
        assert page.locator("main").inner_text().strip(), address
