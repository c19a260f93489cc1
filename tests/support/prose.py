"""What people read, as text: pages and markdown cells without their code and formulas."""

import re
from pathlib import Path

import nbformat

from tests.support.released import ROOT

# The exercises are made from the solutions, which hold model answers too.
READ = sorted(
    path
    for pattern in ("*.md", "nnlib/data/*.md", "docs/*.md", "lectures/*.*", "solutions/*/*.ipynb")
    for path in ROOT.glob(pattern)
)
CODE = re.compile(r"^ *```.*?^ *```|`[^`\n]*`|\$\$.+?\$\$|\$[^$\n]+\$", re.M | re.S)


def prose(path: Path) -> str:
    if path.suffix == ".md":
        markdown = path.read_text(encoding="utf-8")
    else:
        cells = nbformat.read(path, as_version=4).cells
        markdown = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    return CODE.sub(" ", markdown)
