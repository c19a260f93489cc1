"""Networks in files: what is saved comes back, and nothing in a file is executed."""

import pickle

import numpy as np
import pytest

from nnlib.net import Net


def make(seed, loss="half_mean_squared"):
    rng = np.random.default_rng(seed)
    net = Net([2, 4, 1], ["tanh", "identity"], loss, rng)
    return net, rng.standard_normal((10, 2)), rng.uniform(0, 1, (10, 1))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_saved_network_comes_back_the_same(tmp_path, dtype):
    rng = np.random.default_rng(19)
    net = Net([3, 5, 2], ["relu", "identity"], "softmax_cross_entropy", rng, dtype)
    net.save(tmp_path / "net.npz")
    again = Net.load(str(tmp_path / "net.npz"))
    assert again.theta.dtype == dtype
    assert (again.theta == net.theta).all()
    assert again.widths == net.widths
    assert again.activations == net.activations
    X, labels = rng.standard_normal((4, 3)), rng.integers(0, 2, 4)
    assert again.loss(X, labels) == net.loss(X, labels)
    assert [file.name for file in tmp_path.iterdir()] == ["net.npz"]


def test_saving_that_fails_keeps_the_earlier_file_and_leaves_nothing_behind(tmp_path, monkeypatch):
    net, _, _ = make(20)
    net.save(tmp_path / "net.npz")
    before = (tmp_path / "net.npz").read_bytes()

    def full_disk(file, **arrays):
        file.write(b"half of it")
        raise OSError("no space left on device")

    monkeypatch.setattr(np, "savez", full_disk)
    net.theta[:] = 0
    with pytest.raises(OSError, match="no space left"):
        net.save(tmp_path / "net.npz")
    assert (tmp_path / "net.npz").read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


class Marked:
    """Pickles as a call that would leave a file behind."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return open, (str(self.path), "w")


def test_nothing_in_a_file_is_executed(tmp_path):
    theta = np.array([Marked(tmp_path / "ran")], dtype=object)
    np.savez(
        tmp_path / "evil.npz", theta=theta, widths=[1, 1], activations=["tanh"], loss="squared"
    )
    with pytest.raises(ValueError, match=r"path must be a file written by Net\.save"):
        Net.load(tmp_path / "evil.npz")
    (tmp_path / "evil.pickle").write_bytes(pickle.dumps(Marked(tmp_path / "ran")))
    with pytest.raises(ValueError, match=r"path must be a file written by Net\.save"):
        Net.load(tmp_path / "evil.pickle")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "change",
    [
        {"theta": np.zeros(3)},
        {"theta": np.full(17, np.nan)},
        {"theta": np.zeros(17, int)},
        {"widths": np.array([2, 0])},
        {"widths": np.array(3)},
        {"activations": np.array(["nonsense", "tanh"])},
        {"loss": np.array("nonsense")},
        {"loss": np.array(["squared", "squared"])},
    ],
)
def test_a_file_that_does_not_fit_together_is_refused(tmp_path, change):
    parts = {
        "theta": np.zeros(17),
        "widths": np.array([2, 4, 1]),
        "activations": np.array(["tanh", "identity"]),
        "loss": np.array("squared"),
    }
    np.savez(tmp_path / "net.npz", **parts)
    assert Net.load(tmp_path / "net.npz").widths == (2, 4, 1)
    np.savez(tmp_path / "net.npz", **{**parts, **change})
    with pytest.raises(ValueError, match="path must hold a network that fits together"):
        Net.load(tmp_path / "net.npz")


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04 broken"])
def test_what_is_no_archive_is_refused(tmp_path, content):
    (tmp_path / "net.npz").write_bytes(content)
    with pytest.raises(ValueError, match=r"path must be a file written by Net\.save"):
        Net.load(tmp_path / "net.npz")
    np.save(tmp_path / "array.npy", np.ones(3))
    with pytest.raises(ValueError, match=r"path must be a file written by Net\.save"):
        Net.load(tmp_path / "array.npy")
    np.savez(tmp_path / "lacking.npz", theta=np.ones(3))
    with pytest.raises(ValueError, match=r"path must be a file written by Net\.save"):
        Net.load(tmp_path / "lacking.npz")


def test_a_missing_file_or_folder_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        Net.load(tmp_path / "none.npz")
    with pytest.raises(FileNotFoundError):
        make(21)[0].save(tmp_path / "none" / "net.npz")


@pytest.mark.parametrize("bad", [None, 3, ["net.npz"]])
def test_a_path_is_a_text_or_a_path(bad):
    for call in (make(22)[0].save, Net.load):
        with pytest.raises(TypeError, match="path must be a text or a path"):
            call(bad)
