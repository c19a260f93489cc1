"""A student's work on an exercise in a real JupyterLab: what is shown when things go wrong."""

import contextlib
import re
import shutil
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.bank import find_answer

from .conftest import ROOT, jupyterlab

pytestmark = pytest.mark.browser

PATIENCE = 60_000


@pytest.fixture(scope="module")
def student_lab(tmp_path_factory):
    """JupyterLab on a copy of the lectures and exercises."""
    home, root = tmp_path_factory.mktemp("jupyter"), tmp_path_factory.mktemp("course")
    for name in ("lectures", "exercises"):
        shutil.copytree(ROOT / name, root / name)

    def command(options: str) -> list[str]:
        quiet = ("--allow-root", "--LanguageServerManager.autodetect=False")
        return [sys.executable, "-m", "jupyterlab", *quiet, *options.split()]

    with jupyterlab(command, root, home) as server:
        yield server


class Exercise:
    """An exercise that is open in a page."""

    def __init__(self, page: Page, assignment: str) -> None:
        self.page = page
        self.assignment = assignment

    def cell(self, text: str) -> Locator:
        """Return the code cell that holds this text now."""
        cells = self.page.locator(".jp-CodeCell")
        number = next(n for n, cell in enumerate(cells.all_inner_texts()) if text in cell)
        return cells.nth(number)

    def check_cell(self, name: str) -> Locator:
        return self.cell(f'check("{self.assignment}/{name}")')

    def write(self, cell: Locator, source: str) -> None:
        """Replace what stands in a cell."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(source)

    def run(self, cell: Locator) -> None:
        cell.locator(".jp-InputPrompt").click()
        self.page.keyboard.press("ControlOrMeta+Enter")
        expect(self.page.get_by_role("button", name="| Idle")).to_be_visible(timeout=PATIENCE)
        expect(cell.locator(".jp-InputPrompt")).not_to_have_text("[*]:")

    def check(self, name: str) -> Locator:
        """Run a check, and return its report."""
        cell = self.check_cell(name)
        self.run(cell)
        return cell.get_by_role("status")


@contextlib.contextmanager
def work_on(server, browser, assignment: str, **options) -> Iterator[Exercise]:
    """Open an exercise and run its setup; its kernel ends with it."""
    base, token = server
    page = browser.new_page(viewport={"width": 1200, "height": 1000})
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    path = f"exercises/{assignment}/{assignment}.ipynb"
    page.goto(f"{base}/lab/workspaces/{assignment}/tree/{path}?token={token}&reset")
    expect(page.get_by_role("button", name="| Idle")).to_be_visible()
    exercise = Exercise(page, assignment)
    exercise.run(exercise.cell("from autograder import"))
    yield exercise
    headers = {"Authorization": f"token {token}"}
    for session in page.request.get(f"{base}/api/sessions", headers=headers).json():
        page.request.delete(f"{base}/api/sessions/{session['id']}", headers=headers)
    page.close()


def test_what_goes_wrong_is_told_in_a_sentence(student_lab, browser, artefacts):
    with work_on(student_lab, browser, "01-perceptron-update") as exercise:
        page = exercise.page
        answer = exercise.cell("def predict(w, b, x):")
        right = "def predict(w, b, x):\n    return int(np.dot(w, x) + b >= 0)"

        exercise.write(answer, "def predict(w, b, x):\n    while True:\n        pass")
        exercise.run(answer)
        report = exercise.check("predict")
        expect(report).to_contain_text("it took too long and was stopped. Does a loop in it come")
        exercise.check_cell("predict").screenshot(path=artefacts / "check-endless.png")

        exercise.write(answer, right)
        exercise.run(answer)
        report = exercise.check("predict")
        expect(report).to_contain_text("all right")
        # The score stands in the file, and not below the report.
        expect(
            exercise.check_cell("predict").locator(".jp-OutputArea-prompt:visible")
        ).to_have_count(1)
        exercise.check_cell("predict").screenshot(path=artefacts / "check-right.png")

        exercise.write(answer, right.replace("x):", "x)"))
        exercise.run(answer)
        report = exercise.check("predict")
        expect(report).to_contain_text("The predict in memory is from an earlier run")
        exercise.check_cell("predict").screenshot(path=artefacts / "check-stale.png")

        exercise.write(answer, right.replace("predict", "predicted"))
        exercise.run(answer)
        expect(exercise.check("predict")).to_contain_text("does not define that name any more")

        exercise.write(answer, right.replace("return ", ""))
        exercise.run(answer)
        expect(exercise.check("predict")).to_contain_text("returned None")
        page.get_by_role("menuitem", name="Settings", exact=True).click()
        page.get_by_text("Theme", exact=True).hover()
        page.get_by_text("JupyterLab Dark", exact=True).click()
        exercise.check_cell("predict").screenshot(path=artefacts / "check-none-dark.png")


def test_no_question_that_is_not_written_stops_a_run_of_all(student_lab, browser, artefacts):
    with work_on(student_lab, browser, "01-perceptron-update") as exercise:
        page = exercise.page
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        expect(exercise.check_cell("gates").get_by_role("status")).to_contain_text("not written")
        said = exercise.check_cell("direction").get_by_role("status")
        expect(said).to_contain_text("direction is not written yet")
        page.screenshot(path=artefacts / "check-all.png")


OUTPUT_LAYER = """
def output_layer(X, Y, params, f, df):
    values = forward(X, params, f)
    Do = (values["A"] - Y) * df(values["Z3"])
    return Do, values["B"].T @ Do, Do.sum(axis=0)
