"""The letter with a one-time code, in the resident's own language as far as we print it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.documents import print_document
from rondom.kernel.documents.content import ContactLine, LetterBlock, LetterDocument

Language = Literal["nl", "en"]


def invitation_letter(
    *,
    sender: str,
    signed_by: str,
    addressee: str,
    code: str,
    site: str,
    expires_at: datetime,
    on: date,
    language: Language,
    contact: ContactLine | None = None,
) -> bytes:
    """A PDF/UA letter. It names the person on paper only; what the help is about does not stand in it.

    `contact` is whom to call when somebody else read the letter.
    """
    with translation.override(language):
        until = date_format(expires_at.astimezone(AMSTERDAM), "j F Y")
        letter = LetterDocument(
            title=_("Your own page"),
            language=language,
            printed_on=on,
            sender=sender,
            addressee=(addressee,),
            greeting=_("Hello,"),
            blocks=(
                LetterBlock(
                    text=_(
                        "You have a page of your own. There you read what we agreed, and who looked at your "
                        "facts. This is how you open it for the first time:"
                    ),
                    items=(
                        _("Type this address in your browser: {site}").format(site=site),
                        _("Choose: I have a letter with a code."),
                        _("Type the code that stands below, then sign in with your own means."),
                    ),
                ),
                LetterBlock(facts=((_("Your code"), code), (_("Works once, until"), until))),
                LetterBlock(
                    text=_(
                        "Give this code to nobody, also not to us. Did somebody else read this letter? "
                        "Call us, and you get a new one."
                    )
                ),
            ),
            closing=_("Kind regards,"),
            signed_by=signed_by,
            contact=contact,
        )
        return print_document(letter)
