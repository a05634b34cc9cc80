"""Sessions end: by idling, by age, by choice, by leaving; and wrong tries never lock the victim out."""

import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from rondom.access.context import acting_as
from rondom.access.models import EndedHolder
from rondom.accounts import rules
from rondom.accounts.commands.tries import forget_old_tries, note_failure, seconds_to_wait
from rondom.kernel import clock
from rondom.organizations.commands import end_employment
from tests.accounts.conftest import employ, signed_in

pytestmark = pytest.mark.django_db
PASSWORD = "een heel lang wachtwoord"
HOME, ELSEWHERE = "198.51.100.7", "203.0.113.9"


@pytest.fixture
def passwords(settings):
    settings.RONDOM_PASSWORD_LOGIN = True


def enter(account, **browser) -> Client:
    client = Client(**browser)
    client.force_login(account)
    client.get("/who/")
    return client


def try_password(client, password):
    return client.post("/login/", {"login": "anna@staff.example", "password": password})


def test_fifty_wrong_tries_from_elsewhere_do_not_lock_the_victim(anna_account, passwords):
    thief, victim = Client(REMOTE_ADDR=ELSEWHERE), Client(REMOTE_ADDR=HOME)
    answers = [try_password(thief, f"guess {number}") for number in range(50)]
    assert {answer.status_code for answer in answers} <= {200, 429}
    assert try_password(thief, PASSWORD).status_code != 302
    assert not signed_in(thief)
    assert try_password(victim, PASSWORD).status_code == 302
    assert signed_in(victim)


def test_own_mistakes_are_forgiven_after_waiting(anna_account, passwords):
    client = Client(REMOTE_ADDR=HOME)
    with time_machine.travel(time.time(), tick=False) as traveller:
        for _ in range(6):
            try_password(client, "wrong")
        assert try_password(client, PASSWORD).status_code == 200
        traveller.shift(timedelta(seconds=5))
        assert try_password(client, PASSWORD).status_code == 302


def test_a_password_is_no_way_in_where_passwords_are_off(anna_account):
    assert try_password(Client(), PASSWORD).status_code == 405
    assert b'name="password"' not in Client().get("/login/").content


@pytest.mark.parametrize(
    ("failures", "seconds"), [(4, None), (5, 2), (6, 4), (7, 8), (13, 512), (14, 900), (5000, 900)]
)
def test_the_wait_doubles_up_to_a_quarter_of_an_hour(at, failures, seconds):
    until = rules.wait_until(failures=failures, last_at=at)
    assert until == (at + timedelta(seconds=seconds) if seconds else None)


def test_counts_are_kept_per_pair_and_forgotten_after_a_day(db, at):
    for _ in range(9):
        note_failure(what="anna", address=ELSEWHERE, at=at)
    assert seconds_to_wait(what="anna", address=ELSEWHERE, at=at) == 32
    assert seconds_to_wait(what="anna", address=HOME, at=at) == 0
    assert seconds_to_wait(what="bram", address=ELSEWHERE, at=at) == 0
    forget_old_tries(at=at + timedelta(hours=25))
    assert seconds_to_wait(what="anna", address=ELSEWHERE, at=at) == 0


def test_fifteen_minutes_idle_ends_the_session(anna_account):
    with time_machine.travel(time.time(), tick=False) as traveller:
        client = enter(anna_account)
        for _ in range(3):
            traveller.shift(timedelta(minutes=14))
            assert signed_in(client)
        traveller.shift(timedelta(minutes=16))
        assert not signed_in(client)


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(anna_account):
    with time_machine.travel(time.time(), tick=False) as traveller:
        client = enter(anna_account)
        for _ in range(16):
            traveller.shift(timedelta(minutes=1))
            client.get("/who/", headers={"X-Rondom-Poll": "1"})
        assert not signed_in(client)


def test_twelve_hours_is_the_end_however_busy(anna_account):
    with time_machine.travel(time.time(), tick=False) as traveller:
        client = enter(anna_account)
        for _ in range(72):
            traveller.shift(timedelta(minutes=10))
            assert signed_in(client)
        traveller.shift(timedelta(minutes=1))
        assert not signed_in(client)


