"""The client's own words that somebody else types: by telephone or from paper, and marked as such (R-029)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.decision import Decision
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import Refusal
from rondom.kernel.text import clean_text
from rondom.meetings import policies
from rondom.meetings.commands.after import pulse_answers
from rondom.meetings.commands.entry import OVER, WRITTEN, locked, own_seat, real_words, require, told
from rondom.meetings.commands.refusals import OnlyClientAnswers
from rondom.meetings.events import ToldOnBehalf
from rondom.meetings.models import Meeting, PulseResponse
from rondom.meetings.vocabulary import ToldBy

FROM_AFAR = (ToldBy.PHONE, ToldBy.PAPER)


class HowMissing(Refusal):
    """Words of the client that somebody else typed say how they came in."""

    code = "how_missing"
    sentence = _("Choose how the client told this: by telephone or on paper.")
    field = "how"


class ClientSpokeAlready(Refusal):
    """What the client typed is never replaced by somebody else."""

    code = "client_spoke_already"
    sentence = _("The client filled this in already. Only the client can change it.")


class ClientWasNotThere(Refusal):
    """Whoever was not there cannot look back on it."""

    code = "client_was_not_there"
    sentence = _("The client was not at this meeting, so there is nothing to look back on.")


@command("meeting.write_closing_word")
def write_closing_word(
    *, actor: Actor, meeting_id: UUID, words: str, at: datetime, how: str = ToldBy.SPOKEN
) -> None:
    """The client's last word: typed by the client, or by somebody else as it was said.

    At the table the chair writes it; by telephone or from paper every professional who sat there may
    (`how`, a ToldBy). It then says who typed it and how it came in. What the client typed is never
    replaced. Raises NotFound, MeetingMovedOn, NotAllowed, OnlyClientAnswers, WordsMissing, HowMissing.
    """
    meeting = locked(meeting_id, WRITTEN)
    decision = policies.is_client(actor, meeting)
    own = bool(decision)
    if not own:
        if how not in ToldBy.values:
            raise HowMissing
        decision = require(_may_write_down(actor, meeting, how))
        if meeting.closing_word and not meeting.closing_word_told:
            raise OnlyClientAnswers
    Meeting.objects.filter(pk=meeting.pk).update(
        closing_word=real_words(words, field="words", longest=2000),
        closing_word_told=not own,
        closing_word_how="" if own else how,
        closing_word_by_name="" if own else actor.name,
    )
    if how in FROM_AFAR and not own:
        publish(ToldOnBehalf(meeting_id=meeting.pk), at=at)
    told(actor, meeting, "meeting.write_closing_word", at, row=decision.row)


def _may_write_down(actor: Actor, meeting: Meeting, how: str) -> Decision:
    leads = policies.leads(actor, meeting)
    if leads or how == ToldBy.SPOKEN:
        return leads
    return policies.may_write_down(actor, own_seat(actor, meeting))


@command("pulse.enter")
def enter_pulse(
    *, actor: Actor, meeting_id: UUID, answers: Mapping[str, str], how: str, at: datetime, words: str = ""
) -> None:
    """Type the client's look back as it came by telephone or on paper (R-029).

    It goes where only the client reads it: whoever typed it cannot read it back. The client is told, and
    answers again whenever she or he wants. Raises NotFound, MeetingMovedOn, NotInvited, NotAllowed,
    HowMissing, ClientWasNotThere, ClientSpokeAlready, AnswerUnknown.
    """
    meeting = locked(meeting_id, OVER)
    decision = require(policies.may_write_down(actor, own_seat(actor, meeting)))
    if how not in FROM_AFAR:
        raise HowMissing
    if not meeting.client_present:
        raise ClientWasNotThere
    facts = {
        "answers": pulse_answers(answers),
        "words": clean_text(words, field="words", max_length=1000),
        "at": at,
        "scope": meeting.pulse_scope,
        "shared_at": None,
        "told_how": how,
        "told_by_id": actor.id,
        "told_by_name": actor.name,
    }
    # As the system: the part belongs to the client, and no professional holds it.
    with acting_as(system_actor("pulse on behalf"), at=at):
        if PulseResponse.objects.filter(meeting_id=meeting.pk, told_how="").exists():
            raise ClientSpokeAlready
        pulse, _new = PulseResponse.objects.update_or_create(meeting_id=meeting.pk, defaults=facts)
    publish(ToldOnBehalf(meeting_id=meeting.pk), at=at)
    told(
        actor,
        meeting,
        "pulse.enter",
        at,
        row=decision.row,
        part="pulse",
        object_type="pulse",
        object_id=pulse.pk,
        reason=how,
    )
