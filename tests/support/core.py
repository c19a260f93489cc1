"""Python with the packages that the core of the course needs, and no others."""

import sys
import tomllib
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


class CoreOnly(MetaPathFinder):
    """Refuses to import each module that none of these packages brings."""

    def __init__(self, packages: set[str]) -> None:
        self._others = {
            module
            for module, owners in packages_distributions().items()
            if not packages & {canonicalize_name(owner) for owner in owners}
        }

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> None:
        """Raise ModuleNotFoundError for another package's module; leave the rest to others."""
        if fullname.partition(".")[0] in self._others:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


def list_core(pyproject: Path) -> set[str]:
    """List the course, all packages that it cannot do without, and what those need in turn."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    return {project["name"], *_close(project["dependencies"])}


def _close(requirements: Sequence[str]) -> set[str]:
    found: set[str] = set()
    waiting = list(_read_needed(requirements))
    while waiting:
        name = waiting.pop()
        if name not in found:
            try:
                waiting.extend(_read_needed(distribution(name).requires or ()))
            except PackageNotFoundError:
                continue  # not for this system or this Python
            found.add(name)
    return found


def _read_needed(requirements: Sequence[str]) -> Iterator[str]:
    for requirement in map(Requirement, requirements):
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield canonicalize_name(requirement.name)


def remove_others(pyproject: Path) -> None:
    """From now on, let this process import the core alone."""
    sys.meta_path.insert(0, CoreOnly(list_core(pyproject)))