def test_i_see_my_sessions_and_end_another(anna_account):
    here = enter(anna_account, HTTP_USER_AGENT="Telefoon")
    laptop = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0"
    other = enter(anna_account, HTTP_USER_AGENT=laptop)
    page = here.get("/account/sessions/").content.decode()
    assert "Edge op Windows" in page
    assert "een browser die wij niet kennen" in page
    assert "Mozilla" not in page
    chosen = UserSession.objects.get(user_agent=laptop).pk
    assert here.post("/account/sessions/end/", {"session": chosen}).status_code == 302
    assert (signed_in(here), signed_in(other)) == (True, False)


def test_i_end_all_other_sessions_and_nobody_elses(anna_account):
    from rondom.accounts.models import Account

    bram = employ("bram")
    stranger = enter(Account.objects.create(email="bram@staff.example", professional_id=bram.id))
    here, others = enter(anna_account), [enter(anna_account) for _ in range(3)]
    foreign = UserSession.objects.exclude(user=anna_account).get().pk
    here.post("/account/sessions/end/", {"session": foreign})
    assert signed_in(stranger)
    here.post("/account/sessions/end/")
    assert [signed_in(one) for one in (here, stranger, *others)] == [True, True, False, False, False]


def test_signing_out_empties_the_browser_and_kills_the_session(anna_account):
    client = enter(anna_account)
    stolen = client.cookies["rondom"].value
    assert client.get("/logout/").status_code == 200
    assert signed_in(client)
    answer = client.post("/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert answer["Location"] == "/login/"
    thief = Client()
    thief.cookies["rondom"] = stolen
    assert not signed_in(thief)


def test_a_page_of_somebody_signed_in_is_never_stored(anna_account):
    assert "no-store" in enter(anna_account).get("/work/")["Cache-Control"]


def test_who_leaves_is_out_everywhere_in_the_same_transaction(anna, anna_account):
    sessions = [enter(anna_account) for _ in range(5)]
    SocialAccount.objects.create(user=anna_account, provider="staff", uid="s-1")
    Authenticator.objects.create(user=anna_account, type="totp", data={"secret": "x"})
    at = clock.now()
    end_employment(actor=employ("admin", "administrator"), professional_id=anna.id, at=at)
    assert [client.get("/work/").status_code for client in sessions] == [302] * 5
    asked = {"X-Requested-With": "fetch"}
    assert [client.post("/drafts/note-1/", headers=asked).status_code for client in sessions] == [401] * 5
    anna_account.refresh_from_db()
    assert (anna_account.is_active, anna_account.ended_at) == (False, at)
    assert not anna_account.has_usable_password()
    left = (UserSession, SocialAccount, Authenticator)
    assert [model.objects.filter(user=anna_account).count() for model in left] == [0, 0, 0]
    assert Session.objects.count() == 0
    assert EndedHolder.objects.filter(holder_id=anna.id).exists()


def test_nothing_ends_when_leaving_is_refused(anna, anna_account):
    from rondom.kernel.refusals import Refusal

    client = enter(anna_account)
    with pytest.raises(Refusal):
        end_employment(actor=employ("bram"), professional_id=anna.id, at=clock.now())
    assert signed_in(client)


def test_a_closed_account_cannot_sign_in_with_its_password(anna, anna_account, passwords):
    anna_account.is_active = False
    anna_account.save()
    client = Client()
    try_password(client, PASSWORD)
    assert not signed_in(client)


def test_an_account_of_nobody_signs_in_as_nobody(db, at):
    from rondom.accounts.models import Account

    assert not signed_in(enter(Account.objects.create(email="niemand@staff.example")))


def test_somebody_without_a_working_role_is_nobody(db):
    from rondom.accounts.models import Account
    from rondom.organizations.models import WorkingRole

    carla = employ("carla")
    WorkingRole.objects.filter(professional_id=carla.id).delete()
    account = Account.objects.create(email="carla@staff.example", professional_id=carla.id)
    with acting_as(carla, at=clock.now()):
        pass
    assert not signed_in(enter(account))
