"""An import contract of our own: modules meet at their faces.

Another module may import `commands`, `queries`, `events` and `vocabulary` of a module and nothing
else; `protected` contracts could say this too, but need a block for every module.
"""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class FacesContract(Contract):
    """`container`'s children import each other's `faces` only; `open_to_all` may be imported whole."""

    type_name = "faces"
    container = fields.StringField()
    faces = fields.SetField(subfield=fields.StringField())
    open_to_all = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 - the base's own
        inside = [m for m in graph.modules if m.startswith(f"{self.container}.")]
        found = [
            (importer, imported)
            for importer in sorted(inside)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if imported in inside and not self._is_allowed(importer, imported)
        ]
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name every import that goes past a face."""
        for importer, imported in check.metadata["found"]:
            output.print_error(
                f"{importer} imports {imported}: use the commands, queries, events or vocabulary."
            )

    def _is_allowed(self, importer: str, imported: str) -> bool:
        own, other = importer.split(".")[1], imported.split(".")[1:]
        if own == other[0] or other[0] in self.open_to_all:  # type: ignore[operator]
            return True
        return len(other) > 1 and other[1] in self.faces  # type: ignore[operator]
