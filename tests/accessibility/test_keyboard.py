"""With the keyboard alone: the key forms in the order of the page, the focus always seen and never under a bar."""

from itertools import pairwise

import pytest

MOST_STOPS = 120
# What the focus is on: where it stands, whether its outline is drawn, and whether something lies over it.
LOOK = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const x = box.left + Math.min(box.width / 2, 20), y = box.top + Math.min(box.height / 2, 12);
  const top = document.elementFromPoint(x, y);
  return {
    name: at.getAttribute('name') || at.textContent.trim().slice(0, 40) || at.id,
    skips: at.matches('.nl-skip-link'),
    main: !!at.closest('main'),
    place: box.top + window.scrollY,
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: !!top && (at.contains(top) || top.contains(at) && !top.closest('nav, .ro-exitbar')),
    button: at.matches('main form button.nl-button--primary'),
  };
}"""


def stops(page):
    """Everything that Tab reaches, in order, until it leaves the page or comes round."""
    found = []
    for _press in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(LOOK)
        if stop is None or (found and stop["skips"]):
            break
        found.append(stop)
    return found


def check(page):
    found = stops(page)
    where = page.url
    assert found[0]["skips"], f"{where} does not begin with the skip link"
    assert any(stop["button"] for stop in found), f"{where}: the main button is not reached"
    for stop in found:
        assert stop["outlined"], f"{where}: no outline around {stop['name']}"
        assert stop["seen"], f"{where}: something lies over {stop['name']}"
    places = [stop["place"] for stop in found if stop["main"]]
    backwards = [(a, b) for a, b in pairwise(places) if b < a - 60]
    assert not backwards, f"{where}: the focus jumps back up {backwards}"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["/my/words/", "/my/messages/", "/my/network/"])
def test_forms_of_a_resident(visit, path, width):
    samira = visit("client", width=width)
    check(samira.go(path))


@pytest.mark.parametrize("width", [390, 1280])
def test_forms_of_a_professional(visit, width):
    fatma = visit("case-manager", width=width)
    check(fatma.go("/referrals/new/"))
    fatma.go("/cases/")
    case = fatma.page.get_by_role("link", name="Haddad", exact=True).get_attribute("href")
    for form in (
        "notes/new/",
        "plan/goals/",
        "plan/annexes/",
        "meetings/new/",
        "own-words/",
        "deadlines/new/",
    ):
        check(fatma.go(case + form))
