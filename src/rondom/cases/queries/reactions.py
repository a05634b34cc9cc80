"""Reactions of a case, and those that are held until somebody looked (R-008)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.cases import policies
from rondom.cases.models import Case, Reaction


def is_shown(reaction: Reaction, actor: Actor) -> bool:
    """Whether this reader sees the words: one that is held is seen by its writer only."""
    return not is_held(reaction) or reaction.author_id == actor.id


def is_held(reaction: Reaction) -> bool:
    """Waits for somebody to look."""
    return reaction.held_at is not None and reaction.released_at is None


def shown_reactions(rows: Iterable[Reaction], actor: Actor) -> dict[UUID, list[Reaction]]:
    """By the key of their entry, those that this reader sees."""
    found: dict[UUID, list[Reaction]] = {}
    for one in rows:
        if is_shown(one, actor):
            found.setdefault(one.object_id, []).append(one)
    return found


def reaction_rows(case_id: UUID) -> QuerySet[Reaction]:
    """The reactions in a case that the reader may see, to be read along with other rows."""
    return Reaction.objects.filter(case_id=case_id)


def reactions_of(person_id: UUID) -> QuerySet[Reaction]:
    """What somebody wrote beside entries that they still may see, in whosever file."""
    return Reaction.objects.filter(author_id=person_id)


def reactions_on(objects: Iterable[UUID], actor: Actor) -> dict[UUID, list[Reaction]]:
    """Reactions beside these entries, as far as the reader may see them. One query."""
    return shown_reactions(Reaction.objects.filter(object_id__in=list(objects)), actor)


def reactions_to_review(actor: Actor, case: Case, *, at: datetime) -> list[Reaction]:
    """What who steers the case looks at: the case manager all that is theirs to read, the leader the held.

    A team leader does not hold the file; the words of a held reaction are all that is shown of it.
    """
    if not policies.may_steer(actor, case):
        return []
    mine = list(Reaction.objects.filter(case=case).order_by("-written_at"))
    if case.case_manager_id == actor.id:
        return mine
    with acting_as(system_actor("reaction review"), at=at):
        return list(Reaction.objects.filter(case=case, held_at__isnull=False).order_by("-written_at")[:100])
