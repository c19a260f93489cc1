"""The confinement of a kernel: independent layers, each of which a host may support or not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from . import landlock, limits, namespaces, seccomp

THREATS = ("files", "network", "memory", "processes", "time")
"""What grading must be protected from, each by at least one layer."""


@dataclass(frozen=True)
class ConfinementLayer:
    """One way to confine a kernel.

    name, means: what `autograder doctor` prints; stops: the threats that it stops.
    """

    name: str
    stops: tuple[str, ...]
    means: str


CONFINEMENT_LAYERS = {
    layer.name: layer
    for layer in (
        ConfinementLayer(
            "limits",
            ("memory", "time"),
            "setrlimit: memory, CPU time, size and number of open files",
        ),
        ConfinementLayer(
            "seccomp",
            ("network", "processes"),
            "a filter of system calls: no sockets, no new processes, no signals to others",
        ),
        ConfinementLayer(
            "landlock",
            ("files",),
            "an allow-list of files for this process alone",
        ),
        ConfinementLayer(
            "namespaces",
            ("files", "network"),
            "a file system, network and process table of its own",
        ),
        ConfinementLayer(
            "slot user",
            ("processes",),
            "a user id that nobody else has, with no rights and few processes",
        ),
    )
}


class ConfineError(Exception):
    """The host does not support what grading requires."""


@dataclass
class Confinement:
    """Applies layers of confinement to this process, and records which of them hold.

    wanted: the names of the layers to apply; readable: folders and files that the student's code
    may read; slot: the number of the sandbox, from which the user id follows; active: the layers
    that hold; refused: why each other layer does not.
    """

    wanted: tuple[str, ...]
    readable: tuple[Path, ...]
    slot: int
    active: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)

    def confine_warm_process(self) -> None:
        """Enter the namespaces, once for all kernels to be forked; call it in the warm process."""
        self._try_layer("namespaces", lambda: namespaces.enter_namespaces(self.readable))

    def confine_kernel(self, scratch: Path) -> None:
        """Apply all other layers for good; call it in a kernel, before the student's code runs.

        With namespaces, `scratch` becomes a private folder, the only one that the kernel may write
        to. Without them, it may write nowhere. Raises OSError if that folder cannot be made.
        """
        if private := "namespaces" in self.active:
            namespaces.mount_private_folder(scratch)
        writable = (scratch,) if private else ()
        self._try_layer("slot user", lambda: limits.become_slot_user(self.slot))
        self._try_layer("limits", lambda: limits.set_limits("slot user" in self.active))
        namespaces.drop_privileges()
        self._try_layer("landlock", lambda: landlock.restrict_files(self.readable, writable))
        self._try_layer("seccomp", lambda: seccomp.install_filter(private))

    def _try_layer(self, name: str, apply: Callable[[], None]) -> None:
        if name not in self.wanted:
            return
        try:
            apply()
        except OSError as error:
            self.refused[name] = str(error)
        else:
            self.active.add(name)


def find_uncovered(active: set[str]) -> list[str]:
    """Return the threats that no active layer stops."""
    stopped = {threat for name in active for threat in CONFINEMENT_LAYERS[name].stops}
    return [threat for threat in THREATS if threat not in stopped]
