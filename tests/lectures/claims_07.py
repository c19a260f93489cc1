"""What lecture 07 says of its own cells; each is tried right after the cell that it names."""

import numpy as np

from nnlib.check import central_difference
from tests.support.claims import Claims

CLAIMS = Claims()
after = CLAIMS.after


@after("beats, ill = modified_heart(300, np.random.default_rng(7))")
def one_neuron_learns_next_to_nothing(ill, loss_one, loss_share):
    assert ill.sum() == 106
    assert round(loss_one, 3) == 0.645
    assert round(loss_share, 3) == 0.649


@after("two = Net(")
def two_neurons_make_a_bump(loss_two, right, two):
    assert round(loss_two, 3) == 0.273
    assert round(float(right), 2) == 0.89
    assert (two.W[0] > 0).all()
    assert two.W[1][0, 0] > 0 > two.W[1][1, 0]


@after("patient, label = X_heart[:1], Y_heart[:1]")
def the_four_slopes_of_the_two_units(slope, a_1, two, x, w_2):
    assert abs(two.dW[1][0, 0] - slope * a_1) < 1e-12
    assert abs(two.db[1][0] - slope) < 1e-12
    assert abs(two.dW[0][0, 0] - slope * w_2 * a_1 * (1 - a_1) * x[0]) < 1e-12
    assert abs(two.db[0][0] - slope * w_2 * a_1 * (1 - a_1)) < 1e-12


@after('X, xor = logic_gate("xor")')
def xor_from_three_gates(hidden, answer, xor):
    assert hidden.tolist() == [[0, 1], [1, 1], [1, 1], [1, 0]]
    assert (answer == xor).all()


@after('net = Net([2, 2, 1], "sigmoid", "half_squared", np.random.default_rng(0))')
def the_forward_pass_by_hand_is_right(net, x_one, y_one):
    assert np.allclose(net.A[1], [[0.8, 0.2]])
    assert np.allclose(net.A[2], [[0.5]])
    assert np.isclose(net.loss(x_one, y_one), 0.125)


@after("def cost(theta):")
def the_nine_gradients_by_hand_are_right(net, cost):
    assert np.allclose(net.dW[0], [[-0.1, 0.1], [-0.2, 0.2]])
    assert np.allclose(net.db[0], [-0.1, 0.1])
    assert np.allclose(net.dW[1], [[-0.1], [-0.025]])
    assert np.allclose(net.db[1], -0.125)
    assert np.allclose(net.gradient, central_difference(cost, net.theta), atol=1e-9)


@after("rng = np.random.default_rng(3)")
def the_recursion_passes_on_three_layers(deep, report):
    assert [D.shape for D in deep.deltas] == [(5, 4), (5, 3), (5, 1)]
    assert [dW.shape for dW in deep.dW] == [(2, 4), (4, 3), (3, 1)]
    assert report.passed


@after("net.deltas[1], net.deltas[0]")
def the_deltas_are_minus_0_125_minus_0_1_and_0_1(net, deep):
    assert np.allclose(net.deltas[1], -0.125)
    assert np.allclose(net.deltas[0], [[-0.1, 0.1]])
    assert all(np.allclose(D.sum(0), db) for D, db in zip(deep.deltas, deep.db, strict=True))


@after("x1, x2, target = 1.5, -2.0, 0.4")
def the_path_rule_agrees_with_reverse_mode(x2, w, loss_term, v, a1):
    assert np.isclose(w[8].adjoint, loss_term * (v[0] * v[9] + v[3] * v[7]) * x2)
    assert np.isclose(w[2].adjoint, loss_term * v[3] * a1.value)


@after("def slope_by_w13(x1, x2):")
def the_relu_looks_at_its_sum(slope_by_w13):
    assert slope_by_w13(-1, 2) == 2 * (0.5 * 1 - 2) * 0.5 * -1
    assert slope_by_w13(1, -2) == 0


@after("def learn(seed, hidden, steps, tolerance=None):")
def seed_2_learns_and_seed_1_does_not(good_history, bad_history, X, bad):
    assert round(good_history[-1], 3) == 0.002
    assert round(bad_history[-1], 3) == 0.253
    assert bad.predict(X).ravel().round(1).tolist() == [0, 0.5, 1, 0.5]


@after("longer, longer_history = learn(1, 2, 10_000)")
def the_bad_run_goes_on_falling(longer_history, longer, bad):
    assert round(longer_history[1000], 4) == 0.2526
    assert round(longer_history[-1], 4) == 0.2502
    assert abs(longer.theta).max() > abs(bad.theta).max() + 1


@after("learned = {}")
def sixteen_of_twenty_starts_learn_xor(learned):
    assert learned == {1: 0, 2: 16, 3: 20}


@after("good.W[0][:], good.b[0][:] = good.W[0][:, ::-1].copy(), good.b[0][::-1].copy()")
def half_way_is_a_hill_of_0_91(on_the_way):
    assert np.isclose(on_the_way[0], on_the_way[-1], rtol=1e-12, atol=0)
    assert round(on_the_way[50], 2) == 0.91


@after("w, alpha, tol = 1.0, 1e-7, 1e-6")
def the_rule_stops_at_once(losses):
    assert len(losses) == 2
    assert round(losses[-1], 6) == 0.5


@after("stops, undecided = {}, {}")
def the_rule_stops_on_the_plateau(undecided, stops, history):
    assert undecided == {1e-3: True, 1e-4: True, 1e-5: True, 1e-6: False}
    assert [loss for _, loss in stops.values()] == [0.501, 0.501, 0.5, 0.001]
    assert [step for step, _ in stops.values()] == [5, 6, 39, 1523]
    assert history.converged
    assert (len(history) - 1, round(history[-1], 2)) == (1667, 0.25)
