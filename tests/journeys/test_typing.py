"""Typing in a real browser: saved while typing, back after a reload, two tabs, an expired sign-in."""

import pytest
from playwright.sync_api import expect

from tests.journeys.small_site import small_site

WORDS = "Ik durf mijn post weer open te maken."


@pytest.fixture(scope="module")
def desk(django_db_setup, django_db_blocker):
    """The address of the site with one form, and a way to sign in there."""
    with django_db_blocker.unblock(), small_site("tests.web.draft_urls") as found:
        yield found


@pytest.fixture
def screen(browser, desk):
    from tests.web import draft_urls

    draft_urls.effects.clear()
    address, session = desk
    context = browser.new_context(locale="nl-NL")
    context.add_cookies([{"name": "rondom", "value": session(), "url": address}])
    yield context
    context.close()


def open_form(context, desk):
    page = context.new_page()
    page.goto(f"{desk[0]}/note/")
    return page


def forget(page):
    """Throw away what an earlier test left."""
    button = page.get_by_role("button", name="Gooi dit concept weg")
    if button.count():
        button.click()
        page.goto(page.url.replace("/drafts/", "/note/"))


def test_words_are_saved_while_typing_and_come_back(screen, desk):
    from tests.web import draft_urls

    page = open_form(screen, desk)
    with page.expect_response(lambda answer: "/drafts/note-1/" in answer.url) as saved:
        page.get_by_label("Words").press_sequentially(WORDS, delay=5)
    assert saved.value.status == 200
    page.reload()
    expect(page.get_by_label("Words")).to_have_value(WORDS)
    assert draft_urls.effects == []
    forget(page)


def test_a_second_tab_loses_nothing(screen, desk):
    first, second = open_form(screen, desk), open_form(screen, desk)
    with first.expect_response(lambda answer: "/drafts/note-1/" in answer.url):
        first.get_by_label("Words").fill("tekst een")
    with second.expect_response(lambda answer: "/drafts/note-1/" in answer.url) as refused:
        second.get_by_label("Words").fill("tekst twee")
    assert refused.value.status == 409
    second.locator("[data-draft-status] a").click()
    expect(second.locator("main")).to_contain_text("tekst een")
    expect(second.locator("main")).to_contain_text("tekst twee")
    second.get_by_role("button").filter(has_text="Ga verder met deze tekst").last.click()
    second.goto(f"{desk[0]}/note/")
    expect(second.get_by_label("Words")).to_have_value("tekst twee")
    forget(second)


def test_one_tab_goes_on_saving_without_conflict(screen, desk):
    page = open_form(screen, desk)
    for words in ("een", "een twee", "een twee drie"):
        with page.expect_response(lambda answer: "/drafts/note-1/" in answer.url) as saved:
            page.get_by_label("Words").fill(words)
        assert saved.value.status == 200
    page.reload()
    expect(page.get_by_label("Words")).to_have_value("een twee drie")
    forget(page)


def test_a_sign_in_that_ended_costs_no_words(screen, desk):
    from tests.web import draft_urls

    address, session = desk
    page = open_form(screen, desk)
    screen.clear_cookies(name="rondom")
    page.get_by_label("Words").fill(WORDS)
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_url(f"{address}/login/?next=%2Fnote%2F")
    screen.add_cookies([{"name": "rondom", "value": session(), "url": address}])
    page.goto(f"{address}/note/")
    expect(page.get_by_label("Words")).to_have_value(WORDS)
    assert draft_urls.effects == []
    page.get_by_role("button", name="Send").click()
    expect(page.locator("body")).to_contain_text("done 1")
    # Back shows an empty form: what was sent is no draft any more, and is not sent again.
    page.go_back()
    expect(page.get_by_label("Words")).to_have_value("")
    assert draft_urls.effects == [WORDS]


def test_sending_without_a_connection_keeps_the_words_on_the_page(screen, desk):
    from tests.web import draft_urls

    page = open_form(screen, desk)
    screen.set_offline(True)
    page.get_by_label("Words").fill(WORDS)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("[data-draft-status]")).to_contain_text("Geen verbinding: er is niets verstuurd.")
    expect(page.get_by_label("Words")).to_have_value(WORDS)
    assert draft_urls.effects == []
    screen.set_offline(False)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("body")).to_contain_text("done 1")
    assert draft_urls.effects == [WORDS]
    page.goto(f"{desk[0]}/note/")
    expect(page.get_by_label("Words")).to_have_value("")


def test_sending_right_after_typing_sends_once_and_leaves_no_draft(screen, desk):
    from tests.web import draft_urls

    page = open_form(screen, desk)
    page.get_by_label("Words").fill(WORDS)
    page.get_by_role("button", name="Send").dblclick()
    expect(page.locator("body")).to_contain_text("done 1")
    page.goto(f"{desk[0]}/note/")
    expect(page.get_by_label("Words")).to_have_value("")
    assert draft_urls.effects == [WORDS]


def test_without_script_a_draft_is_saved_by_a_button(browser, desk):
    address, session = desk
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    context.add_cookies([{"name": "rondom", "value": session(), "url": address}])
    page = open_form(context, desk)
    page.get_by_label("Words").fill(WORDS)
    page.get_by_role("button", name="Bewaar voor later").click()
    expect(page.get_by_label("Words")).to_have_value(WORDS)
    forget(page)
    context.close()
