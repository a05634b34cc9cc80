"""What this module does at once when something lower changed."""

from datetime import datetime

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.cases.grants import rewrite_grants
from rondom.cases.models import Case
from rondom.people.events import ConflictChanged
from rondom.privacy.events import BasisChanged


def rewrite_grants_of_space(event: BasisChanged, *, actor: Actor, at: datetime) -> None:
    """A consent, conflict or shield changed: the grants of that household follow in this transaction."""
    with acting_as(system_actor("grants"), at=at):
        found = list(Case.objects.filter(space=event.space).values_list("pk", flat=True))
    for case_id in found:
        rewrite_grants(actor=actor, case_id=case_id, at=at)


def rewrite_grants_of_person(event: ConflictChanged, *, actor: Actor, at: datetime) -> None:
    """Two people must be kept apart (or no longer): every household of the person is decided anew."""
    with acting_as(system_actor("grants"), at=at):
        spaces = Case.objects.filter(household__members__person_id=event.person_id)
        found = list(spaces.values_list("pk", flat=True).distinct())
    for case_id in found:
        rewrite_grants(actor=actor, case_id=case_id, at=at)
