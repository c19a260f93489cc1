"""What an instructor's browser is given to show."""

import pytest

from autograder.classroom.show import LONGEST, safe_code, safe_markdown, safe_text
from autograder.sandbox.bounded import SECONDS, Allowance


def test_a_picture_that_was_not_pasted_leaves_the_text():
    text = safe_markdown({"cell": {}}, "**As drawn:** ![a sketch](attachment:photo.png)")
    assert "<strong>As drawn:</strong>" in text
    assert 'alt="a sketch"' in text


@pytest.mark.parametrize("text", ["a" + " " * 10**6 + "b", "<div>" * 10**6, "> " * 10**6])
def test_what_takes_long_to_be_read_is_shown_as_it_was_typed(text):
    assert safe_markdown({"cell": {}}, text).startswith("<pre>")
    assert safe_code({}, "." * 10**6).startswith('<div class="highlight"><pre>')


def test_text_of_a_usual_length_is_read_whatever_it_says():
    for text in (">" * LONGEST, "[" * LONGEST, "- " * (LONGEST // 2), "*a _b " * (LONGEST // 6)):
        assert not safe_markdown({"cell": {}}, text).startswith("<pre>")


def test_a_program_is_coloured_and_runs_nothing():
    assert '<span class="k">def</span>' in safe_code({}, "def f(): pass", "ipython3")
    assert "<script>" not in safe_code({}, "'<script>alert(1)</script>'")


def test_a_program_whose_white_space_takes_long_is_shown_without_colours():
    source = "  \n" * 3300
    assert safe_code({}, source) == f'<div class="highlight"><pre>{source}</pre></div>'


def test_what_a_cell_has_printed_is_coloured_if_that_is_soon_done():
    assert (
        safe_text({}, "<b> \x1b[31mred\x1b[0m") == '&lt;b&gt; <span class="ansi-red-fg">red</span>'
    )
    assert safe_text({}, "\x1b[1m" * 200_000 + "<b>") == "&lt;b&gt;"
    assert safe_text({}, "a < b") == "a &lt; b"


def test_the_cells_of_a_page_share_its_time():
    page = {"cell": {}, "resources": {"allowance": Allowance(0.0)}}
    assert safe_markdown(page, "**x**").startswith("<pre>**x**</pre><p>This is shown as it was")
    assert safe_code(page, "x = 1") == '<div class="highlight"><pre>x = 1</pre></div>'
    fresh = {"cell": {}, "resources": {}}
    safe_code(fresh, "  \n" * 3300)
    assert fresh["resources"]["allowance"].seconds == Allowance().seconds - SECONDS
