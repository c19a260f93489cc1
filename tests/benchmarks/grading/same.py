"""Grade an honest class three times: `nbgrader autograde`, `autograder grade`, and once more.

The gradebook must be the same each time: `make grade-many`.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from contextlib import closing
from sqlite3 import connect

from autograder.classroom.demo import SampleCourse

from .sample import recorded, sample, verify

ASSIGNMENT = "03-three-layer"

ROWS = """
select s.student_id, c.name, 'grade', g.auto_score, g.manual_score, g.extra_credit,
       g.needs_manual_grade
from grade g join base_cell c on c.id = g.cell_id
join submitted_notebook n on n.id = g.notebook_id
join submitted_assignment s on s.id = n.assignment_id
union all
select s.student_id, c.name, 'comment', m.auto_comment, m.manual_comment, null, null
from comment m join base_cell c on c.id = m.cell_id
join submitted_notebook n on n.id = m.notebook_id
join submitted_assignment s on s.id = n.assignment_id
order by 1, 2, 3
"""
"""All that a grading writes, without the numbers that a database makes up."""


def rows(course: SampleCourse) -> list[tuple]:
    """Return the gradebook's rows."""
    with closing(connect(course.root / "classroom" / "gradebook.db")) as database:
        return database.execute(ROWS).fetchall()


def main() -> None:
    """Grade three times, and say whether the rows are the same; else end with status 1."""
    parser = argparse.ArgumentParser(prog="make grade-many", description=__doc__)
    parser.add_argument("submissions", type=int, nargs="?", default=200)
    handed_in = sample(ASSIGNMENT, parser.parse_args().submissions)
    serial, parallel = handed_in.course(), handed_in.course()
    os.environ["BACKPROP_BY_HAND_SECRET"] = str(serial.root / "secret")
    alone = [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT, "--log-level=WARN"]
    together = [sys.executable, "-m", "autograder", "grade", ASSIGNMENT]
    found = []
    for name, command, course in (
        ("nbgrader autograde", alone, serial),
        ("autograder grade", together, parallel),
        ("autograder grade, once more", together, parallel),
        ("nbgrader autograde --force", [*alone, "--force"], serial),
    ):
        start = time.monotonic()
        subprocess.run(command, cwd=course.root, check=True, capture_output=True)
        verify(name, handed_in, recorded(course, ASSIGNMENT))
        found.append(rows(course))
        same = found[-1] == found[0]
        took = time.monotonic() - start
        print(f"{name:30}{len(found[-1]):6} rows in {took:5.0f} s  {'same' if same else 'OTHERS'}")
    for course in (serial, parallel):
        shutil.rmtree(course.root)
    sys.exit(any(each != found[0] for each in found))


if __name__ == "__main__":
    main()
