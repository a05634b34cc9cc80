"""Why a draft was not kept."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rondom.kernel.refusals import NotFound, Refusal


class DraftTooLarge(Refusal):
    """More text than a draft holds."""

    code = "draft_too_large"
    sentence = _("This is too much text to keep as a draft. Copy it to a safe place, or make it shorter.")


class DraftUnknown(NotFound):
    """There is no such draft of this author."""

    code = "draft_unknown"
    sentence = _(
        "This draft does not exist any more. You sent it, threw it away, or it was older than 30 days."
    )
