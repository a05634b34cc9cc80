"""The register of processing, generated from the city's settings and the declarations of fields (R-209)."""

from dataclasses import dataclass

from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import LegalGround
from rondom.privacy.fields import declared_fields


@dataclass(frozen=True)
class TableUse:
    """The fields of one table that serve a purpose, at one level."""

    name: str
    level: str
    subject: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class ProcessingEntry:
    """One purpose with its grounds and everything that is kept for it."""

    slug: str
    label: str
    confidential: bool
    grounds: tuple[LegalGround, ...]
    tables: tuple[TableUse, ...]

    @property
    def fields(self) -> int:
        """How many fields serve this purpose."""
        return sum(len(table.fields) for table in self.tables)


def processing_register() -> list[ProcessingEntry]:
    """Every purpose of the city, in the order of its settings."""
    tables: dict[str, dict[tuple[str, str, str], list[str]]] = {}
    for use in declared_fields().values():
        key = (use.table, use.level, use.subject)
        tables.setdefault(use.purpose, {}).setdefault(key, []).append(use.name)
    return [
        ProcessingEntry(
            slug=purpose.slug,
            label=purpose.label,
            confidential=purpose.confidential,
            grounds=tuple(g for slug in purpose.grounds if (g := organizations.legal_ground(slug))),
            tables=tuple(
                TableUse(name, level, subject, tuple(names))
                for (name, level, subject), names in tables.get(purpose.slug, {}).items()
            ),
        )
        for purpose in organizations.purposes()
    ]
