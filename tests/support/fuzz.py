"""Right answers, changed in what they return: no check fails, hangs, warns or gives too much.

    python -m tests.support.fuzz --runs=100000

A run takes a right answer of the bank and changes what it returns: the whole, one entry, or some
entries in the same way; in all cases or in some. Or it takes the solutions of an assignment, and
changes what the function of an earlier question returns. See `judge_run` for what must hold.
"""

import argparse
import json
import sys
import time
import warnings
import zlib
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from autograder.authoring.bank import BankAnswer
from autograder.diagnosis.hints import explain_steps
from autograder.diagnosis.judge import Judge, agrees, to_numbers
from autograder.diagnosis.probe import Probe
from autograder.grade import judge_answer
from autograder.question.answer import Answer, AnswerError, copy_data
from autograder.question.definition import Question
from autograder.question.stand_ins import make_stand_ins
from autograder.questions import find_question, list_earlier, load_questions
from autograder.run_checks import draw_cases, run_checks
from tests.support.bank import answers_to

SOLUTIONS = Path(__file__).parents[2] / "solutions"

LONGEST = 20.0
"""Seconds of processor time that no judging takes."""

RUNS_OF_A_DRAW = 40
"""Runs on the same cases."""

CHOSEN_FREELY = {
    "01-perceptron-update/gates",
    "05-gradient-descent/batches",
    "05-gradient-descent/descend",
    "05-gradient-descent/sgd",
    "07-xor-mlp/compose",
    "07-xor-mlp/train",
    "08-digits/train",
}
"""Questions with more than one right result, or where an answer is asked many times for one part:
what was changed may be right, or may not be looked at."""

Change = Callable[[Any, np.random.Generator], Any]
"""Makes another value of one that an answer returned; the same one if it does not apply."""


# --- changes --------------------------------------------------------------------------------------


def of_array(change: Callable[[np.ndarray], Any]) -> Change:
    """Return the change of an array, or of a number as an array without axes."""

    def apply(value: Any, rng: np.random.Generator) -> Any:
        try:
            values = np.asarray(value)
        except ValueError:
            return value
        return change(values) if values.dtype.kind in "biuf" else value

    return apply


def along(change: Callable[[np.ndarray, int], Any]) -> Change:
    """Return the change of an array along its first axis or its last; of a list along itself."""

    def apply(value: Any, rng: np.random.Generator) -> Any:
        axis = int(rng.choice([0, -1]))
        if isinstance(value, list | tuple):
            try:
                values = np.asarray(value)
            except ValueError:
                values = np.empty(len(value), object)
                values[:] = value
            return list(change(values, axis if values.dtype != object else 0))
        if not isinstance(value, np.ndarray) or not value.ndim:
            return value
        return change(value, axis)

    return apply


def make_ragged(values: np.ndarray) -> Any:
    """Return the entries in a list, the last one nested more deeply."""
    *entries, last = values.tolist() if values.ndim and len(values) else [0.0, 0.0]
    return [*entries, [last]]


def widen(values: np.ndarray, axis: int) -> np.ndarray:
    return np.concatenate([values, values], axis) if values.size else values


def fill(number: float) -> Change:
    return of_array(lambda values: np.full(values.shape, number)[()])


def spoil(number: float) -> Change:
    """Return the change of one entry of an array."""

    def change(values: np.ndarray) -> Any:
        changed = values.astype(float)
        changed.flat[-1:] = number
        return changed[()]

    return of_array(change)


FORMS: dict[str, Change] = {
    "as lists": of_array(lambda values: values.tolist()),
    "as tuples": of_array(lambda values: tuple(values.tolist()) if values.ndim else values),
    "as deque": of_array(lambda values: deque(values.tolist()) if values.ndim else values),
    "as array.array": of_array(lambda values: array("d", values) if values.ndim == 1 else values),
    "as Decimal": of_array(
        lambda values: np.array([Decimal(float(v)) for v in values.flat]).reshape(values.shape)[()]
    ),
    "as objects": of_array(lambda values: values.astype(object)),
    "as 0-d": of_array(lambda values: values if values.ndim else np.array(values)),
    "as NumPy's": of_array(lambda values: values[()]),
}
"""Other forms of the same numbers, which must make no difference."""

