"""The demo city loads on an empty database, keeps its secrets where they belong, and never twice."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from rondom.access.context import acting_as, system_actor
from rondom.accounts.models import Account
from rondom.audit.models import AuditEvent
from rondom.cases.models import Case
from rondom.dispatch.models import SubmittedForm
from rondom.kernel import clock
from rondom.kernel.models import ScopedRow
from rondom.meetings.models import AgendaPoint, Meeting, Participant
from rondom.organizations import queries as organizations
from rondom.people.models import ContactDetail, Person
from rondom.plans.models import Action, Stance
from rondom.plans.queries import find_plan
from rondom.privacy.models import SharedItem
from rondom.referrals.models import ReferralStep
from rondom.web.demo_city.calendar import day, next_monday
from rondom.web.demo_city.canaries import CANARIES, found_in
from rondom.web.demo_city.load import load_demo
from rondom.web.demo_city.personas import PERSONAS
from rondom.web.demo_city.tale import on, professional, resident, workday

pytestmark = pytest.mark.django_db

# Who reads which protected place on the morning of day zero; everybody else reads none of them. The
# street stands encrypted, so that no row holds it as text.
READERS = {
    "shelter": {"client", "noor-van-es"},
    "street": set(),
    "talk": {"teenager", "youth-care"},
    "debt": {"client", "debt-counsellor"},
    "private_note": {"case-manager"},
}


@pytest.fixture
def demo(settings, tmp_path):
    settings.RONDOM_DEMO = True
    settings.RONDOM_HOME = tmp_path
    settings.RONDOM_DEMO_HOUSEHOLDS = 9
    organizations.forget_settings()
    told = []
    load_demo(progress=lambda *words: told.append(words))
    yield told
    organizations.forget_settings()


def test_the_city_loads_once_and_its_secrets_stay_where_they_belong(demo):
    _progress_reaches_the_end(demo)
    actors = _actors()
    _canaries_are_read_by(actors)
    _the_story_stands(actors)
    _the_father_sees_three_things(actors["ex-partner"])
    _the_search_in_vain_is_in_the_log(actors["colleague"])
    _the_clock_stands_at_day_zero()
    _a_second_load_changes_nothing()


def _progress_reaches_the_end(told):
    last = {sentence: (done, total) for sentence, done, total in told}
    assert {"Telling the story", "Filling the neighbourhoods", "Bringing the letters"} <= set(last)
    assert all(done == total for done, total in last.values())


def _actors():
    at = day(0)
    accounts = {account.demo_slug: account for account in Account.objects.exclude(demo_slug="")}
    assert set(accounts) == {persona.slug for persona in PERSONAS}
    actors = {"noor-van-es": professional("noor-van-es", at=at)}
    for persona in PERSONAS:
        account = accounts[persona.slug]
        assert bool(account.person_id) is persona.resident
        assert not account.has_usable_password()
        if persona.resident:
            with acting_as(system_actor("test"), at=at):
                actors[persona.slug] = resident(Person.objects.get(pk=account.person_id))
        else:
            actors[persona.slug] = professional(account.professional.slug, at=at)
        assert actors[persona.slug].name == persona.name
    return actors


def _canaries_are_read_by(actors):
    found = {slug: set(found_in(_everything_read_by(actor))) for slug, actor in actors.items()}
    for key in CANARIES:
        readers = {slug for slug, keys in found.items() if key in keys}
        assert readers == READERS[key], key


def _everything_read_by(actor) -> str:
    """Every value of every protected row that this person can select, with the names it points to."""
    texts = []
    with acting_as(actor, at=day(0)):
        for model in apps.get_models():
            if not issubclass(model, ScopedRow):
                continue
            names = [
                field.name
                for field in model._meta.concrete_fields
                if isinstance(field, ForeignKey) and field.related_model.__name__ == "Organization"
            ]
            texts += [str(row) for row in model.objects.values_list()]
            for name in names:
                texts += [str(row) for row in model.objects.values_list(f"{name}__name", flat=True)]
    return "\n".join(texts)


def _the_story_stands(actors):
    samira = actors["client"]
    with acting_as(samira, at=day(0)):
        case = Case.objects.get()
        plan = find_plan(case.pk)
        assert plan is not None
        first = plan.goals.order_by("rank").first()
        assert first is not None
        assert first.title == "Lina weer naar school"
        line = Action.objects.get(what__startswith="Ik blijf 20 uur")
        stances = dict(Stance.objects.filter(action=line).values_list("person_name", "stance"))
        assert stances == {"Samira Haddad": "agrees", "Wendy Smits": "disagrees"}
        meeting = Meeting.objects.get()
        assert meeting.starts_at == day(0, 14)
        replies = dict(Participant.objects.filter(meeting=meeting).values_list("name", "reply"))
        assert replies["Peter Jansen"] == "other_time"
        assert "Karim Benali" not in replies
        assert AgendaPoint.objects.filter(meeting=meeting, by_client=True).exists()
        assert Case.objects.get().next_deadline_on == on(26)
        assert ContactDetail.objects.filter(shielded=True).exists()
    with acting_as(actors["practice-nurse"], at=day(0)):
        states = set(ReferralStep.objects.values_list("state", flat=True))
        assert {"sent", "received", "accepted", "contacted"} <= states
        assert not Case.objects.exists()


def _the_father_sees_three_things(karim):
    with acting_as(karim, at=day(0)):
        assert set(SharedItem.objects.values_list("title", flat=True)) == {
            "Inhalator van Adam",
            "School van Adam",
            "Oudergesprek over Adam",
        }
        assert set(SharedItem.objects.values_list("shared_by_name", flat=True)) == {"Samira Haddad"}
        assert not Case.objects.exists()
        assert not ContactDetail.objects.exists()
        assert not Meeting.objects.exists()


def _the_search_in_vain_is_in_the_log(daan):
    with acting_as(system_actor("test"), at=day(0)):
        row = AuditEvent.objects.get(actor_id=daan.id, action="case.search")
    assert row.outcome == "not_found"
    assert row.at == day(-3, 16, 20)


def _the_clock_stands_at_day_zero():
    assert day(0, 9) <= clock.now() < day(0, 10)
    assert day(0).weekday() == 0


def _rows():
    with acting_as(system_actor("test"), at=day(0)):
        return {
            model.__name__: model.objects.count()
            for model in (Case, Person, Action, Stance, Meeting, AuditEvent, SubmittedForm, Account)
        }


def _a_second_load_changes_nothing():
    before = _rows()
    load_demo(progress=lambda *_words: None)
    assert _rows() == before


def test_a_day_in_the_weekend_becomes_the_friday_before(settings, tmp_path):
    settings.RONDOM_HOME = tmp_path
    assert day(0, 9) == next_monday(day(0, 9))
    for number in range(-30, 1):
        assert on(workday(number)).weekday() < 5
        assert 0 <= number - workday(number) <= 2
