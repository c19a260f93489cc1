"""The bank of answers under many seeds: how often is each answer judged as it should be?

Within a seed the cases, and with them the references, are made once and shared by all answers to a
question. Questions are spread over the processors.
"""

import argparse
import multiprocessing
import os
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from tabulate import tabulate

from ..questions import find_question
from ..run_checks import draw_cases
from . import bank
from .bank import BankAnswer, choose_answers

OWN = 0.95
"""The share of seeds in which a wrong answer must get the hint and the score that are its own.

An answer that draws random numbers of its own gets now and then what it should not; with the same
seeds the same.
"""

CHUNK = 10
"""Seeds in one piece of work."""

Work = tuple[list[BankAnswer], list[int]]
"""Answers to one question, and seeds to judge them under."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `autograder bank` takes."""
    bank.add_arguments(parser)
    parser.add_argument("--seeds", type=int, default=200, help="how many; 200 if not given")


def run(options: argparse.Namespace) -> int:
    """Judge the bank, and print the counts; return 1 if something is not as promised."""
    answers = choose_answers(options.answers, options.ids)
    start = time.perf_counter()
    counted = sweep_seeds(answers, range(options.seeds), os.cpu_count() or 1)
    print(*format_summary(counted, time.perf_counter() - start), sep="\n")
    return 1 if any(complaint for counts in counted for complaint in counts.complaints()) else 0


@dataclass
class SeedCounts:
    """What became of an answer: in how many seeds it lost points, got the score that is stated, got
    its own hints, got a wrong hint, and got none that names a mistake.

    A hint is wrong if its mistake is not one that the answer's head states.
    """

    answer: BankAnswer
    seeds: int = 0
    lost: int = 0
    stated: int = 0
    own: int = 0
    astray: int = 0
    silent: int = 0

    def add(self, other: "SeedCounts") -> None:
        """Add the counts of the same answer under other seeds."""
        for count in ("seeds", "lost", "stated", "own", "astray", "silent"):
            setattr(self, count, getattr(self, count) + getattr(other, count))

    def complaints(self) -> Iterator[str]:
        """Say what is not as promised."""
        if self.answer.right and self.lost:
            yield f"loses points under {self.lost} seeds, and is right"
        if not self.answer.right and self.lost < self.seeds:
            yield f"gets all points under {self.seeds - self.lost} seeds, and is wrong"
        if self.stated < OWN * self.seeds:
            yield f"gets another score than is stated under {self.seeds - self.stated} seeds"
        if self.astray:
            yield f"gets a wrong hint under {self.astray} seeds"
        if self.answer.mistakes and self.own < OWN * self.seeds:
            yield f"gets its own hint under {self.own} seeds alone"


def sweep_seeds(
    answers: Iterable[BankAnswer], seeds: Iterable[int], jobs: int = 1
) -> list[SeedCounts]:
    """Judge answers under seeds, on `jobs` processors; returns the counts of each answer."""
    total = {(answer.question, answer.outcome): SeedCounts(answer) for answer in answers}
    by_question: dict[str, list[BankAnswer]] = {}
    for counts in total.values():
        by_question.setdefault(counts.answer.question, []).append(counts.answer)
    seeds = list(seeds)
    work = [
        (answers, seeds[at : at + CHUNK])
        for at in range(0, len(seeds), CHUNK)
        for answers in by_question.values()
    ]
    for part in map(_sweep_question, work) if jobs == 1 else _sweep_in_parallel(work, jobs):
        for counts in part:
            total[counts.answer.question, counts.answer.outcome].add(counts)
    return list(total.values())


def _sweep_in_parallel(work: list[Work], jobs: int) -> Iterator[list[SeedCounts]]:
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(_sweep_question, work)


def _sweep_question(work: Work) -> list[SeedCounts]:
    answers, seeds = work
    question = find_question(answers[0].question)
    counted = [SeedCounts(answer) for answer in answers]
    for seed in seeds:
        drawn = draw_cases(question, seed)
        for counts in counted:
            result = counts.answer.judge(drawn, seed)
            ids = [hint.mistake.id for hint in result.hints if hint.mistake]
            counts.seeds += 1
            counts.lost += result.score < result.points
            counts.stated += result.score == counts.answer.score
            counts.own += tuple(ids) == counts.answer.mistakes
            counts.astray += bool(set(ids) - set(counts.answer.mistakes))
            counts.silent += not ids
    return counted


def format_summary(counted: list[SeedCounts], seconds: float) -> Iterator[str]:
    """Give the lines that a person reads: a row for each question, the totals, then complaints.

    `hinted` is the share of gradings of right answers that lost points and got a hint; `own hint`
    counts the wrong answers that state one, `silent` and `false` all wrong answers.
    """
    by_question: dict[str, list[SeedCounts]] = {}
    for counts in counted:
        by_question.setdefault(counts.answer.question, []).append(counts)
    rows = [_format_row(name, part) for name, part in [*by_question.items(), ("all", counted)]]
    head = ["question", "right", "hinted", "wrong", "own hint", "silent", "false"]
    yield tabulate(rows, head, stralign="right", colalign=["left"])
    gradings = sum(counts.seeds for counts in counted)
    yield f"{gradings} gradings in {seconds:.0f} s, {gradings / seconds:.0f} a second"
    for counts in counted:
        for complaint in counts.complaints():
            yield f"{counts.answer.question}/{counts.answer.outcome} {complaint}"


def _format_row(name: str, counted: list[SeedCounts]) -> list[str | int]:
    right = [counts for counts in counted if counts.answer.right]
    wrong = [counts for counts in counted if not counts.answer.right]
    stated = [counts for counts in wrong if counts.answer.mistakes]
    return [
        *(name, len(right), _format_share(right, "lost"), len(wrong), _format_share(stated, "own")),
        *(_format_share(wrong, "silent"), _format_share(wrong, "astray")),
    ]


def _format_share(counted: list[SeedCounts], count: str) -> str:
    seeds = sum(counts.seeds for counts in counted)
    return f"{sum(getattr(counts, count) for counts in counted) / seeds:.1%}" if seeds else "–"
