import pytest

from tests.plans.plan_world import PlanWorld, plan_world


@pytest.fixture
def world(world, at) -> PlanWorld:
    """The shared household, with its first plan."""
    return plan_world(at, world)
