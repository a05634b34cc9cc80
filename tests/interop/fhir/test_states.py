"""Internal states beside Task.status, and who may move a Task."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.interop.fhir import states
from rondom.interop.fhir.profile import REFERRAL_STATUSES

from .samples import TASK, changed

ANY_STATUS = st.sampled_from(sorted(REFERRAL_STATUSES | {"received", "ready"}))
SIDES = st.sampled_from(["requester", "owner"])
FINISHED = {"completed", "rejected", "cancelled", "failed", "entered-in-error"}


def test_every_state_shows_as_a_status_that_sdohcc_allows():
    for state, shown in states.PROJECTIONS.items():
        assert shown.status in REFERRAL_STATUSES
        assert states.business_status(state)["coding"][0]["code"] == state.replace("_", "-")


def test_sent_and_received_differ_only_in_business_status():
    assert states.projection_of("sent").status == states.projection_of("received").status == "requested"
    assert states.business_status("sent") != states.business_status("received")


def test_closing_without_result_is_not_completed():
    assert states.projection_of("closed").status == "completed"
    assert states.projection_of("closed", fulfilled=False).status == "failed"
    assert states.projection_of("declined", fulfilled=False).status == "rejected"
    code = states.business_status("closed", fulfilled=False)["coding"][0]["code"]
    assert code == "closed-without-result"


def test_statuses_lead_back_to_states():
    assert states.states_for(frozenset({"requested"})) == {"sent", "received"}
    assert states.states_for(frozenset({"in-progress"})) == {"contacted", "under_way"}
    assert states.states_for(frozenset({"failed"})) == {"closed"}
    assert states.states_for(frozenset({"draft"})) == set()


def test_every_status_that_may_arrive_has_a_place():
    assert set(states.INTAKE) == REFERRAL_STATUSES
    assert states.INTAKE["draft"][0] == "refused"
    for kind, state in states.INTAKE.values():
        assert (state in states.PROJECTIONS) == (kind != "refused")


@pytest.mark.parametrize(
    ("before", "after", "side", "allowed"),
    [
        ("requested", "accepted", "owner", True),
        ("requested", "accepted", "requester", False),
        ("requested", "cancelled", "requester", True),
        ("requested", "cancelled", "owner", False),
        ("accepted", "requested", "owner", False),
        ("in-progress", "completed", "owner", True),
        ("completed", "in-progress", "owner", False),
        ("completed", "cancelled", "requester", False),
        ("accepted", "accepted", "requester", True),
    ],
)
def test_who_may_move_what(before, after, side, allowed):
    assert states.may_move(before, after, side) is allowed
    assert (states.why_not_move(before, after, side) == "") is allowed


@given(st.sampled_from(sorted(FINISHED)), ANY_STATUS, SIDES)
def test_a_finished_task_never_moves_again(before, after, side):
    assert states.may_move(before, after, side) == (before == after)


@given(ANY_STATUS, ANY_STATUS, SIDES)
def test_no_move_leads_to_a_status_that_sdohcc_forbids_or_back_to_requested(before, after, side):
    if before != after and states.may_move(before, after, side):
        assert after in REFERRAL_STATUSES - {"requested", "draft"}
        assert states.internal_state("accepted", after) in states.PROJECTIONS
    elif before != after:
        assert states.why_not_move(before, after, side).endswith(".")


def test_every_open_status_can_still_be_cancelled_by_the_requester():
    for status in REFERRAL_STATUSES - FINISHED - {"draft"}:
        assert states.may_move(status, "cancelled", "requester")


def test_a_partners_status_becomes_a_state():
    assert states.internal_state("received", "accepted") == "accepted"
    assert states.internal_state("contacted", "on-hold") == "contacted"
    assert states.internal_state("accepted", "in-progress") == "under_way"
    assert states.internal_state("contacted", "in-progress") == "contacted"
    assert states.internal_state("contacted", "failed") == "closed"
    with pytest.raises(KeyError):
        states.internal_state("sent", "draft")


def test_each_side_may_change_only_its_own_elements():
    answered = changed(
        TASK, status="accepted", meta={"versionId": "2"}, output=[{"type": {"text": "x"}, "valueString": "y"}]
    )
    assert states.forbidden_changes(TASK, answered, "owner") == ()
    assert states.forbidden_changes(TASK, answered, "requester") == ("output",)
    moved = changed(TASK, owner={"reference": "Organization/2"}, description=None)
    assert states.forbidden_changes(TASK, moved, "owner") == ("description", "owner")
