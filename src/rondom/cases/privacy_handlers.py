"""Telling people that permissions or access changed: a notice without content, and a link.

Each takes one event of privacy, as the system. Who must hear it depends on the case, so it stands here.
"""

from datetime import datetime
from uuid import UUID

from rondom.access.context import system_actor
from rondom.cases.commands.copies import ask_for_copy
from rondom.cases.models import Case, Involvement
from rondom.cases.queries.copies import copies_of_party
from rondom.kernel.clock import AMSTERDAM
from rondom.notices.commands import notify
from rondom.notices.vocabulary import NoticeKind, ReceiverKind
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import WorkFunction
from rondom.privacy import queries as privacy
from rondom.privacy.events import (
    AgeReached,
    ConsentAsked,
    ConsentDisputed,
    ConsentWithdrawn,
    EmergencyAccessTold,
    EmergencyAccessUsed,
    GuardianAsked,
    GuardianLeftOut,
    SharedWithPerson,
)

CLOCK = system_actor("privacy notices")


def tell_party_of_end(event: ConsentWithdrawn, *, at: datetime) -> None:
    """The people of the party hear that a permission ended, never why, and delete their copies (R-043)."""
    consent = privacy.consent_parties(event.consent_id)
    if consent is None:
        return
    rows = Involvement.objects.filter(
        case__space=consent.space, organization_id=consent.organization_id, until=None
    )
    case = Case.objects.filter(space=consent.space).order_by("-opened_at").first()
    told = {row.professional_id for row in rows if row.professional_id}
    if case and case.case_manager_id and not consent.hidden:
        told.add(case.case_manager_id)
    for professional_id in told:
        _tell_professional(professional_id, NoticeKind.CONSENT_CHANGED, at)
    copies = copies_of_party(consent.space, consent.organization_id, since=None)
    left = [one for one in copies if one.actor_kind == "professional" and one.gone is None]
    for professional_id in {one.actor_id for one in left}:
        _tell_professional(professional_id, NoticeKind.COPY_TO_DELETE, at, link_name="own_copies")
    for one in left:
        if one.asked_at is None and case:
            ask_for_copy(actor=CLOCK, copy=one, client_id=case.client_id, at=at)


def ask_who_decides(event: ConsentAsked, *, at: datetime) -> None:
    """Whoever decides about the permission hears that somebody asks (R-042, R-044)."""
    consent = privacy.consent_parties(event.consent_id)
    if consent is None:
        return
    on = at.astimezone(AMSTERDAM).date()
    holders = set(privacy.deciders([consent.person_id], on).get(consent.person_id, []))
    # Who holds nothing of this household is asked by `ask_guardian_elsewhere`, or must not learn of it.
    case = Case.objects.filter(space=consent.space).order_by("-opened_at").first()
    knows = {consent.person_id} | ({case.client_id} if case else set())
    for person_id in holders & knows:
        _tell_resident(person_id, NoticeKind.CONSENT_ASKED, "portal_permissions", at)


def ask_guardian_elsewhere(event: GuardianAsked, *, at: datetime) -> None:
    """Somebody with authority who holds nothing of the household hears that there is a question (R-044)."""
    guardian_id = privacy.request_guardian(event.request_id)
    if guardian_id:
        _tell_resident(guardian_id, NoticeKind.CONSENT_ASKED, "portal_permissions", at)


def tell_of_disagreement(event: ConsentDisputed, *, at: datetime) -> None:
    """The case manager and the privacy officers hear that two guardians do not agree (R-044)."""
    consent = privacy.consent_parties(event.consent_id)
    if consent is None:
        return
    case = Case.objects.filter(space=consent.space).order_by("-opened_at").first()
    if case and case.case_manager_id and not consent.hidden:
        _tell_professional(
            case.case_manager_id,
            NoticeKind.CONSENT_DISPUTED,
            at,
            link_name="case_permissions",
            link_id=case.pk,
        )
    _tell_officers(NoticeKind.CONSENT_DISPUTED, at)


def tell_of_left_out(event: GuardianLeftOut, *, at: datetime) -> None:
    """The privacy officers look at the reason, and the client knows that a guardian was left out (R-044)."""
    consent = privacy.consent_parties(event.consent_id)
    if consent is None:
        return
    _tell_officers(NoticeKind.CONSENT_CHANGED, at)
    case = Case.objects.filter(space=consent.space).order_by("-opened_at").first()
    if case:
        _tell_resident(case.client_id, NoticeKind.CONSENT_CHANGED, "portal_permissions", at)


def tell_of_emergency(event: EmergencyAccessUsed, *, at: datetime) -> None:
    """Privacy officers and the team leader hear at once; the case manager too (R-045)."""
    space = privacy.emergency_space(event.emergency_access_id)
    if space is None:
        return
    on = at.astimezone(AMSTERDAM).date()
    told = set(organizations.holders_of_function(WorkFunction.PRIVACY_OFFICER, on))
    case = Case.objects.filter(space=space).order_by("-opened_at").first()
    leader = organizations.team_leader(case.team_id, on) if case else None
    told |= {leader.pk} if leader else set()
    told |= {case.case_manager_id} if case and case.case_manager_id else set()
    for professional_id in told:
        _tell_professional(professional_id, NoticeKind.EMERGENCY_ACCESS, at)


def tell_client_of_emergency(event: EmergencyAccessTold, *, at: datetime) -> None:
    """The client hears afterwards that somebody broke in for safety, and finds it on the own page (R-045)."""
    space = privacy.emergency_space(event.emergency_access_id)
    if space is None:
        return
    case = Case.objects.filter(space=space).order_by("-opened_at").first()
    if case:
        _tell_resident(case.client_id, NoticeKind.NEWS, "portal", at)


def tell_of_shared(event: SharedWithPerson, *, at: datetime) -> None:
    """The person hears that there is news on the own page."""
    person_id = privacy.shared_person(event.item_id)
    if person_id:
        _tell_resident(person_id, NoticeKind.NEWS, "portal", at)


def tell_of_age(event: AgeReached, *, at: datetime) -> None:
    """The young person and the case manager hear that permissions are asked anew (R-044)."""
    case = Case.objects.filter(space=event.space).order_by("-opened_at").first()
    _tell_resident(event.person_id, NoticeKind.CONSENT_ASKED, "portal_permissions", at)
    if case and case.case_manager_id:
        _tell_professional(case.case_manager_id, NoticeKind.CONSENT_CHANGED, at)


def _tell_officers(kind: NoticeKind, at: datetime) -> None:
    for officer in organizations.holders_of_function(
        WorkFunction.PRIVACY_OFFICER, at.astimezone(AMSTERDAM).date()
    ):
        _tell_professional(officer, kind, at, link_name="privacy_disagreements")


def _tell_professional(
    professional_id: UUID, kind: NoticeKind, at: datetime, *, link_name: str = "", link_id: UUID | None = None
) -> None:
    notify(
        actor=CLOCK,
        receiver_kind=ReceiverKind.PROFESSIONAL,
        receiver_id=professional_id,
        kind=kind,
        link_name=link_name,
        link_id=link_id,
        at=at,
    )


def _tell_resident(person_id: UUID, kind: NoticeKind, link_name: str, at: datetime) -> None:
    notify(
        actor=CLOCK,
        receiver_kind=ReceiverKind.RESIDENT,
        receiver_id=person_id,
        kind=kind,
        link_name=link_name,
        at=at,
    )
