"""The bank of answers, read once for all tests of a process."""

from pathlib import Path

import pytest

from autograder.authoring.bank import BankAnswer, read_answers, read_attacks
from autograder.questions import load_questions

FOLDER = Path(__file__).parents[1] / "bank"
BANK = read_answers(FOLDER)
ATTACKS = read_attacks(FOLDER)

SAMPLE_OF_ATTACKS = {
    *("solution-read", "network", "memory-bomb", "fork-bomb", "deaf-loop"),
    *("forged-reply", "scripts", "seed-guessed", "stand-in-any-number"),
}
"""One for each threat, and for messages, pages and the secret; deep tests run all attacks."""

TRAININGS = "08-digits/train"
"""The question whose answers are whole trainings: fast tests judge a sample of its many answers."""

LANES = [
    *((question, 4 if question == TRAININGS else 1) for question in load_questions()),
    pytest.param(TRAININGS, 1, marks=pytest.mark.deep),
]
"""Each question, and that every answer to it is judged, or every fourth; deep tests judge all."""


def answers_to(question: str) -> list[BankAnswer]:
    """The right and wrong answers to a question."""
    return [answer for answer in BANK if answer.question == question]


def find_answer(question: str, outcome: str) -> BankAnswer:
    """The answer to a question with this name."""
    (found,) = [answer for answer in answers_to(question) if answer.outcome == outcome]
    return found
