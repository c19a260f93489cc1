"""The commands of authors: a new question that runs at once, the kill matrix, many seeds."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograder.__main__ import AUTHORS, INSTRUCTORS, main
from autograder.authoring.new_question import write_question

ROOT = Path(__file__).parents[2]
NEW = "09-new-thing/big_slope"


@pytest.fixture
def checkout(tmp_path) -> Path:
    """The packages alone, in a place of their own."""
    for package in ("autograder", "nnlib"):
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    return tmp_path


def run(checkout: Path, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=checkout,
        env=os.environ | {"PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
    )


def contents(folder: Path) -> dict[Path, bytes]:
    found = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return {path.relative_to(folder): path.read_bytes() for path in found}


def test_a_new_question_runs_at_once(checkout):
    before = contents(checkout)
    made = run(checkout, "-m", "autograder", "new-question", NEW)
    assert made.returncode == 0, made.stderr
    after = contents(checkout)
    assert {path: after[path] for path in before} == before
    assert {str(path) for path in after.keys() - before.keys()} == {
        line for line in made.stdout.splitlines() if re.match(r"[a-z]+/\S+$", line)
    }
    checks = Path("autograder/checks/test_09_new_thing/test_1_big_slope.py")
    assert len(after[checks].splitlines()) <= 60
    matrix = run(checkout, "-m", "autograder", "kill-matrix", NEW)
    assert matrix.returncode == 0, matrix.stdout
    assert "No known mistake survives" in matrix.stdout
    bank = run(checkout, "-m", "autograder", "bank", "09-new-thing", "--seeds", "20")
    assert bank.returncode == 0, bank.stdout + bank.stderr


def test_the_cells_of_a_new_question_earn_its_points(checkout):
    list(write_question(NEW, checkout))
    path = checkout / "solutions" / "09-new-thing" / "09-new-thing.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    test = cells[-1]
    assert test.metadata["nbgrader"]["points"] == 2
    assert test.metadata["nbgrader"]["locked"]
    code = "\n".join(cell.source for cell in cells[:-1] if cell.cell_type == "code")
    run_cells = run(checkout, "-c", f"{code}\nprint({test.source})")
    assert run_cells.stdout.splitlines()[-1] == "2.0", run_cells.stderr


def test_a_second_question_joins_the_first(checkout):
    list(write_question(NEW, checkout))
    before = contents(checkout)
    path = Path("solutions", "09-new-thing", "09-new-thing.ipynb")
    first = nbformat.reads(before.pop(path).decode(), as_version=4)
    list(write_question("09-new-thing/other", checkout))
    after = contents(checkout)
    assert {name: after[name] for name in before} == before
    assert Path("autograder/checks/test_09_new_thing/test_2_other.py") in after
    both = nbformat.reads(after[path].decode(), as_version=4)
    assert both.cells[: len(first.cells)] == first.cells
    assert len(both.cells) == len(first.cells) + 3


def test_nothing_is_written_over(checkout):
    list(write_question(NEW, checkout))
    before = contents(checkout)
    with pytest.raises(FileExistsError, match="begun already"):
        list(write_question(NEW, checkout))
    (checkout / "solutions" / "09-new-thing" / "09-new-thing.ipynb").unlink()
    with pytest.raises(FileExistsError, match=r"begun already, in .*test_1_big_slope\.py"):
        list(write_question(NEW, checkout))
    del before[Path("solutions", "09-new-thing", "09-new-thing.ipynb")]
    assert contents(checkout) == before


@pytest.mark.parametrize("name", ["slope", "9-new/slope", "09-New/slope", "09-new/", "09-new/a b"])
def test_a_question_has_a_proper_name(name, checkout):
    with pytest.raises(ValueError, match="should be like '05-gradient-descent/step'"):
        list(write_question(name, checkout))


def test_outside_a_checkout_nothing_is_written(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["new-question", NEW]) == 1
    assert "should be a checkout" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


# --- kill-matrix and bank -------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["kill-matrix", "bank"])
def test_a_missing_bank_is_named(command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main([command]) == 1
    assert "folder tests/bank should hold answers" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["kill-matrix", "bank"])
def test_an_unknown_name_is_refused(command, capsys):
    folder = str(ROOT / "tests" / "bank")
    assert main([command, "03-three-layer/gradient", "--answers", folder]) == 1
    assert "'03-three-layer/gradient' is no question" in capsys.readouterr().err


def predict(folder: Path, **answers: str) -> list[str]:
    """Fill a bank with answers to one question; return the arguments that name it."""
    question = folder / "01-perceptron-update" / "predict"
    question.mkdir(parents=True)
    for outcome, text in answers.items():
        (question / f"{outcome.replace('_', '-')}.py").write_text(text)
    return ["01-perceptron-update/predict", "--answers", str(folder)]


CODE = "def predict(w, b, x):\n    return int(w @ x + b >= 0)\n"
RIGHT = f"# score: 2\n{CODE}"


@pytest.mark.parametrize("command", ["kill-matrix", "bank"])
def test_a_survivor_fails_the_command(command, tmp_path, capsys):
    names = predict(tmp_path, right_dot=RIGHT, wrong_not_at_all=RIGHT.replace("2", "0"))
    assert main([command, *names, *(["--seeds", "2"] if command == "bank" else [])]) == 1
    assert "wrong-not-at-all" in capsys.readouterr().out


def test_a_sound_bank_passes(tmp_path, capsys):
    names = predict(
        tmp_path,
        right_dot=RIGHT,
        wrong_at_zero=f"# score: 1\n# mistake: step-of-zero\n{CODE.replace('>=', '>')}",
    )
    assert main(["bank", *names, "--seeds", "3"]) == 0
    assert "6 gradings" in capsys.readouterr().out


def test_wrong_usage_of_the_command(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["grade-all"])
    assert caught.value.code == 2
    assert "invalid choice" in capsys.readouterr().err


def test_help_names_every_command_in_its_group_and_gives_an_example(capsys):
    for arguments in (["--help"], ["tidy", "--help"], ["export", "--help"]):
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        assert caught.value.code == 0
    told = capsys.readouterr().out
    instructors, _, authors = told.partition("for authors:")
    assert all(re.search(rf"^  {name} ", instructors, re.M) for name in INSTRUCTORS)
    assert all(re.search(rf"^  {name} ", authors, re.M) for name in AUTHORS)
    assert "for example: autograder export --for canvas" in told


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit):
        main(["--version"])
    assert re.fullmatch(r"autograder (\d+\.\d+\.\d+|not installed)\n", capsys.readouterr().out)


@pytest.mark.parametrize("jobs", ["-3", "0", "two"])
def test_a_number_of_jobs_is_a_whole_number(jobs, capsys):
    with pytest.raises(SystemExit) as caught:
        main(["grade", "01-perceptron-update", f"--jobs={jobs}"])
    assert caught.value.code == 2
    assert f"should be a whole number from 1 on, not {jobs}" in capsys.readouterr().err
