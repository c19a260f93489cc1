"""The kill matrix: which cases and parts of a question find which wrong answers out.

With `--across`: does a right answer keep its points whatever became of the earlier questions whose
functions it calls?
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tabulate import tabulate

from ..diagnosis.judge import Judge
from ..diagnosis.mistakes import Mistake
from ..grade import HOME_SEED, Part, Result
from ..questions import find_question, list_earlier
from ..run_checks import draw_cases, run_checks
from . import bank
from .bank import BankAnswer, choose_answers


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `autograder kill-matrix` takes."""
    bank.add_arguments(parser)
    parser.add_argument(
        "--across",
        action="store_true",
        help="judge right answers after each wrong answer to the earlier questions that they call",
    )


def run(options: argparse.Namespace) -> int:
    """Print a matrix for each question; return 1 if a known mistake survives."""
    answers = choose_answers(options.answers, options.ids)
    if options.across:
        return _print_across(answers)
    survivors = 0
    for question in dict.fromkeys(answer.question for answer in answers):
        matrix = make_kill_matrix(question, answers)
        print(*matrix.format_lines(), "", sep="\n")
        survivors += len(matrix.survivors)
    print(f"{survivors} survive" if survivors else "No known mistake survives.")
    return 1 if survivors else 0


@dataclass(frozen=True)
class KillMatrix:
    """What the checks of a question make of the bank's answers to it.

    kills: the result of every wrong answer. untried: mistakes that the checks know and no answer
    of the bank makes, so that nobody has seen them caught.
    """

    question: str
    kills: dict[BankAnswer, Result]
    untried: tuple[Mistake, ...]

    @property
    def survivors(self) -> list[str]:
        """What gets away: wrong answers with all points, and mistakes that nobody has tried."""
        full = [a.outcome for a, result in self.kills.items() if result.score == result.points]
        return full + [f"{m.id} ({m.name}), which nobody has tried" for m in self.untried]

    def format_lines(self) -> Iterator[str]:
        """Give the matrix as a table: a row for each answer, the cases that kill it by part."""
        rows = [
            [answer.outcome, " ".join(answer.mistakes) or "–", *map(_name_cases, result.parts)]
            for answer, result in self.kills.items()
        ]
        head = [self.question, "mistake", *find_question(self.question).parts]
        yield tabulate(rows, head, disable_numparse=True)
        for survivor in self.survivors:
            yield f"SURVIVES: {survivor}"


def make_kill_matrix(
    question_id: str, answers: list[BankAnswer], seed: int = HOME_SEED
) -> KillMatrix:
    """Judge the wrong answers to a question.

    Raises ValueError if `answers` hold no right one to the question.
    """
    mine = [answer for answer in answers if answer.question == question_id]
    drawn = draw_cases(find_question(question_id), seed)
    known = {mistake.id: mistake for mistake in known_mistakes(question_id, mine, seed)}
    tried = {mistake for answer in mine for mistake in answer.mistakes}
    return KillMatrix(
        question_id,
        {a: a.judge(drawn, seed) for a in mine if not a.right},
        tuple(mistake for id, mistake in known.items() if id not in tried),
    )


def known_mistakes(
    question_id: str, answers: list[BankAnswer], seed: int = HOME_SEED
) -> list[Mistake]:
    """Return the mistakes that the checks of a question know, as they tell them.

    Raises ValueError if `answers` hold no right one to the question, since only what a right
    answer passes through shows them all.
    """
    right = next((a for a in answers if a.question == question_id and a.right), None)
    if right is None:
        raise ValueError(f"answers should hold a right answer to {question_id}, and hold none")
    question, judge = find_question(question_id), Judge()
    run_checks(question, right.answer(), draw_cases(question, seed), judge)
    seen = (seen for step in judge.steps.values() for seen in step.observations)
    return list(dict.fromkeys(mistake for known in seen for mistake in known.mistakes))


@dataclass(frozen=True)
class Pair:
    """A right answer to a later question, and an earlier question whose function it calls."""

    earlier: str
    later: BankAnswer

    def judge_after(self, answers: Sequence[BankAnswer]) -> dict[str, Result]:
        """Judge the later answer without the earlier question, and after each wrong answer to it.

        The results are keyed by what became of the earlier question.
        """
        wrong = [a for a in answers if a.question == self.earlier and not a.right]
        drawn = draw_cases(find_question(self.later.question), HOME_SEED)
        missing = {"missing": self.later.judge(drawn)}
        return missing | {a.outcome: self.later.judge(drawn, earlier=a) for a in wrong}


def find_pairs(answers: Sequence[BankAnswer]) -> list[Pair]:
    """Return all pairs of a right answer and an earlier question whose function it calls."""
    return [
        Pair(earlier.id, answer)
        for answer in answers
        if answer.right
        for earlier in list_earlier(find_question(answer.question))
        if re.search(rf"(?<![.\w]){earlier.function}\(", answer.code)
        and not re.search(rf"\b(def|import)\b.*\b{earlier.function}\b", answer.code)
    ]


def _print_across(answers: Sequence[BankAnswer]) -> int:
    """Print what became of each pair; return 1 if a right answer lost points."""
    rows, lost = [], 0
    for pair in find_pairs(answers):
        results = pair.judge_after(answers)
        losing = [name for name, result in results.items() if result.score < result.points]
        replaced = sum(bool(result.replaced) for result in results.values())
        later = f"{pair.later.question}/{pair.later.outcome}"
        rows.append([pair.earlier, later, len(results), replaced, " ".join(losing) or "none"])
        lost += len(losing)
    head = ["earlier question", "right answer that calls it", "judged", "replaced", "loses after"]
    print(tabulate(rows, head, disable_numparse=True))
    print(f"{lost} lose points." if lost else "No right answer loses points.")
    return 1 if lost else 0


def _name_cases(part: Part) -> str:
    """Name the cases that find a part wrong."""
    return " ".join(map(str, part.failed)) or "·"
