"""The roster: who takes part, from a list of students to the gradebook."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, Student

from ..files import write_text
from .course import Classroom, CourseError, read_settings
from .read_roster import Listed, RosterError, read_roster

KEPT = ("first_name", "last_name", "email", "lms_user_id")
"""What the gradebook keeps of a student, besides the id."""


@dataclass
class Entered:
    """What became of a list of students.

    new, unchanged: ids; changed: what is another now, by id; unlisted: who is in the gradebook and
    not on the list, of whom nothing was changed.
    """

    new: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `autograder roster` takes."""
    parser.add_argument(
        "file",
        type=Path,
        help="CSV from Canvas, Moodle, a spreadsheet or nbgrader, with columns as id (or Username, "
        "SIS Login ID), First name, Last name, Email address, lms_user_id, Groups",
    )


def run(options: argparse.Namespace) -> int:
    """Enter the students of a file, and tell who is new, changed or not on the list."""
    classroom = Classroom(read_settings())
    try:
        students = read_roster(options.file.read_bytes())
    except RosterError as error:
        raise CourseError(f"nothing was entered from {options.file}:\n{error}") from None
    with classroom.gradebook() as gradebook:
        entered = enter_students(gradebook, students)
    enter_groups(classroom, students, entered)
    for student in entered.new:
        print(f"new: {student}")
    for student, changes in entered.changed.items():
        print(f"changed: {student}: {'; '.join(changes)}")
    if entered.unlisted:
        told = "in the gradebook, not in this file, and left as they are"
        print(f"{told}: {', '.join(entered.unlisted)}")
    told = f"{len(entered.new)} new, {len(entered.changed)} changed"
    print(f"{told}, {len(entered.unchanged)} unchanged.")
    return 0


def enter_students(gradebook: Gradebook, students: Sequence[Listed]) -> Entered:
    """Enter students into the gradebook, all of them or, if that fails, none.

    What the list leaves empty stays as it is.
    """
    entered = Entered()
    known: dict[str, Any] = {str(student.id): student for student in gradebook.students}
    for listed in students:
        told = {name: getattr(listed, name) for name in KEPT if getattr(listed, name)}
        if (there := known.pop(listed.id, None)) is None:
            gradebook.db.add(Student(id=listed.id, **told))
            entered.new.append(listed.id)
            continue
        changes = []
        for name, value in told.items():
            if (before := getattr(there, name) or "") != value:
                setattr(there, name, value)
                changes.append(_tell_change(name, before, value))
        if changes:
            entered.changed[listed.id] = changes
        else:
            entered.unchanged.append(listed.id)
    entered.unlisted = sorted(known)
    gradebook.db.commit()
    return entered


def enter_groups(classroom: Classroom, students: Sequence[Listed], entered: Entered) -> None:
    """Keep the groups of students in a file, since the gradebook has no place for them."""
    groups = read_groups(classroom)
    for listed in students:
        before = groups.get(listed.id, "")
        if not listed.group or before == listed.group:
            continue
        groups[listed.id] = listed.group
        if listed.id not in entered.new:
            if listed.id in entered.unchanged:
                entered.unchanged.remove(listed.id)
            change = _tell_change("group", before, listed.group)
            entered.changed.setdefault(listed.id, []).append(change)
    if groups:
        write_text(_group_file(classroom), json.dumps(groups, indent=1) + "\n")


def read_groups(classroom: Classroom) -> dict[str, str]:
    """Return the group of each student who is in one."""
    path = _group_file(classroom)
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _group_file(classroom: Classroom) -> Path:
    return classroom.root / "classroom" / "groups.json"


def _tell_change(name: str, before: str, after: str) -> str:
    return f"{name.replace('_', ' ')} {before or 'empty'} → {after}"
