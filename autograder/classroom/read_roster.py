"""Reading a list of students, as Canvas, Moodle, a spreadsheet or nbgrader write it."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

LONGEST = 128
"""Characters of what the gradebook keeps of a student."""

MOST_TOLD = 10
"""How many faults are told at once."""

COLUMNS = {
    "id": ("id", "username", "user name", "student id", "login", "login id", "sis login id"),
    "first_name": ("first_name", "first name", "given name"),
    "last_name": ("last_name", "last name", "surname", "family name"),
    "email": ("email", "email address", "e-mail", "e-mail address", "mail"),
    "lms_user_id": ("lms_user_id", "lms id", "lms user id", "canvas id", "id number"),
    "group": ("group", "groups", "section", "sections"),
    "name": ("name", "full name", "student"),
}
"""The headings that are known for each thing, the best first; case does not matter."""

IDENTITIES = ("id", "email", "lms_user_id")
"""What tells who a student is, the first that there is."""

CANVAS = ("student", "id", "section")
"""Headings by which Canvas's own table is known; its ID is a number of Canvas."""

ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
"""What the first bytes of a file say of its encoding."""

MAIL = re.compile(r"[^@\s]+@[^@\s]+")


class RosterError(ValueError):
    """A list of students cannot be read: where, and what should stand there."""


class Listed(NamedTuple):
    """A student as a list has them; empty where it says nothing. line: where in the file."""

    id: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""
    group: str = ""
    line: int = 0


def read_roster(data: bytes) -> list[Listed]:
    """Return the students of a CSV file.

    Cells are divided by commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252. A student is
    known by a column of ids or user names; where there is none, by the mail address up to its @, or
    else by the number in the LMS.

    Raises RosterError, which names the line and the column of each fault.
    """
    rows = list(_read_rows(_decode(data)))
    if not rows:
        raise RosterError("the file is empty; its first line should name the columns")
    (first, head), *rows = rows
    places = _find_columns(head, first)
    faults: list[str] = []
    students: list[Listed] = []
    for line, row in rows:
        cells = {what: row[at].strip() if at < len(row) else "" for what, at in places.items()}
        if _is_no_student(cells):
            continue
        if len(row) > len(head) and any(cell.strip() for cell in row[len(head) :]):
            told = f"line {line}: {len(row)} cells under {len(head)} headings"
            faults.append(f'{told}; a cell with a comma or semicolon should stand in quotes ("…")')
            continue
        student = _make_student(cells, line)
        faults += _find_faults(student, head, places)
        students.append(student)
    faults += _find_doubles(students)
    if faults:
        more = [f"and {len(faults) - MOST_TOLD} more"] if len(faults) > MOST_TOLD else []
        raise RosterError("\n".join(faults[:MOST_TOLD] + more))
    if not students:
        raise RosterError("the file names no student below its headings")
    return students


def _decode(data: bytes) -> str:
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise RosterError("this is a workbook, not a CSV file: save it as CSV first")
    marked = (encoding for start, encoding in ENCODINGS if data.startswith(start))
    try:
        return data.decode(next(marked, "utf-8"))
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")  # what spreadsheets on Windows write
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        told = "is neither UTF-8 nor Windows-1252; save the file as CSV in UTF-8"
        raise RosterError(f"line {line}: a character {told}") from None


def _read_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that hold anything, each with the line at which it begins."""
    lines = text.splitlines(keepends=True)
    before = 0
    if lines and (said := re.fullmatch(r"sep=(.)", lines[0].strip())):  # a hint to spreadsheets
        before, divider = 1, said[1]
    else:
        head = re.sub(r'"[^"]*"', "", next((line for line in lines if line.strip()), ""))
        divider = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO("".join(lines[before:]), newline=""), delimiter=divider)
    begins = before + 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield begins, row
            begins = before + reader.line_num + 1
    except csv.Error as error:
        raise RosterError(f"line {begins}: {error}") from None


def _find_columns(head: Sequence[str], line: int) -> dict[str, int]:
    """Return the place of each column that is known."""
    names = [" ".join(name.casefold().split()) for name in head]
    places: dict[str, int] = {}
    if set(CANVAS) <= set(names):
        places["lms_user_id"] = names.index("id")
        names[names.index("id")] = ""
    for what, known in COLUMNS.items():
        if what not in places and (found := [name for name in known if name in names]):
            places[what] = names.index(found[0])
    if places.keys().isdisjoint(IDENTITIES):
        found = ", ".join(repr(name) for name in head)
        raise RosterError(
            f"line {line}: no column says who is who. One should be called 'id', 'Username', "
            f"'SIS Login ID' or 'Email address'; there are: {found}"
        )
    return places


def _is_no_student(cells: dict[str, str]) -> bool:
    """Tell whether a row of Canvas's table is one of points or policies, or its test student."""
    name = cells.get("name", "")
    identified = any(cells.get(what) for what in IDENTITIES)
    return name == "Student, Test" or (not identified and name in ("", "Points Possible"))


def _make_student(cells: dict[str, str], line: int) -> Listed:
    last, comma, first = cells.pop("name", "").partition(",")
    if not comma:
        first, _, last = last.rpartition(" ")
    named = {"first_name": first.strip(), "last_name": last.strip()}
    if not cells.get("id"):
        cells["id"] = cells.get("email", "").partition("@")[0] or cells.get("lms_user_id", "")
    return Listed(**(named | {what: value for what, value in cells.items() if value}), line=line)


def _find_faults(student: Listed, head: Sequence[str], places: dict[str, int]) -> Iterator[str]:
    def tell(what: str, should: str) -> str:
        value = getattr(student, what)
        at = places[what] if what in places else min(places[n] for n in IDENTITIES if n in places)
        column = head[at].strip()
        return f"line {student.line}, column {column!r}: {should}, not {value!r}"

    for what in places.keys() - {"name"}:
        value = getattr(student, what)
        if len(value) > LONGEST or not value.isprintable():
            yield tell(what, f"should be one line of at most {LONGEST} characters")
    if not student.id:
        yield tell("id", "should say who this is")
    elif student.id.startswith(".") or re.search(r"[/\\*?]", student.id):
        yield tell(
            "id", "should be fit to be the name of a folder, without / \\ * ? and . in front"
        )
    if student.email and not MAIL.fullmatch(student.email):
        yield tell("email", "should be a mail address, as ada@example.org")


def _find_doubles(students: Sequence[Listed]) -> Iterator[str]:
    for what in ("id", "lms_user_id"):
        seen: dict[str, int] = {}
        for student in students:
            value = getattr(student, what)
            if value and (before := seen.setdefault(value.casefold(), student.line)) < student.line:
                yield f"line {student.line}: {value!r} stands in line {before} already"
