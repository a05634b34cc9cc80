"""The actor: who asks, in which working role, for which purpose. Made once per request, frozen."""

from dataclasses import dataclass, field, replace
from uuid import UUID

NOBODY = UUID(int=0)


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Somebody who asks something of the system.

    `id` is the professional's, the resident's (person's) or the partner organization's key;
    `kind` says which. `roles` are working roles, `purpose` a slug of the purpose register.
    """

    kind: str
    id: UUID
    name: str = ""
    function: str = ""
    organization_id: UUID | None = None
    organization_name: str = ""
    team_id: UUID | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    purpose: str = "care"
    account_id: UUID | None = None

    @property
    def is_professional(self) -> bool:
        """Works for one of the parties."""
        return self.kind == "professional"

    @property
    def is_resident(self) -> bool:
        """A client, a family member or somebody from the own network."""
        return self.kind == "resident"

    @property
    def is_anonymous(self) -> bool:
        """Not signed in."""
        return self.kind == "anonymous"

    def has_role(self, role: str) -> bool:
        """Holds this working role now."""
        return role in self.roles

    def for_purpose(self, purpose: str) -> "Actor":
        """The same actor, asking for another purpose."""
        return replace(self, purpose=purpose)


ANONYMOUS = Actor(kind="anonymous", id=NOBODY, purpose="")
