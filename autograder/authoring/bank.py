"""The bank of answers: what students may hand in, and the outcome that it must have.

`<assignment>/<question>/` holds `right-*.py`, the ways of being right, and `wrong-*.py`. The head
of a file states its outcome: `# score: 4`, then if there is anything to be told `# mistake: sign`
(ids, in order) and `# says: missing` (words of the report). The code below is what the student
would have typed into the answer cell; `right-with-*.py` call functions of earlier questions, which
are missing there. `attacks/*.py` attack whoever runs them; their heads begin
with `# question: 01-perceptron-update/update`.

Most wrong answers are a right one with a single edit. Each of these mutants is a table of
`mutants.toml`, named as its file would be without `wrong-`:

    [bias-left-out]
    of = "right-matrix"
    replace = "z = X @ w + b"
    by = "z = X @ w"
    score = 1
    mistake = "bias-gradient-missing"
"""

import argparse
import linecache
import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from ..grade import HOME_SEED, Result, judge_answer
from ..question.answer import Answer
from ..questions import find_question, load_questions

BANK = Path("tests", "bank")
"""Where the bank lies in a checkout."""

ATTACKS = "attacks"
"""The folder of the bank with the answers that attack."""

MUTANTS = "mutants.toml"

EDIT = ("of", "replace", "by")
"""What a mutant states beside its outcome."""


@dataclass(frozen=True)
class BankAnswer:
    """One answer of the bank, with its outcome: score, ids of mistakes, words of the report."""

    question: str
    outcome: str
    code: str
    score: float
    mistakes: tuple[str, ...] = ()
    says: str = ""

    @property
    def right(self) -> bool:
        """Whether this answer must get all points."""
        return self.outcome.startswith("right-")

    def answer(self, earlier: "BankAnswer | None" = None) -> Answer:
        """Run the answer cell as a notebook does; what it defined before an error stays.

        earlier: an answer to an earlier question, whose cell is run before.
        """
        names: dict[str, Any] = {"np": np, "__name__": "__main__"}
        if earlier is not None:
            earlier.run(names)
        self.run(names)
        return Answer(names)

    def run(self, names: dict[str, Any]) -> None:
        """Run the answer cell in a notebook's names. Raises what a right answer raises."""
        file = f"<{self.question}/{self.outcome}>"
        # A traceback quotes the line that failed, as it does in a notebook.
        linecache.cache[file] = (len(self.code), None, self.code.splitlines(keepends=True), file)
        try:
            exec(compile(self.code, file, "exec"), names)
        except Exception:
            if self.right:
                raise

    def judge(
        self,
        cases: Sequence[Any],
        seed: int = HOME_SEED,
        earlier: "BankAnswer | None" = None,
    ) -> Result:
        """Judge this answer by `cases`; what it draws by chance is the same for the same `seed`.

        earlier: as for `answer`. Raises RuntimeError if the checks fail for a reason of their own.
        """
        with seeded(seed):
            question = find_question(self.question)
            return judge_answer(question, self.answer(earlier), cases, seed=seed)


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Seed `random`, `np.random` and every generator that is made without a seed meanwhile."""
    make = np.random.default_rng
    source = make(seed)
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002 – what an answer may draw from
    with patch.object(
        np.random,
        "default_rng",
        lambda given=None: source.spawn(1)[0] if given is None else make(given),
    ):
        yield


def read_answers(folder: Path) -> list[BankAnswer]:
    """Read the right and wrong answers of the bank in `folder`, sorted by question and outcome.

    Raises ValueError, which names file and table, for what is not of the form above, and if there
    are no answers.
    """
    answers = [
        answer
        for place in sorted(folder.glob("[0-9]*/*/"))
        for answer in sorted(_read_question(place), key=lambda answer: answer.outcome)
    ]
    if not answers:
        raise ValueError(
            f"folder {folder} should hold answers as <assignment>/<question>/right-<way>.py"
        )
    return answers


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the commands take that look at answers of the bank; see `choose_answers`."""
    parser.add_argument("ids", nargs="*", help="assignments or questions; all if none")
    parser.add_argument("--answers", type=Path, default=BANK, help=f"{BANK} if not given")


