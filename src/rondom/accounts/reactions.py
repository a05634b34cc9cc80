"""What happens here in the same transaction as something elsewhere."""

from __future__ import annotations

from datetime import datetime

from rondom.access.actor import Actor
from rondom.accounts.commands.ending import end_account
from rondom.accounts.models import Account
from rondom.organizations.events import ProfessionalLeft


def end_account_of_leaver(event: ProfessionalLeft, *, actor: Actor, at: datetime) -> None:
    """Somebody left: their account ends with the employment (access.md A4, R-074)."""
    account = Account.objects.filter(professional_id=event.professional_id).first()
    if account is not None:
        end_account(actor=actor, account_id=account.id, at=at)
