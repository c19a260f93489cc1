"""The site of the lectures in a real Chromium without a network: formulas, answers, colours.

Needs Chromium, and the site as `make site` has built it; screenshots are left in artefacts/.
"""

import re
from pathlib import Path

import pytest

from tests.support.contrast import TEXT, contrast

pytestmark = pytest.mark.browser

SITE = Path(__file__).parents[2] / "site" / "html"
PAGES = sorted(SITE.rglob("*.html"))

# Of each fraction: where its numerator ends and its denominator begins, and the height of a line.
FRACTIONS = """fractions => fractions.map(fraction => {
    const [over, under] = [...fraction.children].map(part => part.getBoundingClientRect());
    return [over.bottom, under.top, under.height];
})"""

# Of each kind of text that is seen: its colour, and the first colour behind it.
COLORS = """() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = new Set();
    while (walk.nextNode()) {
        let element = walk.currentNode.parentElement;
        if (!walk.currentNode.data.trim() || !element.checkVisibility()) continue;
        const ink = getComputedStyle(element).color;
        const paper = () => getComputedStyle(element).backgroundColor;
        while (paper() === "rgba(0, 0, 0, 0)") element = element.parentElement;
        found.add(`${ink} on ${paper()}`);
    }
    return [...found];
}"""


def color(css: str) -> list[float]:
    """The three parts of an opaque colour, from 0 to 1."""
    parts = [float(part) for part in re.findall(r"[\d.]+", css)]
    assert len(parts) == 3, css
    return [part / 255 for part in parts]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_needs_no_network_and_sets_its_formulas(browser, artefacts, page):
    context = browser.new_context(offline=True, viewport={"width": 1250, "height": 1000})
    tab = context.new_page()
    asked, troubles = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("requestfailed", lambda request: troubles.append(request.url))
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.goto(page.as_uri())
    tab.evaluate("document.fonts.ready")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert troubles == []

    maths = tab.locator("math")
    if maths.count():
        assert any(url.endswith("mathematics.woff") for url in asked)
    for answer in tab.locator("details").all():
        inside = answer.locator(":scope > :not(summary)").first
        assert not inside.is_visible()
        answer.locator("summary").click()
        assert inside.is_visible()
    for over, under, height in tab.locator("mfrac").evaluate_all(FRACTIONS):
        assert over <= under
        assert height > 4
    widths = maths.evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
    assert all(width > 3 for width in widths)
    for scheme in ("dark", "light"):
        tab.emulate_media(color_scheme=scheme)
        for pair in tab.evaluate(COLORS):
            assert contrast(*map(color, pair.split(" on "))) >= TEXT, pair
    images = tab.locator("article img").evaluate_all("all => all.map(one => one.naturalWidth)")
    assert all(width > 200 for width in images)
    tab.screenshot(path=artefacts / f"site-{page.stem}.png", full_page=True)
    context.close()
