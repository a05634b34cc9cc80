"""A household that comes to the door without a referral: file, person and case in one step."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.cases import policies
from rondom.cases.commands.open_case import UnknownGround, open_case
from rondom.cases.commands.shape import known_group, usual_domains
from rondom.cases.models import Case
from rondom.dispatch.commands import command
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotAllowed, Refusal
from rondom.organizations import queries as organizations
from rondom.people.commands import PersonFacts, add_member, create_household
from rondom.people.vocabulary import MemberRole


class DomainsNeeded(Refusal):
    """Working on a household begins somewhere."""

    code = "domains_needed"
    sentence = _("Choose what it is about, or a group with its usual subjects.")
    field = "domains"


@command("case.open_at_door")
def open_case_at_door(
    *,
    actor: Actor,
    household_name: str,
    facts: PersonFacts,
    ground: str,
    domains: list[int],
    at: datetime,
    target_group: str = "",
) -> Case:
    """Start household, client and case; the actor becomes case manager (R-001, R-010).

    On a statutory ground the own team may work on the chosen domains without consent. Without a choice
    the usual ones of the group count (R-009).
    Refusals: NotAllowed, UnknownGround, TargetGroupUnknown, DomainsNeeded, NameMissing,
    BirthDateImpossible, LanguageUnknown, TextTooLong, TextUnreadable.
    """
    if not (decision := policies.may_open_case(actor)):
        raise NotAllowed(reason=decision.reason)
    law = organizations.legal_ground(ground)
    if law is None:
        raise UnknownGround
    known_group(target_group)
    start = domains or usual_domains(target_group)
    if not start:
        raise DomainsNeeded
    household = create_household(actor=actor, name=household_name, at=at)
    member = add_member(
        actor=actor,
        household_id=household.pk,
        facts=facts,
        role=MemberRole.ADULT,
        starts_on=at.astimezone(AMSTERDAM).date(),
        at=at,
    )
    return open_case(
        actor=actor,
        household_id=household.pk,
        client_id=member.person_id,
        ground=ground,
        target_group=target_group,
        domains=start,
        statutory_domains=start if law.kind == "statutory" else [],
        at=at,
    )
