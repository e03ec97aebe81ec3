"""A wall that import-linter does not know: what an app shows is its own.

Views, forms and presenters may be imported by the same app alone; models, actions, permissions and rules may be
imported by any app above.
"""

from __future__ import annotations

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class OwnPages(Contract):
    """Nobody imports the `private` modules of an app of `product`, but that app; those of `shared_by` are free.

    The apps of `composed_in` show several apps on one page, so they may import `presenters` too.
    """

    # import-linter turns each field into the value that `pyproject.toml` gives.
    product: Any = fields.StringField()
    private: Any = fields.SetField(subfield=fields.StringField())
    shared_by: Any = fields.SetField(subfield=fields.ModuleField(), required=False)
    composed_in: Any = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Find every import that goes through the wall."""
        shared = {module.name for module in self.shared_by or ()}
        through = [
            (importer, imported)
            for app in sorted(graph.find_children(self.product))
            if app not in shared
            for imported in self._modules(graph, app)
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if importer != app
            and not importer.startswith(f"{app}.")
            and not self._composes(importer, imported, app)
        ]
        return ContractCheck(kept=not through, metadata={"through": through})

    def _composes(self, importer: str, imported: str, app: str) -> bool:
        composing = any(importer.startswith(f"{name}.") for name in self.composed_in or ())
        return composing and imported.startswith(f"{app}.presenters")

    def _modules(self, graph: ImportGraph, app: str) -> list[str]:
        tops = [f"{app}.{name}" for name in sorted(self.private) if f"{app}.{name}" in graph.modules]
        return [module for top in tops for module in (top, *sorted(graph.find_descendants(top)))]

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import, and say what to do instead."""
        for importer, imported in check.metadata["through"]:
            output.print_error(
                f"{importer} imports {imported}: move what both need into an action or a model."
            )
