"""The settings of how answers run: `c.TrustedExecute` in nbgrader_config.py."""

from nbgrader.preprocessors import LimitOutput
from traitlets import Bool, Float
from traitlets.config import Configurable

from .grade_submission import Limits


class TrustedExecute(Configurable):
    """What answers may take; its section stands where that of nbgrader's `Execute` does."""

    timeout = Float(30, help="Seconds that a cell may take.").tag(config=True)
    call_timeout = Float(30, help="Seconds that a call of an answer may take.").tag(config=True)
    total_timeout = Float(600, help="Seconds that a notebook may take.").tag(config=True)
    allow_unsandboxed = Bool(
        False, help="Whether to grade where the computer cannot keep answers in."
    ).tag(config=True)

    def limits(self) -> Limits:
        """Return what a submission may take, and leave, as `c.LimitOutput` has it."""
        left = LimitOutput(parent=self)
        lines, traceback = (left.max_lines, left.max_traceback) if left.enabled else (-1, -1)
        return Limits(self.timeout, self.call_timeout, self.total_timeout, lines, traceback)
