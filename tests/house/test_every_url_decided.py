"""Every address has a decision per persona, and the site keeps to it.

`url_decisions.yml` says for each address and method what each persona gets; an address without a
decision fails. The things in the addresses are those of the demo city's own household, so `hidden`
means: somebody who is signed in is told that it does not exist.
"""

from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client

from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import space_of
from rondom.kernel import clock
from rondom.web.demo_city.personas import PERSONAS
from tests import demo_database
from tests.house.examples import set_out
from tests.house.routes import PLACE, ours

pytestmark = pytest.mark.django_db

DECISIONS = yaml.safe_load(Path(__file__).with_name("url_decisions.yml").read_text(encoding="utf-8"))
GROUPS, ROUTES = DECISIONS["groups"], DECISIONS["routes"]
NOBODY = "nobody"
EVERYBODY = [*(p.slug for p in PERSONAS), NOBODY]
WORDS = {"opens", "hidden", "refused", "login", "absent"}
# The place in an address -> the model it names, where the two have different names.
NAMED = {
    "entry_id": "cases.DomainEntry",
    "line_id": "plans.Action",
    "object_id": "meetings.AgendaPoint",
    "point_id": "meetings.AgendaPoint",
    "alarm_id": "cases.DeadlineAlarm",
    "request_id": "cases.ClientRequest",
    "alert_id": "plans.PlanAlert",
    "item_id": "privacy.SharedItem",
    "role_id": "organizations.WorkingRole",
    "emergency_access_id": "privacy.EmergencyAccess",
    "note_id": "cases.Note",
    "stance_id": "meetings.Stance",
}
WORDS_IN_PLACE = {
    "year": "2026",
    "number": "8",
    "kind": "action",
    "rule": "bsn",
    "key": "absent",
    "step": "acceptance",
    "part": "agenda",
}
ORDER = (
    *("created_at", "opened_at", "sent_at", "asked_at", "written_at", "recorded_at", "raised_at", "at"),
    *("starts_at", "starts_on", "due_on", "what", "title", "text", "words", "name", "kind"),
    *("given_at", "domains", "domain"),
)
# What is sent to an address that has no page to say what is missing.
SENT = {"portal_guardian_answer": {"answer": "yes"}}
ABSENT = "00000000-0000-4000-8000-000000000000"


def persona_account(slug: str):
    return get_user_model().objects.get(demo_slug=slug)


@pytest.fixture
def city(demo_city, settings, db):
    """The demo city at its own moment, and the things of its household."""
    settings.RONDOM_DEMO = True
    settings.RONDOM_HOME = demo_database.home()
    return things()


def things() -> dict[str, object]:
    """For each place in an address one thing of the household of the story."""
    with acting_as(system_actor("house tests"), at=clock.now()):
        client = persona_account("client").person_id
        case = apps.get_model("cases.Case").objects.filter(client_id=client).latest("opened_at")
    found: dict[str, object] = {"case_id": case.pk, **WORDS_IN_PLACE, **set_out(case, clock.now())}
    with acting_as(system_actor("house tests"), at=clock.now()):
        for place in sorted({name for route in ours() for _kind, name in PLACE.findall(route.pattern)}):
            if place not in found:
                found[place] = _thing(place, space_of(case.scope)) or ABSENT
    return found


def _thing(place: str, space: int):
    model = _model(place)
    if model is None:
        return None
    rows = model.objects.order_by(*_order(model))
    if any(f.name == "scope" for f in model._meta.get_fields()):
        rows = rows.filter(scope__gte=space << 16, scope__lt=(space + 1) << 16)
    first = rows.first()
    return first.pk if first else None


def _order(model) -> list[str]:
    """Always the same thing first, whatever its random key: the earliest, then by its words."""
    names = {f.name for f in model._meta.concrete_fields}
    return [name for name in ORDER if name in names] + ["pk"]


def _model(place: str):
    if place in NAMED:
        return next((m for m in apps.get_models() if m._meta.label == NAMED[place]), None)
    wanted = place.removesuffix("_id").replace("_", "")
    return next((m for m in apps.get_models() if m._meta.model_name == wanted), None)


def decided(name: str, method: str, persona: str) -> str:
    """What the decision says; a method without a decision does not exist there."""
    found = ROUTES.get(name, {}).get(method)
    if found is None:
        return "absent"
    for word, who in found.items():
        if word in WORDS and persona in {p for one in who for p in GROUPS.get(one, [one])}:
            return word
    return found["else"] if persona != NOBODY else found.get(NOBODY, "login")


def outcome(client: Client, method: str, path: str, sent: dict[str, str] | None = None) -> str:
    """What the site does, in one word; `absent` when the address does not know the method."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        answer = client.post(path, sent) if method == "POST" else client.get(path)
        transaction.set_rollback(True)
    client.cookies = cookies  # whoever signed out here is still signed in at the next address
    if answer.status_code in {405, 501}:
        return "absent"
    if answer.status_code >= 500:
        return f"fault {answer.status_code}"
    if answer.status_code in {301, 302} and answer.headers["Location"].startswith("/login"):
        return "login"
    return {404: "hidden", 403: "refused", 401: "login"}.get(answer.status_code, "opens")


def test_every_address_has_a_decision_and_no_decision_is_left_over():
    names = {route.name for route in ours()}
    assert names - ROUTES.keys() == set(), "say in url_decisions.yml what each persona gets"
    assert ROUTES.keys() - names == set(), "these addresses are gone"


def test_decisions_speak_of_known_personas_in_known_words():
    for name, methods in ROUTES.items():
        for method, found in methods.items():
            assert method in {"GET", "POST"}, name
            assert found["else"] in WORDS, name
            assert found.keys() <= WORDS | {"else", NOBODY}, name
            who = {p for word in WORDS & found.keys() for one in found[word] for p in GROUPS.get(one, [one])}
            assert who <= set(EVERYBODY), name


@pytest.mark.parametrize("persona", EVERYBODY)
def test_the_site_keeps_to_the_decisions_for(persona, city):
    client = Client(raise_request_exception=False)
    if persona != NOBODY:
        client.force_login(
            persona_account(persona), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        client.get("/")  # the session knows its browser from here on, not anew for each address
    differ = {}
    for route in ours():
        for method in ("GET", "POST"):
            found = outcome(client, method, route.path(city), SENT.get(route.name))
            wanted = decided(route.name, method, persona)
            if found != wanted:
                differ[f"{method} {route.name}"] = f"{found}, decided: {wanted}"
    assert differ == {}


def test_the_demo_does_not_exist_outside_demo_mode(client):
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/login/client").status_code == 404