def choose_answers(folder: Path, ids: Sequence[str]) -> list[BankAnswer]:
    """Read the answers to some questions, in the order of the course.

    `ids` names assignments or questions; none means all. Raises ValueError for an unknown one.
    """
    order = [str(question) for question in load_questions()]
    for name in ids:
        if not any(f"{question}/".startswith(f"{name}/") for question in order):
            raise ValueError(f"{name!r} is no question and no assignment: {', '.join(order)}")
    wanted = [q for q in order if not ids or any(f"{q}/".startswith(f"{name}/") for name in ids)]
    answers = [answer for answer in read_answers(folder) if answer.question in wanted]
    return sorted(answers, key=lambda answer: order.index(answer.question))


def read_attacks(folder: Path) -> list[BankAnswer]:
    """Read the attacks of the bank in `folder`, sorted by name.

    They must only be run in a sandbox. Raises ValueError if one is not of the form above.
    """
    attacks = []
    for path in sorted((folder / ATTACKS).glob("*.py")):
        head, code = _read_head(path)
        _check_keys(path, head, ("question",))
        attacks.append(_answer(head["question"], path.stem, code, head))
    return attacks


def _read_question(folder: Path) -> list[BankAnswer]:
    question = f"{folder.parent.name}/{folder.name}"
    answers: dict[str, BankAnswer] = {}
    for path in folder.glob("*.py"):
        if not path.name.startswith(("right-", "wrong-")):
            raise ValueError(f"{path} should be called right-… or wrong-…")
        head, code = _read_head(path)
        _check_keys(path, head)
        answers[path.stem] = _answer(question, path.stem, code, head)
    path = folder / MUTANTS
    for name, table in _read_tables(path).items():
        outcome = f"wrong-{name}"
        if outcome in answers:
            raise ValueError(f"{path} [{name}] should have another name than {outcome}.py")
        code = _mutate(f"{path} [{name}]", table, answers)
        answers[outcome] = _answer(question, outcome, code, table)
    return list(answers.values())


def _answer(question: str, outcome: str, code: str, stated: Mapping[str, Any]) -> BankAnswer:
    try:
        score = float(stated["score"])
    except ValueError:
        raise ValueError(
            f"{question}/{outcome} has score {stated['score']!r}, which is no number"
        ) from None
    return BankAnswer(
        question,
        outcome,
        code,
        score,
        mistakes=tuple(stated.get("mistake", "").split()),
        says=stated.get("says", ""),
    )


def _read_head(path: Path) -> tuple[dict[str, str], str]:
    """Return what the head of a file states, and the code below it."""
    head: dict[str, str] = {}
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for line in lines:
        if not line.startswith("# ") or ":" not in line:
            break
        key, _, value = line[2:].partition(":")
        head[key] = value.strip()
    return head, "".join(lines[len(head) :])


def _read_tables(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path} should be TOML: {error}") from None


def _mutate(where: str, table: Any, answers: Mapping[str, BankAnswer]) -> str:
    """Return the code of a mutant; `where` names its file and table."""
    if not isinstance(table, dict):
        raise ValueError(f"{where} should be a table, not {table!r}")
    _check_keys(where, table, EDIT)
    for key, value in table.items():
        if not isinstance(value, int | float if key == "score" else str):
            raise ValueError(f"{where} has {key} = {value!r}, which is of the wrong type")
    rights = sorted(outcome for outcome, answer in answers.items() if answer.right)
    of, old, new = (table[key] for key in EDIT)
    if of not in rights:
        raise ValueError(f"{where} should be of one of {', '.join(rights)}, not {of!r}")
    if (times := answers[of].code.count(old)) != 1:
        raise ValueError(f"{where} replaces {old!r}; {of} should hold it once, not {times} times")
    if old == new:
        raise ValueError(f"{where} replaces {old!r} by itself; it should change something")
    return answers[of].code.replace(old, new)


def _check_keys(where: object, stated: Mapping[str, Any], needed: tuple[str, ...] = ()) -> None:
    must, may = (*needed, "score"), ("mistake", "says")
    if stated.keys() - {*must, *may} or {*must} - stated.keys():
        raise ValueError(
            f"{where} should state {', '.join(must)} and at most {' and '.join(may)} beside; "
            f"it states {', '.join(stated) or 'nothing'}"
        )
