"""What each person thinks of each line. Nobody confirms for another, except as a witness."""

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotFound
from rondom.kernel.text import is_filler
from rondom.kernel.working_days import add_working_days
from rondom.organizations import queries as organizations
from rondom.people import queries as people
from rondom.plans import policies
from rondom.plans.commands import telling
from rondom.plans.commands.refusals import (
    ChoiceUnknown,
    NotYourLine,
    ReasonMissing,
    WitnessMissing,
    WordsMissing,
    require,
)
from rondom.plans.events import StanceWitnessed
from rondom.plans.models import Action, Goal, Plan, Stance
from rondom.plans.vocabulary import Channel, LineKind, StanceKind


@command("stance.give")
def give_stance(
    *, actor: Actor, kind: str, line_id: UUID, stance: str, at: datetime, words: str = ""
) -> Stance:
    """Say for yourself what you think of a line that you may read; a "no" comes with its words (R-018).

    Also how a person objects to what a witness wrote down: the newest row counts, all stay.
    Refusals: NotFound, PlanEnded, ChoiceUnknown, WordsMissing, TextTooLong, TextUnreadable.
    """
    line = line_of(kind, line_id)
    telling.not_ended(line.plan_id, at)
    if stance not in {StanceKind.AGREES, StanceKind.DISAGREES}:
        raise ChoiceUnknown(field="stance")
    text = telling.optional(words, field="words", max_length=2000)
    if stance == StanceKind.DISAGREES and is_filler(text):
        raise WordsMissing
    row = _add(
        line,
        at=at,
        person_id=actor.id,
        person_name=actor.name[:120],
        person_role=_role(actor),
        stance=stance,
        words=text,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name[:120],
    )
    telling.tell_line(actor=actor, at=at, action="stance.give", line=line)
    return row


@command("stance.witness")
def witness_stance(
    *,
    actor: Actor,
    kind: str,
    line_id: UUID,
    person_id: UUID,
    stance: str,
    channel: str,
    witness: str,
    at: datetime,
    words: str = "",
) -> Stance:
    """Write down what somebody said on paper or by telephone, with a named witness; or that they could not
    be asked, with the reason (R-018).

    It stays marked, and the person gets a message and a term to object. Refusals: NotFound, NotAllowed,
    PlanEnded, ChoiceUnknown, NotYourLine, WitnessMissing, WordsMissing, ReasonMissing.
    """
    line = line_of(kind, line_id)
    telling.not_ended(line.plan_id, at)
    require(policies.may_witness(actor, line.scope))
    if stance not in StanceKind.values or stance == StanceKind.NOT_ASKED:
        raise ChoiceUnknown(field="stance")
    if channel not in {Channel.PAPER, Channel.PHONE}:
        raise ChoiceUnknown(field="channel")
    if person_id == actor.id:
        raise NotYourLine
    named = telling.name_line(witness, field="witness")
    text = telling.optional(words, field="words", max_length=2000)
    if is_filler(named):
        raise WitnessMissing
    if stance == StanceKind.DISAGREES and is_filler(text):
        raise WordsMissing
    if stance == StanceKind.NOT_REACHED and is_filler(text):
        raise ReasonMissing(field="words")
    name, role = _person(line, person_id)
    term = organizations.setting("stance_confirmation_working_days")
    row = _add(
        line,
        at=at,
        person_id=person_id,
        person_name=name,
        person_role=role,
        stance=stance,
        words=text,
        channel=channel,
        witness=named,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name[:120],
        object_by=add_working_days(telling.today(at), term, organizations.calendar()),
    )
    telling.tell_line(actor=actor, at=at, action="stance.witness", line=line)
    publish(StanceWitnessed(stance_id=row.pk, person_id=person_id), at=at)
    return row


def line_of(kind: str, line_id: UUID) -> Goal | Action:
    """The goal or action. Raises NotFound."""
    if kind == LineKind.GOAL:
        return telling.goal_to_change(line_id)
    if kind == LineKind.ACTION:
        return telling.action_to_change(line_id)
    raise NotFound


def _add(line: Goal | Action, *, at: datetime, **facts: object) -> Stance:
    number = Plan.objects.filter(pk=line.plan_id).values_list("published_number", flat=True).first()
    return Stance.objects.create(
        scope=line.scope,
        plan_id=line.plan_id,
        goal=line if isinstance(line, Goal) else None,
        action=line if isinstance(line, Action) else None,
        at=at,
        version_number=number or 0,
        **facts,
    )


def _role(actor: Actor) -> str:
    parts = [str(actor.function), actor.organization_name] if actor.is_professional else []
    return ", ".join(p for p in parts if p)[:120]


def _person(line: Goal | Action, person_id: UUID) -> tuple[str, str]:
    """The client, the owner of the line, or a professional by key. Raises NotYourLine."""
    if person_id in {line.client_id, line.owner_id}:
        person = people.person(person_id)
        if person is not None:
            return person.name[:120], ""
    colleague = organizations.professional(person_id)
    if colleague is None or colleague.pk != line.owner_id:
        raise NotYourLine
    return colleague.name[:120], colleague.organization.name[:120]
