"""What is kept apart from the rest: how to reach somebody, what identifies them, who must not know."""

from __future__ import annotations

from django.db import models

from rondom.kernel.models import Row, ScopedRow
from rondom.people.vocabulary import ConflictKind, ContactKind, CounterpartKind, IdentifierKind


class ContactDetail(ScopedRow):
    """A phone number, e-mail or home address, encrypted (scope ADDRESS).

    `shielded`: shown to nobody without a logged reveal. `safe_to_contact` False: a message to it could
    be read by somebody who must not know.
    """

    member = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="contact_details")
    kind = models.CharField(max_length=10, choices=ContactKind.choices)
    sealed = models.BinaryField()
    shielded = models.BooleanField(default=False)
    safe_to_contact = models.BooleanField(default=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["member"], name="contact_live", condition=models.Q(ended_at=None))]


class PersonIdentifier(ScopedRow):
    """A BSN, encrypted and bound to this row (scope ADDRESS). Shown masked; a reveal is logged."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=10, choices=IdentifierKind.choices)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="identifier_once_per_space", fields=["person", "kind", "scope"])
        ]


class IdentifierIndex(Row):
    """The keyed blind index by which an exact number is found across households.

    A row is only visible to a query that already knows the digest (`app.sought`), and without the key
    no digest can be computed: there is nothing to browse and nothing to count. Not unique on purpose:
    a unique index would tell whether a number is known here. No foreign key: the row must not betray
    itself by a refused deletion either.
    """

    digest = models.BinaryField(db_index=True)
    person_id = models.UUIDField()


class Conflict(ScopedRow):
    """Two people who must be kept apart: a professional and their own relative (D1), or somebody
    under a safety shield and the person they are shielded from (D2). Scope ADDRESS.

    The counterpart of a shield can never read the row; a professional can read what they declared.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="conflicts")
    counterpart_kind = models.CharField(max_length=15, choices=CounterpartKind.choices)
    counterpart_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=10, choices=ConflictKind.choices)
    reason = models.CharField(max_length=200, blank=True)
    declared_by = models.UUIDField()
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                # A shield keeps residents apart; a professional's relation is a conflict of the other kind.
                name="conflict_shield_between_residents",
                condition=~models.Q(kind=ConflictKind.SHIELD)
                | models.Q(counterpart_kind=CounterpartKind.PERSON),
            ),
            models.CheckConstraint(
                name="conflict_of_two", condition=~models.Q(counterpart_id=models.F("person_id"))
            ),
        ]