SEQUENCES = {"as lists", "as tuples", "as deque", "as objects"}
"""Those of them that leave each number as it is."""

CHANGES: dict[str, Change] = {
    "reversed": along(lambda values, axis: np.flip(values, axis)),
    "rolled": along(lambda values, axis: np.roll(values, 1, axis)),
    "shortened": along(lambda values, axis: np.delete(values, -1, axis) if values.size else values),
    "widened": along(widen),
    "transposed": of_array(np.transpose),
    "raveled": of_array(np.ravel),
    "with an axis more": of_array(lambda values: values[np.newaxis]),
    "ragged": of_array(make_ragged),
    "empty": lambda value, rng: [],
    "empty array": of_array(lambda values: values[:0] if values.ndim else np.empty(0)),
    "first entry": of_array(lambda values: np.array(values.flat[0]) if values.size else values),
    "int": of_array(lambda values: np.nan_to_num(values).clip(-1e18, 1e18).astype(int)[()]),
    "bool": of_array(lambda values: values.astype(bool)[()]),
    "complex": of_array(lambda values: (values * (1 + 1e-3j))[()]),
    "text": lambda value, rng: str(value),
    "None": lambda value, rng: None,
    "dict": lambda value, rng: {"value": value},
    "huge whole number": lambda value, rng: 10**400,
    "doubled": of_array(lambda values: 2 * values.astype(float)),
    "negative": of_array(lambda values: -values.astype(float)),
    "0.09 % off": of_array(lambda values: 1.0009 * values.astype(float)),
    **{f"all {n}": fill(n) for n in (np.nan, np.inf, -np.inf, 1e300, -1e300, 1e-320, 0.0, 1.0)},
    **{f"one {n}": spoil(n) for n in (np.nan, np.inf, -np.inf, 1e300, 1e-320, 0.0)},
}


@dataclass(frozen=True)
class Mutation:
    """A change of some entries of what an answer returns, in some cases.

    name: of the change; seed: of all that is drawn for it; cases: their numbers.
    """

    name: str
    seed: int
    cases: frozenset[int]

    def apply(self, result: Any) -> Any:
        """Return what becomes of a result. The same entries are changed in each, in one way."""
        rng = np.random.default_rng(self.seed)
        deep, many = rng.random() < 0.9, int(rng.choice([1, 1, 2, 2, 9]))
        return self._apply(result, deep, many, rng)

    def _apply(self, value: Any, deep: bool, many: int, rng: np.random.Generator) -> Any:
        keys = (
            list(value if isinstance(value, dict) else range(len(value)))
            if has_entries(value)
            else []
        )
        if not deep or not keys:
            return (FORMS | CHANGES)[self.name](value, np.random.default_rng(self.seed))
        start = int(rng.integers(len(keys)))
        chosen = {keys[(start + k) % len(keys)] for k in range(min(many, len(keys)))}
        further, source = rng.random() < 0.6, int(rng.integers(2**32))
        entries = {}
        for key in keys:
            entries[key] = value[key]
            if key in chosen:
                same = np.random.default_rng(source)
                entries[key] = self._apply(value[key], further, many, same)
        if isinstance(value, dict):
            return {key: entry for key, entry in entries.items() if entry is not None}
        return type(value)(entries.values())


def has_entries(value: Any) -> bool:
    return isinstance(value, list | tuple | dict)


def draw_mutation(rng: np.random.Generator, cases: int) -> Mutation:
    name = str(rng.choice([*FORMS, *CHANGES, *CHANGES]))
    some = rng.random(cases) < rng.choice([0.3, 1.0, 1.0])
    some[rng.integers(cases)] = True
    return Mutation(name, int(rng.integers(2**32)), frozenset(np.flatnonzero(some).tolist()))


# --- answers --------------------------------------------------------------------------------------


