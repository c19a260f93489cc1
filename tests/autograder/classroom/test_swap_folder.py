"""Replacing folders: what is there is whole, whenever the replacing ends."""

from pathlib import Path

import pytest

from autograder.classroom.swap_folder import restore, swap_in


@pytest.fixture
def target(tmp_path) -> Path:
    target = tmp_path / "ada" / "03"
    put(target, "first")
    return target


def put(target: Path, text: str) -> None:
    with swap_in(target) as folder:
        folder.mkdir()
        (folder / "answer").write_text(text)


def test_a_folder_is_replaced_and_nothing_is_left_beside_it(target):
    put(target, "second")
    assert (target / "answer").read_text() == "second"
    assert [path.name for path in target.parent.iterdir()] == ["03"]


def test_a_failure_leaves_what_was_there(target):
    def stop_on_the_way() -> None:
        with swap_in(target) as folder:
            folder.mkdir()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop_on_the_way()
    assert (target / "answer").read_text() == "first"
    assert [path.name for path in target.parent.iterdir()] == ["03"]


def test_what_was_killed_between_both_renames_is_put_back(target):
    target.rename(target.parent / ".03.old")
    (target.parent / ".03.new").mkdir()
    restore(target)
    assert (target / "answer").read_text() == "first"
    put(target, "second")
    assert (target / "answer").read_text() == "second"
    assert [path.name for path in target.parent.iterdir()] == ["03"]