""".strip()

FORWARD = """
def forward(X, params, f):
    Z1 = X @ params["W1"] + params["b1"]
    C = f(Z1)
    Z2 = C @ params["W2"] + params["b2"]
    B = f(Z2)
    Z3 = B @ params["Wo"] + params["bo"]
    return {"Z1": Z1, "C": C, "Z2": Z2, "B": B, "Z3": Z3, "A": f(Z3)}
""".strip()


def test_a_report_leads_further(student_lab, browser, artefacts):
    with work_on(student_lab, browser, "03-three-layer") as exercise:
        page = exercise.page
        for name, source in (("forward", FORWARD), ("output_layer", OUTPUT_LAYER)):
            answer = exercise.cell(f"def {name}(")
            exercise.write(answer, source)
            exercise.run(answer)
        report = exercise.check("output")
        for fold in ("How is it off?", "Where to look?", "Show me a case"):
            report.get_by_text(fold).click()
        exercise.check_cell("output").screenshot(path=artefacts / "check-case.png")

        # The case runs as it stands.
        case = report.locator("pre").inner_text()
        assert "# your answer: (np.array(" in case
        scratch = exercise.cell('check("03-three-layer/cost")')
        scratch.locator(".jp-InputPrompt").click()
        page.keyboard.press("b")
        added = page.locator(".jp-CodeCell.jp-mod-active")
        exercise.write(added, case)
        exercise.run(added)
        expect(added.locator(".jp-OutputArea-output")).to_contain_text("(array([[")
        page.keyboard.press("d")
        page.keyboard.press("d")

        # What NumPy complains of is told in the student's own names.
        hidden = exercise.cell("def hidden_layer(")
        exercise.write(
            hidden,
            "def hidden_layer(D_next, W_next, Z, A_prev, df):\n"
            "    D = D_next @ W_next * df(Z)\n"
            "    return D, A_prev.T @ D, D.sum(axis=0)",
        )
        exercise.run(hidden)
        expect(exercise.check("hidden")).to_contain_text(
            re.compile(r"D_next is \(\d, \d\), W_next is \(\d, \d\): this product does not fit")
        )
        exercise.check_cell("hidden").screenshot(path=artefacts / "check-shapes.png")

        # An answer cell as it was, and what stood there below it.
        exercise.write(hidden, 'reset_answer("03-three-layer/hidden")')
        exercise.run(hidden)
        expect(hidden.locator(".cm-content")).to_contain_text("raise NotImplementedError()")
        expect(hidden.locator(".jp-OutputArea")).to_contain_text("D = D_next @ W_next * df(Z)")
        hidden.screenshot(path=artefacts / "check-reset.png")

        # The link opens the lecture, and goes to the section of one that is open.
        link, heading = (
            report.get_by_role("link", name="lecture 05, section 7"),
            page.get_by_role("heading", name="7. Sums, means"),
        )
        link.click()
        expect(heading).to_be_attached()
        page.get_by_role("tab", name="03-three-layer.ipynb").click()
        link.click()
        expect(heading).to_be_in_viewport()
        page.screenshot(path=artefacts / "check-lecture.png")


def test_an_earlier_question_that_is_not_right_is_named(student_lab, browser, artefacts):
    with work_on(student_lab, browser, "03-three-layer") as exercise:
        page = exercise.page
        answer = exercise.cell("def output_layer(")
        exercise.write(
            answer, OUTPUT_LAYER.replace('df(values["Z3"])', 'df(values["Z3"]) / len(X)')
        )
        exercise.run(answer)
        said = "Judged with a correct forward, since yours is not right yet"
        expect(exercise.check("output")).to_contain_text(said)
        exercise.check_cell("output").screenshot(path=artefacts / "check-unwritten.png")

        forward = exercise.cell("def forward(")
        exercise.write(forward, FORWARD.replace(' + params["b2"]', ""))
        exercise.run(forward)
        report = exercise.check("output")
        expect(report).to_contain_text("all right")
        expect(report).to_contain_text(said)
        exercise.check_cell("output").screenshot(path=artefacts / "check-earlier.png")
        page.get_by_role("menuitem", name="Settings", exact=True).click()
        page.get_by_text("Theme", exact=True).hover()
        page.get_by_text("JupyterLab Dark", exact=True).click()
        exercise.check_cell("output").screenshot(path=artefacts / "check-earlier-dark.png")


def test_a_wrong_answer_is_followed_line_by_line(student_lab, browser, artefacts):
    with work_on(student_lab, browser, "03-three-layer") as exercise:
        answer = exercise.cell("def gradients(")
        slip = find_answer("03-three-layer/gradients", "wrong-second-slope-left-out")
        exercise.write(answer, slip.code)
        exercise.run(answer)
        report = exercise.check("gradients")
        report.get_by_text("Follow your values").click()
        expect(report.get_by_role("row").filter(has_text="✗")).to_contain_text("line 8")
        exercise.check_cell("gradients").screenshot(path=artefacts / "check-followed.png")
