"""The page on the architecture names what there is, and nothing that is not."""

import re

from docs.architecture import HEADING, PAGE, ROOT, render_architecture

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_list_of_modules_is_what_the_modules_say():
    assert render_architecture() == TEXT


def test_every_module_on_the_way_is_in_the_list():
    ways, modules = TEXT.split(HEADING)
    listed = set(re.findall(r"^\| `([\w.]+)` \|", modules, re.M))
    named = re.findall(r"`([\w.]+)`[^|\n]* \|$", ways, re.M)
    assert len(named) >= 14
    for row in re.findall(r"\| ([^|]+) \|$", ways, re.M):
        assert set(re.findall(r"`([\w.]+)`", row)) <= listed, row


def test_every_folder_of_checks_has_the_same_names():
    for path in (ROOT / "autograder" / "checks").glob("test_*/*.py"):
        shared = r"__init__|cases|mistakes|training|descent|replays"
        assert re.fullmatch(rf"{shared}|test_\d_[a-z_]+", path.stem), path
