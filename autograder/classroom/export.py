"""Grades for Canvas and Moodle, as plug-ins of `nbgrader export` and for `autograder export`.

    nbgrader export --exporter=autograder.classroom.export.CanvasExport
    nbgrader export --exporter=autograder.classroom.export.MoodleExport

Like nbgrader's own CSV, they subtract the penalty for being late. A cell is blank for what was not
handed in, and for what a person has yet to mark: neither is 0. `--assignment` and `--student`
choose, as in `--assignment='["03-three-layer"]'`. nbgrader
knows a student's `lms_user_id`: in Canvas the ID, in Moodle the ID number.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

from nbgrader.api import Assignment, Grade, Gradebook, Student, SubmittedAssignment
from nbgrader.api import SubmittedNotebook as Notebook
from nbgrader.plugins import ExportPlugin
from sqlalchemy import func

from ..files import write_text
from .csv_table import CsvValue, format_csv


class Person(NamedTuple):
    """A student, as the gradebook knows them. All but `id` may be missing."""

    id: str
    first: str | None
    last: str | None
    email: str | None
    lms_id: str | None


class Grades(NamedTuple):
    """What is exported: assignments with their points, and each student's score in each, if any."""

    points: dict[str, float]
    scores: dict[Person, list[float | None]]


class LmsExport(ExportPlugin):
    """Reads the gradebook and writes a sheet; what the sheet looks like, a subclass tells."""

    file: ClassVar[str]
    """Where the sheet is written to if `--to` is not given."""

    groups: Mapping[str, str] = MappingProxyType({})
    """The group of each student who is in one; see `roster`."""

    def rows(self, grades: Grades) -> Iterator[Sequence[CsvValue]]:
        """Give the rows of the sheet."""
        raise NotImplementedError

    def export(self, gradebook: Gradebook) -> None:
        """Write the sheet, whole or not at all."""
        to = Path(self.to or self.file)
        to.parent.mkdir(parents=True, exist_ok=True)
        write_text(to, format_csv(self.rows(self._grades(gradebook.db))))
        self.log.info("Exported grades to %s", to)

    def _grades(self, db: Any) -> Grades:
        found = sorted(db.query(Assignment), key=lambda assignment: assignment.name)
        assignments = {assignment.name: assignment for assignment in found}
        people = {
            person.id: person
            for person in map(
                Person._make,
                db.query(
                    Student.id,
                    Student.first_name,
                    Student.last_name,
                    Student.email,
                    Student.lms_user_id,
                ).order_by(Student.last_name, Student.first_name, Student.id),
            )
        }
        names = self._chosen("assignment", self.assignment, assignments)
        students = self._chosen("student", self.student, people)
        scores = {name: self._scores(db, assignments[name]) for name in names}
        return Grades(
            {name: float(assignments[name].max_score) for name in names},
            {
                people[student]: [scores[name].get(student) for name in names]
                for student in students
            },
        )

    def _chosen(self, kind: str, wanted: Sequence[Any], known: dict[str, Any]) -> list[str]:
        """Return the names that are wanted, all if none is; end the command at an unknown one."""
        wanted = [str(name) for name in wanted]
        for name in wanted:
            if name not in known:
                self.log.error("There is no %s %r in the gradebook", kind, name)
                sys.exit(1)
        return [name for name in known if not wanted or name in wanted]

    def _scores(self, db: Any, assignment: Assignment) -> dict[str, float]:
        # From the grades up, by primary keys: nbgrader's own sums search its tables for every
        # student anew.
        submitted = (
            db.query(SubmittedAssignment.student_id)
            .filter(SubmittedAssignment.assignment_id == assignment.id)
            .join(Notebook, Notebook.assignment_id == SubmittedAssignment.id)
            .group_by(SubmittedAssignment.student_id)
        )
        penalties = dict(submitted.add_columns(func.sum(Notebook.late_submission_penalty)).all())
        graded = submitted.join(Grade, Grade.notebook_id == Notebook.id)
        unmarked = graded.filter(Grade.auto_score.is_(None), Grade.manual_score.is_(None))
        waiting = {student for (student,) in unmarked}
        if waiting:
            told = "%s: blank for %d, since answers wait for a person's marks"
            self.log.warning(told, assignment.name, len(waiting))
        return {
            student: max(0.0, score - (penalties[student] or 0.0))
            for student, score in graded.add_columns(func.sum(Grade.score)).all()
            if student not in waiting
        }


class TotalsExport(LmsExport):
    """A plain table: a row per student, a column per assignment, the points in the second row."""

    file = "classroom/exports/totals.csv"

    def rows(self, grades: Grades) -> Iterator[Sequence[CsvValue]]:
        """Give a head, the points that can be had, and the rows of all students."""
        yield "student", "first name", "last name", "email", "group", *grades.points
        yield "points", None, None, None, None, *grades.points.values()
        for person, scores in grades.scores.items():
            group = self.groups.get(person.id)
            yield person.id, person.first, person.last, person.email, group, *scores


class CanvasExport(LmsExport):
    """What Canvas imports under Grades > Import: five columns, the points, a row per student.

    Canvas finds a student by ID, else by SIS Login ID, which is the name in nbgrader, and an
    assignment by its title; it offers to make one that it does not have.
    """

    file = "classroom/exports/canvas.csv"

    def rows(self, grades: Grades) -> Iterator[Sequence[CsvValue]]:
        """Give the rows as Canvas's own export has them."""
        yield "Student", "ID", "SIS User ID", "SIS Login ID", "Section", *grades.points
        yield "    Points Possible", None, None, None, None, *grades.points.values()
        for person, scores in grades.scores.items():
            name = ", ".join(filter(None, (person.last, person.first))) or person.id
            yield name, person.lms_id, None, person.id, self.groups.get(person.id), *scores


class MoodleExport(LmsExport):
    """What Moodle imports under Grades > Import > CSV file: a row per student.

    There, map Username, ID number or Email address to what identifies a user, and each assignment
    to its grade item, made beforehand with its maximum. A column that identifies is left out if
    anybody lacks a value: Moodle would give that row's grades to the student of the row before.
    """

    file = "classroom/exports/moodle.csv"

    def rows(self, grades: Grades) -> Iterator[Sequence[CsvValue]]:
        """Give a head, and the rows of all students."""
        people = list(grades.scores)
        identified = [("Username", [person.id for person in people])]
        identified += [
            (title, values)
            for title, values in (
                ("ID number", [person.lms_id or "" for person in people]),
                ("Email address", [person.email or "" for person in people]),
            )
            if all(values)
        ]
        yield *(title for title, _ in identified), "First name", "Last name", *grades.points
        for number, person in enumerate(people):
            yield (
                *(values[number] for _, values in identified),
                person.first,
                person.last,
                *grades.scores[person],
            )
