"""How nbgrader runs this course; used by every nbgrader command started in this directory."""

import os
import sys
from pathlib import Path

# nbgrader calls other programs of its environment by name, also where .venv is not activated.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

course = Path(__file__).parent
classroom = course / "classroom"

c = get_config()  # noqa: F821 – traitlets hands this name to every configuration file

c.CourseDirectory.course_id = "backprop-by-hand"
c.CourseDirectory.root = str(course)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
c.CourseDirectory.submitted_directory = "classroom/submitted"
c.CourseDirectory.autograded_directory = "classroom/autograded"
c.CourseDirectory.feedback_directory = "classroom/feedback"
c.CourseDirectory.solution_directory = "classroom/solution"
c.CourseDirectory.source_with_tests_directory = "classroom/source_with_tests"
c.CourseDirectory.db_url = f"sqlite:///{classroom / 'gradebook.db'}"
classroom.mkdir(exist_ok=True)

c.ClearSolutions.text_stub = "*Write your answer here.*"
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError()"}

# Kernels speak up when something is wrong only, so that the log of a class can be read.
c.Execute.extra_arguments = ["--IPKernelApp.log_level=ERROR"]

# Nobody hands in under another's name, and no link leads out of a submission.
c.ExchangeFactory.collect = "autograder.classroom.collect.SafeCollect"

# A test cell that a student deleted comes back and is graded.
c.OverwriteCells.add_missing_cells = True
