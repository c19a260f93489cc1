"""The seed sweep complains of what is not as the bank states."""

from autograder.authoring.seed_sweep import SeedCounts, format_summary, sweep_seeds


def test_a_wrong_answer_that_wins_is_complained_about(bank_answer):
    right = "def predict(w, b, x):\n    return int(w @ x + b >= 0)"
    (counts,) = sweep_seeds([bank_answer("wrong-not-at-all", right)], range(3))
    assert "gets all points under 3 seeds, and is wrong" in counts.complaints()


def test_a_right_answer_that_loses_is_complained_about(bank_answer):
    (counts,) = sweep_seeds(
        [bank_answer("right-it-seems", "def predict(w, b, x): return 1")], range(3)
    )
    assert "loses points under 3 seeds, and is right" in counts.complaints()


def test_a_hint_that_is_not_stated_is_complained_about(bank_answer):
    no_bias = "def predict(w, b, x):\n    return int(w @ x >= 0)"
    (counts,) = sweep_seeds(
        [bank_answer("wrong-somehow", no_bias, mistakes=("step-of-zero",))], range(4)
    )
    assert list(counts.complaints()) == [
        "gets a wrong hint under 4 seeds",
        "gets its own hint under 0 seeds alone",
    ]


def test_a_score_that_is_not_as_stated_is_complained_about(bank_answer):
    at_zero = "def predict(w, b, x):\n    return int(w @ x + b > 0)"
    (counts,) = sweep_seeds(
        [bank_answer("wrong-at-zero", at_zero, mistakes=("step-of-zero",))], range(4)
    )
    assert list(counts.complaints()) == ["gets another score than is stated under 4 seeds"]


def test_the_summary_counts_what_was_told(bank_answer):
    answers = [
        bank_answer("right-dot", "def predict(w, b, x): return int(w @ x + b >= 0)", score=2),
        bank_answer("wrong-one", "def predict(w, b, x):\n    return 1"),
        bank_answer(
            "wrong-bias",
            "def predict(w, b, x): return int(w @ x >= 0)",
            mistakes=("unit-without-bias",),
        ),
    ]
    lines = "\n".join(format_summary(sweep_seeds(answers, range(5)), seconds=3.0)).splitlines()
    assert lines[-2].split() == ["all", "1", "0.0%", "2", "100.0%", "50.0%", "0.0%"]
    assert lines[-1] == "15 gradings in 3 s, 5 a second"


def test_two_processes_count_as_one_does(bank_answer):
    answers = [
        bank_answer("wrong-one", "def predict(w, b, x):\n    return 1", mistakes=("step-of-zero",))
    ]
    assert sweep_seeds(answers, range(25), jobs=2) == sweep_seeds(answers, range(25))


def test_counts_of_the_same_answer_add_up(bank_answer):
    total = SeedCounts(bank_answer("wrong-one", ""), seeds=2, lost=2, own=1)
    total.add(SeedCounts(total.answer, seeds=3, lost=1, stated=2, silent=3))
    assert (total.seeds, total.lost, total.stated, total.own, total.silent) == (5, 3, 2, 1, 3)
