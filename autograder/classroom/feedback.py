"""From marks to students: make the pages that have changed, and release them."""

import argparse
import sys
import zipfile
from pathlib import Path

from nbgrader.exchange import ExchangeError

from nnlib.files import replace_file

from .course import Classroom, CourseError, add_student_argument, read_settings
from .generate_feedback import GenerateFeedback
from .release_feedback import ReleaseFeedback


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `autograder feedback` takes."""
    parser.add_argument("assignment", help="like 03-three-layer")
    add_student_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Make and release the pages; tell what was made, what waits and who must be sent theirs."""
    classroom = Classroom(read_settings())
    students = classroom.students(options.assignment, options.student)
    made = make_pages(classroom, options.assignment, students)
    for student, why in sorted(made.outdated.items()):
        print(f"{student}: {why}", file=sys.stderr)
    for student, cells in sorted(made.waiting.items()):
        print(f"{student}: not marked yet: {', '.join(cells)}")
    print(f"{len(made.made)} pages made, {len(made.unchanged)} unchanged.")
    by_hand = release_pages(classroom, options.assignment, [*made.made, *made.unchanged])
    if by_hand:
        folder = zip_pages(classroom, options.assignment, by_hand)
        print(f"{len(by_hand)} to be sent or uploaded: {folder}")
    return 1 if made.outdated else 0


def make_pages(classroom: Classroom, assignment: str, students: list[str]) -> GenerateFeedback:
    """Make the pages of these students that would differ from those that there are.

    Returns what has made them, and knows which. Raises CourseError if nobody has been graded.
    """
    graded = [s for s in students if classroom.folder("autograded", assignment, s).is_dir()]
    if not graded:
        raise CourseError(f"nobody has been graded yet: autograder grade {assignment}")
    converter = GenerateFeedback(
        coursedir=classroom.directory(assignment), config=classroom.settings
    )
    converter.only = {*graded}
    converter.log.setLevel("ERROR")
    converter.start()
    return converter


def release_pages(classroom: Classroom, assignment: str, students: list[str]) -> list[str]:
    """Release pages through the exchange, if there is one; return whom they do not reach so."""
    release = ReleaseFeedback(coursedir=classroom.directory(assignment), config=classroom.settings)
    if not Path(release.root, release.coursedir.course_id).is_dir():
        return sorted(students)
    release.only = {*students}
    try:
        release.start()
    except ExchangeError as error:
        raise CourseError(f"the exchange {release.root} cannot be written to: {error}") from None
    print(f"{len(release.released)} released through the exchange.")
    return release.unreached


def zip_pages(classroom: Classroom, assignment: str, students: list[str]) -> Path:
    """Write a zip with the page of each of these students; return the folder of these."""
    folder = classroom.exports / f"{assignment}-feedback"
    folder.mkdir(parents=True, exist_ok=True)
    for student in students:
        page = classroom.folder("feedback", assignment, student) / f"{assignment}.html"
        with replace_file(folder / f"{student}.zip") as file, zipfile.ZipFile(file, "w") as packed:
            packed.write(page, page.name)
    return folder
