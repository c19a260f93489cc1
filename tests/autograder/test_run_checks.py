"""The checks of a question, and the cases on which they are run."""

from typing import Any

import numpy as np
import pytest

from autograder.question.definition import Question
from autograder.questions import find_question, load_questions
from autograder.run_checks import DefectError, draw_cases, list_checks


class Double(Question):
    """double(x): two checks, the second written first."""

    id = "09-new/double"

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> float:
        return float(rng.uniform(1, 2))

    def test_twice(self, **given: Any) -> None:
        """The first of them."""

    def test_once(self, **given: Any) -> None:
        """The second."""


class Redouble(Double):
    """The same with one more check, and one in place of another."""

    def test_once(self, **given: Any) -> None:
        """Judged elsewhere."""

    def test_again(self, **given: Any) -> None:
        """One more."""


def test_checks_are_the_test_methods_in_the_order_in_which_they_are_written():
    assert [check.__name__ for check in list_checks(Double)] == ["test_twice", "test_once"]
    names = [check.__name__ for check in list_checks(Redouble)]
    assert names == ["test_twice", "test_once", "test_again"]
    assert list_checks(Redouble)[1].__doc__ == "Judged elsewhere."


def test_a_question_without_checks_is_at_fault():
    with pytest.raises(DefectError, match=r"09-new/nothing failed .*no check was found in"):
        list_checks(type("Nothing", (Question,), {"id": "09-new/nothing"}))


@pytest.mark.parametrize("question", load_questions())
def test_every_question_has_checks_of_its_own(question):
    assert list_checks(find_question(question))


def test_the_same_seed_draws_the_same_cases():
    assert draw_cases(Double, 5) == draw_cases(Double, 5) != draw_cases(Double, 6)
