"""The lectures in a real JupyterLab: all cells run, and a key press moves the picture.

Needs Chromium; screenshots are left in artefacts/. Run with `make browser`.
"""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
ARTEFACTS = ROOT / "artefacts"
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def served(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Serve a copy of the lectures from a JupyterLab that knows nothing of its user."""
    home = tmp_path_factory.mktemp("jupyter")
    shutil.copytree(ROOT / "lectures", home / "lectures")
    settings = home / "config" / "labconfig"
    settings.mkdir(parents=True)
    news = {"@jupyterlab/apputils-extension:announcements": True}
    (settings / "page_config.json").write_text(json.dumps({"disabledExtensions": news}))
    # All cells stay in the page, also those that are scrolled away.
    tracker = home / "settings" / "@jupyterlab" / "notebook-extension"
    tracker.mkdir(parents=True)
    (tracker / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
    port, token = free_port(), secrets.token_hex(16)
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
    }
    options = (
        "--no-browser",
        "--allow-root",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        # A type checker among the developer's tools would answer with dialogs of its own.
        "--LanguageServerManager.autodetect=False",
        f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={home / 'lectures'}",
    )
    with (home / "log").open("w") as log:
        command = [sys.executable, "-m", "jupyterlab", *options]
        server = subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            base = f"http://127.0.0.1:{port}"
            for _ in range(240):
                if server.poll() is not None or served(f"{base}/api/status?token={token}"):
                    break
                time.sleep(0.25)
            assert server.poll() is None, (home / "log").read_text()
            assert served(f"{base}/lab?token={token}"), (home / "log").read_text()
            yield base, token
        finally:
            server.terminate()
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


@pytest.fixture(scope="module")
def browser():
    assert CHROMIUM, "Chromium is needed: install it, or leave this test out with -m 'not browser'"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.mark.parametrize("name", SLIDERS)
def test_a_key_press_moves_the_picture(lab, browser, name):
    base, token = lab
    ARTEFACTS.mkdir(exist_ok=True)
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
        widget.screenshot(path=ARTEFACTS / f"{name}-{label.replace(' ', '-')}.png")
        page.screenshot(path=ARTEFACTS / f"{name}.png")
        widget.get_by_role("button", name="Reset").click()
        expect(readout).to_have_text(said, use_inner_text=True)
        page.wait_for_timeout(300)
        assert picture.evaluate(PIXELS) == before
    page.close()
