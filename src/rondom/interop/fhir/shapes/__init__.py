"""What a FHIR R4 resource may look like, as tables.

Written by hand from the published specification, for the ten types that Rondom speaks, the
Bundle that carries them and the data types they use. `shape_of` finds a table by its name.
"""

from functools import cache
from typing import Final

from .clinical import CLINICAL
from .datatypes import BACKBONE, DATATYPES, DEFINING_TYPES, ELEMENT
from .notation import Element, Shape, read_shape
from .parties import PARTIES
from .requests import REQUESTS
from .resource_types import R4_TYPES

__all__ = ["R4_TYPES", "SPOKEN", "Element", "Shape", "shape_of"]

SPOKEN: Final = (
    "Organization",
    "Practitioner",
    "PractitionerRole",
    "Patient",
    "Condition",
    "Goal",
    "Consent",
    "ServiceRequest",
    "Procedure",
    "Task",
)
"""The resource types that Rondom creates and reads, each before the types that point to it."""

_RESOURCE: Final = """
id            ? id
meta          ? Meta
implicitRules ? uri
language      ? code
"""

_DOMAIN_RESOURCE: Final = (
    _RESOURCE
    + """
text              ? Narrative
contained         * Resource
extension         * Extension
modifierExtension * Extension
"""
)

_TYPES: Final = {**DATATYPES, **DEFINING_TYPES}
_RESOURCES: Final = {**PARTIES, **CLINICAL, **REQUESTS}


@cache
def shape_of(name: str) -> Shape:
    """The table of a data type, a resource type or a part such as `Task.output`.

    Raises KeyError for a name without a table; primitives and `Resource` have none.
    """
    if name == "Element":
        return read_shape(name, ELEMENT)
    if name in _TYPES:
        return read_shape(name, ELEMENT, _TYPES[name])
    table = _RESOURCES[name]
    if "." in name:
        return read_shape(name, BACKBONE, table)
    return read_shape(name, _RESOURCE if name == "Bundle" else _DOMAIN_RESOURCE, table)
