"""What keeps a kernel in: independent layers, each of which the host may give or not.

`Layer.name` is what `autograder doctor` prints. `warm` is called once in the warm process, `kernel`
in each forked kernel before any of the student's code; both raise OSError where the host refuses.
"""

from dataclasses import dataclass, field
from pathlib import Path

from . import landlock, limits, namespaces, seccomp

THREATS = ("files", "network", "memory", "processes", "time")
"""What grading insists on having stopped, each by one layer or more."""


@dataclass(frozen=True)
class Layer:
    """One way of keeping a kernel in, what it stops, and what it does not."""

    name: str
    stops: tuple[str, ...]
    means: str
    leaves: str


LAYERS = {
    layer.name: layer
    for layer in (
        Layer(
            "limits",
            ("memory", "time"),
            "setrlimit: memory, CPU time, size and number of open files",
            "files, network; processes unless each slot has a user of its own",
        ),
        Layer(
            "seccomp",
            ("network", "processes"),
            "a filter of system calls: no sockets, no new processes, no signals to others",
            "files, memory",
        ),
        Layer(
            "landlock",
            ("files",),
            "an allow-list of files for this process alone",
            "memory, processes, Unix sockets",
        ),
        Layer(
            "namespaces",
            ("files", "network"),
            "a file system, network and process table of its own",
            "memory, time, the number of processes",
        ),
        Layer(
            "slot user",
            ("processes",),
            "a user id that nobody else has, with no rights and few processes",
            "files that everybody may read, network, memory",
        ),
    )
}


class ConfineError(Exception):
    """The host does not give what grading insists on."""


@dataclass
class Confinement:
    """Applies the wanted layers, and keeps a list of those that hold.

    readable: folders and files that the student's code may read; slot: the number of this kernel's
    place, which tells its user id.
    """

    wanted: tuple[str, ...]
    readable: tuple[Path, ...]
    slot: int
    active: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)

    def warm(self) -> None:
        """Shut the warm process in: namespaces, entered once for all its kernels."""
        self._try("namespaces", lambda: namespaces.enter(self.readable))

    def kernel(self, scratch: Path) -> None:
        """Shut a kernel in, for good. `scratch` is the only place that it may write to, if any."""
        private = "namespaces" in self.active and self._private(scratch)
        self._try("slot user", lambda: limits.become(self.slot))
        self._try("limits", lambda: limits.apply("slot user" in self.active))
        namespaces.drop_privileges()
        self._try("landlock", lambda: landlock.apply(self.readable, (scratch,) if private else ()))
        self._try("seccomp", lambda: seccomp.apply(private))

    def _private(self, scratch: Path) -> bool:
        namespaces.private_folder(scratch)
        return True

    def _try(self, name, apply) -> None:
        if name not in self.wanted:
            return
        try:
            apply()
        except OSError as error:
            self.refused[name] = str(error)
        else:
            self.active.add(name)


def uncovered(active: set[str]) -> list[str]:
    """Return the threats that no active layer stops."""
    stopped = {threat for name in active for threat in LAYERS[name].stops}
    return [threat for threat in THREATS if threat not in stopped]
