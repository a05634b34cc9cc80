"""Tell it once: the page that a newcomer reads first."""

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.commands.note_timeline import note_on_timeline
from rondom.cases.commands.register import visible_case
from rondom.cases.commands.wording import known_language, real_text, text_or_empty
from rondom.cases.models import Case, Introduction
from rondom.dispatch.commands import command
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotAllowed, NotFound, StaleVersion
from rondom.people import queries as people

PAGE_LENGTH = 1500


@command("introduction.write")
def write_introduction(
    *,
    actor: Actor,
    case_id: UUID,
    who_i_am: str,
    what_helps: str,
    what_not: str,
    language: str,
    at: datetime,
    based_on: int | None = None,
) -> Introduction:
    """Write the one-page introduction; it counts once the client approved it (R-006).

    A page that names somebody else of the household is marked, so that it is read twice.
    Refusals: NotFound, NotAllowed, WordsNeeded, StaleVersion, LanguageUnknown, TextTooLong.
    """
    case = visible_case(case_id)
    decision = policies.is_client(actor, case) or policies.may_write(
        actor, space=case.space, part=Part.STORY, at=at
    )
    if not decision:
        raise NotAllowed(reason=decision.reason)
    texts = {
        "who_i_am": real_text(who_i_am, field="who_i_am", max_length=PAGE_LENGTH),
        "what_helps": text_or_empty(what_helps, field="what_helps", max_length=PAGE_LENGTH),
        "what_not": text_or_empty(what_not, field="what_not", max_length=PAGE_LENGTH),
    }
    newest = Introduction.objects.filter(case=case, person_id=case.client_id).order_by("-version").first()
    version = newest.version if newest else 0
    if based_on is not None and based_on != version:
        raise StaleVersion
    page = Introduction.objects.create(
        case=case,
        scope=scope_of(case.space, Part.STORY),
        person_id=case.client_id,
        version=version + 1,
        language=known_language(language),
        names_others=_names_others(case, " ".join(texts.values()), at),
        written_at=at,
        author_id=actor.id,
        author_name=actor.name,
        approved_at=at if actor.id == case.client_id else None,
        **texts,
    )
    _told(actor, page, "introduction.write", at, decision.row)
    return page


@command("introduction.approve")
def approve_introduction(*, actor: Actor, introduction_id: UUID, at: datetime) -> Introduction:
    """The client approves the page (R-006). Refusals: NotFound, NotAllowed."""
    page = Introduction.objects.select_related("case").filter(pk=introduction_id).first()
    if page is None:
        raise NotFound
    if not (decision := policies.is_client(actor, page.case)):
        raise NotAllowed(reason=decision.reason)
    Introduction.objects.filter(pk=page.pk, approved_at=None).update(approved_at=at)
    page.refresh_from_db()
    _told(actor, page, "introduction.approve", at, decision.row)
    return page


def _names_others(case: Case, text: str, at: datetime) -> bool:
    words = {word.strip(".,;:!?()").casefold() for word in text.split()}
    cards = people.member_cards(case.household_id, at.astimezone(AMSTERDAM).date())
    others = {card.display_name.casefold() for card in cards if card.person_id != case.client_id}
    return bool(words & others)


def _told(actor: Actor, page: Introduction, action: str, at: datetime, row: str) -> None:
    note_on_timeline(
        actor=actor,
        case=page.case,
        at=at,
        kind=action,
        scope=page.scope,
        object_type="introduction",
        object_id=page.pk,
    )
    record(
        actor=actor,
        action=action,
        at=at,
        space=page.case.space,
        subjects=[page.person_id],
        part="introduction",
        object_type="introduction",
        object_id=page.pk,
        row=row,
    )
