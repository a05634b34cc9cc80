"""Who decides about a child from elsewhere: who may be asked, who was, and what they see of it (R-044)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.models import EndedHolder
from rondom.access.queries import holds
from rondom.access.scopes import Part, part_of
from rondom.kernel.clock import AMSTERDAM
from rondom.organizations import queries as organizations
from rondom.people import queries as people
from rondom.people.vocabulary import ConflictKind
from rondom.privacy.models import Consent, ConsentStep, GuardianRequest
from rondom.privacy.vocabulary import ConsentKind, ConsentState

_ANSWERS = {ConsentState.GIVEN: True, ConsentState.REFUSED: False, ConsentState.WITHDRAWN: False}


class Asking(StrEnum):
    """Whether a guardian elsewhere may be asked about one permission."""

    FREE = "free"
    DELIBERATE = "deliberate"
    """Somebody at home is shielded from the guardian: only when the case manager says why it is safe."""
    NEVER = "never"


def answers_of(consent: Consent) -> dict[UUID, bool]:
    """The newest answer of everybody who answered. Read as the system."""
    return answers_in(consent.steps.order_by("at"))


def answers_in(steps: Iterable[ConsentStep]) -> dict[UUID, bool]:
    """The same, of steps that were read already, the earliest first."""
    known = [(s.for_id or s.by_id, _ANSWERS.get(ConsentState(s.state))) for s in steps]
    return {who: answer for who, answer in known if answer is not None}


def guardians_elsewhere(consent: Consent, at: datetime) -> list[UUID]:
    """Who has authority over the child and does not hold the register of the household. As the system."""
    on = at.astimezone(AMSTERDAM).date()
    return [
        row.parent_id
        for row in people.guardians(consent.person_id, on)
        if not _at_home(row.parent_id, consent, at)
    ]


def _at_home(guardian_id: UUID, consent: Consent, at: datetime) -> bool:
    part = part_of(consent.scope)
    return holds(holder_id=guardian_id, space=consent.space, part=part, at=at) is not None


def may_be_asked(consent: Consent, guardian_id: UUID, at: datetime) -> Asking:
    """Whether the question itself may be known to this guardian. Read as the system."""
    party = organizations.organization(consent.organization_id)
    purpose = organizations.purpose(consent.purpose)
    hidden = part_of(consent.scope) == Part.INVOLVEMENT_HIDDEN
    secret = party is None or party.sensitive or not party.name_public
    secret = secret or (purpose is not None and purpose.confidential)
    if hidden or secret or EndedHolder.objects.filter(holder_id=guardian_id, ended_at__lte=at).exists():
        return Asking.NEVER
    household = people.household_of_space(consent.space)
    on = at.astimezone(AMSTERDAM).date()
    here = {m.person_id for m in people.members(household.pk, on)} if household else set()
    shields = people.conflicts_of({*here, consent.person_id}).filter(kind=ConflictKind.SHIELD)
    shielded = {row.person_id for row in shields if row.counterpart_id == guardian_id}
    if consent.person_id in shielded:
        return Asking.NEVER
    return Asking.DELIBERATE if shielded else Asking.FREE


def still_asked(row: GuardianRequest, at: datetime) -> bool:
    """Whether the guardian still has the say, and may still know. Read as the system, at every use:
    a shield or a judgment that came after the question counts at once.
    """
    on = at.astimezone(AMSTERDAM).date()
    if row.ended_at is not None or not people.has_authority(row.guardian_id, row.consent.person_id, on):
        return False
    asking = may_be_asked(row.consent, row.guardian_id, at)
    return asking == Asking.FREE or (asking == Asking.DELIBERATE and row.deliberate)


def whose_answer_counts(consent: Consent, at: datetime) -> set[UUID]:
    """The guardians at home, those elsewhere who are asked, and whoever of them answered. As the system."""
    on = at.astimezone(AMSTERDAM).date()
    guardians = {row.parent_id for row in people.guardians(consent.person_id, on)}
    rows = GuardianRequest.objects.filter(consent=consent).select_related("consent")
    asked = {row.guardian_id for row in rows if still_asked(row, at)}
    home = {one for one in guardians if _at_home(one, consent, at)}
    left_out = {row.guardian_id for row in rows} - asked
    answered = guardians & set(answers_of(consent)) - left_out
    return home | asked | answered


@dataclass(frozen=True)
class GuardianLine:
    """What a guardian elsewhere sees of one question: what it is about, and the own answer."""

    id: UUID
    child: str
    organization: str
    purpose: str
    domains: tuple[str, ...]
    secrecy: bool
    valid_until: datetime
    answer: bool | None


def guardian_lines(actor: Actor, *, at: datetime) -> list[GuardianLine]:
    """What this guardian is asked about a child that lives in a household they hold nothing of."""
    rows = list(GuardianRequest.objects.filter(guardian_id=actor.id, ended_at=None).order_by("asked_at"))
    if not rows:
        return []
    with acting_as(system_actor("guardians"), at=at):
        whole = GuardianRequest.objects.filter(pk__in=[row.pk for row in rows])
        found = whole.select_related("consent", "organization").order_by("asked_at")
        live = [row for row in found if still_asked(row, at)]
    return [_line(row) for row in live]


def _line(row: GuardianRequest) -> GuardianLine:
    purpose = organizations.purpose(row.purpose)
    domains = [organizations.life_domain(number) for number in row.domains]
    return GuardianLine(
        id=row.pk,
        child=row.child_name,
        organization=row.organization.name,
        purpose=str(purpose.label) if purpose else row.purpose,
        domains=tuple(str(one.label) for one in domains if one),
        secrecy=row.kind == ConsentKind.SECRECY,
        valid_until=row.valid_until,
        answer=row.answer,
    )


@dataclass(frozen=True)
class GuardianStanding:
    """One guardian elsewhere as the case manager sees it: asked or not, why not, what was answered."""

    guardian_id: UUID
    name: str
    request_id: UUID | None
    asked_at: datetime | None
    answer: bool | None
    left_out: bool
    may_be_asked: str

    @property
    def can_ask(self) -> bool:
        """Not asked yet, and asking is possible with a reason."""
        return self.request_id is None and self.may_be_asked != Asking.NEVER

    @property
    def waits(self) -> bool:
        """Asked and silent so far."""
        return self.request_id is not None and not self.left_out and self.answer is None


def guardians_of_consent(consent_id: UUID, *, at: datetime) -> list[GuardianStanding]:
    """Who has authority and lives elsewhere, for who sees the consent; nothing for anybody else."""
    consent = Consent.objects.filter(pk=consent_id).first()
    if consent is None or consent.asked_band not in ("guardian", "shared"):
        return []
    with acting_as(system_actor("guardians"), at=at):
        asked = {
            row.guardian_id: row
            for row in GuardianRequest.objects.filter(consent_id=consent_id).select_related("consent")
        }
        named = people.persons_named(guardians_elsewhere(consent, at))
        return [_standing(consent, who.pk, who.name, asked.get(who.pk), at) for who in named.values()]


def _standing(
    consent: Consent, guardian_id: UUID, name: str, row: GuardianRequest | None, at: datetime
) -> GuardianStanding:
    return GuardianStanding(
        guardian_id=guardian_id,
        name=name,
        request_id=row.pk if row else None,
        asked_at=row.asked_at if row else None,
        answer=row.answer if row else None,
        left_out=row is not None and not still_asked(row, at),
        may_be_asked=may_be_asked(consent, guardian_id, at),
    )


def waiting_about_children(now: datetime) -> QuerySet[Consent]:
    """Open questions about a child, with `asked_at`: nothing is shared until everybody has answered (R-044).

    For a `@repeated` question: the reader's own rows, to be narrowed to the reader's households.
    """
    first = ConsentStep.objects.filter(consent=OuterRef("pk")).order_by("at").values("at")[:1]
    rows = Consent.objects.filter(
        state=ConsentState.PROPOSED, asked_band__in=("guardian", "shared"), valid_until__gt=now
    )
    return rows.annotate(asked_at=Subquery(first))


def disputed_consents(*, at: datetime) -> list[Consent]:
    """Permissions about which two guardians do not agree, for the privacy officer, the oldest first."""
    rows = Consent.objects.filter(state=ConsentState.DISPUTED, valid_until__gt=at)
    return list(rows.select_related("organization").order_by("valid_until"))


def explained_steps(*, since: datetime) -> list[ConsentStep]:
    """Guardians who were asked in spite of a shield or left out, with the reason; for the privacy officer."""
    rows = ConsentStep.objects.filter(at__gte=since).exclude(why="")
    return list(rows.select_related("consent", "consent__organization").order_by("-at"))


def request_guardian(request_id: UUID) -> UUID | None:
    """Who is asked, for telling the right person. Read as the system."""
    return GuardianRequest.objects.filter(pk=request_id).values_list("guardian_id", flat=True).first()
