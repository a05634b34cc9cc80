"""In which scope a line stands: its life domain, or a part named for one person."""

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.grants import drop_holder, name_holder, open_part
from rondom.access.models import DynamicPart
from rondom.access.queries import holds
from rondom.access.scopes import Part, part_of, plan_part, scope_of
from rondom.cases import queries as cases
from rondom.cases.commands import rewrite_case_grants
from rondom.kernel.clock import AMSTERDAM
from rondom.organizations import queries as organizations
from rondom.people import queries as people
from rondom.plans import policies
from rondom.plans.commands.refusals import ChoiceUnknown, OwnerMissing, OwnerNotInvolved, require
from rondom.plans.commands.telling import known_domain
from rondom.plans.models import Goal, Plan
from rondom.plans.queries import story
from rondom.plans.vocabulary import Owner, OwnerKind

ABOUT = "about_{domain}"
"""The lines about (or of) one member of the household in one life domain; who owns one may be named.

Apart from the member's own file, so that naming an owner from outside opens no own words."""
LINES_OF = "plan_line"
"""The part of one owner from outside: this person's lines and nothing else."""
PRIVATE = "plan_private"


def checked_owner(plan: Plan, owner: Owner | None, at: datetime) -> Owner:
    """The owner with the name as it is known. Raises OwnerMissing, OwnerNotInvolved, ChoiceUnknown."""
    if owner is None or not owner.id or not owner.kind:
        raise OwnerMissing
    if owner.kind not in OwnerKind.values:
        raise ChoiceUnknown(field="owner")
    if owner.kind == OwnerKind.PROFESSIONAL:
        return _professional(plan, owner)
    person = people.person(owner.id)
    if person is None or (owner.kind == OwnerKind.CLIENT and owner.id != plan.case.client_id):
        raise OwnerNotInvolved(name=owner.name or "?")
    if owner.id == plan.case.client_id:
        return Owner(OwnerKind.CLIENT, person.pk, person.name[:120])
    if _is_member(plan, owner.id, at):
        return Owner(OwnerKind.MEMBER, person.pk, person.name[:120])
    if not story.is_confirmed_supporter(plan.case, owner.id):
        # Being related is not enough: a line named for somebody lets that person see it.
        raise OwnerNotInvolved(name=person.name)
    return Owner(OwnerKind.SUPPORTER, person.pk, person.name[:120])


def _professional(plan: Plan, owner: Owner) -> Owner:
    colleague = organizations.professional(owner.id) if owner.id else None
    parties = cases.involved_parties(plan.case)
    if colleague is None or colleague.has_left or not parties.filter(professional=colleague).exists():
        raise OwnerNotInvolved(name=owner.name or (colleague.name if colleague else "?"))
    return Owner(OwnerKind.PROFESSIONAL, colleague.pk, colleague.name[:120])


def _is_member(plan: Plan, person_id: UUID, at: datetime) -> bool:
    return (
        people.members(plan.household_id, at.astimezone(AMSTERDAM).date())
        .filter(person_id=person_id)
        .exists()
    )


def line_scope(*, actor: Actor, plan: Plan, domain: int, about_id: UUID | None, at: datetime) -> int:
    """The scope of what is about the client, or about one member of the household, in a life domain.

    Raises NotAllowed, DomainUnknown, OwnerNotInvolved.
    """
    number = known_domain(domain)
    if about_id is None or about_id == plan.case.client_id:
        scope = scope_of(plan.space, plan_part(number))
        require(policies.may_write(actor, scope))
        return scope
    person = checked_owner(plan, Owner(OwnerKind.MEMBER, about_id, ""), at)
    return named_scope(actor=actor, plan=plan, kind=ABOUT.format(domain=number), person_id=person.id, at=at)


def scope_for(*, actor: Actor, plan: Plan, domain: int, owner: Owner, at: datetime) -> int:
    """The scope of a line with this owner.

    The lines of a life domain, when the owner reads those; else a part that follows the story
    and names the owner, who then sees this line and nothing more. Raises NotAllowed.
    """
    scope = scope_of(plan.space, plan_part(domain))
    if owner.kind == OwnerKind.CLIENT or (owner.id and _reads(plan, owner.id, scope, at)):
        require(policies.may_write(actor, scope))
        return scope
    kind = ABOUT.format(domain=domain) if owner.kind == OwnerKind.MEMBER else LINES_OF
    return named_scope(actor=actor, plan=plan, kind=kind, person_id=owner.id, at=at)


def _reads(plan: Plan, holder_id: UUID, scope: int, at: datetime) -> bool:
    with acting_as(system_actor("plan lines"), at=at):
        return holds(holder_id=holder_id, space=plan.space, part=part_of(scope), at=at) is not None


def named_scope(
    *, actor: Actor, plan: Plan, kind: str, person_id: UUID | None, at: datetime, follows_story: bool = True
) -> int:
    """The scope of the part named for one person, opened when it is not there yet. Raises NotAllowed."""
    part = DynamicPart.objects.filter(space=plan.space, kind=kind, subject_id=person_id).first()
    if part is None:
        require(policies.may_write(actor, scope_of(plan.space, Part.OVERVIEW)))
        part = open_part(space=plan.space, kind=kind, subject_id=person_id, follows_story=follows_story)
        if person_id is not None:
            name_holder(part=part, holder_id=person_id, can_write=kind != LINES_OF, at=at)
        rewrite_case_grants(actor=actor, case_id=plan.case_id, at=at)
    require(policies.may_write(actor, part.scope))
    return part.scope


def subject_of(scope: int) -> UUID | None:
    """The person whom a part with lines is named for; None in the lines of a life domain."""
    return DynamicPart.objects.filter(scope=scope).values_list("subject_id", flat=True).first()


def let_owner_in(*, actor: Actor, plan: Plan, scope: int, owner_id: UUID | None, at: datetime) -> None:
    """Let a professional read the named part in which their line stands, when they do not yet."""
    if owner_id is None or _reads(plan, owner_id, scope, at):
        return
    part = DynamicPart.objects.filter(space=plan.space, scope=scope).first()
    if part is not None:
        name_holder(part=part, holder_id=owner_id, at=at, reason="owns a line")
        rewrite_case_grants(actor=actor, case_id=plan.case_id, at=at)


def let_owner_go(*, actor: Actor, plan: Plan, scope: int, owner_id: UUID | None, at: datetime) -> None:
    """End that reading once nothing in the part is theirs any more."""
    part = DynamicPart.objects.filter(space=plan.space, scope=scope).first()
    if part is None or owner_id is None or owner_id == part.subject_id:
        return
    if Goal.objects.filter(plan=plan, scope=scope, owner_id=owner_id).exists():
        return
    drop_holder(part=part, holder_id=owner_id, at=at)
    rewrite_case_grants(actor=actor, case_id=plan.case_id, at=at)


def own_scope(*, actor: Actor, plan: Plan, at: datetime) -> int:
    """The scope of what the client keeps to herself or himself: nobody else holds it."""
    return named_scope(actor=actor, plan=plan, kind=PRIVATE, person_id=actor.id, at=at, follows_story=False)
