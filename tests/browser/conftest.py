"""A real JupyterLab that knows nothing of its user, and a real Chromium to look at it."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
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


@contextlib.contextmanager
def jupyterlab(
    command: Callable[[str], list[str]], folder: Path, home: Path
) -> Iterator[tuple[str, str]]:
    """Start `command` in `folder`, given the options as one text; yield base address and token."""
    # All cells stay in the page, also those that are scrolled away, and no outputs in the file.
    for name, settings in (
        ("notebook-extension/tracker", '{"windowingMode": "none"}'),
        ("docmanager-extension/plugin", '{"autosave": false}'),
    ):
        file = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True)
        file.write_text(settings)
    port, token = free_port(), secrets.token_hex(16)
    options = (
        f"--no-browser --port={port} --ServerApp.port_retries=0 --IdentityProvider.token={token}"
    )
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
    }
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            command(options),
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
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
            os.killpg(server.pid, signal.SIGTERM)
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()


@pytest.fixture(scope="session")
def artefacts() -> Path:
    folder = ROOT / "artefacts"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def browser():
    assert CHROMIUM, "Chromium is needed: install it, or leave this test out with -m 'not browser'"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """`make lab` of this checkout, on a copy of the lectures."""
    home = tmp_path_factory.mktemp("jupyter")
    shutil.copytree(ROOT / "lectures", home / "lectures")
    root = f"--ServerApp.root_dir={home / 'lectures'}"
    with jupyterlab(lambda options: ["make", "lab", f"LAB={options} {root}"], ROOT, home) as server:
        yield server


@pytest.fixture
def course_lab(tmp_path):
    """JupyterLab in a copy of the course that has an exchange directory; gives the copy too."""
    home, course, exchange = (tmp_path / name for name in ("home", "course", "exchange"))
    (home / "config").mkdir(parents=True)
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    (home / "config" / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.Exchange.root = {str(exchange)!r}\n"
    )
    for name in ("solutions", "exercises"):
        shutil.copytree(ROOT / name, course / name)
    shutil.copy(ROOT / "nbgrader_config.py", course)

    def command(options: str) -> list[str]:
        quiet = "--LanguageServerManager.autodetect=False"
        return [sys.executable, "-m", "jupyterlab", "--allow-root", quiet, *options.split()]

    with jupyterlab(command, course, home) as (base, token):
        yield base, token, course
