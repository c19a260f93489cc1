"""An answer in the notebook of the student who works on it, at home.

The kernel keeps what a cell has defined, also when the cell was changed since and failed. So the
runs of cells are watched, to tell a function of now from one of an earlier run.
"""

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from IPython import get_ipython

from .question.answer import Answer, AnswerError
from .question.time_limit import TimeLimit

SECONDS = 10.0
"""Seconds that the student's code may take in one check."""


@dataclass
class CellRun:
    """A run of a cell: the cell's id if the notebook tells it, its source, and how it failed."""

    cell: str | None
    source: str
    error: BaseException | None = None

    def defines(self, name: str) -> bool:
        """Tell whether the cell gives this name a meaning, by the look of its source."""
        definition = (
            rf"^(?:async\s+)?(?:def|class)\s+{name}\b|^(?=\S)[^#\n=(]*\b{name}\b[^=\n(]*=(?!=)"
            rf"|^(?:from\s.*)?import\s.*\b{name}\b"
        )
        return re.search(definition, self.source, re.M) is not None


_runs: list[CellRun] = []


def watch_runs() -> None:
    """From now on, note each run of a cell in this notebook; do nothing elsewhere."""
    shell = get_ipython()
    if shell is not None:
        shell.events.register("pre_run_cell", _begin_run)
        shell.events.register("post_run_cell", _end_run)


def _begin_run(info: Any) -> None:
    _runs.append(CellRun(getattr(info, "cell_id", None), info.raw_cell))


def _end_run(result: Any) -> None:
    if _runs and _runs[-1].source == result.info.raw_cell:
        _runs[-1].error = result.error_before_exec or result.error_in_exec


class HomeAnswer(Answer):
    """What the student's own notebook defines now."""

    def __init__(self, namespace: Mapping[str, Any], forbidden: tuple[str, ...] = ()) -> None:
        super().__init__(namespace, forbidden, TimeLimit(SECONDS))
        shell = get_ipython()
        self._runs = _runs if shell is not None and namespace is shell.user_ns else []

    def find(self, name: str) -> Any:
        """Return what the notebook means by a name, None if nothing."""
        return self._namespace.get(name)

    def _find(self, name: str) -> Any:
        if problem := find_outdated(self._runs, name, self._namespace.get(name)):
            raise AnswerError("missing", problem)
        return super()._find(name)


def find_last_answer(name: str) -> str:
    """Return the source of the cell that has given this name a meaning last; empty if none has."""
    return next((run.source for run in reversed(_runs) if run.defines(name)), "")


def find_outdated(runs: list[CellRun], name: str, value: Any) -> str:
    """Return why `value` is not what the notebook's cells give this name now; empty if it is.

    runs: all runs of cells until now; value: what the name means in the kernel, None if nothing.
    """
    last = next((n for n in reversed(range(len(runs))) if runs[n].defines(name)), None)
    if last is None:
        return ""
    run = runs[last]
    if any(run.cell and later.cell == run.cell for later in runs[last + 1 :]):
        why = "its cell does not define that name any more"
    elif run.error is not None and not _comes_from(value, name, run):
        why = f"the cell that should define it stopped with {type(run.error).__name__}"
    else:
        return ""
    end = "Mend the cell, run it, and check again."
    if value is None:
        return f"There is no `{name}` yet: {why}. {end}"
    return f"The `{name}` in memory is from an earlier run: {why}. {end}"


def _comes_from(value: Any, name: str, run: CellRun) -> bool:
    """Tell whether the cell, which failed, came far enough to give this value, if that is known."""
    if isinstance(run.error, SyntaxError) or value is None:
        return False
    try:
        source = inspect.getsource(value).strip()
    except (OSError, TypeError):  # not a function of a cell
        return True
    return source in run.source or f"def {name}" not in run.source
