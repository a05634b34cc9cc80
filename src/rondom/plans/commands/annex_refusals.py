"""Why a document beside the plan is not taken; what is wrong with a file itself stands in the kernel."""

from django.utils.translation import gettext_lazy as _

from rondom.kernel.refusals import Refusal


class NoPlanForAnnex(Refusal):
    """A document is attached to the one plan, which somebody begins first (R-015)."""

    code = "no_plan_for_annex"
    sentence = _("There is no plan yet. Begin the plan first, then attach the document to it.")


class OtherRuleMissing(Refusal):
    """A document stands beside the plan only when a law or rule asks for it (R-015)."""

    code = "other_rule_missing"
    field = "other_rule"
    sentence = _("Write which law or rule asks for this document.")


class DateInFuture(Refusal):
    """A document is written before it is attached."""

    code = "date_in_future"
    field = "document_on"
    sentence = _("This day is still to come. Choose the date that stands in the document.")


class AnnexGoalsMissing(Refusal):
    """A document with goals of its own brings them into the one plan (R-015)."""

    code = "annex_goals_missing"
    field = "goals"
    sentence = _("Write the goals of this document here, so that they come into the one plan.")


class AnnexGoalsUnasked(Refusal):
    """Two answers that cannot both be true."""

    code = "annex_goals_unasked"
    field = "goals"
    sentence = _("You wrote goals, and chose that there are none. Choose “yes”, or empty this field.")


class AnnexGoalsTooMany(Refusal):
    """One document that fills the whole plan helps nobody."""

    code = "annex_goals_too_many"
    field = "goals"
    sentence = _("These are {number} goals. Bring at most {limit} into the plan, those that matter most.")


class AnnexIsReplaced(Refusal):
    """One newer version at a time, in one row."""

    code = "annex_is_replaced"
    sentence = _("A newer version of this document was attached already. Replace that one.")


class AnnexIsWithdrawn(Refusal):
    """What was in it is gone."""

    code = "annex_is_withdrawn"
    sentence = _("This document was withdrawn. Attach the right one as a new document.")
