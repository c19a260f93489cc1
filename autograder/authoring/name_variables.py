"""How an answer that is a variable is released: as `direction = ...`, which a student completes."""

from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor

STUB = "raise NotImplementedError()"
"""What a released answer cell holds in place of the solution."""


class NameVariables(NbGraderPreprocessor):
    """Puts a variable, called like its question, where the stub would stand outside of a function.

    There it would stop whoever runs all cells of a notebook.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the cell, and the resources as they are."""
        if cell.cell_type == "code" and utils.is_solution(cell):
            variable = f"{cell.metadata.nbgrader.grade_id} = ..."
            lines = (variable if line == STUB else line for line in cell.source.split("\n"))
            cell.source = "\n".join(lines)
        return cell, resources
