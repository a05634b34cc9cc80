"""The person's own account opens every file."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.scopes import Part
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.commands.note_timeline import note_on_timeline
from rondom.cases.commands.register import own_file, subject_scope, visible_case
from rondom.cases.commands.wording import known_language, no_other_case, real_text, text_or_empty
from rondom.cases.events import OwnWordsWritten
from rondom.cases.models import Case, OwnWords
from rondom.cases.rules import day_of
from rondom.cases.vocabulary import WordsAbsence
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotAllowed, NotFound, Refusal, StaleVersion
from rondom.organizations import queries as organizations
from rondom.people import queries as people


class WordsEmpty(Refusal):
    """Nothing but filler in all three questions."""

    code = "words_empty"
    sentence = _("Answer at least one of the questions in real words, or say why there are no own words yet.")
    field = "matters"


class TooYoungForOwnFile(Refusal):
    """Below this age the parent or guardian speaks (R-044)."""

    code = "too_young_for_own_file"
    sentence = _("{name} is too young for an own file. The parent or guardian speaks for {name}.")


class WordsKnown(Refusal):
    """A reason for having no words where there are words."""

    code = "words_known"
    sentence = _("There are own words already. Nothing needs to be explained.")


@command("own_words.write")
def write_own_words(
    *,
    actor: Actor,
    case_id: UUID,
    matters: str,
    wants: str,
    refuses: str,
    language: str,
    at: datetime,
    person_id: UUID | None = None,
    based_on: int | None = None,
    knowingly: bool = False,
) -> OwnWords:
    """Add a version of somebody's own account (R-001). What stood there stays.

    The person writes it; or a professional writes it down, and then it stays marked until the person
    confirms or corrects it. `based_on` is the version that was on the screen (0: none).
    Refusals: NotFound, NotAllowed, WordsEmpty, StaleVersion, LanguageUnknown, NamesAnotherCase,
    TextTooLong, TextUnreadable.
    """
    case = own_file(actor, case_id, at)
    whose = person_id or case.client_id
    by_self = _may_write(actor, case, whose, at)
    texts = {
        "matters": text_or_empty(matters, field="matters"),
        "wants": text_or_empty(wants, field="wants"),
        "refuses": text_or_empty(refuses, field="refuses"),
    }
    if not any(texts.values()):
        raise WordsEmpty
    no_other_case(case.pk, *texts.values(), knowingly=knowingly)
    return _add(
        actor,
        case,
        whose,
        at,
        based_on,
        **texts,
        language=known_language(language),
        written_down_by="" if by_self else actor.name,
        confirmed_at=at if by_self else None,
    )


@command("own_words.explain_absence")
def explain_missing_words(
    *, actor: Actor, case_id: UUID, absence: str, why: str, at: datetime, person_id: UUID | None = None
) -> OwnWords:
    """Say why there are no own words (declined, not yet possible): shown on the file (R-001).

    Refusals: NotFound, NotAllowed, WordsKnown, WordsNeeded, TextTooLong, TextUnreadable.
    """
    case = own_file(actor, case_id, at)
    whose = person_id or case.client_id
    _may_write(actor, case, whose, at)
    if OwnWords.objects.filter(case=case, person_id=whose, absence="").exists():
        raise WordsKnown
    return _add(
        actor,
        case,
        whose,
        at,
        None,
        language="nl",
        absence=WordsAbsence(absence),
        why_absent=real_text(why, field="why", max_length=2000),
    )


@command("own_words.confirm")
def confirm_own_words(*, actor: Actor, own_words_id: UUID, at: datetime) -> OwnWords:
    """The person says that what was written down is right (R-001). Refusals: NotFound, NotAllowed."""
    words = OwnWords.objects.select_related("case").filter(pk=own_words_id).first()
    if words is None:
        raise NotFound
    if not (actor.is_resident and actor.id == words.person_id):
        raise NotAllowed(reason=_("only the person whose words these are confirms them."))
    if words.confirmed_at is None:
        OwnWords.objects.filter(pk=words.pk, confirmed_at=None).update(confirmed_at=at)
        words.confirmed_at = at
    record(
        actor=actor,
        action="own_words.confirm",
        at=at,
        space=words.case.space,
        subjects=[words.person_id],
        part="own words",
        object_type="own_words",
        object_id=words.pk,
        row="P8",
    )
    return words


@command("own_file.open")
def open_own_file(*, actor: Actor, case_id: UUID, person_id: UUID, at: datetime) -> int:
    """Give another member of the household an own file, with own words and own access (R-002, R-044).

    For a child below the age of own say, only the guardian's side sees it; the age is the city's.
    Answers the scope of that file. Refusals: NotFound, NotAllowed, TooYoungForOwnFile.
    """
    case = visible_case(case_id)
    if not (decision := policies.is_case_manager(actor, case)):
        raise NotAllowed(reason=decision.reason)
    on = day_of(at)
    card = next(
        (one for one in people.member_cards(case.household_id, on) if one.person_id == person_id), None
    )
    if card is None:
        raise NotFound
    if card.age is not None and card.age < organizations.age_bands().guardian_below:
        raise TooYoungForOwnFile(name=card.display_name)
    scope = subject_scope(actor=actor, case=case, person_id=person_id, at=at)
    record(
        actor=actor,
        action="own_file.open",
        at=at,
        space=case.space,
        subjects=[person_id],
        part="own file",
        object_type="person",
        object_id=person_id,
        row=decision.row,
    )
    return scope


def _may_write(actor: Actor, case: Case, person_id: UUID, at: datetime) -> bool:
    """Whether the actor writes for themselves. Raises NotAllowed."""
    if actor.is_resident:
        if actor.id != person_id:
            raise NotAllowed(reason=_("everybody writes their own words."))
        return True
    decision = policies.may_write(actor, space=case.space, part=Part.STORY, at=at)
    if not decision:
        raise NotAllowed(reason=decision.reason)
    return False


def _add(
    actor: Actor, case: Case, person_id: UUID, at: datetime, based_on: int | None, **values: object
) -> OwnWords:
    scope = subject_scope(actor=actor, case=case, person_id=person_id, at=at)
    newest = OwnWords.objects.filter(case=case, person_id=person_id).order_by("-version").first()
    version = newest.version if newest else 0
    if based_on is not None and based_on != version:
        raise StaleVersion
    words = OwnWords.objects.create(
        case=case,
        scope=scope,
        person_id=person_id,
        version=version + 1,
        written_at=at,
        author_id=actor.id,
        author_name=actor.name,
        author_function=actor.function,
        **values,
    )
    note_on_timeline(
        actor=actor,
        case=case,
        at=at,
        kind="own_words.write",
        scope=scope,
        object_type="own_words",
        object_id=words.pk,
    )
    record(
        actor=actor,
        action="own_words.write",
        at=at,
        space=case.space,
        subjects=[person_id],
        part="own words",
        object_type="own_words",
        object_id=words.pk,
    )
    publish(OwnWordsWritten(case_id=case.pk, own_words_id=words.pk), at=at)
    return words
