"""An IPython shell that records the outputs of cells, in the form of a notebook."""

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


class OutputRecorder:
    """Collects the outputs of a cell, up to the limits above."""

    def __init__(self) -> None:
        self.outputs: list[dict] = []
        self._text_left, self._data_left = MOST_TEXT, MOST_DATA

    def add_text(self, name: str, text: str) -> None:
        """Add text to the stream of that name."""
        text = text[: self._text_left]
        self._text_left -= len(text)
        if not text:
            return
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"].append(text)
        else:
            self.add_output({"output_type": "stream", "name": name, "text": [text]})

    def add_output(self, output: dict) -> None:
        """Add an output; pictures in bytes become text in base64."""
        data = output.get("data", {})
        for kind, shown in data.items():
            if isinstance(shown, bytes):
                data[kind] = base64.b64encode(shown).decode()
        size = sum(len(shown) for shown in data.values() if isinstance(shown, str))
        if len(self.outputs) < MOST_OUTPUTS and size <= self._data_left:
            self._data_left -= size
            self.outputs.append(output)

    def take_outputs(self) -> list[dict]:
        """Return the outputs, and start again with none."""
        outputs = self.outputs
        for output in outputs:
            if output["output_type"] == "stream":
                output["text"] = "".join(output["text"])
        self.outputs, self._text_left, self._data_left = [], MOST_TEXT, MOST_DATA
        return outputs


RECORDER = OutputRecorder()
"""Records the cell that this process runs."""


class RecordedStream:
    """Replaces sys.stdout or sys.stderr."""

    encoding = "utf-8"
    errors = "replace"
    closed = False

    def __init__(self, name: str) -> None:
        self.name = name

    def write(self, text: str) -> int:
        """OutputRecorder text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        RECORDER.add_text(self.name, text)
        return len(text)

    def writelines(self, lines: Any) -> None:
        """OutputRecorder lines."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Do nothing: text is recorded at once."""

    def isatty(self) -> bool:
        """Return False: there is no terminal."""
        return False

    def writable(self) -> bool:
        """Return True."""
        return True


class _RecordingPublisher(DisplayPublisher):
    def publish(self, data: Mapping, metadata: Mapping | None = None, **_: Any) -> None:  # type: ignore[override]
        RECORDER.add_output(
            {"output_type": "display_data", "data": dict(data), "metadata": dict(metadata or {})}
        )

    def clear_output(self, wait: bool = False) -> None:
        RECORDER.outputs.clear()


class _RecordingHook(DisplayHook):
    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: Mapping, md_dict: Mapping | None = None) -> None:
        RECORDER.add_output(
            {
                "output_type": "execute_result",
                "data": dict(format_dict),
                "metadata": dict(md_dict or {}),
            }
        )

    def finish_displayhook(self) -> None:
        self._is_active = False


class Shell(InteractiveShell):
    """The shell of a kernel: no terminal, no history file, no other programs."""

    displayhook_class = Type(_RecordingHook)
    display_pub_class = Type(_RecordingPublisher)

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        RECORDER.add_output(
            {
                "output_type": "error",
                "ename": getattr(etype, "__name__", str(etype)),
                "evalue": str(evalue),
                "traceback": list(stb),
            }
        )

    def ask_exit(self) -> None:
        """Do nothing: exit() in a cell does not end the kernel."""

    def system(self, cmd: str) -> None:
        """Print that a line like `!ls` does nothing; the cell continues, as in a notebook."""
        print("Other programs are not run while a notebook is graded.", file=sys.stderr)

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> SList | LSString:
        """Return no output for a line like `x = !ls`."""
        self.system(cmd)
        return SList() if split else LSString()

    def enable_gui(self, gui: str | None = None) -> None:
        """Do nothing: there is no screen."""


def make_shell() -> Shell:
    """Return the one shell of this process, which draws PNG; record stdout and stderr too."""
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.xmode = "Plain"
    config.InteractiveShell.colors = "NoColor"
    config.InteractiveShell.banner1 = ""
    shell = Shell.instance(config=config)
    shell.db = {}  # type: ignore[assignment]  # %cd keeps a history there, which would need a home folder
    shell.enable_matplotlib("inline")
    sys.stdout, sys.stderr = RecordedStream("stdout"), RecordedStream("stderr")
    return shell
