"""What may be seen is counted anew for each statement, also for one that the database planned before.

Nothing is kept between two statements, so there is nothing to forge and nothing that grows stale:
a change of grants, of who asks or of the role counts from the next statement on.
"""

import pytest
from django.db import transaction

from rondom.access.context import acting_as, system_actor
from rondom.access.models import EndedHolder, Grant
from rondom.cases.models import Case
from rondom.kernel.repeated import repeated

pytestmark = pytest.mark.django_db


@repeated
def _cases(*, case_id):
    return {"cases": Case.objects.filter(pk=case_id)}


def sees(world):
    planned = bool(_cases(case_id=world.case_id)["cases"])
    assert planned == Case.objects.filter(pk=world.case_id).exists()
    return planned


def revoke(world, actor):
    with acting_as(system_actor("test"), at=world.at):
        Grant.objects.filter(holder_id=actor.id, revoked_at=None).update(revoked_at=world.at)


class UndoError(Exception):
    """Rolls a savepoint back."""


def test_a_grant_that_ends_in_this_transaction_is_gone_for_the_next_statement(world):
    with acting_as(world.fatma, at=world.at):
        assert sees(world)
        revoke(world, world.fatma)
        assert not sees(world)


def test_a_savepoint_that_is_rolled_back_leaves_what_was(world):
    with acting_as(world.fatma, at=world.at):
        assert sees(world)
        with pytest.raises(UndoError), transaction.atomic():
            revoke(world, world.fatma)
            assert not sees(world)
            raise UndoError
        assert sees(world)


def test_somebody_who_left_sees_nothing_from_the_next_statement_on(world):
    with acting_as(world.fatma, at=world.at):
        assert sees(world)
        with acting_as(system_actor("test"), at=world.at):
            EndedHolder.objects.create(holder_id=world.fatma.id, ended_at=world.at)
        assert not sees(world)


def test_another_asker_gets_an_answer_of_their_own(world):
    with acting_as(world.fatma, at=world.at):
        assert sees(world)
        with acting_as(world.daan, at=world.at):
            assert not sees(world)
            with acting_as(system_actor("test"), at=world.at):
                assert sees(world)
            assert not sees(world)
        assert sees(world)
