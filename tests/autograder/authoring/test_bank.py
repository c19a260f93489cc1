"""Every answer of the bank gets what its head says; no seed lets a wrong one win."""

from pathlib import Path

import pytest

from autograder import feedback as report
from autograder.authoring.bank import load, read
from autograder.authoring.kill_matrix import kill_matrix
from autograder.authoring.seed_sweep import Tally, summary, tally
from autograder.grade import Result, grade
from autograder.questions import questions

BANK = load(Path(__file__).parents[2] / "answers")
SEEDS = 8
"""Few enough for every run of the tests; `autograder bank` takes 200."""


def codes(result: Result) -> tuple[str, ...]:
    return tuple(hint.mistake.code for hint in result.hints if hint.mistake)


@pytest.mark.parametrize("answer", BANK, ids=lambda a: f"{a.question}/{a.outcome}")
def test_outcome_is_as_stated(answer):
    result = grade(answer.question, answer.answer())
    assert (result.score, codes(result)) == (answer.score, answer.hints)
    assert answer.says in report.text(result)
    assert bool(result.hints) == (result.score < result.points)


@pytest.mark.parametrize("question", questions())
def test_outcomes_hold_for_other_numbers(question):
    answers = [answer for answer in BANK if answer.question == question]
    for counts in tally(answers, range(SEEDS)):
        assert counts.seeds == SEEDS
        assert list(counts.complaints()) == [], counts.answer.outcome


def test_right_answers_get_all_points_and_wrong_ones_do_not():
    for answer in BANK:
        full = questions()[answer.question].points()
        assert (answer.score == full) == answer.right, answer.outcome


@pytest.mark.parametrize("question", questions())
def test_each_question_has_three_right_ways_and_a_crash(question):
    outcomes = [answer.outcome for answer in BANK if answer.question == question]
    assert sum(outcome.startswith("right-") for outcome in outcomes) >= 3
    assert "wrong-crash" in outcomes


@pytest.mark.parametrize("question", questions())
def test_no_known_mistake_survives(question):
    assert kill_matrix(question, BANK).survivors == []


# --- the instruments themselves -----------------------------------------------------------------


def test_a_wrong_answer_that_wins_is_complained_about(bank_answer):
    right = "def predict(w, b, x):\n    return int(w @ x + b >= 0)"
    (counts,) = tally([bank_answer("wrong-not-at-all", right)], range(3))
    assert "gets all points under 3 seeds, and is wrong" in counts.complaints()


def test_a_right_answer_that_loses_is_complained_about(bank_answer):
    (counts,) = tally([bank_answer("right-it-seems", "def predict(w, b, x): return 1")], range(3))
    assert "loses points under 3 seeds, and is right" in counts.complaints()


def test_a_hint_that_is_not_stated_is_complained_about(bank_answer):
    no_bias = "def predict(w, b, x):\n    return int(w @ x >= 0)"
    (counts,) = tally([bank_answer("wrong-somehow", no_bias, hints=("P12",))], range(4))
    assert list(counts.complaints()) == [
        "gets a wrong hint under 4 seeds",
        "gets its own hint under 0 seeds alone",
    ]


def test_a_score_that_is_not_as_stated_is_complained_about(bank_answer):
    at_zero = "def predict(w, b, x):\n    return int(w @ x + b > 0)"
    (counts,) = tally([bank_answer("wrong-at-zero", at_zero, hints=("P12",))], range(4))
    assert list(counts.complaints()) == ["gets another score than is stated under 4 seeds"]


def test_the_summary_counts_what_was_told(bank_answer):
    answers = [
        bank_answer("right-dot", "def predict(w, b, x): return int(w @ x + b >= 0)", score=2),
        bank_answer("wrong-one", "def predict(w, b, x):\n    return 1"),
        bank_answer("wrong-bias", "def predict(w, b, x): return int(w @ x >= 0)", hints=("P3",)),
    ]
    lines = list(summary(tally(answers, range(5)), seconds=3.0))
    assert lines[-2].split() == ["all", "1", "0.0%", "2", "100.0%", "50.0%", "0.0%"]
    assert lines[-1] == "15 gradings in 3 s, 5 a second"


def test_two_processes_count_as_one_does(bank_answer):
    answers = [bank_answer("wrong-one", "def predict(w, b, x):\n    return 1", hints=("P12",))]
    assert tally(answers, range(25), jobs=2) == tally(answers, range(25))


def test_tallies_of_the_same_answer_add_up(bank_answer):
    total = Tally(bank_answer("wrong-one", ""), seeds=2, lost=2, own=1)
    total.add(Tally(total.answer, seeds=3, lost=1, stated=2, silent=3))
    assert (total.seeds, total.lost, total.stated, total.own, total.silent) == (5, 3, 2, 1, 3)


def test_the_matrix_tells_which_cases_kill(bank_answer):
    answers = [
        bank_answer("right-dot", "def predict(w, b, x):\n    return int(w @ x + b >= 0)"),
        bank_answer("wrong-at-zero", "def predict(w, b, x):\n    return int(w @ x + b > 0)"),
        bank_answer("wrong-name", "def predicted(w, b, x):\n    return 1"),
        bank_answer("wrong-not-at-all", "def predict(w, b, x): return int(w @ x + b >= 0)"),
    ]
    matrix = kill_matrix("01-perceptron-update/predict", answers)
    table = {line.split()[0]: line.split()[2:] for line in list(matrix.lines())[1:4]}
    assert table["wrong-at-zero"] == ["0", "·"]
    assert table["wrong-name"] == ["0", "0"]
    assert "wrong-not-at-all" in matrix.survivors
    assert any(survivor.startswith("P3 (bias left out)") for survivor in matrix.survivors)


def test_without_a_right_answer_nothing_is_known(bank_answer):
    with pytest.raises(ValueError, match="should hold a right answer to 01-perceptron-update"):
        kill_matrix("01-perceptron-update/predict", [bank_answer("wrong-one", "")])


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("maybe-right.py", "# score: 1\n", "right-…, wrong-… or hostile-…"),
        ("wrong-no-score.py", "# hint: T2\n", "begin with '# score:'"),
        ("wrong-other-key.py", "# score: 1\n# grade: 2\n", "only score, hint and says"),
    ],
)
def test_malformed_files_are_refused(tmp_path, name, text, complaint):
    (tmp_path / name).write_text(text)
    with pytest.raises(ValueError, match=complaint):
        read(tmp_path / name)


def test_an_empty_bank_is_refused(tmp_path):
    with pytest.raises(ValueError, match="should hold answers"):
        load(tmp_path)


def test_a_right_answer_that_does_not_run_is_an_error_of_the_bank(bank_answer):
    with pytest.raises(NameError):
        bank_answer("right-name", "unknown").answer()
