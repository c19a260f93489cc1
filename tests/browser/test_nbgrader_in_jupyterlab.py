"""nbgrader's extensions in a real JupyterLab: each opens and does its work on this course."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from autograder.classroom.demo import SampleCourse
from tests.support.bank import find_answer

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
ASSIGNMENT = "03-three-layer"
PATIENCE = 60_000


def test_an_assignment_goes_round_by_mouse(course_lab, browser, artefacts):
    base, token, course = course_lab
    page = browser.new_page(viewport={"width": 1300, "height": 1000})
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)

    def choose(item: str) -> None:
        page.get_by_role("menuitem", name="Nbgrader", exact=True).click()
        page.get_by_role("menuitem", name=item, exact=True).click()

    page.goto(f"{base}/lab?token={token}")
    choose("Formgrader")
    form = page.frame_locator("iframe").first
    row = form.get_by_role("row").filter(has_text=ASSIGNMENT)
    for action in ("assign", "release"):
        row.locator(f"td.{action} a").click()
        expect(form.locator(".modal-body").first).to_contain_text("Success")
        form.get_by_role("button", name="Close").first.click()
    expect(row).to_contain_text("released")
    page.screenshot(path=artefacts / "formgrader.png")

    choose("Assignment List")
    page.get_by_role("button", name="Fetch", exact=True).click()
    page.get_by_role("button", name="Submit", exact=True).click()
    submitted = page.locator("#submitted_assignments_list")
    expect(submitted).to_contain_text(ASSIGNMENT)
    mine = course / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    released = course / "exercises" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    assert mine.read_bytes() == released.read_bytes()
    page.screenshot(path=artefacts / "assignment-list.png")

    page.goto(f"{base}/lab/workspaces/student/tree/{ASSIGNMENT}/{ASSIGNMENT}.ipynb?token={token}")
    page.get_by_role("button", name="Validate").click()
    expect(page.get_by_role("dialog")).to_contain_text("failed")
    page.screenshot(path=artefacts / "validate.png")

    source = f"solutions/{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
    page.goto(f"{base}/lab/workspaces/author/tree/{source}?token={token}")
    expect(page.get_by_role("button", name="| Idle")).to_be_visible()
    page.get_by_role("tab", name="Create Assignment").click()
    expect(page.locator(".nbgrader-CreateAssignmentWidget")).to_contain_text("Total points")
    page.screenshot(path=artefacts / "create-assignment.png")
    page.close()


def test_a_feedback_page_asks_about_the_mistake(tmp_path, browser, artefacts):
    """The README shows the screenshot."""
    course = SampleCourse(ROOT, tmp_path)
    list(course.nbgrader("generate_assignment", ASSIGNMENT))
    answer = find_answer(f"{ASSIGNMENT}/scalar", "wrong-output-slope-left-out")
    course.submit(ASSIGNMENT, "student", {"scalar": answer.code})
    list(course.nbgrader("autograde", ASSIGNMENT))
    list(course.nbgrader("generate_feedback", ASSIGNMENT))

    feedback = tmp_path / "classroom" / "feedback" / "student" / ASSIGNMENT
    page = browser.new_page(viewport={"width": 900, "height": 1000})
    page.goto((feedback / f"{ASSIGNMENT}.html").as_uri())
    report = page.get_by_role("status").filter(has_text="scalar")
    expect(report).to_contain_text("2 of 3 points")
    place = report.get_by_text("Which factor belongs to the activation of its own layer?")
    expect(place).to_be_hidden()
    for question in ("How is it off?", "Where to look?"):
        report.get_by_text(question).click()
    expect(place).to_be_visible()
    page.evaluate("scrollTo(0, 0)")  # boxes are measured from the corner that is seen
    title = page.get_by_role("heading", name="2. With numbers")
    top, box = title.bounding_box(), report.bounding_box()
    assert top
    assert box
    height = box["y"] + box["height"] - top["y"] + 20
    clip = {"x": 40, "y": top["y"] - 10, "width": 820, "height": height}
    page.screenshot(path=artefacts / "feedback.png", full_page=True, clip=clip)
    page.close()
