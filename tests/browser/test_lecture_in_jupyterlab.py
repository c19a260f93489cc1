"""The lectures in a real JupyterLab: all cells run, and a key press moves the picture.

Needs Chromium; screenshots are left in artefacts/. Run with `make browser`.
"""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
# Which widget a lecture has, by the label of the slider to move, how often, and a word to wait for.
SLIDERS = {
    "01-perceptron-update": [("rows visited", 14, "Rows visited: 14")],
    "04-logistic-graph": [("updates", 12, "Updates: 12"), ("step", 14, "Step 14")],
}


# An image's address changes with every message; what it shows is in its pixels.
PIXELS = """image => {
    const copy = document.createElement("canvas");
    copy.width = image.naturalWidth;
    copy.height = image.naturalHeight;
    copy.getContext("2d").drawImage(image, 0, 0);
    return copy.toDataURL();
}"""


@pytest.mark.parametrize("name", SLIDERS)
def test_a_key_press_moves_the_picture(lab, browser, artefacts, name):
    base, token = lab
    page = browser.new_page(viewport={"width": 1300, "height": 1000})
    page.goto(f"{base}/lab/workspaces/{name}/tree/{name}.ipynb?token={token}")
    cells = page.locator(".jp-Notebook .jp-Cell")
    expect(cells.first).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="| Idle")).to_be_visible(timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()

    # The last code cell gets its number when everything before it has run.
    source = json.loads((ROOT / "lectures" / f"{name}.ipynb").read_text())
    count = sum(cell["cell_type"] == "code" for cell in source["cells"])
    last = page.locator(".jp-InputPrompt").get_by_text(f"[{count}]:", exact=True)
    expect(last).to_be_attached(timeout=90_000)
    errors = page.locator('.jp-RenderedText[data-mime-type="application/vnd.jupyter.error"]')
    stderr = page.locator('.jp-RenderedText[data-mime-type="application/vnd.jupyter.stderr"]')
    assert errors.count() == 0
    assert stderr.count() == 0

    for label, presses, told in SLIDERS[name]:
        row = page.locator(".widget-hslider").filter(has=page.get_by_text(label, exact=True))
        slider = row.get_by_role("slider")
        widget = page.locator(".widget-vbox").filter(has=row)
        picture = widget.get_by_role("img")
        readout = widget.get_by_role("status")
        widget.scroll_into_view_if_needed()
        expect(picture).to_be_visible()
        before, said = picture.evaluate(PIXELS), readout.inner_text()
        slider.focus()
        for _ in range(presses):
            page.keyboard.press("ArrowRight")
        expect(readout).to_contain_text(told)
        assert readout.inner_text() != said
        page.wait_for_timeout(300)
        assert picture.evaluate(PIXELS) != before
        widget.screenshot(path=artefacts / f"{name}-{label.replace(' ', '-')}.png")
        page.screenshot(path=artefacts / f"{name}.png")
        widget.get_by_role("button", name="Reset").click()
        expect(readout).to_have_text(said, use_inner_text=True)
        page.wait_for_timeout(300)
        assert picture.evaluate(PIXELS) == before
    page.close()
