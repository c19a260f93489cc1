"""A picture as data: where a pixel lies and what colour it has, and waves to tell places apart."""

import numpy as np

from nnlib.validate import Array, array, generator, number, whole


def colour_image(size: int) -> Array:
    """Return a picture (size, size, 3): red, green and blue of each pixel, in [0, 1]; size ≥ 2.

    A disc on a ground that changes slowly has a sharp edge; rays that narrow towards its centre are
    ever finer detail. All three are hard in different ways for a network that paints by position.
    Lecture 08.
    """
    P = _centres(whole("size", size, at_least=2), size)
    x, y = P.T
    dx, dy = x - 0.55, y - 0.45
    ground = np.column_stack([0.2 + 0.6 * y, 0.5 + 0.2 * x, 0.9 - 0.5 * y])
    rays = 0.5 + 0.5 * np.cos(16 * np.arctan2(dy, dx))
    disc = np.column_stack([0.95 - 0.25 * rays, 0.35 + 0.5 * rays, 0.1 + 0.1 * rays])
    inside = np.hypot(dx, dy) < 0.35
    return np.where(inside[:, np.newaxis], disc, ground).reshape(size, size, 3)


def pixels(image: object) -> tuple[Array, Array]:
    """Return (P, C): the pixels' positions P (m, 2) in [0, 1]² and their colours C (m, 3).

    image: (height, width, 3), so m = height · width; row after row, as `C.reshape(image.shape)`
    takes back. A position is (x, y), the centre of its pixel, from the left and from the top.
    Lecture 08.
    """
    image = array("image", image, ("height", "width", 3))
    height, width, _ = image.shape
    return _centres(height, width).astype(image.dtype), image.reshape(-1, 3).copy()


def _centres(height: int, width: int) -> Array:
    y, x = np.mgrid[:height, :width]
    return np.column_stack([(x.ravel() + 0.5) / width, (y.ravel() + 0.5) / height])


def draw_frequencies(k: int, scale: float, rng: np.random.Generator) -> Array:
    """Return frequencies F (2, k) for `fourier_features`, k ≥ 1, normal with deviation scale > 0.

    A frequency is in waves per unit of length, so `scale` says how fine a detail can be: too small
    blurs, too large invents. Tancik et al.: Fourier features let networks learn high frequency
    functions in low dimensional domains (2020); the lecture's source takes k = 256. Lecture 08.
    """
    k, scale = whole("k", k, at_least=1), number("scale", scale, above=0)
    return scale * generator("rng", rng).standard_normal((2, k))


def fourier_features(P: object, frequencies: object) -> Array:
    """Return [sin(2πPF), cos(2πPF)], (m, 2k), for positions P (m, 2) and frequencies F (2, k).

    Column j and column k + j belong to the frequency F[:, j]. Lecture 08.
    """
    P = array("P", P, ("m", 2))
    phases = 2 * np.pi * (P @ array("frequencies", frequencies, (2, "k")).astype(P.dtype))
    return np.hstack([np.sin(phases), np.cos(phases)])
