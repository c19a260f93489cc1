"""The page of the site on every mistake that the course knows: `python -m docs.catalogue`."""

import re
from functools import cache
from pathlib import Path
from types import ModuleType

import nbformat

from autograder.authoring.bank import BankAnswer, read_answers
from autograder.authoring.kill_matrix import known_mistakes
from autograder.diagnosis.mistakes import TOPICS, Mistake
from autograder.files import write_text
from autograder.questions import QuestionId, load_questions
from autograder.words import capitalise

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "catalogue-of-mistakes.md"

LONG = 20
"""A right line of more characters than this would be given away inside a wrong one too."""

_HEAD = """\
<!-- Made by `make pages` from autograder/diagnosis/mistakes and tests/bank; change it there. -->

# The catalogue of mistakes

These are the {count} mistakes that the checks know by name. A report on a class, a comment in the
gradebook and the table of `autograder demo` call them by the ids below. A student never reads an
id: only how the part is off, and a question that points to the step, in the words of this page.

Below each mistake is a line that makes it, from one answer of the bank. Most can be made in many
other ways: the checks compare numbers and know nothing of a student's code.
"""

_ENTRY = """
({id})=
### `{id}`

**{name}.** The part is: {relation}

{places}
- Taught in {section}.

{example}
"""


def render_catalogue() -> str:
    """Return the page, in Markdown."""
    answers = read_answers(ROOT / "tests" / "bank")
    asked = _places(answers)
    text = _HEAD.format(count=sum(len(topic.MISTAKES) for topic in TOPICS))
    for topic in TOPICS:
        text += f"\n## {_title(topic)}\n"
        for mistake in topic.MISTAKES:
            places = [f"- “{place}” {_listed(where)}" for place, where in asked[mistake.id].items()]
            text += _ENTRY.format(
                id=mistake.id,
                name=capitalise(mistake.name),
                relation=mistake.relation,
                places="\n".join(places),
                section=_section(mistake.section),
                example=_example(mistake, answers),
            )
    return text


def _title(topic: ModuleType) -> str:
    summary = str(topic.__doc__).partition("\n")[0].rstrip(".")
    return capitalise(re.sub("^Mistakes ", "", summary))


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _places(answers: list[BankAnswer]) -> dict[str, dict[str, list[str]]]:
    """Return for each mistake what is asked, and in which questions."""
    found: dict[str, dict[str, list[str]]] = {}
    for question in load_questions():
        for mistake in known_mistakes(question, answers):
            where = found.setdefault(mistake.id, {}).setdefault(mistake.place, [])
            where += [] if question in where else [question]
    return found


def _example(mistake: Mistake, answers: list[BankAnswer]) -> str:
    """Return how an answer with this mistake differs from all right ones.

    Of those with the fewest mistakes, the one with the shortest lines is taken.
    """
    examples = [(a, _wrong_lines(a, answers)) for a in answers if mistake.id in a.mistakes]
    answer, lines = min(examples, key=lambda e: (not e[1], len(e[0].mistakes), len("".join(e[1]))))
    if not lines:
        return f"In `{answer.question}`: the lines of a right answer, in another order or depth."
    code = "\n".join(lines)
    return f"In `{answer.question}`:\n\n```python\n{code}\n```"


def _wrong_lines(answer: BankAnswer, answers: list[BankAnswer]) -> list[str]:
    """Return the lines of a wrong answer that stand in no right one, and are no comments."""
    rights = [a.code for a in answers if a.question == answer.question and a.right]
    solution = _read_cells(_solution(answer.question), "code")
    right = {line.strip() for code in (*rights, solution) for line in code.splitlines()}
    long = [line for line in right if len(line) > LONG]
    lines = (line.strip() for line in answer.code.splitlines())
    return [
        line
        for line in lines
        if line not in right
        and not line.startswith("#")
        and not any(other in line for other in long)
    ]


def _section(section: str) -> str:
    """Return a link to a section like "03 §6"."""
    number, _, part = section.partition(" §")
    (path,) = (ROOT / "lectures").glob(f"{number}-*.ipynb")
    found = re.search(rf"^## ({part}\. .+)$", _read_cells(path, "markdown"), re.M)
    if not found:
        raise ValueError(f"lecture {path.name} should have a section {part}")
    anchor = re.sub(r"[^\w\- ]", "", found[1].lower()).replace(" ", "-")
    return f"[lecture {number}, section {found[1]}](lectures/{path.name}#{anchor})"


def _solution(question: str) -> Path:
    assignment = QuestionId(question).assignment
    return ROOT / "solutions" / assignment / f"{assignment}.ipynb"


@cache
def _read_cells(path: Path, kind: str) -> str:
    cells = nbformat.read(path, as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == kind)


if __name__ == "__main__":
    write_text(PAGE, render_catalogue())
