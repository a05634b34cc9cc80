"""A reaction travels with the entry; it is never changed and never removed."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.scopes import space_of
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.commands.note_timeline import note_on_timeline
from rondom.cases.commands.register import as_register, holds
from rondom.cases.commands.wording import real_text
from rondom.cases.events import ReactionHeld, ReactionWritten
from rondom.cases.models import Case, Reaction
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotAllowed, NotFound


@command("reaction.write")
def react(
    *, actor: Actor, scope: int, object_type: str, object_id: UUID, text: str, at: datetime
) -> Reaction:
    """Write words beside an entry of any module; whoever reads the entry reads them (R-008).

    `scope` is that of the entry, and the writer must read it: a resident, also one without the case.
    Refusals: NotFound, NotAllowed, WordsNeeded, TextTooLong, TextUnreadable.
    """
    if not holds(actor, scope, at=at):
        raise NotFound
    if not actor.is_resident:
        raise NotAllowed(reason=_("a reaction is the client's. Write a note instead."))
    words = real_text(text, field="text", max_length=5000)
    with as_register(at):
        case = Case.objects.filter(space=space_of(scope)).order_by("-opened_at").first()
        if case is None:
            raise NotFound
        reaction = Reaction.objects.create(
            case=case,
            scope=scope,
            object_type=object_type,
            object_id=object_id,
            text=words,
            author_id=actor.id,
            author_name=actor.name,
            written_at=at,
        )
        note_on_timeline(
            actor=actor,
            case=case,
            at=at,
            kind="reaction.write",
            scope=scope,
            object_type=object_type,
            object_id=object_id,
        )
    _told(actor, reaction, "reaction.write", at)
    publish(ReactionWritten(case_id=case.pk, reaction_id=reaction.pk), at=at)
    return reaction


@command("reaction.hold")
def hold_reaction(*, actor: Actor, reaction_id: UUID, reason: str, at: datetime) -> Reaction:
    """Keep a reaction that threatens somebody back until the team leader has looked (R-008).

    The words stay, the writer still sees them and is told. Refusals: NotFound, NotAllowed, WordsNeeded.
    """
    reaction = _visible(reaction_id)
    if not (decision := policies.may_steer(actor, reaction.case)):
        raise NotAllowed(reason=decision.reason)
    why = real_text(reason, field="reason", max_length=1000)
    with as_register(at):
        Reaction.objects.filter(pk=reaction.pk, held_at=None).update(
            held_at=at, held_by=actor.id, held_reason=why, released_at=None
        )
        reaction.refresh_from_db()
    _told(actor, reaction, "reaction.hold", at)
    publish(ReactionHeld(case_id=reaction.case_id, reaction_id=reaction.pk), at=at)
    return reaction


@command("reaction.release")
def release_reaction(*, actor: Actor, reaction_id: UUID, at: datetime) -> Reaction:
    """Another than who held it, or the team leader, shows the reaction again.

    Refusals: NotFound, NotAllowed.
    """
    reaction = _visible(reaction_id)
    if not (decision := policies.may_steer(actor, reaction.case)):
        raise NotAllowed(reason=decision.reason)
    if actor.id == reaction.held_by and not actor.has_role("team_leader"):
        raise NotAllowed(reason=_("you held this reaction yourself. Ask the team leader to look."))
    with as_register(at):
        Reaction.objects.filter(pk=reaction.pk).update(released_at=at)
        reaction.refresh_from_db()
    _told(actor, reaction, "reaction.release", at)
    return reaction


def _visible(reaction_id: UUID) -> Reaction:
    reaction = Reaction.objects.select_related("case").filter(pk=reaction_id).first()
    if reaction is None:
        raise NotFound
    return reaction


def _told(actor: Actor, reaction: Reaction, action: str, at: datetime) -> None:
    record(
        actor=actor,
        action=action,
        at=at,
        space=space_of(reaction.scope),
        subjects=[reaction.author_id],
        part="reactions",
        object_type=reaction.object_type,
        object_id=reaction.object_id,
    )
