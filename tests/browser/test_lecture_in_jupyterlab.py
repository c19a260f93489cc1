"""The lectures in a real JupyterLab: all cells run, and a key press moves every picture.

Needs Chromium; screenshots are left in artefacts/. Run with `make browser`.
"""

import re
import time
from contextlib import contextmanager

import nbformat
import pytest
from playwright.sync_api import expect

from tests.support.lecture_text import LECTURES, LESSONS, text
from tests.support.widget_moves import names

pytestmark = pytest.mark.browser

PATIENCE = 90_000
# An image's address changes with every message; what it shows is in its pixels.
PIXELS = """image => {
    if (image.tagName === "svg") return image.outerHTML;
    const copy = document.createElement("canvas");
    copy.width = image.naturalWidth;
    copy.height = image.naturalHeight;
    copy.getContext("2d").drawImage(image, 0, 0);
    return copy.toDataURL();
}"""


def until(page, holds):
    end = time.monotonic() + 20
    while not holds() and time.monotonic() < end:
        page.wait_for_timeout(50)
    return holds()


def at_rest(page, readout):
    """Wait for the last of some key presses: a busy kernel rests in between."""
    told = ""
    while told != (now := readout.inner_text()):
        told = now
        page.wait_for_timeout(1000)
    expect(page.get_by_role("button", name="| Idle")).to_be_visible(timeout=PATIENCE)


