"""`pytest autograder/checks --answer FILE`: the checks as ordinary tests."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.grade import grade
from autograder.question.answer import Answer

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[3]
CHECKS = ROOT / "autograder" / "checks" / "test_02_chain_rule"
PERCEPTRON = CHECKS.parent / "test_01_perceptron_update"
SETTINGS = f"--config-file={ROOT / 'pyproject.toml'}"

RIGHT = "def root_derivative(z):\n    return 2.5 * (5 * z - 8) ** -0.5\n"
WITHOUT_INNER = "def power_derivative(g, dg, n, x):\n    return n * g(x) ** (n - 1)\n"

Run = Callable[..., dict[str, list[tuple[str, str]]]]


@pytest.fixture
def run(pytester: pytest.Pytester) -> Run:
    """Run the checks of an assignment on an answer; tell by class how they ended, with words."""

    def told(report: pytest.TestReport) -> str:
        return report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longreprtext

    def run(answer: str, *options: str, checks: Path = CHECKS) -> dict[str, list[tuple[str, str]]]:
        file = pytester.path / "mine.py"
        file.write_text(answer)
        ended: dict[str, list[tuple[str, str]]] = {}
        ran = pytester.inline_run(checks, SETTINGS, "--answer", file, *options)
        for report in ran.getreports("pytest_runtest_logreport"):
            if report.when == "call" or report.outcome != "passed":
                name = report.nodeid.split("::")[1]
                ended.setdefault(name, []).append((report.outcome, told(report)))
        return ended

    return run


def test_a_right_answer_passes_in_every_case_and_for_any_seed(run):
    assert run(RIGHT, "-k", "root")["TestRoot"] == [("passed", "")] * 5
    assert run(RIGHT, "-k", "root", "--seed", "7")["TestRoot"] == [("passed", "")] * 5


def test_a_wrong_answer_fails_with_what_a_student_is_told(run):
    names: dict = {}
    exec(WITHOUT_INNER, names)
    told = [hint.text for hint in grade("02-chain-rule/power", Answer(names)).hints]
    ended = run(WITHOUT_INNER, "-k", "power")["TestPower"]
    assert {words for end, words in ended if end == "failed"} == set(told)
    # With 0 as the exponent the factor that is left out makes no difference.
    assert ended[2] == ("passed", "")


BY_PREDICT = """
def predict(w, b, x):
    return int(w @ x + b > 0)


def update(w, b, x, y, eta):
    error = predict(w, b, x) - y
    return w - eta * error * x, b - eta * error
"""


def test_an_answer_that_calls_a_wrong_one_is_judged_with_a_correct_one(run):
    ended = run(BY_PREDICT, "-k", "TestUpdate or TestPredict", checks=PERCEPTRON)
    assert "failed" in {end for end, _ in ended["TestPredict"]}
    assert {end for end, _ in ended["TestUpdate"]} == {"passed"}
    ended = run(BY_PREDICT.replace("b - eta * error", "b"), checks=PERCEPTRON)
    words = [told for end, told in ended["TestUpdate"] if end == "failed"]
    note = "Judged with a correct `predict`, since yours is not right yet."
    assert words
    assert all(note in told for told in words)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("raise NotImplementedError", "`root_derivative` is not written yet."),
        ("return unknown", "`root_derivative` stopped with NameError: name 'unknown' is not"),
    ],
)
def test_an_answer_that_cannot_be_judged_fails_in_words(body, words, run):
    ended = run(f"def root_derivative(z):\n    {body}\n", "-k", "root")["TestRoot"]
    assert len(ended) == 5
    assert all(end == "failed" and told.startswith(words) for end, told in ended)


def test_a_question_that_is_not_answered_is_skipped(run):
    ended = run(RIGHT)
    reason = "Skipped: mine.py has no `two_path_derivative`, for 02-chain-rule/paths"
    assert set(ended["TestPaths"]) == {("skipped", reason)}
    assert {end for name, tests in ended.items() for end, _ in tests if name != "TestRoot"} == {
        "skipped"
    }


def test_a_file_that_stops_says_so_and_keeps_what_it_defined(run):
    ended = run(f"{RIGHT}\nslope = unknown\n\n{WITHOUT_INNER}", "-k", "root or power")
    assert ended["TestRoot"] == [("passed", "")] * 5
    assert all("`mine.py` stopped with NameError" in words for _, words in ended["TestPower"])


def test_a_file_that_is_no_python_says_so(run):
    ended = run("def root_derivative(z) return z", "-k", "root")["TestRoot"]
    assert all(words.startswith("`mine.py` stopped with SyntaxError") for _, words in ended)


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ([], "the checks need an answer: --answer FILE"),
        (["--answer", "nowhere.py"], "--answer nowhere.py should be a file"),
    ],
)
def test_without_an_answer_nothing_is_run(options, complaint, pytester):
    ended = pytester.runpytest_inprocess(CHECKS, SETTINGS, *options)
    assert ended.ret == pytest.ExitCode.USAGE_ERROR
    assert complaint in ended.stderr.str()


def test_the_debugger_stops_in_the_check(tmp_path):
    """By the name of the package, as where there is no checkout."""
    (tmp_path / "mine.py").write_text("def root_derivative(z):\n    return z\n")
    by_name = ("-p", "autograder.checks.plugin", "--pyargs", "autograder.checks.test_02_chain_rule")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *by_name, "-k", "root", "--answer", "mine.py", "--pdb"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        input="p sorted(locals().keys() & {'case', 'got', 'judge', 'wrong'})\nq\n",
        capture_output=True,
        text=True,
    )
    assert "(Pdb) ['case', 'got', 'judge']" in ran.stdout
