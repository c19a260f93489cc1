"""Grade with nbgrader as it comes.

Usage: `python -m tests.benchmarks.grading.plain <assignment> <students>`.

One process for all these students, so that nbgrader is loaded once. The course's configuration
gives directories alone: this is nbgrader's own converter, with its own preprocessors.
"""

import logging
import sys

from nbgrader.apps.baseapp import NbGrader
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory


def main() -> None:
    """Grade the students that a pattern names."""
    application = NbGrader()
    application.log_level = logging.ERROR
    application.initialize([])
    course = CourseDirectory(config=application.config)
    course.assignment_id, course.student_id = sys.argv[1:]
    Autograde(coursedir=course, config=application.config).start()


if __name__ == "__main__":
    main()