class Mutated(Answer):
    """An answer whose results are changed; `number` is the case that is asked for.

    What it gave for the same arguments before is `known`, and not asked for anew.
    """

    def __init__(self, answer: Answer, known: dict, mutation: Mutation | None = None) -> None:
        super().__init__({})
        self._answer, self._known, self._mutation = answer, known, mutation
        self.number = 0

    def forbid_calls(self, forbidden: tuple[str, ...]) -> "Mutated":
        return self

    def value(self, name: str) -> Any:
        return self._change(self._answer.value(name), name)

    def call(self, name: str, *arguments: Any) -> Any:
        key = make_key(arguments)
        if key is None:
            return self._change(self._answer.call(name, *arguments), name)
        if (name, key) not in self._known:
            self._known[name, key] = self._answer.call(name, *arguments)
        return self._change(self._known[name, key], name)

    def _change(self, result: Any, name: str) -> Any:
        if self._mutation is None or self.number not in self._mutation.cases:
            return result
        with np.errstate(all="ignore"):
            changed = self._mutation.apply(result)
        return Answer({name: lambda: changed}).call(name)


class Told(list):
    """Cases that tell an answer their number."""

    def __init__(self, cases: Sequence[Any], answer: Mutated) -> None:
        super().__init__(cases)
        self._answer = answer

    def __iter__(self) -> Iterator[Any]:
        for self._answer.number, case in enumerate(super().__iter__()):
            yield case


def make_key(arguments: Any) -> Any:
    """Return a key for equal arguments; None if there is a function among them, which may count."""
    if isinstance(arguments, np.ndarray):
        return arguments.shape, arguments.dtype.str, arguments.tobytes()
    if isinstance(arguments, np.random.Generator):
        return str(arguments.bit_generator.state)
    if isinstance(arguments, Mapping):
        return make_key(list(arguments.items()))
    if isinstance(arguments, list | tuple):
        keys = [make_key(argument) for argument in arguments]
        return None if any(key is None for key in keys) else (type(arguments).__name__, *keys)
    return None if callable(arguments) else (type(arguments).__name__, arguments)


@cache
def read_solution(assignment: str) -> Any:
    """Return the code of the answer cells of an assignment's solution."""
    notebook = json.loads((SOLUTIONS / assignment / f"{assignment}.ipynb").read_text())
    cells = [
        "".join(cell["source"])
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and cell["metadata"].get("nbgrader", {}).get("solution")
    ]
    return compile("\n\n".join(cells), f"<solution of {assignment}>", "exec")


def solve_on_wrong(assignment: str, earlier: str, mutation: Mutation) -> Answer:
    """Return the solution of an assignment, whose function `earlier` returns something else."""
    names: dict[str, Any] = {"np": np, "__name__": "__main__"}
    exec(read_solution(assignment), names)
    right = names[earlier]

    def wrong(*arguments: Any) -> Any:
        with np.errstate(all="ignore"):
            return mutation.apply(copy_data(right(*arguments), "it"))

    names[earlier] = wrong
    return Answer(names)


# --- runs -----------------------------------------------------------------------------------------


@dataclass
class Draw:
    """The cases of a seed, a right answer to them, and what it gave by case and part."""

    question: type[Question]
    cases: list[Any]
    answer: BankAnswer

    def __post_init__(self) -> None:
        self.known: dict = {}
        # It may call functions of earlier questions, which are right here.
        earlier = make_stand_ins(list_earlier(self.question), set())
        self._ready = self.answer.answer().replace_functions(earlier)
        self.right = observe(self.question, self.cases, self.change(None))

    def change(self, mutation: Mutation | None) -> Mutated:
        """Return the right answer, changed."""
        return Mutated(self._ready, self.known, mutation)

    def is_free(self, mutation: Mutation) -> bool:
        """Tell whether another form may lose points: an index, say, is a whole number."""
        return self.question.id in CHOSEN_FREELY and mutation.name not in SEQUENCES


@dataclass
class Observed:
    """What became of an answer: its values by case and part, and which parts were wrong.

    trouble: why it could not be judged, or empty.
    """

    values: dict[tuple[int, str], Any]
    failed: set[str]
    carried: set[str]
    trouble: str = ""


def observe(question: type[Question], cases: Sequence[Any], answer: Mutated) -> Observed:
    """Judge an answer, hints and all. Raises DefectError if the checks fail themselves."""
    judge = Judge()
    try:
        run_checks(question, answer, Told(cases, answer), judge)
    except AnswerError as trouble:
        return Observed({}, set(question.parts), set(), trouble.message)
    steps = {part: step for step in judge.steps.values() for part in step.parts}
    with np.errstate(all="ignore"):
        probe = Probe(question, answer, cases)
        list(explain_steps(steps, probe))
    return Observed(
        {(o.number, p): o.got.get(p) for p, s in steps.items() for o in s.observations},
        {part for part, step in steps.items() if step.failed_cases(part)},
        {part for part, step in steps.items() if part in step.carried_forward},
    )


