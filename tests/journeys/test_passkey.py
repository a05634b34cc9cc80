"""A colleague adds a passkey in a real browser and signs in with it: no password, no provider."""

import pytest
from playwright.sync_api import expect

from tests.journeys.small_site import small_site

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def desk(django_db_setup, django_db_blocker):
    strict = {"RONDOM_STAFF_MFA": True, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": True}
    with django_db_blocker.unblock(), small_site("tests.accounts.urls", **strict) as found:
        yield found


def test_a_passkey_is_added_and_opens_the_site(browser, desk):
    address, session = desk
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    page.set_default_timeout(8000)
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    context.add_cookies([{"name": "rondom", "value": session(), "url": address}])

    page.goto(f"{address}/work/")
    expect(page).to_have_url(f"{address}/account/second-step/")
    page.locator("a[href$='keys/add/']").click()
    page.get_by_role("checkbox").check()
    page.locator("#mfa_webauthn_add").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reservecodes")
    page.goto(f"{address}/work/")
    expect(page.locator("body")).to_have_text("the work")

    page.goto(f"{address}/logout/")
    page.locator("main form button").click()
    expect(page).to_have_url(f"{address}/login/")
    page.goto(f"{address}/who/")
    expect(page.locator("body")).to_have_text("nobody")

    page.goto(f"{address}/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url(f"{address}/")
    page.goto(f"{address}/who/")
    expect(page.locator("body")).to_contain_text("professional")
    page.goto(f"{address}/reveal/")
    expect(page.locator("body")).to_have_text("the number")
    context.close()
