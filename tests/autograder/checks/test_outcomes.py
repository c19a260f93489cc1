"""Every answer of the bank gets what it states; no seed lets a wrong one win, no hint tells all."""

import pytest

from autograder import feedback
from autograder.authoring.kill_matrix import known_mistakes
from autograder.authoring.seed_sweep import sweep_seeds
from autograder.grade import HOME_SEED, Result
from autograder.questions import find_question, load_questions
from autograder.run_checks import draw_cases
from tests.support.bank import BANK, LANES, TRAININGS, answers_to
from tests.support.secrets import find_leaks

SEEDS = 8
"""Few enough for every run of the deep tests; `autograder bank` takes 200."""


def mistakes(result: Result) -> tuple[str, ...]:
    return tuple(hint.mistake.id for hint in result.hints if hint.mistake)


@pytest.mark.parametrize(("question", "every"), LANES)
def test_outcomes_are_as_stated_and_no_known_mistake_survives(question, every):
    answers = answers_to(question)
    tried = {mistake for answer in answers for mistake in answer.mistakes}
    assert {mistake.id for mistake in known_mistakes(question, answers)} <= tried
    drawn = draw_cases(find_question(question), HOME_SEED)
    chosen = [a for number, a in enumerate(answers) if a.right or number % every == 0]
    results = {answer: answer.judge(drawn) for answer in chosen}
    assert {a.outcome: (result.score, mistakes(result)) for a, result in results.items()} == {
        a.outcome: (a.score, a.mistakes) for a in results
    }
    for answer, result in results.items():
        assert answer.says in feedback.format_text(result), answer.outcome
        assert bool(result.hints) == (result.score < result.points), answer.outcome
    assert list(find_leaks(question, drawn, results)) == []


@pytest.mark.deep
@pytest.mark.parametrize("question", load_questions())
def test_outcomes_hold_for_other_numbers(question):
    # Whether a wrong training reads 95 % of the digits may hang on the digits.
    answers = [a for a in answers_to(question) if a.right or question != TRAININGS]
    for counts in sweep_seeds(answers, range(SEEDS)):
        assert counts.seeds == SEEDS
        assert list(counts.complaints()) == [], counts.answer.outcome


def test_right_answers_get_all_points_and_wrong_ones_do_not():
    for answer in BANK:
        full = find_question(answer.question).points()
        assert (answer.score == full) == answer.right, answer.outcome


@pytest.mark.parametrize("question", load_questions())
def test_each_question_has_three_right_ways_and_a_crash(question):
    outcomes = [answer.outcome for answer in answers_to(question)]
    assert sum(outcome.startswith("right-") for outcome in outcomes) >= 3
    assert "wrong-crash" in outcomes
