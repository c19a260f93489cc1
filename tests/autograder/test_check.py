"""`check`, as a notebook calls it."""

import json
import subprocess
import sys

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from autograder import check, feedback
from autograder.grade import grade
from autograder.question.answer import Answer
from autograder.questions import load_questions

RIGHT = "def predict(w, b, x):\n    return int(np.dot(w, x) + b >= 0)"


def test_the_score_is_a_plain_float(capsys):
    score = check("01-perceptron-update/predict", {"predict": lambda w, b, x: int(w @ x + b >= 0)})
    assert (type(score), score) == (float, 2.0)
    assert "all right" in capsys.readouterr().out


def test_names_are_those_of_the_caller(capsys):
    names = {"check": check, "np": np}
    exec(f"{RIGHT}\nscore = check('01-perceptron-update/predict')", names)
    assert names["score"] == 2.0


def test_a_missing_function_is_named_and_gets_nothing(capsys):
    assert check("03-three-layer/gradients", {}) == 0.0
    assert "No `gradients` was found" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "error", "complaint"),
    [
        (("03-three-layer/gradient",), ValueError, r"'03-three-layer/gradient'.*/gradients"),
        (("three",), ValueError, "01-perceptron-update, .*03-three-layer"),
        (("",), ValueError, "question_id ''"),
        ((3,), TypeError, "question_id should be text.*not 3"),
        ((None,), TypeError, "question_id should be text"),
        ((np.array([1.0]),), TypeError, "question_id should be text"),
        (("03-three-layer/gradients", [1]), TypeError, "namespace should map.*list"),
    ],
)
def test_bad_arguments_raise_at_once(arguments, error, complaint):
    with pytest.raises(error, match=complaint):
        check(*arguments)


@pytest.mark.parametrize(
    ("level", "error", "complaint"),
    [
        (0, ValueError, "level should be from 1 to 4, it is 0"),
        (5, ValueError, "level should be from 1 to 4, it is 5"),
        ("all", TypeError, "level should be a whole number, it is str"),
    ],
)
def test_a_bad_level_raises_at_once(level, error, complaint):
    with pytest.raises(error, match=complaint):
        check("03-three-layer/cost", {}, level=level)


CONTRACT = {
    "01-perceptron-update": "predict direction update train lms_gradient gates",
    "02-chain-rule": "root power nested paths chain difference",
    "03-three-layer": "forward scalar output hidden gradients cost",
    "04-logistic-graph": "values partials forward_mode reverse_mode loss_gradient plus_minus",
    "05-gradient-descent": "step descend batches sgd schedule threshold least_squares",
    "06-vectorised": "rows columns elementwise shared broadcast layouts",
    "07-xor-mlp": "compose forward two_layer deltas gradients train",
    "08-digits": "parameters relu softmax network train fourier",
}
"""What released notebooks ask for; a question that is new needs no entry."""


def test_the_questions_of_the_contract_are_there_in_their_order():
    promised = [
        f"{assignment}/{name}" for assignment, names in CONTRACT.items() for name in names.split()
    ]
    assert [question for question in load_questions() if question in promised] == promised


