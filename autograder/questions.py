"""The questions that exist, found among the check files, and the ids of questions."""

import importlib
import itertools
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType

from . import checks
from .question.definition import Question

CHECK_CELL = "check-"
"""The beginning of the name of a question's test cell."""


class QuestionId(str):
    """The id of a question, "assignment/name", like "03-three-layer/gradients"."""

    __slots__ = ()

    @property
    def assignment(self) -> str:
        """The assignment of the question, like "03-three-layer"."""
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
        """Return the question of a test cell in an assignment, or None for any other cell."""
        if not cell.startswith(CHECK_CELL):
            return None
        return cls(f"{assignment}/{cell.removeprefix(CHECK_CELL)}")


def list_assignments() -> list[str]:
    """Return the ids of the assignments that have checks, in the order of the course."""
    return list(_find_assignments())


@cache
def _find_assignments() -> tuple[str, ...]:
    folders = (module.name for module in pkgutil.iter_modules(checks.__path__) if module.ispkg)
    names = (folder.removeprefix("test_") for folder in folders if folder.startswith("test_"))
    return tuple(sorted(name.replace("_", "-") for name in names))


def load_questions() -> dict[QuestionId, type[Question]]:
    """Return every question that has checks, by id, in the order of the course."""
    return {
        key: value for name in list_assignments() for key, value in load_questions_of(name).items()
    }


def load_questions_of(assignment: str) -> dict[QuestionId, type[Question]]:
    """Return the questions of an assignment, by id, in the order of the exercise.

    Raises ValueError if no assignment with checks has that id.
    """
    return dict(_load_assignment(assignment))


def list_earlier(question: type[Question]) -> list[type[Question]]:
    """Return the questions before a question in its assignment; none if there is no such one."""
    assignment = QuestionId(question.id).assignment
    known = _load_assignment(assignment) if assignment in list_assignments() else {}
    if question.id not in known:
        return []
    return list(itertools.takewhile(lambda other: other.id != question.id, known.values()))


def add_numbers(question_id: str, message: str) -> str:
    """Return a message in which a function that is needed is told with its question's number.

    "`hidden_layer`, which …" becomes "`hidden_layer` (question 4), which …".
    """
    for number, other in enumerate(
        _load_assignment(QuestionId(question_id).assignment).values(), 1
    ):
        name = f"`{other.function}`"
        message = message.replace(f"{name}, which", f"{name} (question {number}), which")
    return message


def find_question(question_id: str) -> type[Question]:
    """Return the question of that id.

    Raises TypeError if `question_id` is not text, ValueError if no question has that id; the
    message lists the ids of that assignment, or the assignments.
    """
    if not isinstance(question_id, str):
        raise TypeError(
            f"question_id should be text like '03-three-layer/gradients', not {question_id!r}"
        )
    near = list_assignments()
    if (assignment := QuestionId(question_id).assignment) in near:
        known = _load_assignment(assignment)
        if question_id in known:
            return known[QuestionId(question_id)]
        near = list(known)
    raise ValueError(f"question_id {question_id!r} is not known; there are {', '.join(near)}")


@cache
def _load_assignment(assignment: str) -> dict[QuestionId, type[Question]]:
    if assignment not in list_assignments():
        raise ValueError(
            f"assignment {assignment!r} has no checks; there are {', '.join(list_assignments())}"
        )
    folder = importlib.import_module(f"{checks.__name__}.test_{assignment.replace('-', '_')}")
    names = [module.name for module in pkgutil.iter_modules(folder.__path__)]
    files = sorted((name for name in names if name.startswith("test_")), key=_read_number)
    modules = (importlib.import_module(f"{folder.__name__}.{name}") for name in files)
    return {
        QuestionId(question.id): question
        for module in modules
        for question in _find_questions(module)
    }


def _read_number(file: str) -> int:
    """Return the place of a check file `test_<n>_<question>` in its assignment."""
    return int(file.split("_")[1])


def _find_questions(module: ModuleType) -> Iterator[type[Question]]:
    for value in vars(module).values():
        if (
            isinstance(value, type)
            and issubclass(value, Question)
            and value.__module__ == module.__name__
        ):
            yield value
