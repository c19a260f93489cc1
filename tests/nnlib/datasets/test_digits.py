"""The images of digits, and what happens when they cannot be had."""

import builtins
import gzip
import hashlib
import json
import socket
import urllib.request

import numpy as np
import pytest

from nnlib import datasets
from nnlib.net import Net


def test_digits_are_images_between_0_and_1_that_a_network_learns():
    X, labels = datasets.load_digits()
    assert X.shape == (1797, 64)
    assert (X.min(), X.max()) == (0, 1)
    assert sorted(set(labels.tolist())) == list(range(10))
    rng = np.random.default_rng(0)
    order = rng.permutation(len(X))
    train, test = order[:1400], order[1400:]
    net = Net([64, 32, 10], ["relu", "identity"], "softmax_cross_entropy", rng)
    net.fit(X[train], labels[train], 0.5, 20, 32, rng)
    assert (net.predict(X[test]) == labels[test]).mean() > 0.95


def test_digits_are_those_of_scikit_learn():
    theirs = pytest.importorskip("sklearn.datasets").load_digits()
    X, labels = datasets.load_digits()
    assert (theirs.data == X * 16).all()
    assert (labels == theirs.target).all()
    assert (X.dtype, labels.dtype) == (np.float64, np.int64)


@pytest.fixture
def no_scikit_learn(monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name.startswith("sklearn"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)


@pytest.mark.usefixtures("no_scikit_learn")
def test_digits_need_no_scikit_learn_and_mnist_says_what_to_install():
    assert len(datasets.load_digits()[0]) == 1797
    with pytest.raises(ImportError, match=r"load_mnist needs scikit-learn.*pip install"):
        datasets.load_mnist()


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """The folder in which scikit-learn keeps what OpenML answered, still empty."""
    monkeypatch.setenv("SCIKIT_LEARN_DATA", str(tmp_path))
    return tmp_path / "openml" / "openml.org"


@pytest.fixture
def way_out(kept, monkeypatch):
    """Set the port of this machine through which alone the network can be reached."""

    def lead_through(port):
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
        # urllib remembers the way it took first.
        urllib.request.install_opener(None)

    yield lead_through
    urllib.request.install_opener(None)


def test_mnist_says_so_when_openml_is_out_of_reach(way_out):
    way_out(9)  # where nobody listens
    with pytest.raises(OSError, match=r"must reach OpenML .* refused.*; load_digits needs no"):
        datasets.load_mnist()


def test_mnist_does_not_wait_for_a_network_that_never_answers(way_out, monkeypatch):
    monkeypatch.setattr("nnlib.datasets.digits._SILENCE", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        way_out(silent.getsockname()[1])
        with pytest.raises(OSError, match=r"must reach OpenML .* timed out"):
            datasets.load_mnist()
    assert socket.getdefaulttimeout() is None


def test_mnist_pixels_are_scaled_and_labels_are_whole_numbers(kept):
    # Three images as scikit-learn keeps them once it has fetched them, so that no network is used.
    pixels = np.zeros((3, 784), int)
    pixels[1], pixels[2, 5] = 255, 51
    keep_mnist(kept, pixels, [7, 0, 3])
    X, labels = datasets.load_mnist()
    assert pytest.approx(pixels / 255) == X
    assert (X.dtype, labels.dtype) == (np.float32, np.int64)
    assert labels.tolist() == [7, 0, 3]


def keep_mnist(folder, images, labels):
    """Write the four answers of OpenML's interface, and the file they lead to."""
    names = [f"pixel{i}" for i in range(1, 785)]
    head = ["@RELATION mnist_784", *[f"@ATTRIBUTE {name} REAL" for name in names]]
    rows = [",".join(map(str, [*row, own])) for row, own in zip(images, labels, strict=True)]
    classes = "@ATTRIBUTE class {0,1,2,3,4,5,6,7,8,9}"
    file = "\n".join([*head, classes, "@DATA", *rows]).encode()
    usual = {"is_ignore": "false", "is_row_identifier": "false", "number_of_missing_values": "0"}
    pixels = [{"name": name, "data_type": "numeric", "is_target": "false"} for name in names]
    digits = list("0123456789")
    label = {
        "name": "class", "data_type": "nominal", "is_target": "true", "nominal_value": digits
    }  # fmt: skip
    features = [{**usual, **feature, "index": str(i)} for i, feature in enumerate([*pixels, label])]
    description = {
        "id": "554", "name": "mnist_784", "version": "1", "description": "", "status": "active",
        "format": "ARFF", "file_id": "52667", "url": "https://api.openml.org/data/v1/download/52667",
        "md5_checksum": hashlib.md5(file).hexdigest(), "default_target_attribute": "class",
    }  # fmt: skip
    count = [{"name": "NumberOfInstances", "value": str(float(len(images)))}]
    answers = {
        "list/data_name/mnist_784/limit/2/data_version/1": {"data": {"dataset": [{"did": 554}]}},
        "554": {"data_set_description": description},
        "features/554": {"data_features": {"feature": features}},
        "qualities/554": {"data_qualities": {"quality": count}},
    }
    kept = {f"api/v1/json/data/{key}": json.dumps(each).encode() for key, each in answers.items()}
    for path, content in {**kept, "data/v1/download/52667": file}.items():
        place = folder / f"{path}.gz"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(gzip.compress(content))
