"""Slips that nobody wrote down: what do the checks tell of answers that they have never seen?

Each right answer of the bank is edited in one place, or in two, as a student might slip: another
operator, a factor left out, a neighbour's index, a name that looks alike. What is then wrong is
judged as any answer is, and counted by what its hints say.
"""

import argparse
import ast
import random
import re
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context

from tabulate import tabulate

from ..diagnosis.findings import LOOSE
from ..grade import HOME_SEED, Result
from ..questions import find_question
from ..run_checks import draw_cases
from . import bank
from .bank import BankAnswer, choose_answers

LIMIT = 5.0
"""Seconds that an answer may take; a slip may well make a loop endless."""

OTHER_SEEDS = (1, 2, 3)
"""Seeds under which what has all points is judged again: if it loses there, it is wrong."""

OUTCOMES = ("named", "told", "vague", "stopped", "full marks", "same")
"""What becomes of a slip: its hint names a mistake; tells another fact; tells none; the answer
crashed or took too long; it has all points and is wrong under another seed; it is never wrong."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `autograder slips` takes."""
    bank.add_arguments(parser)
    parser.add_argument("--count", type=int, default=40, help="slips a question; 40 if not given")
    parser.add_argument("--pairs", action="store_true", help="two slips at a time")
    parser.add_argument("--show", choices=OUTCOMES, help="print the slips with this outcome")
    parser.add_argument("--seed", type=int, default=0, help="which slips are drawn")
    parser.add_argument("--jobs", type=int, default=1, help="processes; 1 if not given")


def run(options: argparse.Namespace) -> int:
    """Judge slips, and print what was told of them."""
    answers = choose_answers(options.answers, options.ids)
    questions = list(dict.fromkeys(answer.question for answer in answers))
    work = [
        ([a for a in answers if a.question == q and a.right], options.count, options.pairs)
        for q in questions
    ]
    start, judged = time.perf_counter(), []
    seeds = [options.seed] * len(work)
    if options.jobs == 1:
        found = map(judge_slips, work, seeds)
        judged = [slip for slips in found for slip in slips]
    else:
        with ProcessPoolExecutor(options.jobs, get_context("spawn")) as pool:
            judged = [slip for slips in pool.map(judge_slips, work, seeds) for slip in slips]
    print(*format_table(judged), sep="\n")
    print(f"{len(judged)} slips in {time.perf_counter() - start:.0f} s")
    for slip in judged:
        if slip.outcome == options.show:
            print(*slip.format_lines(), sep="\n")
    return 0


@dataclass(frozen=True)
class Slip:
    """A slip, what became of it, and the hints; the edit is the changed lines, before and after."""

    question: str
    of: str
    edit: str
    outcome: str
    hints: tuple[str, ...]

    def format_lines(self) -> Iterator[str]:
        """Give the lines that a person reads."""
        yield f"{self.question}/{self.of}: {self.edit}"
        yield from (f"    → {hint}" for hint in self.hints)


def judge_slips(work: tuple[list[BankAnswer], int, bool], seed: int) -> list[Slip]:
    """Judge some slips in the right answers to a question; `seed` says which."""
    answers, count, pairs = work
    question = find_question(answers[0].question)
    rng = random.Random(f"{seed} {question.id}")
    made: dict[str, tuple[BankAnswer, str]] = {}
    for answer in answers:
        for code in make_slips(answer.code):
            made.setdefault(code, (answer, code))
    chosen = rng.sample(sorted(made), min(count, len(made)))
    cases = {seed: draw_cases(question, seed) for seed in (HOME_SEED, *OTHER_SEEDS)}
    slips = []
    for code in chosen:
        answer = made[code][0]
        if pairs:
            code = rng.choice([*make_slips(code)] or [code])
        slips.append(_judge_slip(answer, code, cases))
    return slips


def _judge_slip(answer: BankAnswer, code: str, cases: dict[int, list]) -> Slip:
    slip = BankAnswer(answer.question, "wrong-slip", code, 0.0)
    edit = _describe_edit(answer.code, code)
    try:
        with time_limit(LIMIT):
            result = slip.judge(cases[HOME_SEED])
    except LateError:
        return Slip(answer.question, answer.outcome, edit, "stopped", ("took too long",))
    except RuntimeError as error:
        return Slip(answer.question, answer.outcome, edit, "stopped", (f"CHECKS FAIL {error}",))
    outcome = _name_outcome(result)
    if outcome == "same" and any(_loses(slip, cases[seed], seed) for seed in OTHER_SEEDS):
        outcome = "full marks"
    told = tuple(hint.text for hint in result.hints)
    return Slip(answer.question, answer.outcome, edit, outcome, told)


