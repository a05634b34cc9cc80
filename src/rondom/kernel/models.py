"""Abstract rows. Random keys everywhere: a key must not tell how many there are, or since when."""

import uuid

from django.db import models


class Row(models.Model):
    """A row with a random key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class ScopedRow(Row):
    """A row with facts about people: who may read it is decided by the database from `scope`.

    `scope` = space << 16 | part, see `rondom.access.scopes`. The migration that creates the
    table must `protect()` it (a house test fails otherwise).
    """

    scope = models.BigIntegerField(db_index=True)

    class Meta:
        abstract = True
