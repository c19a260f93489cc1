"""What an instructor's browser is given to show."""

import pytest

from autograder.classroom.show import LONGEST, safe_code, safe_markdown


def test_a_picture_that_was_not_pasted_leaves_the_text():
    text = safe_markdown({"cell": {}}, "**As drawn:** ![a sketch](attachment:photo.png)")
    assert "<strong>As drawn:</strong>" in text
    assert 'alt="a sketch"' in text


@pytest.mark.parametrize("text", ["a" + " " * 10**6 + "b", "<div>" * 10**6, "> " * 10**6])
def test_what_takes_long_to_be_read_is_shown_as_it_was_typed(text):
    assert safe_markdown({"cell": {}}, text).startswith("<pre>")
    assert safe_code("." * 10**6).startswith('<div class="highlight"><pre>')


def test_text_of_a_usual_length_is_read_whatever_it_says():
    for text in (">" * LONGEST, "[" * LONGEST, "- " * (LONGEST // 2), "*a _b " * (LONGEST // 6)):
        assert safe_markdown({"cell": {}}, text)


def test_a_program_is_coloured_and_runs_nothing():
    assert '<span class="k">def</span>' in safe_code("def f(): pass", "ipython3")
    assert "<script>" not in safe_code("'<script>alert(1)</script>'")
