"""What lecture 03 says of its own cells; each is tried right after the cell that it names."""

import numpy as np

from tests.support.claims import Claims

CLAIMS = Claims()
after = CLAIMS.after


@after("X, Y, params = three_layer_example()")
def rows_and_columns_give_the_same_output(rows, column):
    assert rows.shape == (5, 1)
    assert abs(column - rows[0]).max() < 1e-15


@after('numbers = {"x": 2, "W1": 1, "b1": -1, "W2": 3, "b2": -1, "Wo": 0.5, "bo": 1}')
def the_chain_gives_9_and_its_slopes_24_12_144(output, slopes):
    assert output() == 9
    assert slopes == {"Wo": 24, "W2": 12, "W1": 144}


@after("LONG = {")
def the_long_expressions_have_26_dots(dots, first_product):
    assert dots == {"Wₒ": 6, "W₂": 9, "W₁": 11}
    assert first_product == {"Wₒ": 2, "W₂": 3, "W₁": 3}


@after("growth = np.divide(totals[100], totals[50]).round(2).tolist()")
def the_four_counts_and_their_growth(totals, growth):
    assert totals[3] == [26, 18, 12, 10]
    assert totals[10] == [530, 200, 110, 38]
    assert totals[50] == [46_650, 5_000, 2_550, 198]
    assert totals[100] == [353_300, 20_000, 10_100, 398]
    assert growth == [7.57, 4.0, 3.96, 2.01]


@after("B, C = 4, 1")
def what_is_handed_on_gives_all_six_slopes(B, C, handed_on, slopes, measured):
    assert [*slopes.values()] == [handed_on[0] * B, handed_on[1] * C, handed_on[2] * 2]
    assert np.allclose([measured(name) for name in ("bo", "b2", "b1")], handed_on)


@after("xs, ys = np.array([2.0, 1.0]), np.array([8.0, 3.0])")
def one_residual_per_sample_gives_10_875(by_hand, central_difference, loss_at, averaged_first):
    assert by_hand == 10.875
    assert abs(by_hand - central_difference(loss_at, 0.5)) < 1e-8
    assert averaged_first == 1.6875


@after('cells = chain_costs(3)["backpropagation"]')
def backpropagation_takes_10_multiplications(cells):
    assert cells.sum() == 10
    assert cells[0].sum() == 3  # forward, shared by all


@after('net = Net([2, 4, 3, 1], "tanh", "half_mean_squared", np.random.default_rng(0))')
def the_gradient_agrees_with_differences_in_31_entries(error, net):
    assert error < 1e-9
    assert len(net.theta) == 8 + 4 + 12 + 3 + 3 + 1 == 31


@after("_, B, A = net.A[1:]  # the outputs of the layers: C, B, A")
def one_sample_has_the_delta_with_two_diagonals(i, m, A_slope, net, A, Y, one):
    assert abs(net.deltas[2][i] - (A[i] - Y[i]) / m * A_slope[i]).max() < 1e-15
    assert abs(one - net.deltas[1][i]).max() < 1e-15
    assert abs(net.db[1] - net.deltas[1].sum(axis=0)).max() < 1e-15


@after("layers = [5 * W.size for W in net.W]")
def a_batch_of_5_costs_115_and_305(layers, forward, backward, equal):
    assert layers == [40, 60, 15]
    assert (forward, forward + backward) == (115, 305)
    assert round((forward + backward) / forward, 1) == 2.7
    assert 2 * 31 * forward == 7130
    assert round((2 * sum(equal) + sum(equal[1:])) / sum(equal), 2) == 2.98
