"""The list of tokens, without the tokens."""

from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from rondom.interop.models import ApiToken


@dataclass(frozen=True)
class TokenLine:
    """One row of the list; iterates as (number, organization, made, last used, ended)."""

    number: str
    organization: str
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None

    def __iter__(self) -> Any:
        return iter(astuple(self))


def tokens(*, at: datetime) -> list[TokenLine]:
    """Every token, the newest first. Read as the system."""
    del at
    rows = ApiToken.objects.select_related("organization").order_by("-created_at")
    return [
        TokenLine(row.number, row.organization.name, row.created_at, row.last_used_at, row.revoked_at)
        for row in rows
    ]
