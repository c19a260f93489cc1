"""The bank of answers: files that hold a student's answer and the outcome it must have.

A file `<assignment>/<question>/<outcome>.py` is named `right-…`, `wrong-…` or `hostile-…`. Its head
states what it must get: `# score: 4`, then if there is anything to be told `# hint: T2 T6` (codes
of the mistakes, in order) and `# says: missing` (words of the report). The code below is what
the student would have typed into the answer cell.
"""

import linecache
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..question.answer import Answer


@dataclass(frozen=True)
class BankAnswer:
    """One answer of the bank, with its outcome."""

    question: str
    outcome: str
    code: str
    score: float
    hints: tuple[str, ...]
    says: str

    @property
    def right(self) -> bool:
        """Whether this answer must get all points."""
        return self.outcome.startswith("right-")

    def answer(self) -> Answer:
        """Run the answer cell as a notebook does; what it defined before an error stays."""
        file = f"<{self.question}/{self.outcome}>"
        # A traceback quotes the line that failed, as it does in a notebook.
        linecache.cache[file] = (len(self.code), None, self.code.splitlines(keepends=True), file)
        names: dict[str, Any] = {"np": np, "__name__": "__main__"}
        try:
            exec(compile(self.code, file, "exec"), names)
        except Exception:
            if self.right:
                raise
        return Answer(names)


def read(path: Path) -> BankAnswer:
    """Read one file of the bank.

    Raises ValueError if its name or head is not of the form above.
    """
    head: dict[str, str] = {}
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for line in lines:
        if not line.startswith("# ") or ":" not in line:
            break
        key, _, value = line[2:].partition(":")
        head[key] = value.strip()
    if not path.name.startswith(("right-", "wrong-", "hostile-")):
        raise ValueError(f"{path} should be called right-…, wrong-… or hostile-…")
    if "score" not in head or head.keys() - {"score", "hint", "says"}:
        raise ValueError(f"{path} should begin with '# score:' and know only score, hint and says")
    return BankAnswer(
        question=f"{path.parent.parent.name}/{path.parent.name}",
        outcome=path.stem,
        code="".join(lines[len(head) :]),
        score=float(head["score"]),
        hints=tuple(head.get("hint", "").split()),
        says=head.get("says", ""),
    )


def load(folder: Path, *, hostile: bool = False) -> list[BankAnswer]:
    """Read the bank, sorted by question and outcome: right and wrong answers, or the hostile ones.

    Hostile answers attack whoever runs them, and must only be run in a sandbox. Raises ValueError
    if `folder` holds no answer.
    """
    paths = sorted(folder.glob("*/*/*.py"))
    answers = [read(path) for path in paths if path.name.startswith("hostile-") == hostile]
    if not answers:
        raise ValueError(
            f"folder {folder} should hold answers as <assignment>/<question>/<name>.py"
        )
    return answers
