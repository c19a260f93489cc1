"""What lecture 05 says of its own cells; each is tried right after the cell that it names."""

import numpy as np

from tests.support.claims import Claims

CLAIMS = Claims()
after = CLAIMS.after


@after("bowl = np.array(")
def the_bowl_is_left_above_its_threshold(runs, steps_in_bowl):
    near, far = (np.linalg.norm(path, axis=1) for path in runs.values())
    assert near[-1] < 0.1 < near[0] < far[-1]
    assert np.ptp(steps_in_bowl(0.55, 40)[-1]) < 1e-9  # all that is left is along (1, 1)


@after("def loss(theta):")
def the_two_slopes_are_minus_6_and_4(slope):
    assert (slope(-1.5), slope(1.0)) == (-6, 4)


@after("def walk(slope, theta, eta, steps):")
def three_rates_on_the_parabola(walk, slope):
    assert np.allclose(walk(slope, 1.0, 0.1, 3), [1, 0.6, 0.36, 0.216])
    assert np.allclose(walk(slope, 1.0, 0.3, 3), [1, -0.2, 0.04, -0.008])
    assert np.allclose(walk(slope, 1.0, 0.6, 3), [1, -1.4, 1.96, -2.744])
    assert round(float(walk(slope, 1.0, 0.6, 10)[-1]), 2) == 28.93


@after("{eta: walk(slope, 1.0, eta, 500)[-1] for eta in (0.25, 0.49, 0.5, 0.51)}")
def the_threshold_of_the_parabola_is_one_half(walk, slope):
    assert np.allclose(walk(slope, 1.0, 0.25, 2), [1, 0, 0])
    assert np.allclose(walk(slope, 1.0, 0.5, 4), [1, -1, 1, -1, 1])
    assert abs(walk(slope, 1.0, 0.49, 500)[-1]) < 1e-8
    assert abs(walk(slope, 1.0, 0.51, 500)[-1]) > 1e8


@after("def partial(w):  # the same for w1 and w2")
def together_and_in_turns_end_apart(together, in_turns):
    assert together.tolist() == [0.5, 0.5]
    assert in_turns.tolist() == [0.5, 0.25]


@after("heart = load_heart()")
def there_are_303_rows_with_a_one(X, y):
    assert X.shape == (303, 2)
    assert y.shape == (303,)


@after("threshold = largest_stable_rate(X[:, :1])  # nnlib adds the column of ones")
def the_threshold_of_the_heart_data_is_0_5438(curvatures, m, X, threshold, flattest, steepest):
    assert np.isclose(curvatures.prod(), np.linalg.det(X.T @ X / m))  # and so does their product
    assert curvatures.round(4).tolist() == [0.2214, 3.6777]
    assert round(float(threshold), 4) == 0.5438
    assert round(float(1 - threshold * flattest), 2) == 0.88
    assert round(float(steepest / flattest), 1) == 16.6


@after("start = np.array([40.0, -20.0])")
def one_per_cent_decides(runs):
    assert np.all(np.diff(runs["η = 0.1"]) < 0)
    assert np.all(np.diff(runs["1 % below"]) < 0)
    assert runs["1 % above"][60] > 4 * runs["1 % above"][20]


@after("ends = [round(float(losses[-1])) for losses in runs.values()]")
def the_runs_start_and_end_as_told(runs, ends):
    assert round(float(runs["1 % above"][0])) == 1964
    assert ends == [242, 347, 15567]


@after("z, _, _ = standardise(x)")
def standardised_data_are_a_round_bowl(m, Z, largest_stable_rate, half_mean_squared, y, once):
    assert np.allclose(Z.T @ Z / m, np.eye(2))
    assert np.isclose(largest_stable_rate(Z[:, :1]), 2)
    assert np.allclose(Z.T @ half_mean_squared(Z @ once, y)[1], 0)  # no slope is left


@after("factors = 1 - 0.1 * curvatures")
def the_factors_are_0_63_and_0_98(factors, threshold, rates, after_60):
    assert factors.round(2).tolist() == [0.98, 0.63]
    assert 0.45 < rates[np.argmin(after_60)] < threshold


