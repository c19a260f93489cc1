"""The class that is graded: right and wrong answers from the bank, and what each is worth."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.bank import BankAnswer, read_answers
from autograder.classroom.demo import SampleCourse
from autograder.questions import find_question

ROOT = Path(__file__).parents[3]

SECRET = "the same for every benchmark, so that all is repeatable"
"""What the cases are drawn from; in a file of each course directory."""

Scores = dict[str, dict[str, float]]
"""Points by student and question."""


@dataclass(frozen=True)
class Sample:
    """A class that has handed in an assignment: answers (code by question) of each student."""

    assignment: str
    answers: Mapping[str, Mapping[str, BankAnswer]]

    @property
    def expected(self) -> Scores:
        """What each answer must get."""
        return {
            student: {question: answer.score for question, answer in answers.items()}
            for student, answers in self.answers.items()
        }

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions of the assignment."""
        return tuple(next(iter(self.answers.values())))

    def parts(self, question: str) -> Mapping[str, int]:
        """Return the points of each part of a question."""
        return find_question(f"{self.assignment}/{question}").parts

    def course(self) -> SampleCourse:
        """Make a fresh course directory, in which all have handed in and nobody is graded."""
        course = SampleCourse(ROOT, Path(tempfile.mkdtemp(prefix="bench-grading-")))
        for _ in course.nbgrader("generate_assignment", self.assignment):
            pass
        (course.root / "secret").write_text(SECRET)
        for student, answers in self.answers.items():
            codes = {question: answer.code for question, answer in answers.items()}
            course.submit(self.assignment, student, codes)
        return course


def sample(assignment: str, size: int) -> Sample:
    """Return a class of that size: every third has all right, the others go through the bank."""
    bank: dict[str, list[BankAnswer]] = {}
    for answer in read_answers(ROOT / "tests" / "bank"):
        if answer.question.startswith(f"{assignment}/"):
            bank.setdefault(answer.question.partition("/")[2], []).append(answer)

    def pick(number: int, at: int, answers: list[BankAnswer]) -> BankAnswer:
        right = [answer for answer in answers if answer.right]
        if number % 3 == 0:
            return right[number % len(right)]
        return answers[(number - number // 3 + 7 * at) % len(answers)]

    return Sample(
        assignment,
        {
            f"student-{number:04}": {
                question: pick(number, at, answers)
                for at, (question, answers) in enumerate(bank.items())
            }
            for number in range(size)
        },
    )


def recorded(course: SampleCourse, assignment: str) -> Scores:
    """Return what the gradebook says of the questions that are checked."""
    with course.gradebook as gradebook:
        return {
            submission.student.id: {
                grade.cell.name.removeprefix("check-"): grade.auto_score
                for notebook in submission.notebooks
                for grade in notebook.grades
                if grade.cell.name.startswith("check-")
            }
            for submission in gradebook.assignment_submissions(assignment)
        }


def verify(name: str, sample: Sample, scores: Scores) -> None:
    """Raise ValueError if somebody has not given every answer what it is worth."""
    for student, expected in sample.expected.items():
        if scores.get(student) != expected:
            raise ValueError(
                f"{name} gives {student} {scores.get(student)} in {sample.assignment}, "
                f"where {expected} would be right"
            )
