"""The exercises by name, and whether a text gives an answer of theirs away."""

import re
from functools import cache
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[2]
ASSIGNMENTS = sorted(folder.name for folder in (ROOT / "solutions").iterdir() if folder.is_dir())


def notebook(folder: str, assignment: str) -> nbformat.NotebookNode:
    return nbformat.read(ROOT / folder / assignment / f"{assignment}.ipynb", as_version=4)


@cache
def answer_lines() -> set[str]:
    """Every line of a solution region, which holds the marking schemes too."""
    lines: set[str] = set()
    for assignment in ASSIGNMENTS:
        for cell in notebook("solutions", assignment).cells:
            for region in re.findall(r"BEGIN SOLUTION\n(.*?)### END SOLUTION", cell.source, re.S):
                lines |= {line.strip() for line in region.splitlines()} - {""}
    return lines


def leaked(text: str) -> set[str]:
    lines = {line.strip() for line in text.splitlines()}
    return {
        answer
        for answer in answer_lines()
        if answer in lines or (len(answer) > 20 and answer in text)
    }
