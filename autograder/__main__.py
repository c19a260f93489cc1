"""The `autograder` command."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from .notebooks import canonicalise


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status: 0 if all went well, 1 if a score was not as stated.

    `arguments` defaults to the command line. Wrong usage ends the process with status 2.
    """
    parser = argparse.ArgumentParser(prog="autograder", description="Grade exercises by hand.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("demo", help="grade a sample class through nbgrader, in a fresh directory")
    tidy = commands.add_parser("tidy", help="bring notebooks into the form in which they are kept")
    tidy.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args(arguments)
    if options.command == "tidy":
        return _tidy(options.folders)
    return _demo()


def _tidy(folders: list[Path]) -> int:
    for folder in folders:
        for notebook in sorted(folder.rglob("*.ipynb")):
            if canonicalise(notebook):
                print(f"tidied {notebook}")
    return 0


def _demo() -> int:
    # nbgrader takes two seconds to load, which no other command should pay.
    from .demo import demo

    astray = [row for row in demo(Path.cwd()) if row.scores != row.expected]
    for row in astray:
        print(f"{row.student} should have got {row.expected} in {row.assignment}", file=sys.stderr)
    return 1 if astray else 0


if __name__ == "__main__":
    sys.exit(main())
