"""Why this module says no, one sentence each."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rondom.access.decision import Decision
from rondom.kernel.refusals import NotAllowed, Refusal


def require(decision: Decision) -> Decision:
    """The decision when it is yes; raises NotAllowed with its reason when it is no."""
    if not decision.allowed:
        raise NotAllowed(reason=decision.reason)
    return decision


class PlanExists(Refusal):
    """A household has one plan (R-015)."""

    code = "plan_exists"
    sentence = _("This household has a plan already. Put your goals and actions in that plan.")


class PlanEnded(Refusal):
    """The plan is history."""

    code = "plan_ended"
    sentence = _("This plan has ended and cannot be changed. Reopen the file first.")


class OwnWordsMissing(Refusal):
    """A plan without the client's own words needs a reason (R-001)."""

    code = "own_words_missing"
    field = "without_words_reason"
    sentence = _(
        "The client's own words are still empty. Write them down first, or say here why that is not possible."
    )


class TooYoungForOwnGoal(Refusal):
    """Below this age the parent or guardian speaks (R-044)."""

    code = "too_young_for_own_goal"
    field = "title"
    sentence = _("At your age a parent or guardian writes goals down with you. Ask them, or who helps you.")


class NoPlanYet(Refusal):
    """A goal belongs to the one plan, which somebody begins first."""

    code = "no_plan_yet"
    field = "title"
    sentence = _("There is no plan yet. Tell who helps you what you want; then it goes into the plan.")


class NothingInPlan(Refusal):
    """A version without lines says nothing."""

    code = "nothing_in_plan"
    sentence = _("There are no goals or actions yet. Add one first.")


class TextMissing(Refusal):
    """An empty text, or one that only pretends to say something."""

    code = "text_missing"
    sentence = _("Write here what you mean, in a few words.")


class DomainUnknown(Refusal):
    """Not one of the city's life domains."""

    code = "domain_unknown"
    field = "domain"
    sentence = _("Choose what this is about from the list.")


class ChoiceUnknown(Refusal):
    """A word that the vocabulary does not hold."""

    code = "choice_unknown"
    sentence = _("Choose one of the words in the list.")


class DateInPast(Refusal):
    """Something cannot be promised for yesterday (R-017)."""

    code = "date_in_past"
    sentence = _("This date has passed. Choose today or a later day.")


class DateInFuture(Refusal):
    """Something cannot have been stuck since tomorrow."""

    code = "date_in_future"
    sentence = _("This date is still to come. Choose today or an earlier day.")


class OwnerMissing(Refusal):
    """An action has one owner (R-017)."""

    code = "owner_missing"
    field = "owner"
    sentence = _("Say who does this: one person.")


class OwnerNotInvolved(Refusal):
    """Whoever does something takes part in the case."""

    code = "owner_not_involved"
    field = "owner"
    sentence = _(
        "{name} does not take part in this case yet. Choose somebody else, or let them take part first."
    )


class StrengthUnknown(Refusal):
    """Not a strength of this case."""

    code = "strength_unknown"
    field = "strengths"
    sentence = _("Choose from the strengths in the list, or choose none.")


class GoalUnknown(Refusal):
    """Not a goal of this plan."""

    code = "goal_unknown"
    field = "goal"
    sentence = _("Choose one of the goals of this plan.")


class TooManyNow(Refusal):
    """A few goals at a time (R-017)."""

    code = "too_many_now"
    field = "term"
    sentence = _("At most {limit} goals are for now. Put another one at later first.")


class OrderIsTheClients(Refusal):
    """Nobody changes the order against the client's wish (R-020)."""

    code = "order_is_the_clients"
    field = "witness"
    sentence = _(
        "The client decides the order. Ask first, and write down who was there when the client said yes."
    )


class YesIsTheClients(Refusal):
    """Nobody says yes for the client, except as a witness (R-018)."""

    code = "yes_is_the_clients"
    field = "witness"
    sentence = _(
        "Only the client says yes to a goal. Was it on paper or by telephone? Then write down who was there."
    )


class StateImpossible(Refusal):
    """The transition table does not know this step."""

    code = "state_impossible"
    field = "state"
    sentence = _("This cannot go from “{old}” to “{new}”. Look at the page again and choose another step.")


class ReasonMissing(Refusal):
    """An act that needs a reason."""

    code = "reason_missing"
    field = "reason"
    sentence = _("Say why, in a few words. Others need to understand it later.")


class WordsMissing(Refusal):
    """A "no" comes with its words."""

    code = "words_missing"
    field = "words"
    sentence = _("Write what you do not agree with, so that others can take it into account.")


class WitnessMissing(Refusal):
    """Paper and telephone need a named witness (R-018)."""

    code = "witness_missing"
    field = "witness"
    sentence = _("Write the name of the person who was there when this was said or signed.")


class NotYourLine(Refusal):
    """A stance is given by the person whose line it is, or by whoever may read it for themselves."""

    code = "not_your_line"
    field = "person"
    sentence = _("Choose somebody who has a line in this plan.")


class BlamingText(Refusal):
    """A question to rewrite; the words stay as typed and may be kept on purpose (R-021)."""

    code = "blaming_text"
    field = "text"
    sentence = _(
        "This may read as blame ({words}). Say what is stuck instead of who is wrong, "
        "or tick that it must stay."
    )


class BottleneckSolved(Refusal):
    """Nothing more happens to a solved bottleneck."""

    code = "bottleneck_solved"
    sentence = _("This has been solved already. Raise it again if it comes back.")


class RouteBackwards(Refusal):
    """The route goes forward."""

    code = "route_backwards"
    field = "route"
    sentence = _("This step has been taken already. Choose a later one.")


class IdentifyingText(Refusal):
    """The searchable copy may not point at anybody (R-023)."""

    code = "identifying_text"
    field = "copy"
    sentence = _(
        "The searchable copy may not point at anybody. Change these words, or keep it in the file "
        "only: {parts}."
    )


class OnlyTheClient(Refusal):
    """Staff never fills in for the client (R-055)."""

    code = "only_the_client"
    sentence = _("Only the client fills this in.")


class AnswersMissing(Refusal):
    """Six answers from 1 to 5."""

    code = "answers_missing"
    field = "answers"
    sentence = _("Choose one answer for each of the six sentences.")


class LastWordMissing(Refusal):
    """A file closes with the client's last word (R-024)."""

    code = "last_word_missing"
    field = "last_word"
    sentence = _("Write down what the client says at the end, in the client's own words.")


class ClosingNeedsLeader(Refusal):
    """Closing without having spoken to the client is for the team leader to decide (R-024)."""

    code = "closing_needs_leader"
    field = "why_not_spoken"
    sentence = _("You have not spoken to the client. Say why; the team leader then decides about closing.")


class ClosingAlreadyAsked(Refusal):
    """One question at a time."""

    code = "closing_already_asked"
    sentence = _("The team leader has this question already. Wait for the answer.")


class ClosingAsksAnswer(Refusal):
    """A question to close is answered, or it would wait for ever (R-024)."""

    code = "closing_asks_answer"
    sentence = _("The team leader answers this question with yes or no. It cannot be taken off the list.")


class TooLateToReopen(Refusal):
    """After the term a new file starts (R-024)."""

    code = "too_late_to_reopen"
    sentence = _("This file was closed more than {months} months ago. Open a new one for this household.")


class AlreadyAsked(Refusal):
    """The same question stands open."""

    code = "already_asked"
    sentence = _("You asked this before. The case manager will answer you.")


def as_list(words: list[Any]) -> str:
    """Words of a refusal's sentence, one after another."""
    return ", ".join(str(word) for word in words)
