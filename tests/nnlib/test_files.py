"""Files are replaced whole or not at all."""

import os

import pytest

from nnlib.files import replace_file


@pytest.fixture
def umask():
    before = os.umask(0o027)
    yield
    os.umask(before)


def test_a_new_file_appears_when_all_is_written(tmp_path):
    path = tmp_path / "net.npz"
    with replace_file(path) as file:
        file.write(b"all of it")
        file.flush()
        assert not path.exists()
    assert path.read_bytes() == b"all of it"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("interruption", [OSError, KeyboardInterrupt])
def test_an_interrupted_write_leaves_the_earlier_file(tmp_path, interruption):
    path = tmp_path / "net.npz"
    path.write_bytes(b"earlier")

    def write():
        with replace_file(path) as file:
            file.write(b"half of it")
            raise interruption

    with pytest.raises(interruption):
        write()
    assert path.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("umask")
def test_the_mode_is_that_of_any_new_file_or_of_the_earlier_one(tmp_path):
    new, earlier = tmp_path / "new", tmp_path / "earlier"
    earlier.touch()
    earlier.chmod(0o604)
    for path in (new, earlier):
        with replace_file(path) as file:
            file.write(b"x")
    assert new.stat().st_mode & 0o777 == 0o640
    assert earlier.stat().st_mode & 0o777 == 0o604


def test_a_folder_that_is_not_there_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError), replace_file(tmp_path / "none" / "net.npz"):
        pass