@after("best = walk(line_gradient, start, 0.5, 1000)[-1]  # as far down as it goes")
def the_best_line_falls_by_9_97_after_73_steps(line_gradient, best, y, x, line_loss, arrived):
    assert np.allclose(line_gradient(best), 0, atol=1e-12)  # both derivatives vanish
    assert np.isclose(best[0] * x.mean() + best[1], y.mean())  # through the point of the means
    assert best.round(2).tolist() == [-9.97, 14.0]
    assert round(line_loss(best), 1) == 220.3
    assert arrived == 73


@after('beats, _, _ = standardise(heart.column("max_hr"))')
def no_direction_is_curved_more_than_a_quarter(shares, largest_stable_rate, B):
    assert all(0 < share <= 1 / 4 for share in shares)  # whatever the place and the direction
    assert np.isclose(largest_stable_rate(B[:, :1], "binary_cross_entropy"), 8)


@after("def product_slope(w):")
def two_starts_end_in_two_valleys(runs):
    assert [path[-1].round(1).tolist() for path in runs.values()] == [[-1, -1], [1, 1], [0, 0]]


@after("def two_valleys(theta):")
def six_of_eight_starts_find_the_deeper_valley(ends, two_valleys):
    assert sorted(set(ends.round(2).tolist())) == [-1.06, 0.93]
    assert two_valleys(np.array([-1.06, 0.93])).round(2).tolist() == [-1.51, -0.52]
    assert int((ends < 0).sum()) == 6


@after("def sum_gradient(theta):")
def a_sum_needs_a_rate_m_times_as_small(ours, theirs, threshold, m, largest_stable_rate, x):
    assert np.allclose(ours, theirs)
    assert round(float(threshold / m), 6) == 0.001795
    assert np.isclose(largest_stable_rate(np.r_[x, x][:, None]), threshold)  # everyone twice


@after("zeros, ill = np.zeros(5), heart.y[:5]")
def sums_over_batches_grow_with_their_size(sums):
    assert np.round(sums, 3).tolist() == [1.386, 2.079, 3.466]
    assert np.allclose(np.array(sums) / [2, 3, 5], 0.6931, atol=1e-4)


@after("def ill_loss(w, rows):")
def the_fourth_step_goes_up(path, full):
    assert np.round(path, 2).tolist() == [2.0, 0.82, -0.08, -0.71, -0.38]
    assert full[0] > full[1] > full[2] > full[3] < full[4]


@after("own = {")
def every_step_goes_down_on_its_own_batch(own, steps):
    assert all(own[name](after) < own[name](before) for name, (before, after) in steps.items())


@after("def train(theta, size, schedule, epochs):")
def small_batches_are_fast_and_noisy(after_1, after_10):
    assert after_1 == [1348, 384, 222, 224]
    assert after_10 == [390, 220, 222, 227]


@after("tiny, _ = plus_minus_cross_entropy(300.0, 1.0)")
def a_sure_answer_still_costs_something(tiny, minibatches, m):
    assert 0 < tiny < 1e-130  # told rightly, and very surely: almost free, but not quite
    assert len(minibatches(m, 4, np.random.default_rng(1))) == 76


@after("W, b = gaussian(1, 1, np.random.default_rng(1))")
def a_falling_rate_finds_the_best_line(near_zero, schedule, losses, line_loss, best):
    assert abs(near_zero).max() < 0.1
    assert [round(schedule(t), 4) for t in (1, 2, 10)] == [0.1, 0.05, 0.01]
    assert losses[-1] < 1.001 * line_loss(best)


@after("z_ill = 0.3 * beats - 0.2")
def signs_and_bits_give_the_same_residual(with_signs, with_bits):
    assert np.allclose(with_signs, with_bits)


@after('"batches of 1, η = 0.1": train(start, 1, constant(0.1), 30),')
def only_a_falling_rate_settles_at_220_33(runs):
    assert [round(losses[30], 2) for losses in runs.values()] == [234.0, 220.33, 836.06]


@after("excess = {}")
def momentum_is_ahead_after_10_steps(excess):
    assert [round(losses[10], 1) for losses in excess.values()] == [72.9, 3.1, 486.8]
    assert excess["momentum"][20] < 0.003 < 4 < excess["plain"][20] < 5


@after("def momentum_excess(eta):")
def momentum_raises_the_threshold(momentum_excess, threshold):
    assert momentum_excess(0.99 * 1.5 * threshold) < 1
    assert momentum_excess(1.01 * 1.5 * threshold) > 1e3
