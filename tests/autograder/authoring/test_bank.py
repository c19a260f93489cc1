"""The bank is read as its files state it; what is malformed is named."""

import random
from pathlib import Path

import numpy as np
import pytest

from autograder.authoring.bank import BankAnswer, read_answers, read_attacks, seeded
from autograder.grade import HOME_SEED
from autograder.questions import find_question
from autograder.run_checks import draw_cases

QUESTION = "01-perceptron-update/predict"
RIGHT = "def predict(w, b, x):\n    z = w @ x + b\n    return int(z >= 0)\n"
EDIT = 'of = "right-dot"\nreplace = "z >= 0"\nby = "z > 0"\nscore = 1\n'


@pytest.fixture
def bank(tmp_path) -> Path:
    """A bank with one question and one right answer to it."""
    write(tmp_path, "right-dot.py", f"# score: 2\n{RIGHT}")
    return tmp_path


def write(bank: Path, name: str, text: str) -> None:
    path = bank / QUESTION / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_an_answer_is_its_head_and_the_code_below(bank):
    write(
        bank,
        "wrong-one.py",
        "# score: 1\n# mistake: sign transposed\n# says: always: 1\n# Yes\nx = 1\n",
    )
    assert read_answers(bank) == [
        BankAnswer(QUESTION, "right-dot", RIGHT, 2.0),
        BankAnswer(
            QUESTION, "wrong-one", "# Yes\nx = 1\n", 1.0, ("sign", "transposed"), "always: 1"
        ),
    ]


def test_a_mutant_is_a_right_answer_with_one_edit(bank):
    write(
        bank, "mutants.toml", f'[at-zero]\n{EDIT}mistake = "sign transposed"\nsays = "boundary"\n'
    )
    mutant = RIGHT.replace("z >= 0", "z > 0")
    assert read_answers(bank)[1] == BankAnswer(
        QUESTION, "wrong-at-zero", mutant, 1.0, ("sign", "transposed"), "boundary"
    )


def test_a_mutant_may_leave_a_line_out(bank):
    edit = EDIT.replace('"z >= 0"', '"""\n    z = w @ x + b\n"""').replace('"z > 0"', '""')
    write(bank, "mutants.toml", f"[no-sum]\n{edit}")
    assert read_answers(bank)[1].code == "def predict(w, b, x):\n    return int(z >= 0)\n"


def test_answers_come_by_question_and_outcome(bank):
    write(bank, "mutants.toml", f"[b]\n{EDIT}\n[a-c]\n{EDIT}\n[a]\n{EDIT}")
    write(bank, "../direction/right-z.py", "# score: 1\n")
    assert [f"{answer.question[21:]}/{answer.outcome}" for answer in read_answers(bank)] == [
        "direction/right-z",
        "predict/right-dot",
        "predict/wrong-a",
        "predict/wrong-a-c",
        "predict/wrong-b",
    ]


def test_an_attack_says_which_question_it_answers(bank):
    (bank / "attacks").mkdir()
    (bank / "attacks" / "exit.py").write_text(f"# question: {QUESTION}\n# score: 0\nexit()\n")
    assert read_attacks(bank) == [BankAnswer(QUESTION, "exit", "exit()\n", 0.0)]
    assert [answer.outcome for answer in read_answers(bank)] == ["right-dot"]
    (bank / "attacks" / "exit.py").write_text("# score: 0\nexit()\n")
    with pytest.raises(ValueError, match=r"exit\.py should state question, score"):
        read_attacks(bank)


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("maybe-right.py", "# score: 1\n", r"maybe-right\.py should be called right-… or wrong-…"),
        ("wrong-no-score.py", "# mistake: sign\n", r"wrong-no-score\.py should state score and"),
        ("wrong-other-key.py", "# score: 1\n# grade: 2\n", "it states score, grade"),
        ("wrong-text.py", "# score: four\n", "wrong-text has score 'four', which is no number"),
    ],
)
def test_malformed_files_are_named(bank, name, text, complaint):
    write(bank, name, text)
    with pytest.raises(ValueError, match=complaint):
        read_answers(bank)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[a", r"mutants\.toml should be TOML: "),
        ("of = 'right-dot'", r"mutants\.toml \[of\] should be a table, not 'right-dot'"),
        ("[a]\nof = 'right-dot'", r"\[a\] should state of, replace, by, score .* it states of"),
        (f"[a]\n{EDIT}hint = 'T2'", r"\[a\] should state .* it states .* hint"),
        (f"[a]\n{EDIT}mistake = ['T2']", r"\[a\] has mistake = \['T2'\], .* wrong type"),
        (f"[a]\n{EDIT}".replace("1", "'1'"), r"\[a\] has score = '1', .* wrong type"),
        (f"[a]\n{EDIT}".replace("right-dot", "right-sum"), "of one of right-dot, not 'right-sum'"),
        (f"[a]\n{EDIT}".replace("z >= 0", "z < 0"), "right-dot should hold it once, not 0 times"),
        (f"[a]\n{EDIT}".replace("z >= 0", "z"), "right-dot should hold it once, not 2 times"),
        (f"[a]\n{EDIT}".replace("z > 0", "z >= 0"), r"\[a\] replaces 'z >= 0' by itself"),
        (f"[one]\n{EDIT}", r"\[one\] should have another name than wrong-one\.py"),
    ],
)
def test_malformed_mutants_are_named(bank, text, complaint):
    write(bank, "wrong-one.py", "# score: 1\n")
    write(bank, "mutants.toml", text)
    with pytest.raises(ValueError, match=complaint):
        read_answers(bank)


def test_an_empty_bank_is_refused(tmp_path):
    with pytest.raises(ValueError, match="should hold answers"):
        read_answers(tmp_path)


def test_a_right_answer_that_does_not_run_is_an_error_of_the_bank(bank_answer):
    with pytest.raises(NameError):
        bank_answer("right-name", "unknown").answer()


def test_a_seed_sets_all_that_is_drawn_by_chance():
    def draw(seed: int) -> list[float]:
        with seeded(seed):
            made = [np.random.default_rng().random() for _ in range(2)]
            shared = np.random.random()  # noqa: NPY002 – what an answer may draw from
            return [random.random(), shared, *made, np.random.default_rng(5).random()]

    assert draw(1) == draw(1)
    assert all(one != other for one, other in zip(draw(1)[:-1], draw(2)[:-1], strict=True))
    assert draw(1)[-1] == draw(2)[-1] == np.random.default_rng(5).random()
    assert len(set(draw(1))) == 5


def test_an_answer_that_draws_by_chance_gets_the_same_every_time(bank_answer):
    coin = "def predict(w, b, x):\n    return int(np.random.default_rng().random() < 0.5)"
    drawn = draw_cases(find_question(QUESTION), HOME_SEED)
    parts = [
        [bank_answer("wrong-coin", coin).judge(drawn, seed).parts for seed in range(20)]
        for _ in range(2)
    ]
    assert parts[0] == parts[1]
    assert len(set(parts[0])) > 1
