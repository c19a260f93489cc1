"""Beginning a question anew: its cell as it was released."""

import sysconfig
from pathlib import Path

from IPython import get_ipython

from .files import read_cells
from .home import find_last_answer
from .questions import QuestionId, find_question

_PLACES = (
    Path(__file__).parents[1] / "exercises",
    Path(sysconfig.get_path("data")) / "share" / "backprop-by-hand" / "exercises",
)
"""Where the released notebooks lie: in a checkout, in folders of their own, or installed."""


def reset_answer(question_id: str) -> None:
    """Make the cell in which this is called the answer cell of a question, as it was released.

    What the cell held before is shown below it. Other cells stay as they are. Raises ValueError or
    TypeError for an unknown question, RuntimeError outside of a notebook, FileNotFoundError if the
    exercises are not there.
    """
    question = find_question(question_id)
    shell = get_ipython()
    if shell is None:
        raise RuntimeError("reset_answer works in a notebook")
    source = read_released(QuestionId(question_id))
    before = find_last_answer(question.function)
    shell.set_next_input(source, replace=True)
    print("The cell is as it was released.", end=" ")
    print(f"Your `{question.function}` was:\n\n{before}" if before else "It held no answer before.")


def read_released(question: QuestionId) -> str:
    """Return the source of a question's answer cell as it was released."""
    name = f"{question.assignment}.ipynb"
    paths = [place / part for place in _PLACES for part in (f"{question.assignment}/{name}", name)]
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        raise FileNotFoundError(f"the released notebook {name} is not on this computer")
    for cell in read_cells(path):
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == question.name:
            return cell["source"]
    raise FileNotFoundError(f"{path} has no answer cell for {question}")