def test_a_notebook_that_changed_numpy_or_warnings_is_judged_alike():
    code = f"""
import warnings
import numpy as np
from autograder import check
np.seterr(all="raise")
warnings.simplefilter("error")
{RIGHT}
print(check("01-perceptron-update/predict"), check("03-three-layer/cost", {{}}))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "2.0 0.0"
    assert run.stderr == ""


def test_a_check_needs_no_pytest_and_no_other_assignment():
    """Both would cost a student's first check more than the grading itself."""
    code = f"""
import sys
import numpy as np
from autograder import check
{RIGHT}
check("01-perceptron-update/predict")
print([name for name in sys.modules if name == "pytest" or "test_02" in name])
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


def in_notebook(*cells: str) -> list:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, timeout=60).execute()
    return notebook.cells[-1].outputs


def test_a_notebook_gets_a_report_and_a_float_and_nothing_on_stderr():
    report_output, result = in_notebook(
        "import numpy as np\nfrom autograder import check",
        "import sys\ndef predict(w, b, x):\n    print('noise', file=sys.stderr)\n    return w @ x",
        'check("01-perceptron-update/predict")',
    )
    assert report_output.output_type == "display_data"
    assert "Does the bias take part" not in report_output.data["text/plain"]
    assert report_output.metadata[feedback.KEY]["score"] == 0.0
    assert result.output_type == "execute_result"
    assert result.data["text/plain"] == "0.0"
    assert result.data["text/html"] == feedback.SCORE_HTML


def test_a_score_is_a_number_like_others_in_later_cells():
    asked, counted = "score = check('01-perceptron-update/predict', {})", "score + 1, score == 0"
    (shown,) = in_notebook("from autograder import check", asked, "score")
    assert shown.data == {"text/plain": "0.0"}
    (shown,) = in_notebook("from autograder import check", asked, counted)
    assert shown.data == {"text/plain": "(1.0, True)"}


def result_of(question: str, **names):
    return grade(question, Answer(names))


def test_the_report_says_the_same_in_text_html_and_data():
    result = result_of("01-perceptron-update/predict", predict=lambda w, b, x: int(w @ x >= 0))
    assert feedback.make_data(result)["mistakes"] == [
        {"id": "unit-without-bias", "name": "bias left out of the unit"}
    ]
    for words in (feedback.format_text(result), feedback.format_html(result)):
        assert "0 of 2 points" in words
        assert "Does the bias take part before the step?" in words
        assert words.count("✗") == 2
    json.dumps(feedback.make_data(result))


KIND = "right shape, wrong numbers"
PART = "Look first at `Do`"
RELATION = "m times too large."
PLACE = "Was the mean over the batch taken?"


def summed(X, Y, params, f, df):
    B = f(f(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"])
    Z3 = B @ params["Wo"] + params["bo"]
    Do = (f(Z3) - Y) * df(Z3)
    return Do, B.T @ Do, Do.sum(axis=0)


@pytest.mark.parametrize(
    ("level", "told", "kept"),
    [
        (1, [KIND.capitalize()], [PART, RELATION, PLACE]),
        (2, [PART, KIND], [RELATION, PLACE]),
        (3, [PART, KIND, RELATION], [PLACE]),
        (4, [PART, KIND, RELATION, PLACE], ["To see more"]),
    ],
)
def test_each_level_tells_more_and_how_to_see_the_next(level, told, kept, capsys):
    assert check("03-three-layer/output", {"output_layer": summed}, level=level) == 2.0
    out = capsys.readouterr().out
    assert all(words in out for words in told)
    assert not any(words in out for words in kept)
    if level < 4:
        following = max(level, 2) + 1
        assert f'in a new cell: check("03-three-layer/output", level={following})' in out


def test_the_first_thing_to_look_at_needs_no_asking(capsys):
    check("03-three-layer/output", {"output_layer": summed})
    out = capsys.readouterr().out
    assert PART in out
    assert RELATION not in out
    assert "level=3" in out


def test_the_page_holds_every_level_folded_away():
    page = feedback.format_html(result_of("03-three-layer/output", output_layer=summed))
    for words in (KIND, RELATION, PLACE):
        assert words in page
    first, relation, place = page.split("<details>")
    assert "Look first at <code>Do</code>" in first
    assert "How is it off?" in relation
    assert PLACE in place
    assert "<details open>" in feedback.format_html(
        result_of("03-three-layer/output", output_layer=summed), level=3
    )


def test_a_right_answer_has_nothing_more_to_see(capsys):
    check("01-perceptron-update/predict", {"predict": lambda w, b, x: int(w @ x + b >= 0)})
    assert "To see more" not in capsys.readouterr().out


def test_several_findings_are_told_in_the_order_of_the_work():
    def two_slips(X, Y, params, f, df):
        Do, dWo, dbo = summed(X, Y, params, f, df)
        return Do, dWo, dbo[:, np.newaxis]

    said = feedback.format_text(result_of("03-three-layer/output", output_layer=two_slips), level=2)
    assert said.index("Look first at `Do`") < said.index("Then at `dbo`: shape (2, 1)")


def test_a_student_s_words_cannot_become_markup():
    def predict(w, b, x):
        raise ValueError("<script>alert(1)</script>")

    page = feedback.format_html(result_of("01-perceptron-update/predict", predict=predict))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_crash_report_quotes_the_line_of_the_answer():
    output, _ = in_notebook(
        "import numpy as np\nfrom autograder import check",
        "def helper(x):\n    return x @ np.ones(99)\n\ndef predict(w, b, x):\n    return helper(x)",
        'check("01-perceptron-update/predict")',
    )
    assert "ValueError" in output.data["text/plain"]
    assert "at the line `return x @ np.ones(99)`" in output.data["text/plain"]
