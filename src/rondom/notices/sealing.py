"""Where sealed words of this module live."""

from __future__ import annotations

from uuid import UUID

from rondom.kernel.crypto import FieldAddress


def mail_address(row_id: UUID) -> FieldAddress:
    """The address to which the content of a mail is bound."""
    return FieldAddress("notices_mail", str(row_id), "sealed")
