"""What a cell has shown: harmless things stay, the rest goes."""

import base64
from html import escape

import pytest

from autograder.sandbox.bounded import Allowance
from autograder.sandbox.outputs import (
    OutputBudget,
    sanitise_html,
    sanitise_outputs,
)
from autograder.sandbox.shell import MOST_OUTPUTS, MOST_TEXT
from nnlib import plots
from nnlib.widgets import picture

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(8)).decode()


def shown(data, kind="display_data"):
    return sanitise_outputs([{"output_type": kind, "data": data, "metadata": {}}])


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img src='http://example.org/seen.png'>",
        "<svg onload=alert(1)></svg>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>1</script>'>x</a>",
        "<iframe src=/lab></iframe><object data=x></object><embed src=x>",
        "<form action=/><input name=x><button>x</button></form>",
        "<p style='background: url(http://example.org/)'>x</p>",
        "<link rel=stylesheet href=x><meta http-equiv=refresh content=0><base href=/>",
        "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
        "<details ontoggle=alert(1) open>x</details>",
    ],
)
def test_nothing_runs_is_sent_or_is_loaded(html):
    safe = sanitise_html(html).lower()
    for harm in ("<script", "onerror", "onload", "ontoggle", "javascript:", "http://", "<iframe",
                 "<object", "<embed", "<form", "<input", "<button", "<link", "<meta", "<base",
                 "data:text", "url("):  # fmt: skip
        assert harm not in safe


def test_what_the_course_shows_stays_as_it_is():
    html = picture(plots.axes(2, 1), 'a "quoted" <word>').data or ""
    assert sanitise_html(html) == html
    table = '<table style="line-height: 1.4;"><tr><th>node</th><td>−1</td></tr></table>'
    assert "<th>node</th><td>−1</td>" in sanitise_html(table)


def test_kinds_that_could_run_are_left_out():
    data = {
        "text/plain": "x",
        "image/svg+xml": "<svg onload=alert(1)>",
        "application/javascript": "alert(1)",
        "application/vnd.jupyter.widget-view+json": {"model_id": "x"},
        "image/png": PNG,
    }
    (output,) = shown(data)
    assert output.data == {"text/plain": "x", "image/png": PNG}


@pytest.mark.parametrize("data", ["<script>", "AAAA", base64.b64encode(b"GIF89a").decode()])
def test_a_picture_is_a_picture(data):
    assert shown({"image/png": data}) == []


def test_what_is_too_much_is_cut():
    flood = [{"output_type": "stream", "name": "stdout", "text": "x" * 2 * MOST_TEXT}] * 1000
    outputs = sanitise_outputs(flood)
    assert len(outputs) <= MOST_OUTPUTS
    assert len(outputs[0].text) == MOST_TEXT
    assert sum(len(output.text) for output in outputs) == OutputBudget().text
    assert shown({"text/html": "x" * (OutputBudget().pages + 1)}) == []


OPEN_IN_EVERY_PARAGRAPH = (
    "<p>" + "".join(f"<b title={i}>" for i in range(1300)) + "</p>" + "<p>x</p>" * 1300
)


@pytest.mark.parametrize(
    "html",
    ["<div>" * 100_000, "<p " + "x " * 100_000 + ">", OPEN_IN_EVERY_PARAGRAPH],
    ids=["long", "long tag", "grows"],
)
def test_a_page_that_takes_long_to_be_made_safe_is_shown_as_text(html):
    (output,) = shown({"text/html": html})
    page = output.data["text/html"]
    assert page == sanitise_html(html)
    assert page.startswith(f"<pre>{escape(html[:1000])}")
    assert page.endswith("It is cut after 10,000 characters.</p>")


@pytest.mark.parametrize("opening", ["(", "[", "{", "a("])
def test_no_style_makes_it_fail(opening):
    style = opening * 2000
    assert sanitise_html(f'<p style="color:{style}; width: 2px">x</p>').endswith(">x</p>")


def test_no_number_makes_it_fail():
    long = "9" * 5000
    html = f'<p style="width: {long}px">x &#{long}; &#x{long};</p>'
    assert sanitise_html(html).startswith(f'<p style="width: {long}px;">x ')


def test_a_style_loads_nothing():
    for value in ("url(http://a/b)", "u\\72l(x)", "image-set('x' 1x)", "calc(1px + url(x))"):
        assert sanitise_html(f'<p style="list-style: {value}">x</p>') == "<p>x</p>"
    plain = '<p style="color: rgb(1, 2, 3); width: calc(50% - 2px);">x</p>'
    assert sanitise_html(plain) == plain


def test_a_photograph_does_not_make_a_page_too_long():
    html = f'<p>On paper: <img src="data:image/png;base64,{"A" * 10**6}"></p>'
    assert sanitise_html(html) == html


def test_pages_share_the_time_of_a_notebook():
    budget = OutputBudget(time=Allowance(0.0))
    page = {"output_type": "display_data", "data": {"text/html": "<b>x</b>"}}
    (output,) = sanitise_outputs([page], budget)
    assert output.data["text/html"].startswith("<pre>&lt;b&gt;x&lt;/b&gt;</pre><p>This is shown")


def test_a_notebook_has_room_for_so_much():
    budget = OutputBudget(text=100, pages=100, pictures=100)
    page = {"output_type": "display_data", "data": {"text/plain": "x" * 60, "text/html": "y" * 60}}
    first, second, *rest = sanitise_outputs([page] * 4, budget)
    assert {kind: len(text) for kind, text in first.data.items()} == page_lengths(60, 60)
    assert {kind: len(text) for kind, text in second.data.items()} == page_lengths(40)
    assert rest == []


def page_lengths(*lengths: int) -> dict[str, int]:
    return dict(zip(("text/plain", "text/html"), lengths, strict=False))


@pytest.mark.parametrize(
    "forged",
    [
        None,
        {"output_type": "stream"},
        [None, 3, "text"],
        [{"output_type": "magic"}],
        [{"output_type": "display_data", "data": [1]}],
        [{"output_type": "display_data", "data": {"text/plain": {"a": 1}, "text/html": 3}}],
    ],
)
def test_forged_outputs_are_none(forged):
    assert sanitise_outputs(forged) == []


def test_a_forged_error_is_text():
    told = {"output_type": "error", "ename": 3, "evalue": ["x"], "traceback": [1, "line", None]}
    (output,) = sanitise_outputs([told])
    assert (output.ename, output.evalue, output.traceback) == ("", "", ["", "line", ""])
