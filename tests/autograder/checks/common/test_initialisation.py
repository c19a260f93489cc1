"""Whether initial values look drawn as they should, and which mistake makes what untrue."""

import numpy as np
from scipy.stats import kstest

from autograder.checks.common.initialisation import STARTS, Start, is_uniform, look_at


def test_the_test_of_spread_is_that_of_scipy():
    rng = np.random.default_rng(1)
    laws = (lambda: rng.uniform(-1, 1, 401), lambda: rng.uniform(-0.6, 0.6, 401))
    for law in laws:
        values = law()
        p = kstest(values, "uniform", args=(-1, 2)).pvalue
        assert is_uniform(values) == (p > 1e-7)


def test_spread_tells_the_uniform_law_from_others():
    rng = np.random.default_rng(2)
    for size in (1, 5, 201, 1000):
        assert all(is_uniform(rng.uniform(-1, 1, size)) for _ in range(300))
    for other in (
        rng.uniform(0, 1, 201),
        rng.uniform(-0.5, 0.5, 201),
        rng.normal(size=201),
        rng.normal(scale=0.1, size=201),
        rng.choice([-1.0, 1.0], 201),
        np.zeros(201),
        np.zeros(5),
    ):
        assert not is_uniform(other)


def facts_of(weights: np.ndarray) -> dict[str, bool]:
    """The facts of a start whose biases are drawn well, by a generator that was handed in."""
    rng = np.random.default_rng(3)
    biases, last_biases = rng.uniform(-1, 1, 201), rng.uniform(-1, 1, 6)
    facts = {"shapes": True, **look_at(weights, biases, last_biases)}
    return facts | dict.fromkeys(("repeatable", "keeps_to_its_rate", "from_rng"), True)


def test_a_start_drawn_well_has_every_fact():
    facts = facts_of(np.random.default_rng(4).uniform(-1, 1, 1000))
    assert all(facts.values())
    assert all(gives(Start(facts, many=True)) == facts for gives in STARTS.values())


def test_a_mistake_explains_the_facts_that_it_makes_untrue():
    facts = facts_of(np.random.default_rng(4).uniform(0, 1, 1000))
    facts |= {"biases_both_signs": False, "biases_spread": False}
    found = {m.id for m, gives in STARTS.items() if gives(Start(facts, many=True)) == facts}
    assert found == {"initial-values-positive"}
    # So few values tell nothing: every mistake may have been made.
    assert all(gives(Start(facts, many=False)) == facts for gives in STARTS.values())