def judge_run(draw: Draw, mutation: Mutation) -> str:
    """Return what is wrong with the judging of a changed answer, or an empty text.

    Another form of the same numbers must lose nothing. A part counts as changed if in some case it
    no longer agrees with what the right answer gave. It must not earn its points but on the
    student's own earlier value, and then some other changed part must be lost. So a changed answer
    gets no more than a right one without the parts that were changed, and what follows from these.
    """
    question = draw.question
    found = observe(question, draw.cases, draw.change(mutation))
    if mutation.name in FORMS:
        told = found.trouble or ", ".join(sorted(found.failed))
        return f"loses points: {told}" if told and not draw.is_free(mutation) else ""
    if found.trouble or question.id in CHOSEN_FREELY:
        return ""
    with np.errstate(all="ignore"):
        changed = {
            part
            for (number, part), value in draw.right.values.items()
            if not agrees(found.values.get((number, part)), as_array(value))
        }
    given = changed - found.failed - found.carried
    if given:
        return f"gives points for {', '.join(sorted(given))}, which changed"
    if changed and not found.failed:
        return f"gives all points, though {', '.join(sorted(changed))} changed"
    return ""


def as_array(value: Any) -> Any:
    """Return nested lists of numbers as an array, which is compared as a whole."""
    try:
        return to_numbers(value)
    except AnswerError:
        return value


def judge_on_wrong(draw: Draw, earlier: str, mutation: Mutation) -> str:
    """Return what is wrong with judging a solution on a wrong earlier one: nothing but a score."""
    assignment = draw.question.id.partition("/")[0]
    result = judge_answer(draw.question, solve_on_wrong(assignment, earlier, mutation), draw.cases)
    return "" if 0 <= result.score <= result.points else f"gives {result.score} points"


def list_runs(questions: Sequence[str], runs: int, seed: int = 0) -> Iterator[tuple[str, str]]:
    """Do so many runs, spread over the questions; give the name of each and what is wrong."""
    done = 0
    while True:
        for name in questions:
            question, answers = find_question(name), [a for a in answers_to(name) if a.right]
            draw = Draw(question, draw_cases(question, seed), answers[seed % len(answers)])
            for number in range(min(RUNS_OF_A_DRAW, -(-runs // len(questions)))):
                if done == runs:
                    return
                done += 1
                yield do_run(draw, seed, number)
        seed += 1


def do_run(draw: Draw, seed: int, number: int) -> tuple[str, str]:
    """Do the run of a number on the cases of a seed; see `list_runs`."""
    question = draw.question
    rng = np.random.default_rng([seed, number, zlib.crc32(question.id.encode())])
    mutation = draw_mutation(rng, question.cases)
    earlier = [q.function for q in list_earlier(question) if q.function != "direction"]
    function = str(rng.choice(earlier)) if earlier and rng.random() < 0.2 else ""
    name = f"{question.id}, seed {seed}, run {number}: {mutation.name} {function}".rstrip()
    start = time.process_time()
    try:
        judged = judge_on_wrong(draw, function, mutation) if function else judge_run(draw, mutation)
    except Exception as defect:
        cause = defect.__cause__ or defect
        judged = f"fails itself: {defect} {type(cause).__name__}: {cause}"
    if time.process_time() - start > LONGEST:
        judged += f" takes more than {LONGEST:g} s"
    return name, f"{draw.answer.outcome} {judged}" if judged else ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do runs, and print each that is wrong, and a count; return 1 if there is one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("questions", nargs="*", help="all if none")
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0, help="the first one")
    options = parser.parse_args(arguments)
    warnings.simplefilter("error")
    questions = options.questions or list(load_questions())
    start, failures = time.perf_counter(), 0
    for name, wrong in list_runs(questions, options.runs, options.seed):
        if wrong:
            failures += 1
            print(f"{name}: {wrong}", flush=True)
    print(f"{options.runs} runs, {failures} wrong, in {time.perf_counter() - start:.0f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
