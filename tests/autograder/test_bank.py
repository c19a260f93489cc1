"""Every answer of the bank gets what its head says; no seed lets a wrong one win."""

from pathlib import Path

import numpy as np
import pytest

from autograder import report
from autograder.answer import Answer
from autograder.bank import BankAnswer, load, read
from autograder.grade import HOME_SEED, Result, grade, questions
from autograder.judge import Judge

BANK = load(Path(__file__).parent.parent / "answers")
OTHER_SEED = 2026


def graded(answer: BankAnswer, seed: int) -> Result:
    names: dict = {"np": np}
    try:
        exec(answer.code, names)
    except Exception:
        # As in a notebook: what the cell defined before it failed stays.
        assert answer.outcome.startswith("wrong-")
    return grade(answer.question, Answer(names), seed)


def codes(result: Result) -> tuple[str, ...]:
    return tuple(hint.mistake.code for hint in result.hints if hint.mistake)


@pytest.mark.parametrize("answer", BANK, ids=lambda a: f"{a.question}/{a.outcome}")
def test_outcome_is_as_stated(answer):
    result = graded(answer, HOME_SEED)
    assert (result.score, codes(result)) == (answer.score, answer.hints)
    assert answer.says in report.text(result)
    assert bool(result.hints) == (result.score < result.points)


@pytest.mark.parametrize("answer", BANK, ids=lambda a: f"{a.question}/{a.outcome}")
def test_outcome_holds_for_other_numbers(answer):
    result = graded(answer, OTHER_SEED)
    if answer.outcome.startswith("right-"):
        assert result.score == result.points
    else:
        assert result.score < result.points
        assert codes(result) in ((), answer.hints)


def test_right_answers_get_all_points_and_wrong_ones_do_not():
    for answer in BANK:
        full = questions()[answer.question].points()
        assert (answer.score == full) == answer.outcome.startswith("right-"), answer.outcome


def test_each_question_has_three_right_ways_and_a_crash():
    for question in questions():
        outcomes = [answer.outcome for answer in BANK if answer.question == question]
        assert sum(outcome.startswith("right-") for outcome in outcomes) >= 3, question
        assert "wrong-crash" in outcomes, question


@pytest.mark.parametrize("question", questions())
def test_each_mistake_that_a_question_knows_is_made_in_the_bank(question, monkeypatch):
    known: set[str] = set()
    judge = Judge.__call__

    def listen(self, got, expected, own=None, mistakes=None):
        known.update(mistake.code for mistake in mistakes or ())
        judge(self, got, expected, own, mistakes)

    monkeypatch.setattr(Judge, "__call__", listen)
    answers = [answer for answer in BANK if answer.question == question]
    graded(answers[0], HOME_SEED)
    assert known - {code for answer in answers for code in answer.hints} == set()


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
