"""An answer in a kernel, with the same interface as an answer in this process."""

import copy
from collections.abc import Callable, Mapping
from typing import Any

from ..question.answer import Answer, AnswerError, refuse_none
from ..trace.recorder import read_entries
from .session import REASONS, LimitError, Session
from .wire import WireError, decode, make_printable

KERNEL_TROUBLES = (
    "missing",
    "not written",
    "crash",
    "changed input",
    "type",
    "by library",
    "time",
    "memory",
)
"""The kinds of AnswerError that a kernel may report. Each costs points, so none needs proof."""


class RemoteAnswer(Answer):
    """An answer whose names are in a student's kernel."""

    def __init__(self, session: Session, forbidden: tuple[str, ...] = ()) -> None:
        super().__init__({}, forbidden)
        self._session = session
        self._share = 1.0

    def replace_functions(
        self, stand_ins: Mapping[str, Callable], share: float = 1.0
    ) -> "RemoteAnswer":
        """Replace functions of the notebook during calls; see `Answer.replace_functions`."""
        same = copy.copy(self)
        same._stand_ins, same._share = stand_ins, share
        return same

    def value(self, name: str) -> Any:
        """Return a variable as plain data; see `Answer.value`."""
        return self._ask_kernel("value", name)

    def call(self, name: str, *arguments: Any) -> Any:
        """Call a function on data; see `Answer.call`.

        Unlike there, random generators among the arguments are not advanced.
        """
        return refuse_none(self._ask_kernel("call", name, arguments, self._stand_ins), name)

    def _ask_kernel(self, what: str, name: str, *arguments: Any) -> Any:
        kernel, seconds = self._session.ensure_kernel(), self._session.call_seconds * self._share
        try:
            more = {} if self._trace is None else {"follow": True}
            reply = getattr(kernel, what)(name, *arguments, self._forbidden, seconds, **more)
            if self._trace is not None:
                self._trace.entries += read_entries(decode(reply.get("trace")))
            if "error" in reply:
                raise _read_error(name, reply["error"])
            return decode(reply.get("data"))
        except LimitError as stopped:
            raise AnswerError(stopped.reason, f"`{name}`: {stopped}.") from None
        except WireError as error:
            raise AnswerError("type", f"What `{name}` returned is not data: {error}.") from None


def _read_error(name: str, error: Any) -> AnswerError:
    kind, message = error if isinstance(error, list) and len(error) == 2 else ("crash", "")
    if kind not in KERNEL_TROUBLES or not isinstance(message, str):
        kind, message = "crash", ""
    if kind in REASONS and not message:
        message = f"`{name}`: {REASONS[kind]}."
    return AnswerError(kind, make_printable(message))
