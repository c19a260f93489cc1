"""Which questions there are, and what a question's id says."""

CHECK_CELL = "check-"
"""What the name of a question's test cell begins with."""


class QuestionId(str):
    """The id of a question, "assignment/name", like "03-three-layer/gradients"."""

    __slots__ = ()

    @property
    def assignment(self) -> str:
        """The assignment that the question belongs to, like "03-three-layer"."""
        return self.partition("/")[0]

    @property
    def name(self) -> str:
        """The question's own name, like "gradients"; empty if the id names none."""
        return self.partition("/")[2]

    @property
    def cell(self) -> str:
        """The name of the question's test cell, like "check-gradients"."""
        return CHECK_CELL + self.name

    @classmethod
    def of_cell(cls, assignment: str, cell: str) -> "QuestionId | None":
        """Return the question of a test cell in an assignment; None for a cell of another kind."""
        if not cell.startswith(CHECK_CELL):
            return None
        return cls(f"{assignment}/{cell.removeprefix(CHECK_CELL)}")
