"""Processes that tests have started."""

from pathlib import Path


def descendants(pid: int) -> list[int]:
    """The processes below one, those nearest to it first."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(status.parent.name)] = (int(fields[1]), fields[0])
    found, queue = [], [pid]
    while queue:
        above = queue.pop()
        below = [p for p, (parent, state) in parents.items() if parent == above and state != "Z"]
        found += below
        queue += below
    return found


def find_marked(mark: Path) -> list[Path]:
    """The processes in whose environment there is a path."""
    return [p for p in Path("/proc").glob("[0-9]*/environ") if bytes(mark) in _read(p)]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