def _loses(slip: BankAnswer, cases: list, seed: int) -> bool:
    try:
        with time_limit(LIMIT):
            result = slip.judge(cases, seed)
    except (LateError, RuntimeError):
        return True
    return result.score < result.points


def _name_outcome(result: Result) -> str:
    if result.score == result.points:
        return "same"
    if result.trouble:
        return "stopped"
    if any(hint.mistake for hint in result.hints):
        return "named"
    loose = {finding.relation for finding in LOOSE}
    vague = all(hint.relation in loose for hint in result.hints)
    return "vague" if vague else "told"


def _describe_edit(old: str, new: str) -> str:
    before, after = ast.unparse(ast.parse(old)).splitlines(), new.splitlines()
    gone = [line.strip() for line in before if line not in after]
    come = [line.strip() for line in after if line not in before]
    return f"{' | '.join(gone)}  ⇒  {' | '.join(come) or '(deleted)'}"


def format_table(judged: Sequence[Slip]) -> Iterator[str]:
    """Give a row for each question and one for all: how many slips, and the share of outcomes.

    Shares of hints are of the wrong answers that ran to their end; `full marks` is of all wrong
    ones.
    """
    rows = []
    for name in [*dict.fromkeys(slip.question for slip in judged), "all"]:
        count = Counter(slip.outcome for slip in judged if name in (slip.question, "all"))
        hinted = sum(count[outcome] for outcome in ("named", "told", "vague"))
        wrong = hinted + count["stopped"] + count["full marks"]
        shares = [f"{count[o] / hinted:.0%}" if hinted else "–" for o in ("named", "told", "vague")]
        full = f"{count['full marks'] / wrong:.1%}" if wrong else "–"
        rows.append([name, wrong, count["stopped"], *shares, full, count["same"]])
    head = ["question", "wrong", "stopped", "named", "told", "vague", "full marks", "same"]
    yield tabulate(rows, head, stralign="right", colalign=["left"])


