"""An IPython shell that records what cells show, as outputs of a notebook."""

import base64
import sys
from collections.abc import Mapping
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import LSString, SList
from traitlets import Type

MOST_TEXT = 2**20
"""Characters of text that a cell may print; what comes after is dropped."""

MOST_DATA = 16 * 2**20
"""Characters of pictures and the like that a cell may show; what comes after is dropped."""

MOST_OUTPUTS = 200
"""Outputs that a cell may show; what comes after is dropped."""


class Record:
    """What a cell has shown so far."""

    def __init__(self) -> None:
        self.outputs: list[dict] = []
        self._left, self._room = MOST_TEXT, MOST_DATA

    def text(self, name: str, text: str) -> None:
        """Add text of a stream."""
        text = text[: self._left]
        self._left -= len(text)
        if not text:
            return
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"].append(text)
        else:
            self.add({"output_type": "stream", "name": name, "text": [text]})

    def add(self, output: dict) -> None:
        """Add an output; pictures as bytes become text."""
        data = output.get("data", {})
        for kind, shown in data.items():
            if isinstance(shown, bytes):
                data[kind] = base64.b64encode(shown).decode()
        size = sum(len(shown) for shown in data.values() if isinstance(shown, str))
        if len(self.outputs) < MOST_OUTPUTS and size <= self._room:
            self._room -= size
            self.outputs.append(output)

    def take(self) -> list[dict]:
        """Return the outputs, and begin anew."""
        outputs = self.outputs
        for output in outputs:
            if output["output_type"] == "stream":
                output["text"] = "".join(output["text"])
        self.outputs, self._left, self._room = [], MOST_TEXT, MOST_DATA
        return outputs


RECORD = Record()


class Stream:
    """Stands for sys.stdout or sys.stderr."""

    encoding = "utf-8"
    errors = "replace"
    closed = False

    def __init__(self, name: str) -> None:
        self.name = name

    def write(self, text: str) -> int:
        """Record text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        RECORD.text(self.name, text)
        return len(text)

    def writelines(self, lines: Any) -> None:
        """Record lines."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Do nothing: what is written is recorded at once."""

    def isatty(self) -> bool:
        """Tell that nobody sits there."""
        return False

    def writable(self) -> bool:
        """Tell that text can be written."""
        return True


class _Publisher(DisplayPublisher):
    def publish(self, data: Mapping, metadata: Mapping | None = None, **_: Any) -> None:  # type: ignore[override]
        RECORD.add(
            {"output_type": "display_data", "data": dict(data), "metadata": dict(metadata or {})}
        )

    def clear_output(self, wait: bool = False) -> None:
        RECORD.outputs.clear()


class _Result(DisplayHook):
    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: Mapping, md_dict: Mapping | None = None) -> None:
        RECORD.add(
            {
                "output_type": "execute_result",
                "data": dict(format_dict),
                "metadata": dict(md_dict or {}),
            }
        )

    def finish_displayhook(self) -> None:
        self._is_active = False


class Shell(InteractiveShell):
    """The shell of a kernel: no terminal, no history file, no way out."""

    displayhook_class = Type(_Result)
    display_pub_class = Type(_Publisher)

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        RECORD.add(
            {
                "output_type": "error",
                "ename": getattr(etype, "__name__", str(etype)),
                "evalue": str(evalue),
                "traceback": list(stb),
            }
        )

    def ask_exit(self) -> None:
        """Stay: a cell that says exit() has no more to say."""

    def system(self, cmd: str) -> None:
        """Say that a line like `!ls` does nothing; the cell goes on, as it does in a notebook."""
        print("Other programs are not run while a notebook is graded.", file=sys.stderr)

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> SList | LSString:
        """Return that a line like `x = !ls` has shown nothing."""
        self.system(cmd)
        return SList() if split else LSString()

    def enable_gui(self, gui: str | None = None) -> None:
        """Do nothing: there is no screen."""


def make_shell() -> Shell:
    """Make the one shell of this process, with pictures as PNG, and take over stdout and stderr."""
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.xmode = "Plain"
    config.InteractiveShell.colors = "NoColor"
    config.InteractiveShell.banner1 = ""
    shell = Shell.instance(config=config)
    shell.db = {}  # type: ignore[assignment]  # %cd keeps a history there, and would look for a folder of its user's
    shell.enable_matplotlib("inline")
    sys.stdout, sys.stderr = Stream("stdout"), Stream("stderr")
    return shell
