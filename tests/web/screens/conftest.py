"""The screens in the world of the story, at its moment, with something in every part of the file."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from rondom.access.context import acting_as
from rondom.accounts.models import Account
from rondom.cases import commands as cases
from rondom.cases.models import Involvement
from tests.cases.world import HOUSING, MONEY, PARENTING, SECRETS, day


@pytest.fixture
def now(monkeypatch, settings, at):
    """The doors read the clock of the story; the second step has tests of its own."""
    settings.RONDOM_STAFF_MFA = False
    monkeypatch.setattr("rondom.kernel.clock.now", lambda: at)
    return at


@pytest.fixture
def visit(world, now):
    """`visit("fatma")` answers a browser in which that persona is signed in."""

    def sign_in(name: str, language: str = "en") -> Client:
        actor = getattr(world, name)
        key = {"person_id": actor.id} if actor.is_resident else {"professional_id": actor.id}
        account, _new = Account.objects.get_or_create(email=f"{name}@invented.example", defaults=key)
        client = Client(headers={"accept-language": language})
        client.cookies["rondom-language"] = language
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture
def filled(world, at):
    """Own words, strengths, domains, a date, notes, a restricted talk, a request, a handover to come."""
    by, case_id = world.fatma, world.case_id
    kept = SimpleNamespace()
    with acting_as(by, at=at):
        kept.words = cases.write_own_words(
            actor=by,
            case_id=case_id,
            matters="Dat Lina weer naar school gaat.",
            wants="Rust in mijn hoofd.",
            refuses="Dat er weer iemand nieuws komt.",
            language="nl",
            at=at,
        )
        kept.introduction = cases.write_introduction(
            actor=by,
            case_id=case_id,
            who_i_am="Ik ben bakker.",
            what_helps="",
            what_not="",
            language="nl",
            at=at,
        )
        for domain, problem in ((MONEY, "serious"), (HOUSING, "serious"), (PARENTING, "some")):
            kept.entry = cases.record_domain(
                actor=by,
                case_id=case_id,
                domain=domain,
                problem=problem,
                reason=f"Schuld van {SECRETS['debt']} euro." if domain == MONEY else "Daar ligt een zorg.",
                at=at,
            )
        kept.strength = cases.add_strength(
            actor=by, case_id=case_id, text="Bakt voor de hele straat.", kind="skill", at=at
        )
        kept.deadline = cases.enter_deadline(
            actor=by,
            case_id=case_id,
            domain=HOUSING,
            kind="eviction",
            due_on=day(at) + timedelta(days=26),
            source="Brief van Wonen Maas",
            at=at,
        )
        kept.note = cases.write_note(
            actor=by, case_id=case_id, text="Huisbezoek <b>geweest</b>.", domain=HOUSING, at=at
        )
        kept.private = cases.write_note(
            actor=by, case_id=case_id, text=f"Eigen gedachte: {SECRETS['private_note']}.", named=[], at=at
        )
        kept.fatma_row = Involvement.objects.get(professional_id=world.wendy.id)
        cases.add_supporter(actor=by, case_id=case_id, name="Naima", relation="zus", at=at)
    with acting_as(world.esther, at=at):
        kept.talk = cases.write_note(
            actor=world.esther,
            case_id=case_id,
            text=f"Lina vertelt van de {SECRETS['talk']}.",
            kind="talk",
            domain=PARENTING,
            subject_id=world.lina.id,
            named=[world.lina.id],
            at=at,
        )
    with acting_as(world.samira, at=at):
        cases.approve_introduction(actor=world.samira, introduction_id=kept.introduction.pk, at=at)
        kept.request = cases.ask_other_case_manager(
            actor=world.samira, case_id=case_id, text="Het klikt niet zo.", at=at
        )
    return kept
