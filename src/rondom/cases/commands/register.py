"""Writing what the policy allowed but the actor's own grants do not reach.

A team leader appoints a case manager without holding the file; a client enters a hidden shelter in a
register that nobody else may write. The command decides who may, then writes inside `as_register`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.grants import name_holder, open_part
from rondom.access.models import DynamicPart
from rondom.access.queries import holds as held_as
from rondom.access.scopes import Part, part_of, scope_of, space_of
from rondom.cases.grants import rewrite_grants
from rondom.cases.models import Case
from rondom.cases.vocabulary import CaseState
from rondom.kernel.refusals import NotFound, Refusal


class CaseIsClosed(Refusal):
    """Nobody starts anything in a closed file (R-024)."""

    code = "case_is_closed"
    sentence = _("This case is closed. Take it up again first.")


@contextmanager
def as_register(at: datetime) -> Iterator[None]:
    """Write as the case register. Only after a policy said yes; the log still names the actor."""
    with acting_as(system_actor("case register"), at=at):
        yield


def visible_case(case_id: UUID) -> Case:
    """The case, when the open context may see it. Raises NotFound."""
    case = Case.objects.select_related("case_manager").filter(pk=case_id).first()
    if case is None:
        raise NotFound
    return case


def working_case(case_id: UUID) -> Case:
    """The same while people work in it. Raises NotFound, CaseIsClosed."""
    case = visible_case(case_id)
    if case.state != CaseState.OPEN:
        raise CaseIsClosed
    return case


def own_file(actor: Actor, case_id: UUID, at: datetime) -> Case:
    """The case for who may see it, or has an own file in it (a young person). Raises NotFound."""
    case = Case.objects.select_related("case_manager").filter(pk=case_id).first()
    if case is None and actor.is_resident:
        with as_register(at):
            found = Case.objects.filter(pk=case_id).first()
            part = (
                found
                and DynamicPart.objects.filter(
                    space=found.space,
                    kind="subject",
                    follows_story=True,
                    subject_id=actor.id,
                    holders__holder_id=actor.id,
                ).first()
            )
        if found and part and holds(actor, part.scope, at=at):
            return found
    if case is None:
        raise NotFound
    return case


def subject_scope(*, actor: Actor, case: Case, person_id: UUID, at: datetime) -> int:
    """Where somebody's own file lives: the story for the client, else a part of their own (R-002).

    The part is opened when it is first needed; who may see the story sees it, and so does the person.
    """
    if person_id == case.client_id:
        return scope_of(case.space, Part.STORY)
    with as_register(at):
        # Something shared about a child is a part of that kind too, which others read and the story does not.
        part = DynamicPart.objects.filter(
            space=case.space, kind="subject", follows_story=True, subject_id=person_id
        ).first()
        if part is None:
            part = open_part(space=case.space, kind="subject", subject_id=person_id, follows_story=True)
            name_holder(part=part, holder_id=person_id, can_write=True, at=at)
            rewrite_grants(actor=actor, case_id=case.pk, at=at)
        return part.scope


def private_scope(
    *,
    actor: Actor,
    case: Case,
    kind: str,
    holders: dict[UUID, bool],
    at: datetime,
    subject_id: UUID | None = None,
) -> int:
    """Open a part for these holders only (holder -> may write) and answer its scope."""
    with as_register(at):
        part = open_part(space=case.space, kind=kind, subject_id=subject_id)
        for holder_id, can_write in holders.items():
            name_holder(part=part, holder_id=holder_id, can_write=can_write, at=at)
        rewrite_grants(actor=actor, case_id=case.pk, at=at)
    return part.scope


def holds(actor: Actor, scope: int, *, at: datetime, write: bool = False) -> bool:
    """Whether the actor holds this scope now; the database checks the same at every row."""
    held = held_as(holder_id=actor.id, space=space_of(scope), part=part_of(scope), at=at, write=write)
    return held is not None
