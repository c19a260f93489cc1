"""How nbgrader runs this course; used by every nbgrader command started in this directory."""

import os
import sys
from pathlib import Path

from autograder.authoring.name_variables import STUB, NameVariables
from autograder.classroom import autograde

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
c.ClearSolutions.code_stub = {"python": STUB}
c.GenerateAssignment.preprocessors.insert(4, NameVariables)  # after ClearSolutions

# Nobody hands in under another's name, and no link leads out of a submission.
c.ExchangeFactory.collect = "autograder.classroom.collect.SafeCollect"

# A submission that came by hand does not keep the class from its feedback.
c.ExchangeFactory.release_feedback = "autograder.classroom.release_feedback.ReleaseFeedback"

# Answers run shut in, checks run where no answer can reach them, and every submission gets a row.
autograde.install()

# What students have written is shown in the instructor's browser, and runs nothing there.
c.HTMLExporter.filters = {
    "markdown2html": "autograder.classroom.show.safe_markdown",
    "highlight_code": "autograder.classroom.show.safe_code",
    "ansi2html": "autograder.classroom.show.safe_text",
}
