"""Pictures as PNG, fast enough to follow a slider."""

import struct
import zlib

import numpy as np

from nnlib.validate import Array


def png(pixels: Array) -> bytes:
    """Return pixels (height, width, 3) of red, green and blue from 0 to 255 as a PNG.

    Usual encoders try five filters on every row, which takes most of their time and gains nothing
    where most of a picture is white; here no row is filtered. PNG Specification, Third Edition
    (2025), sections 5 and 9.
    """
    height, width, _ = pixels.shape
    # Each row begins with the number of its filter: 0, none.
    rows = np.zeros((height, 1 + 3 * width), np.uint8)
    rows[:, 1:] = pixels.reshape(height, -1)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)  # 8 bits, in three colours
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows.tobytes(), 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
