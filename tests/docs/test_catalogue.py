"""The catalogue of mistakes on the site is what the registry and the bank say."""

import re

from autograder.diagnosis.mistakes import CATALOGUE
from docs.catalogue import PAGE, render_catalogue
from tests.support.released import leaked

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_page_is_in_step_with_registry_and_bank():
    assert render_catalogue() == TEXT


def test_every_mistake_is_there_with_what_a_teacher_wants_to_know():
    entries = dict(
        re.findall(r"^\(([a-z-]+)\)=\n(.+?)(?=^\([a-z-]+\)=|^## |\Z)", TEXT, re.M | re.S)
    )
    assert entries.keys() == CATALOGUE.keys()
    for id, entry in entries.items():
        assert CATALOGUE[id].relation in entry
        assert re.search(r"^- “.+” `\d\d-[a-z-]+/[a-z_]+`", entry, re.M), id
        assert re.search(r"Taught in \[lecture \d\d, section \d", entry), id
        assert re.search(r"^In `.+`:(\n\n```python\n.+\n```| the lines of )", entry, re.M | re.S), (
            id
        )


def test_no_line_of_a_solution_is_told():
    assert leaked(TEXT) == set()
