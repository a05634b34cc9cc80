"""A referral comes in over HTTP, is worked on, and its sender reads what became of it."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.interop.jobs import end_holds
from rondom.interop.models import FhirResource
from rondom.privacy import commands as privacy
from rondom.privacy.models import Consent
from rondom.referrals import queries
from rondom.referrals.models import Referral, ReferralProgress
from tests.interop.doors import partner_of, stored
from tests.interop.fhir import samples
from tests.interop.fhir.samples import ALL, bundle_of, changed, published

pytestmark = pytest.mark.django_db
EXAMPLE = "SDOHCC-TaskReferralManagementOrderFulfillmentAcceptedExample"


@pytest.fixture
def practice(desk, frozen):
    return partner_of("huisartsenpraktijk", frozen.at)


def invented():
    """The invented referral, with nothing in it that we do not keep."""
    task = changed(samples.TASK, owner=None)
    return bundle_of(*[task if one is samples.TASK else one for one in ALL if one is not samples.PROCEDURE])


def sent_referral() -> Referral:
    from rondom.kernel import clock

    with acting_as(system_actor("test"), at=clock.now()):
        return Referral.objects.get()


def task_of(practice, where):
    response = practice.get(where["Task"])
    assert response.status_code == 200
    return response.json()


def published_referral():
    """The referral among the published examples, in the order in which it can be stored."""
    resources = published("sdohcc-3.0.0/examples")
    book = {f"{one['resourceType']}/{one['id']}": one for one in resources}
    wanted, waiting = {}, [f"Task/{EXAMPLE}"]
    while waiting:
        key = waiting.pop()
        if key not in wanted and key in book:
            wanted[key] = book[key]
            waiting += [item["reference"] for item in _references(book[key])]
    return list(wanted.values())


def _references(value):
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value
        for item in value.values():
            yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)


def test_the_published_referral_goes_the_whole_circle(desk, practice, frozen):
    where = stored(practice.post("", bundle_of(*published_referral())))
    referral = sent_referral()
    with acting_as(desk.fatma, at=frozen.at):
        (card,) = queries.to_take_up(desk.fatma, at=frozen.at)
    assert card.person_name == "COLIN V. BAXTER"
    assert card.question == "Assistance with application for food pantry program"
    assert card.receiver == "Wijkteam Spoorwijk"
    assert referral.receiver_as_sent == "ABC Coordination Platform"
    task = task_of(practice, where)
    assert (task["status"], task["businessStatus"]["coding"][0]["code"]) == ("requested", "sent")
    seen = [task["businessStatus"]["coding"][0]["code"]]
    for days, name, values in (
        (1, "accept_referral", {}),
        (2, "open_case_from_referral", {"ground": "wmo"}),
        (3, "record_first_contact", {}),
        (
            9,
            "close_with_result",
            {"category": "helped", "sentence": "De aanvraag voor de voedselbank is rond."},
        ),
    ):
        desk.do(name, desk.fatma, referral, days=days, **values)
        seen.append(task_of(practice, where)["businessStatus"]["coding"][0]["code"])
    assert seen == ["sent", "accepted", "accepted", "contacted", "closed"]
    task = task_of(practice, where)
    assert task["status"] == "completed"
    (output,) = task["output"]
    procedure = practice.get(output["valueReference"]["reference"]).json()
    assert procedure["resourceType"] == "Procedure"
    assert procedure["basedOn"] == [{"reference": where["ServiceRequest"]}]
    assert procedure["subject"] == {"reference": where["Patient"]}
    # Nothing was said about permission, so the status returns and not a word of the outcome.
    assert "voedselbank" not in str(task) + str(procedure)
    assert practice.get(where["ServiceRequest"]).json()["status"] == "completed"


def test_the_published_referral_goes_in_one_by_one(desk, practice):
    resources = published_referral()
    here, waiting = {}, resources
    while waiting:
        left = []
        for one in waiting:
            body = _moved(one, here)
            response = practice.post(one["resourceType"], body)
            if response.status_code == 201:
                here[f"{one['resourceType']}/{one['id']}"] = "/".join(
                    response.headers["Location"].split("/fhir/")[1].split("/")[:2]
                )
            else:
                assert response.status_code == 422
                left.append(one)
        assert len(left) < len(waiting), response.content
        waiting = left
    assert sent_referral().family_name == "BAXTER"


def _moved(resource, here):
    import json

    text = json.dumps(resource)
    for old, new in here.items():
        text = text.replace(f'"reference": "{old}"', f'"reference": "{new}"')
    return json.loads(text)


def test_consent_lets_the_outcome_return_until_it_is_withdrawn(desk, practice, frozen):
    where = stored(practice.post("", invented()))
    referral = sent_referral()
    assert (referral.ground, referral.feedback) == ("consent", "outcome")
    case = desk.into_case(referral)
    desk.do("record_first_contact", desk.fatma, referral, days=3)
    desk.do("report_progress", desk.fatma, referral, days=5, sentence="We openen samen de brieven.")
    before = practice.get(where["Task"])
    assert "We openen samen de brieven." in before.content.decode()
    at = frozen.at + timedelta(days=6)
    with acting_as(desk.fatma, at=at):
        consent = Consent.objects.get(space=case.space)
        privacy.withdraw_consent(actor=desk.fatma, consent_id=consent.pk, channel="paper", at=at)
    desk.do(
        "close_with_result",
        desk.fatma,
        referral,
        days=9,
        category="helped",
        sentence="De huur is weer betaald.",
    )
    frozen.at += timedelta(days=10)
    after = practice.get(where["Task"])
    assert after.content == before.content
    assert after.headers["ETag"] == before.headers["ETag"]
    found = practice.get("Task?_lastUpdated=gt" + at.strftime("%Y-%m-%dT%H:%M:%SZ")).json()
    assert found["total"] == 0
    with acting_as(system_actor("test"), at=frozen.at):
        assert not FhirResource.objects.filter(made_here=True).exists()
        assert ReferralProgress.objects.get().state == "closed"


def test_with_consent_the_outcome_is_in_the_procedure(desk, practice):
    where = stored(practice.post("", invented()))
    referral = sent_referral()
    desk.into_case(referral)
    desk.do(
        "close_with_result",
        desk.fatma,
        referral,
        days=9,
        category="helped",
        sentence="De huur is weer betaald.",
    )
    task = task_of(practice, where)
    procedure = practice.get(task["output"][0]["valueReference"]["reference"]).json()
    assert "De huur is weer betaald." in procedure["outcome"]["text"]
    assert task["note"][-1]["text"] == "De huur is weer betaald."


def test_without_result_there_is_no_procedure(desk, practice):
    where = stored(practice.post("", invented()))
    referral = sent_referral()
    desk.into_case(referral)
    desk.do(
        "close_with_result", desk.fatma, referral, days=9, category="no_contact", sentence="Zij nam niet op."
    )
    task = task_of(practice, where)
    assert (task["status"], "output" in task) == ("failed", False)


def test_a_refusal_returns_with_its_reason(desk, practice):
    where = stored(practice.post("", invented()))
    desk.do(
        "decline_referral",
        desk.fatma,
        sent_referral(),
        reason="Zij woont in een andere wijk.",
        next_step="other_service",
        next_words="Wijkteam Seinhuis.",
    )
    task = task_of(practice, where)
    assert task["status"] == "rejected"
    assert "Wijkteam Seinhuis." in task["statusReason"]["text"]


@pytest.mark.parametrize(
    "owner",
    [
        {"reference": "Organization/spoorwijk"},
        {
            "identifier": {"system": "urn:rondom:desk", "value": "spoorwijk"},
            "reference": "Organization/spoorwijk",
        },
    ],
)
def test_an_owner_of_ours_gets_it(desk, practice, owner):
    task = changed(samples.TASK, owner=owner)
    practice.post(
        "", bundle_of(*[task if one is samples.TASK else one for one in ALL if one is not samples.PROCEDURE])
    )
    referral = sent_referral()
    assert (referral.receiver_desk.slug, referral.receiver_as_sent) == ("spoorwijk", "")


def test_a_named_colleague_gets_it(desk, practice):
    assert practice.get("Practitioner/fatma-yildiz").json()["name"] == [{"text": "Fatma Yildiz"}]
    task = changed(samples.TASK, owner={"reference": "Practitioner/fatma-yildiz"})
    practice.post(
        "", bundle_of(*[task if one is samples.TASK else one for one in ALL if one is not samples.PROCEDURE])
    )
    assert sent_referral().receiver_person_id == desk.fatma.id


def test_a_shelter_is_not_in_the_directory(desk, practice):
    assert practice.get("Organization/de-luwte").status_code == 404
    assert practice.get("Practitioner/yvonne-smit").status_code == 404


def test_the_desk_of_a_shelter_is_not_there_and_what_is_sent_to_it_goes_to_the_front_desk(
    desk, practice, frozen
):
    from rondom.organizations import queries as organizations
    from rondom.organizations.models import Desk

    with acting_as(system_actor("test"), at=frozen.at):
        shelter = organizations.organization_by_slug("de-luwte")
        Desk.objects.create(slug="de-luwte", name="De Luwte", organization=shelter)
    assert practice.get("Organization/de-luwte").status_code == 404
    owner = {"display": "De Luwte"}
    task = changed(samples.TASK, owner=owner)
    resources = [task if one is samples.TASK else one for one in ALL if one is not samples.PROCEDURE]
    stored(practice.post("", bundle_of(*resources)))
    with acting_as(desk.fatma, at=frozen.at):
        (card,) = queries.to_take_up(desk.fatma, at=frozen.at)
    assert card.receiver == "Wijkteam Spoorwijk"


def test_a_colleague_who_left_is_not_in_the_directory(desk, practice, frozen):
    from rondom.organizations import commands as organization_commands

    assert practice.get("Practitioner/fatma-yildiz").status_code == 200
    organization_commands.end_employment(
        actor=system_actor("test"), professional_id=desk.fatma.id, at=frozen.at
    )
    assert practice.get("Practitioner/fatma-yildiz").status_code == 404


def test_the_nurse_of_the_practice_sees_what_its_system_sent(desk, practice, frozen):
    practice.post("", invented())
    with acting_as(desk.marieke, at=frozen.at):
        (card,) = queries.sent_by_us(desk.marieke, at=frozen.at)
    assert card.state == "sent"


def test_the_sender_cancels_by_its_own_system(desk, practice):
    where = stored(practice.post("", invented()))
    got = practice.get(where["Task"])
    task = got.json() | {"status": "cancelled", "statusReason": {"text": "Zij is verhuisd."}}
    assert practice.put(where["Task"], task).status_code == 428
    assert practice.put(where["Task"], task, **{"If-Match": 'W/"9"'}).status_code == 412
    answer = practice.put(where["Task"], task, **{"If-Match": got.headers["ETag"]})
    assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
    assert desk.progress(sent_referral()).state == "cancelled"
    again = practice.put(where["Task"], task, **{"If-Match": got.headers["ETag"]})
    assert again.status_code == 412


def test_a_denied_consent_stops_the_referral(desk, practice, frozen):
    denied = changed(samples.CONSENT, provision={"type": "deny"})
    resources = [denied if one is samples.CONSENT else one for one in ALL if one is not samples.PROCEDURE]
    resources = [changed(one, owner=None) if one is samples.TASK else one for one in resources]
    answer = practice.post("", bundle_of(*resources))
    assert answer.status_code == 422
    assert "Consent" in answer.content.decode()
    with acting_as(system_actor("test"), at=frozen.at):
        assert not FhirResource.objects.exists()


def test_a_task_that_ended_elsewhere_asks_nothing_of_anybody(desk, practice, frozen):
    task = changed(samples.TASK, owner=None, status="completed")
    resources = [task if one is samples.TASK else one for one in ALL if one is not samples.PROCEDURE]
    where = stored(practice.post("", bundle_of(*resources)))
    assert task_of(practice, where)["status"] == "completed"
    with acting_as(system_actor("test"), at=frozen.at):
        assert not Referral.objects.exists()


def waiting(desk, referral, *, days=4, until=14, reason="Op verzoek van haar: zij is bij haar moeder."):
    """Fatma stops the clock on a day, until another."""
    desk.do(
        "pause_referral",
        desk.fatma,
        referral,
        days=days,
        reason=reason,
        until=(desk.at + timedelta(days=until)).date(),
    )


def version_of(task):
    return int(task["meta"]["versionId"]), task["meta"]["lastUpdated"]


def test_a_paused_referral_is_on_hold_and_comes_back(desk, practice, frozen):
    where = stored(practice.post("", invented()))
    referral = sent_referral()
    desk.into_case(referral)
    before = task_of(practice, where)
    waiting(desk, referral)
    held = task_of(practice, where)
    assert (before["status"], held["status"]) == ("accepted", "on-hold")
    assert "Op verzoek van haar: zij is bij haar moeder." in held["statusReason"]["text"]
    assert (desk.at + timedelta(days=14)).date().isoformat() in held["statusReason"]["text"]
    assert held["businessStatus"]["coding"][0]["code"] == "accepted"
    assert version_of(held) > version_of(before)
    assert practice.get("Task?status=on-hold").json()["total"] == 1
    assert practice.get("Task?status=accepted").json()["total"] == 0
    desk.do("resume_referral", desk.fatma, referral, days=6)
    after = task_of(practice, where)
    assert (after["status"], "statusReason" in after) == ("accepted", False)
    assert version_of(after) > version_of(held)
    assert practice.get("Task?status=on-hold").json()["total"] == 0


def test_a_pause_ends_on_its_day_for_the_partner_too(desk, practice, frozen):
    where = stored(practice.post("", invented()))
    desk.into_case(sent_referral())
    waiting(desk, sent_referral(), until=14)
    held = practice.get(where["Task"])
    end_holds(at=frozen.at + timedelta(days=13))
    assert practice.get(where["Task"]).content == held.content, "it is not over yet"
    end_holds(at=frozen.at + timedelta(days=14))
    after = task_of(practice, where)
    assert (after["status"], "statusReason" in after) == ("accepted", False)
    end_holds(at=frozen.at + timedelta(days=15))
    assert version_of(task_of(practice, where)) == version_of(after), "once is enough"


def test_the_next_step_ends_the_hold_and_the_sender_can_cancel_during_it(desk, practice, frozen):
    where = stored(practice.post("", invented()))
    referral = sent_referral()
    desk.into_case(referral)
    waiting(desk, referral)
    desk.do("record_first_contact", desk.fatma, referral, days=5)
    assert task_of(practice, where)["status"] == "in-progress"
    waiting(desk, referral, days=6)
    frozen.at += timedelta(days=7)
    got = practice.get(where["Task"])
    held = got.json()
    for status in ("in-progress", "completed"):
        answer = practice.put(where["Task"], held | {"status": status}, **{"If-Match": got.headers["ETag"]})
        assert answer.status_code == 409, "whether the work waits is the receiver's to say"
    cancelled = held | {"status": "cancelled", "statusReason": {"text": "Zij is verhuisd."}}
    answer = practice.put(where["Task"], cancelled, **{"If-Match": got.headers["ETag"]})
    assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
    assert "moeder" not in answer.json()["statusReason"]["text"]


def test_a_pause_that_is_not_shared_does_not_reach_the_partner(desk, practice, frozen):
    where = stored(practice.post("", invented()))
    referral = sent_referral()
    case = desk.into_case(referral)
    at = frozen.at + timedelta(days=3)
    with acting_as(desk.fatma, at=at):
        consent = Consent.objects.get(space=case.space)
        privacy.withdraw_consent(actor=desk.fatma, consent_id=consent.pk, channel="paper", at=at)
    before = practice.get(where["Task"])
    waiting(desk, referral)
    after = practice.get(where["Task"])
    assert after.content == before.content
    assert practice.get("Task?status=on-hold").json()["total"] == 0
