"""A reaction travels with the entry; it is never changed and never removed."""

from datetime import datetime, time
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.scopes import space_of
from rondom.audit.log import record
from rondom.cases import policies, rules
from rondom.cases.commands.note_timeline import note_on_timeline
from rondom.cases.commands.register import as_register, holds
from rondom.cases.commands.wording import real_text
from rondom.cases.events import ReactionHeld, ReactionReleased, ReactionWritten
from rondom.cases.models import Case, Reaction
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotAllowed, NotFound, Refusal
from rondom.kernel.working_days import add_working_days
from rondom.kernel.zone import AMSTERDAM
from rondom.organizations import queries as organizations

HOLD_WORKING_DAYS = 5


class AlreadyHeld(Refusal):
    """It is held and waits for somebody to look."""

    code = "reaction_held"
    sentence = _("This reaction is held already. The team leader looks at it.")


class NotHeld(Refusal):
    """There is nothing to show again."""

    code = "reaction_not_held"
    sentence = _("This reaction is not held: everybody who reads the entry sees it.")


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
def hold_reaction(
    *, actor: Actor, reaction_id: UUID, reason: str, at: datetime, quietly: bool = False
) -> Reaction:
    """Keep a reaction that threatens somebody back until the team leader has looked (R-008).

    The words stay and the writer still sees them. It ends by itself after HOLD_WORKING_DAYS; the writer
    is told that it is held, until when and (not `quietly`, which is for somebody's safety) why.
    Refusals: NotFound, NotAllowed, AlreadyHeld, WordsNeeded.
    """
    reaction = _to_review(actor, reaction_id, at)
    why = real_text(reason, field="reason", max_length=1000)
    if reaction.held_at is not None and reaction.released_at is None:
        raise AlreadyHeld
    with as_register(at):
        Reaction.objects.filter(pk=reaction.pk).update(
            held_at=at,
            held_by=actor.id,
            held_reason=why,
            held_until=_end_of_hold(at),
            held_quietly=quietly,
            released_at=None,
        )
        reaction.refresh_from_db()
    _told(actor, reaction, "reaction.hold", at, confidential=quietly)
    publish(ReactionHeld(case_id=reaction.case_id, reaction_id=reaction.pk), at=at)
    return reaction


@command("reaction.release")
def release_reaction(*, actor: Actor, reaction_id: UUID, at: datetime) -> Reaction:
    """Another than who held it, or the team leader, shows the reaction again.

    Refusals: NotFound, NotAllowed, NotHeld.
    """
    reaction = _to_review(actor, reaction_id, at)
    if reaction.held_at is None or reaction.released_at is not None:
        raise NotHeld
    if actor.id == reaction.held_by and not actor.has_role("team_leader"):
        raise NotAllowed(reason=_("you held this reaction yourself. Ask the team leader to look."))
    _show_again(actor, reaction, at)
    return reaction


@command("reaction.end_holds")
def end_holds(*, actor: Actor, at: datetime) -> int:
    """What was held and nobody looked at in time shows again: silence never hides words (R-008).

    For the clock job, as the system. Answers how many.
    """
    over = Reaction.objects.select_related("case").filter(released_at=None, held_until__lte=at)
    rows = list(over)
    for reaction in rows:
        _show_again(actor, reaction, at)
    record(actor=actor, action="reaction.end_holds", at=at, object_type="reaction", row="clock")
    return len(rows)


def _show_again(actor: Actor, reaction: Reaction, at: datetime) -> None:
    with as_register(at):
        Reaction.objects.filter(pk=reaction.pk).update(released_at=at)
        reaction.refresh_from_db()
    _told(actor, reaction, "reaction.release", at)
    publish(ReactionReleased(case_id=reaction.case_id, reaction_id=reaction.pk), at=at)


def _end_of_hold(at: datetime) -> datetime:
    last = add_working_days(rules.day_of(at), HOLD_WORKING_DAYS, organizations.calendar())
    return datetime.combine(last, time.max, tzinfo=AMSTERDAM)


def _to_review(actor: Actor, reaction_id: UUID, at: datetime) -> Reaction:
    """The reaction for who steers its case. The leader does not hold the file and still looks at this one."""
    with as_register(at):
        reaction = Reaction.objects.select_related("case").filter(pk=reaction_id).first()
    steers = reaction is not None and policies.may_steer(actor, reaction.case)
    readable = reaction is not None and holds(actor, reaction.scope, at=at)
    if reaction is None or not (readable or (steers and actor.id != reaction.case.case_manager_id)):
        raise NotFound
    if not steers:
        raise NotAllowed(reason=policies.may_steer(actor, reaction.case).reason)
    return reaction


def _told(actor: Actor, reaction: Reaction, action: str, at: datetime, *, confidential: bool = False) -> None:
    record(
        actor=actor,
        action=action,
        at=at,
        space=space_of(reaction.scope),
        subjects=[reaction.author_id],
        part="reactions",
        object_type=reaction.object_type,
        object_id=reaction.object_id,
        confidential=confidential,
    )
