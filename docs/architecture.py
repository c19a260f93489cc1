"""The list of modules at the end of the page on the architecture: `python -m docs.architecture`."""

import ast
from collections.abc import Iterator
from pathlib import Path

from autograder.files import write_text

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
HEADING = "\n## Every module\n"


def render_architecture() -> str:
    """Return the page as it is, with the list of modules made anew."""
    text = PAGE.read_text(encoding="utf-8")
    before, after = text.split(HEADING)
    introduction = after.split("\n| module |")[0]
    table = ["| module | what it is for |", "|---|---|", *_rows()]
    return f"{before}{HEADING}{introduction}\n" + "\n".join(table) + "\n"


def _rows() -> Iterator[str]:
    """Give a row for each module of `autograder` but the checks of single exercises."""
    for path in sorted((ROOT / "autograder").rglob("*.py"), key=_order):
        module = path.relative_to(ROOT / "autograder").with_suffix("")
        if not any(part.startswith("test_") for part in module.parts):
            name = (
                ".".join(module.parts).removesuffix(".__init__").replace("__init__", "autograder")
            )
            summary = str(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))))
            yield f"| `{name}` | {summary.partition(chr(10))[0]} |"


def _order(path: Path) -> tuple[bool, Path, bool, str]:
    """Sort the files of a folder before its folders, and `__init__` first of all."""
    return (
        len(path.relative_to(ROOT).parts) > 2,
        path.parent,
        path.name != "__init__.py",
        path.name,
    )


if __name__ == "__main__":
    write_text(PAGE, render_architecture())