class LateError(BaseException):
    """An answer took too long; no answer catches it as an Exception."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """End what is run within after some time, in the main thread of a process on Unix."""

    def stop(*_: object) -> None:
        raise LateError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


# --- edits ----------------------------------------------------------------------------------------

OTHER_OPERATORS: dict[type, tuple[type, ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}
"""Operators that are taken for each other."""

OTHER_FUNCTIONS = {"mean": "sum", "sum": "mean", "maximum": "minimum", "argmax": "argmin"}


def make_slips(code: str) -> Iterator[str]:
    """Yield the code with one slip, for each slip that this knows."""
    nodes = len([*ast.walk(ast.parse(code))])
    names = _list_names(ast.parse(code))
    plain = ast.unparse(ast.parse(code))
    seen = {plain}
    for number in range(nodes):
        for edit in range(_MOST_EDITS):
            tree = ast.parse(code)
            node = [*ast.walk(tree)][number]
            edits = list(_list_edits(node, names))
            if edit >= len(edits):
                break
            try:
                _Replace(node, edits[edit]()).visit(tree)
                slipped = ast.unparse(ast.fix_missing_locations(tree))
                ast.parse(slipped)
            except (SyntaxError, ValueError):
                continue
            if slipped not in seen:
                seen.add(slipped)
                yield slipped


_MOST_EDITS = 12


class _Replace(ast.NodeTransformer):
    """Replaces a node by another; None deletes a statement."""

    def __init__(self, old: ast.AST, new: ast.AST | None) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST | None:
        return self.new if node is self.old else self.generic_visit(node)


def _list_edits(node: ast.AST, names: set[str]) -> Iterator[Callable[[], ast.AST | None]]:
    """Yield functions that return what takes the place of a node, each with one slip."""
    match node:
        case ast.BinOp(left, op, right):
            for other in OTHER_OPERATORS.get(type(op), ()):
                yield lambda other=other: ast.BinOp(left, other(), right)
            if isinstance(op, ast.Sub | ast.Div | ast.MatMult):
                yield lambda: ast.BinOp(right, op, left)
            yield lambda: left
            if isinstance(op, ast.Add | ast.Mult | ast.MatMult):
                yield lambda: right
        case ast.UnaryOp(ast.USub() | ast.Not(), operand):
            yield lambda: operand
        case ast.Compare(left, [op], right):
            for other in OTHER_OPERATORS.get(type(op), ()):
                yield lambda other=other: ast.Compare(left, [other()], right)
        case ast.Call(ast.Name("range"), [stop], []):
            yield lambda: ast.Call(ast.Name("range"), [_shift(stop, -1)], [])
            yield lambda: ast.Call(ast.Name("range"), [ast.Constant(1), stop], [])
        case ast.Call(func, args, keywords):
            if isinstance(func, ast.Attribute) and func.attr in OTHER_FUNCTIONS:
                other = ast.Attribute(func.value, OTHER_FUNCTIONS[func.attr], ast.Load())
                yield lambda: ast.Call(other, args, keywords)
            for keyword in keywords:
                if keyword.arg == "axis" and isinstance(keyword.value, ast.Constant):
                    turned = ast.keyword("axis", ast.Constant(int(not keyword.value.value)))
                    rest = [k for k in keywords if k is not keyword]
                    yield lambda rest=rest, turned=turned: ast.Call(func, args, [*rest, turned])
                    yield lambda rest=rest: ast.Call(func, args, rest)
                if keyword.arg == "keepdims":
                    rest = [k for k in keywords if k is not keyword]
                    yield lambda rest=rest: ast.Call(func, args, rest)
            if len(args) == 1 and not isinstance(args[0], ast.GeneratorExp | ast.Starred):
                yield lambda: args[0]
            elif not args and isinstance(func, ast.Attribute):
                yield lambda: func.value
            if len(args) == 2:
                yield lambda: ast.Call(func, args[::-1], keywords)
        case ast.Attribute(value, "T"):
            yield lambda: value
        case ast.Constant(bool() | None):
            pass
        case ast.Constant(int(number)):
            yield lambda: ast.Constant(number + 1)
            yield lambda: ast.Constant(number - 1)
        case ast.Constant(float(number)):
            yield lambda: ast.Constant(2 * number if number else 1.0)
        case ast.Constant(str(text)) if text.isidentifier():
            for other in sorted(_find_alike(text, names)):
                yield lambda other=other: ast.Constant(other)
        case ast.Name(name, ast.Load()):
            for other in sorted(_find_alike(name, names)):
                yield lambda other=other: ast.Name(other, ast.Load())
            if len(name) < 3 and name[0].isupper():
                yield lambda: ast.Attribute(node, "T", ast.Load())
        case ast.Subscript(value, ast.Name() | ast.BinOp() as index, context):
            yield lambda: ast.Subscript(value, _shift(index, 1), context)
            yield lambda: ast.Subscript(value, _shift(index, -1), context)
        case ast.Slice(lower, upper, None) if lower or upper:
            yield lambda: ast.Slice(None, upper, None)
            yield lambda: ast.Slice(lower, None, None)
            if upper:
                yield lambda: ast.Slice(lower, _shift(upper, -1), None)
        case ast.AugAssign(target, op, value):
            yield lambda: None
            yield lambda: ast.Assign([target], value)
            for other in OTHER_OPERATORS.get(type(op), ()):
                yield lambda other=other: ast.AugAssign(target, other(), value)
        case ast.Assign() | ast.Expr(ast.Call()):
            yield lambda: ast.Pass()
        case ast.If(test, body, orelse):
            yield lambda: ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
            yield lambda: ast.If(ast.Constant(False), body, orelse)
            yield lambda: ast.If(ast.Constant(True), body, orelse)
        case ast.Return(ast.Tuple([first, second, *rest], context)):
            yield lambda: ast.Return(ast.Tuple([second, first, *rest], context))
        case ast.IfExp(test, body, orelse):
            yield lambda: body
            yield lambda: orelse
        case ast.For(target, iterable, body, orelse):
            each = ast.Call(ast.Name("list"), [iterable], [])
            backwards = ast.Call(ast.Name("reversed"), [each], [])
            yield lambda: ast.For(target, backwards, body, orelse)


def _shift(index: ast.expr, by: int) -> ast.expr:
    return ast.BinOp(index, ast.Add() if by > 0 else ast.Sub(), ast.Constant(abs(by)))


def _list_names(tree: ast.AST) -> set[str]:
    """Return the names of variables and arguments, and texts that could be keys."""
    names = set()
    for node in ast.walk(tree):
        match node:
            case ast.arg(name) | ast.Name(name, ast.Store()):
                names.add(name)
            case ast.Constant(str(text)) if text.isidentifier():
                names.add(text)
    return names


def _find_alike(name: str, names: set[str]) -> set[str]:
    """Return the names that are read as this one in haste: another number, suffix or case."""
    stem = _stem(name)
    alike = {other for other in names if other != name and _stem(other) == stem}
    if len(name) == 1:
        alike |= {o for o in names if len(o) == 1 and o != name and o.isupper() == name.isupper()}
    return alike


def _stem(name: str) -> str:
    return re.sub(r"(_\w+|\d+|o|s)$", "", name).lower() or name
