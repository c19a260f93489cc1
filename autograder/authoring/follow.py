"""How well values are followed: is the line that is named the line of the slip?

Right answers of the bank get slips that nobody wrote down, as in `slips`. Each wrong one is
followed as for a student, and the line that is named is compared with those that the slip changed.
"""

import argparse
import ast
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tabulate import tabulate

from ..grade import HOME_SEED
from ..question.definition import Question
from ..questions import find_question
from ..run_checks import draw_cases
from ..trace.follow import RIGHT, UNKNOWN, Trail, follow_answer
from . import bank
from .bank import BankAnswer, choose_answers
from .slips import LIMIT, LateError, make_slips, time_limit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `autograder follow` takes."""
    bank.add_arguments(parser)
    parser.add_argument("--count", type=int, default=40, help="slips a question; 40 if not given")
    parser.add_argument("--seed", type=int, default=0, help="which slips are drawn")
    parser.add_argument("--show", choices=("false", "none"), help="print slips of that kind")


@dataclass(frozen=True)
class Followed:
    """A wrong answer that was followed: the lines that its slip has changed, and the one named.

    named: whether its hints name a known mistake; line: 0 if no line is named.
    """

    question: str
    answer: BankAnswer
    changed: frozenset[int]
    named: bool
    trail: Trail

    @property
    def is_false(self) -> bool:
        """Whether a line is named that the slip has left alone."""
        return self.trail.line > 0 and self.trail.line not in self.changed


def run(options: argparse.Namespace) -> int:
    """Follow slips and right answers, and print a table; 1 if a right answer is crossed."""
    answers = choose_answers(options.answers, options.ids)
    start, followed, rights = time.perf_counter(), [], []
    for name in dict.fromkeys(answer.question for answer in answers):
        question = find_question(name)
        cases = draw_cases(question, HOME_SEED)
        if not question.quantities(cases[0]):
            continue
        right = [answer for answer in answers if answer.question == name and answer.right]
        rights += [
            (answer, follow_answer(question, answer.answer(), cases, [0])) for answer in right
        ]
        followed += follow_slips(question, right, cases, options.count, options.seed)
    print(*format_table(followed, rights), sep="\n")
    print(f"{len(followed)} wrong answers in {time.perf_counter() - start:.0f} s")
    for each in followed:
        if each.is_false if options.show == "false" else options.show and not each.trail.line:
            print(*format_lines(each), sep="\n")
    return int(any(trail and trail.line for _, trail in rights))


def follow_slips(
    question: type[Question], rights: Sequence[BankAnswer], cases: list, count: int, seed: int
) -> Iterator[Followed]:
    """Yield slips in right answers that lose points and were followed; `seed` says which."""
    rng = random.Random(f"{seed} {question.id}")
    made = {code: answer for answer in rights for code in make_slips(answer.code)}
    for code in rng.sample(sorted(made), min(count, len(made))):
        slip = BankAnswer(question.id, "wrong-slip", code, 0.0)
        try:
            with time_limit(LIMIT):
                result = slip.judge(cases)
                numbers = sorted({n for part in result.parts for n in part.failed})
                if result.trouble or not numbers:
                    continue
                trail = follow_answer(question, slip.answer(), cases, numbers)
        except (LateError, RuntimeError):
            continue
        if trail is not None:
            named = any(hint.mistake for hint in result.hints)
            changed = find_changed(made[code].code, code)
            yield Followed(question.id, slip, changed, named, trail)


def find_changed(old: str, new: str) -> frozenset[int]:
    """Return the numbers of the lines of `new` that differ from `old` as Python writes it."""
    before = ast.unparse(ast.parse(old)).splitlines()
    after = new.splitlines()
    same = sum(1 for _ in _common(before, after))
    end = sum(1 for _ in _common(before[same:][::-1], after[same:][::-1]))
    return frozenset(range(same + 1, max(len(after) - end, same + 1) + 1))


def _common(first: Sequence[str], second: Sequence[str]) -> Iterator[str]:
    for mine, its in zip(first, second, strict=False):
        if mine != its:
            return
        yield mine


def format_table(
    followed: Sequence[Followed], rights: Sequence[tuple[BankAnswer, Trail | None]]
) -> Iterator[str]:
    """Give a row for each question and one for all.

    `line named` is the share of wrong answers in which a line is named, `of unknown` the same for
    those whose mistake no table knows; `false` is the share of these lines that the slip has not
    changed; `recognised` is the share of the variables of right answers.
    """
    rows = []
    for name in [*dict.fromkeys(each.question for each in followed), "all"]:
        mine = [each for each in followed if name in (each.question, "all")]
        unknown = [each for each in mine if not each.named]
        told = [each for each in mine if each.trail.line]
        seen = [
            row
            for answer, trail in rights
            if trail and name in (answer.question, "all")
            for row in trail.rows
        ]
        shares = (
            (len(told), len(mine)),
            (sum(each.trail.line > 0 for each in unknown), len(unknown)),
            (sum(each.is_false for each in told), len(told)),
            (sum(row.mark == RIGHT for row in seen), len(seen)),
        )
        rows.append([name, len(mine), *(f"{a / b:.0%}" if b else "–" for a, b in shares)])
    head = ["question", "wrong", "line named", "of unknown", "false", "recognised"]
    yield tabulate(rows, head, stralign="right", colalign=["left"])


def format_lines(each: Followed) -> Iterator[str]:
    """Give what a person reads: the code, with marks at changed lines, and the trail."""
    yield f"{each.question}: {each.trail.sentence or UNKNOWN}"
    for number, line in enumerate(each.answer.code.splitlines(), 1):
        yield f"  {'*' if number in each.changed else ' '} {number:3} {line}"
    yield from (f"      {row.mark} {row.line} {row.name}: {row.words}" for row in each.trail.rows)