@contextmanager
def run(lab, browser, path):
    """Open a lecture, run all its cells and yield the page; its kernel ends with it."""
    base, token = lab
    page = browser.new_page(viewport={"width": 1300, "height": 1000})
    page.goto(f"{base}/lab/workspaces/{path.stem}/tree/{path.name}?token={token}")
    expect(page.locator(".jp-Notebook .jp-Cell").first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("button", name="| Idle")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    # The last code cell gets its number when everything before it has run.
    cells = nbformat.read(path, as_version=4).cells
    count = sum(cell.cell_type == "code" for cell in cells)
    last = page.locator(".jp-InputPrompt").get_by_text(f"[{count}]:", exact=True)
    expect(last).to_be_attached(timeout=PATIENCE)
    yield page
    headers = {"Authorization": f"token {token}"}
    for session in page.request.get(f"{base}/api/sessions", headers=headers).json():
        page.request.delete(f"{base}/api/sessions/{session['id']}", headers=headers)
    page.close()


def live(page):
    """Find the widgets of a page."""
    return page.locator(".jp-OutputArea .widget-vbox").filter(has=page.get_by_role("status"))


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_a_key_press_moves_each_picture_and_reset_brings_it_back(lab, browser, artefacts, path):
    with run(lab, browser, path) as page:
        for kind in ("error", "stderr"):
            told = page.locator(f'[data-mime-type="application/vnd.jupyter.{kind}"]')
            assert told.all_inner_texts() == []
        found = live(page)
        shown = re.findall(rf"^(?:{'|'.join(names())})\(", text(path, "code"), re.M)
        assert bool(shown) == (path in LESSONS)
        expect(found).to_have_count(len(shown))
        for number, widget in enumerate(found.all(), 1):
            picture, readout = widget.locator("img, svg").first, widget.get_by_role("status")
            slider = widget.get_by_role("slider").first
            widget.scroll_into_view_if_needed()
            expect(picture).to_be_visible()
            before, said = picture.evaluate(PIXELS), readout.inner_text()
            for handle in widget.get_by_role("slider").all():
                assert handle.get_attribute("aria-label")
            slider.focus()
            # At the right end of its range it can only go back.
            there = float(slider.get_attribute("aria-valuenow") or 0)
            end = float(slider.get_attribute("aria-valuemax") or 0)
            for _ in range(5):
                page.keyboard.press("ArrowRight" if there < end else "ArrowLeft")
            expect(readout).not_to_have_text(said, use_inner_text=True)
            assert until(page, lambda image=picture, old=before: image.evaluate(PIXELS) != old)
            at_rest(page, readout)
            widget.screenshot(path=artefacts / f"{path.stem}-{number}.png")
            widget.get_by_role("button", name="Reset").click()
            expect(readout).to_have_text(said, use_inner_text=True)
            assert until(page, lambda image=picture, old=before: image.evaluate(PIXELS) == old)
        assert page.locator('[title="null"]').count() == 0
        page.screenshot(path=artefacts / f"{path.stem}.png")


def test_a_run_is_kept_and_the_next_one_played(lab, browser, artefacts):
    path = next(path for path in LECTURES if path.stem == "05-gradient-descent")
    with run(lab, browser, path) as page:
        widget = live(page)
        readout = widget.get_by_role("status")
        said = readout.inner_text()

        widget.get_by_role("button", name="Keep this run").press("Enter")
        expect(readout).to_contain_text("Kept: η = 0.1, batches of 303, 20 steps")
        widget.get_by_role("button", name="Play").press("Enter")
        expect(readout).to_contain_text("η = 0.1, batches of 303, 60 steps", timeout=PATIENCE)
        # At the end of the slider it has stopped by itself.
        expect(widget.get_by_role("button", name="Play")).to_be_visible(timeout=PATIENCE)
        widget.screenshot(path=artefacts / f"{path.stem}-played.png")
        widget.get_by_role("button", name="Reset").press("Enter")
        expect(readout).to_have_text(said, use_inner_text=True)


def test_backpropagation_by_keyboard_and_by_mouse(lab, browser, artefacts):
    path = next(path for path in LECTURES if path.stem == "03-three-layer")
    with run(lab, browser, path) as page:
        widget = live(page).nth(1)
        readout = widget.get_by_role("status")

        for step in range(1, 8):
            widget.get_by_role("button", name="Next").press("Enter")
            expect(readout).to_contain_text(f"Step {step} of 12.")
        expect(readout).to_contain_text("D⁽¹⁾₁ = 2 · 1 · 1 = 2.")

        symbol = widget.locator(".matrix[data-part=W2]")
        line = widget.locator("line[data-part~=W2]").first
        width = "line => getComputedStyle(line).strokeWidth"
        plain = line.evaluate(width)
        symbol.hover()
        assert line.evaluate(width) != plain
        widget.get_by_role("button", name="Reset").hover()
        assert line.evaluate(width) == plain
        symbol.focus()
        assert line.evaluate(width) != plain
        widget.screenshot(path=artefacts / f"{path.stem}-lit.png")

        widget.get_by_role("button", name="Change numbers").press("Enter")
        weight = widget.get_by_label("w⁽²⁾₁₁")
        weight.focus()
        page.keyboard.press("ArrowUp")
        expect(readout).to_contain_text("= 3 · 1.5 · 1 = 4.5.")
        weight.fill("-2")
        weight.press("Enter")
        expect(readout).to_contain_text("Step 7 of 12.")
        expect(readout).not_to_contain_text("4.5")

        widget.get_by_role("button", name="Reset").click()
        widget.get_by_role("button", name="Play").click()
        expect(readout).to_contain_text(re.compile(r"Step [1-9] of 12\."), timeout=PATIENCE)
        widget.get_by_role("button", name="Pause").click()
        at_rest(page, readout)
        said = readout.inner_text()
        assert "Step 0 of" not in said
        page.wait_for_timeout(2000)
        assert readout.inner_text() == said


def test_the_playground_by_keyboard_and_by_mouse(lab, browser, artefacts):
    path = next(path for path in LECTURES if path.stem == "07-xor-mlp")
    with run(lab, browser, path) as page:
        widget = live(page).last
        readout = widget.get_by_role("status")
        widget.get_by_label("data").select_option("rings")
        expect(readout).to_contain_text("After 0 steps on rings, 40 points")
        widget.get_by_label("show").select_option("deltas")
        expect(readout).to_contain_text("Largest in size: hidden")
        widget.get_by_role("slider", name="hidden layer 2").press("ArrowRight")
        expect(readout).to_contain_text("network 2-4-1-1 with tanh")
        widget.get_by_role("button", name="Play").click()
        expect(readout).to_contain_text(re.compile(r"After [1-9]\d* steps"), timeout=PATIENCE)
        widget.get_by_role("button", name="Pause").click()
        widget.scroll_into_view_if_needed()
        widget.screenshot(path=artefacts / f"{path.stem}-playground.png")
        widget.get_by_role("button", name="Reset").press("Enter")
        expect(readout).to_contain_text("After 0 steps on rings, 40 points")
