"""Files that are written whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replace_file(path: Path) -> Iterator[BinaryIO]:
    """Open a new file that takes the place of `path` once all is written.

    An earlier file at `path` is there until then, and stays if the block raises; its mode bits pass
    to the new one. Raises OSError if the folder or the disk does not allow it.
    """
    fresh = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    try:
        with open(fresh, "xb") as file:
            if path.exists():
                fresh.chmod(path.stat().st_mode & 0o777)
            yield file
        os.replace(fresh, path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
