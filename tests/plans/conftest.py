import pytest

from tests.plans.plan_world import PlanWorld, plan_world


@pytest.fixture
def world(db, at) -> PlanWorld:
    return plan_world(at)
