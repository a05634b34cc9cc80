"""The face of grant derivation for higher modules."""

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.cases.grants import rewrite_grants


def rewrite_case_grants(*, actor: Actor, case_id: UUID, at: datetime) -> None:
    """Derive the grants of a case anew, inside the caller's command, after a dynamic part changed."""
    rewrite_grants(actor=actor, case_id=case_id, at=at)
