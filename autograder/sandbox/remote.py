"""An answer in a kernel, looked at through the same door as one in this process."""

from typing import Any

from ..question.answer import Answer, AnswerError
from .session import REASONS, LimitError, Session
from .wire import WireError, decode, printable

KINDS = ("missing", "not written", "crash", "changed input", "type", "by library", "time", "memory")
"""What a kernel may say of an answer; all of it costs points, so none of it needs to be proved."""


class RemoteAnswer(Answer):
    """An answer whose names are in a student's kernel."""

    def __init__(self, session: Session, forbidden: tuple[str, ...] = ()) -> None:
        super().__init__({}, forbidden)
        self._session = session

    def by_hand(self, forbidden: tuple[str, ...]) -> "RemoteAnswer":
        """Return the same answer, held to do without functions whose full names begin so."""
        return RemoteAnswer(self._session, forbidden)

    def value(self, name: str) -> Any:
        """Return a variable as plain data; see `Answer.value`."""
        return self._asked("value", name)

    def call(self, name: str, *arguments: Any) -> Any:
        """Call a function on data; see `Answer.call`.

        Random generators among the arguments stay where they are here.
        """
        return self._asked("call", name, arguments)

    def _asked(self, what: str, name: str, *arguments: Any) -> Any:
        kernel, seconds = self._session.kernel(), self._session.call_seconds()
        try:
            reply = getattr(kernel, what)(name, *arguments, self._forbidden, seconds)
            if "error" in reply:
                raise _error(name, reply["error"])
            return decode(reply.get("data"))
        except LimitError as stopped:
            raise AnswerError(stopped.reason, f"`{name}`: {stopped}.") from None
        except WireError as error:
            raise AnswerError("type", f"What `{name}` returned is not data: {error}.") from None


def _error(name: str, error: Any) -> AnswerError:
    kind, message = error if isinstance(error, list) and len(error) == 2 else ("crash", "")
    if kind not in KINDS or not isinstance(message, str):
        kind, message = "crash", ""
    if kind in REASONS and not message:
        message = f"`{name}`: {REASONS[kind]}."
    return AnswerError(kind, printable(message))
