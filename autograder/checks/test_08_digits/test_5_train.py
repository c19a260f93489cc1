"""Training, judged by what the network reads in the end."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge, named, numbers
from autograder.diagnosis.mistakes import CATALOGUE, Mistake
from autograder.question.answer import Answer, AnswerError
from autograder.question.definition import Question
from autograder.question.forbidden import DIFFERENTIATION

from .lesson import ENOUGH, Lesson, Training, Weights, judged_shapes, logits
from .network import PARAMETERS

UPHILL = CATALOGUE["sign"].asking("Which way does a step go that lowers the loss?")
SUMMED = CATALOGUE["sum-not-mean"].asking(
    "Is a step made from the sum over its batch, or from the mean?"
)
STANDS = CATALOGUE["training-without-effect"]
ALIKE = CATALOGUE["hidden-units-alike"]
SILENT = CATALOGUE["no-active-hidden-unit"]
NOT_FINITE = CATALOGUE["weights-not-finite"]
EXCHANGED = CATALOGUE["classes-exchanged"]
GUESSES = CATALOGUE["guessing"]
TOO_LITTLE = CATALOGUE["learns-too-little"]
NOT_REPEATED = CATALOGUE["random-numbers-from-elsewhere"]
NEVER_VARIES = CATALOGUE["generator-unused"].asking("From where do the first weights come?")
RATE_IGNORED = CATALOGUE["training-without-learning-rate"]

EPOCHS_IGNORED = CATALOGUE["number-of-epochs-unused"]
SIZE_IGNORED = CATALOGUE["batch-size-unused"]


def cause(t: Training) -> Mistake | None:
    """What keeps a network from reading enough."""
    X = t.lesson.unseen
    outputs = logits(t.lesson, t.weights)
    named_so = outputs.argmax(axis=1)
    factor, m = t.first_step, len(t.lesson.small.X)
    most = sum(np.bincount(t.lesson.truth[named_so == c]).max(initial=0) for c in set(named_so))
    seen: dict[Mistake, bool] = {
        UPHILL: abs(factor + 1) < 1e-2,
        SUMMED: abs(factor - m) < 1e-2 * m,
        STANDS: t.stands,
        ALIKE: bool(np.ptp(t.start["W1"], axis=1).max() < 1e-6),
        NOT_FINITE: not np.isfinite(outputs).all(),
        SILENT: not (X @ t.weights["W1"] + t.weights["b1"] > 0).any(),
        EXCHANGED: t.share < 0.5 and most / len(X) > 0.9,
        GUESSES: t.share < 0.2,
        TOO_LITTLE: True,
    }
    return next((mistake for mistake, holds in seen.items() if holds), None)


CAUSES = (
    *(UPHILL, SUMMED, STANDS, ALIKE, NOT_FINITE),
    *(SILENT, EXCHANGED, GUESSES, TOO_LITTLE),
)


class TestTrain(Question):
    """train(X, labels, hidden, eta, epochs, size, rng): a network that reads unseen digits.

    One case, since a training takes a fifth of a second, a hundred times what other gradings do.
    """

    id = "08-digits/train"
    parts = {"accuracy": 3, "rng": 1, "settings": 1}
    cases = 1
    forbidden = (
        *DIFFERENTIATION,
        *("nnlib.net.Net.", "nnlib.training.", "sklearn.", "torch.", "tensorflow.", "keras."),
    )

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> tuple[Lesson, int]:
        """A lesson, and the seed of the generators that come with it."""
        return Lesson.draw(rng), int(rng.integers(2**31))

    @staticmethod
    def rows(case: tuple[Lesson, int]) -> int:
        return 0

    @staticmethod
    def call(answer: Answer, case: tuple[Lesson, int]) -> Mapping[str, Any]:
        def train(lesson: Lesson, seed: int) -> Weights:
            settings = (lesson.hidden, lesson.eta, lesson.epochs, lesson.size)
            rng = np.random.default_rng(seed)
            result = answer.call("train", lesson.X, lesson.labels, *settings, rng)
            weights = {k: _array(k, v) for k, v in named(result, *PARAMETERS).items()}
            if problem := judged_shapes(weights, lesson):
                raise AnswerError("type", problem)
            return weights

        with np.errstate(all="ignore"):
            lesson, seed = case
            training = Training.watch(lesson, train, seed)
            return {
                "training": training,
                "accuracy": training.share >= ENOUGH,
                "rng": training.finite and training.repeats and training.varies,
                "settings": training.finite
                and training.heeds_rate
                and training.heeds_epochs
                and training.heeds_size,
            }

    def test_accuracy(self, case: Any, got: Mapping[str, Any], judge: Judge) -> None:
        found = None if got["accuracy"] else cause(got["training"])
        mistakes = {m: lambda m=m: {"accuracy": m is not found} for m in CAUSES}
        judge(got, {"accuracy": True}, mistakes=mistakes)

    def test_generator(self, case: Any, got: Mapping[str, Any], judge: Judge) -> None:
        t = got["training"]
        mistakes = {
            NOT_FINITE: lambda: {"rng": t.finite},
            NOT_REPEATED: lambda: {"rng": t.repeats or not t.finite},
            NEVER_VARIES: lambda: {"rng": t.varies or not t.finite},
        }
        judge(got, {"rng": True}, mistakes=mistakes)

    def test_settings(self, case: Any, got: Mapping[str, Any], judge: Judge) -> None:
        """η, the number of epochs and the size of a batch make a difference."""
        t = got["training"]
        ignored = {
            NOT_FINITE: not t.finite,
            STANDS: t.stands,
            RATE_IGNORED: not t.heeds_rate,
            EPOCHS_IGNORED: not t.heeds_epochs,
            SIZE_IGNORED: not t.heeds_size,
        }
        found = next((mistake for mistake, holds in ignored.items() if holds), None)
        mistakes = {m: lambda m=m: {"settings": m is not found} for m in ignored}
        judge(got, {"settings": True}, mistakes=mistakes)


def _array(name: str, value: Any) -> np.ndarray:
    try:
        return numbers(value)
    except AnswerError as error:
        raise AnswerError("type", f"`{name}` is not made of numbers ({error.message}).") from None
