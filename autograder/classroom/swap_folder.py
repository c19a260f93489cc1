"""Replacing a folder at once: what is there before is there until all of what comes is."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def swap_in(target: Path) -> Iterator[Path]:
    """Yield the path of a folder that is to be made, and put that in place of `target` at the end.

    If anything is raised, `target` stays as it was. What is left of a swap that was stopped on the
    way is put right or removed by the next one.
    """
    restore(target)
    new, old = _beside(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    for left_over in (new, old):
        shutil.rmtree(left_over, ignore_errors=True)
    try:
        yield new
        if target.is_dir():
            target.rename(old)
        new.rename(target)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        restore(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def restore(target: Path) -> None:
    """Put a folder back whose swap was stopped just between the two renames."""
    _, old = _beside(target)
    if old.is_dir() and not target.is_dir():
        old.rename(target)


def _beside(target: Path) -> tuple[Path, Path]:
    return (target.parent / f".{target.name}.new", target.parent / f".{target.name}.old")
