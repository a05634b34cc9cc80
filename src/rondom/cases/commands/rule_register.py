"""Stopping a rule that sorts or flags people."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.cases.commands.wording import real_text
from rondom.cases.models import RuleSuspension
from rondom.dispatch.commands import command
from rondom.kernel.refusals import NotAllowed, Refusal
from rondom.kernel.sorting_rules import RULES


class RuleUnknown(Refusal):
    """Not a rule of the register."""

    code = "rule_unknown"
    sentence = _("This rule is not in the register.")
    field = "rule"


@command("rule.suspend")
def suspend_rule(*, actor: Actor, rule: str, reason: str, at: datetime) -> RuleSuspension:
    """The privacy officer stops a rule at once (R-051). Refusals: NotAllowed, RuleUnknown, WordsNeeded."""
    _may(actor)
    if rule not in RULES:
        raise RuleUnknown
    stopped, _new = RuleSuspension.objects.get_or_create(
        rule=rule,
        ended_at=None,
        defaults={
            "reason": real_text(reason, field="reason", max_length=2000),
            "suspended_at": at,
            "suspended_by_name": actor.name,
        },
    )
    record(actor=actor, action="rule.suspend", at=at, object_type="rule", object_id=stopped.pk, row="P12")
    return stopped


@command("rule.resume")
def resume_rule(*, actor: Actor, rule: str, at: datetime) -> None:
    """The rule works again. Refusals: NotAllowed, RuleUnknown."""
    _may(actor)
    if not RuleSuspension.objects.filter(rule=rule, ended_at=None).update(ended_at=at):
        raise RuleUnknown
    record(actor=actor, action="rule.resume", at=at, object_type="rule", row="P12")


def _may(actor: Actor) -> None:
    if not actor.has_role("privacy_officer"):
        raise NotAllowed(reason=_("only the privacy officer stops a rule."))
