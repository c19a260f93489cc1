"""What lecture 06 says of its own cells; each is tried right after the cell that it names."""

from tests.support.claims import Claims

CLAIMS = Claims()
after = CLAIMS.after


@after("rng = np.random.default_rng(3)")
def columns_are_the_transpose_of_rows(b, b_columns, X, W, W_columns, X_columns):
    assert abs((W_columns @ X_columns + b_columns).T - (X @ W + b)).max() < 1e-15


@after("net.forward(np.zeros((50, 784))).shape")
def the_shapes_of_the_digit_network(W_columns, X_columns, net):
    assert (W_columns.shape, X_columns.shape) == ((4, 6), (6, 3))  # as repaired: 6 meets 6
    assert [W.shape for W in net.W] == [(784, 256), (256, 10)]


@after("X = np.array([[2.0, 0], [1, -1], [0, 3]])")
def the_gradients_worked_by_hand_are_right(to_weights, to_input):
    assert to_weights.tolist() == [[4, -1], [-5, 4]]
    assert to_input.tolist() == [[1, 0], [0, 1], [1, -1]]


@after("rng = np.random.default_rng(4)")
def an_entry_adds_up_over_samples(measured, handed_back, X_columns):
    assert (
        abs(handed_back[2] @ X_columns[7] - measured[2, 7]) < 1e-7
    )  # one entry, added over samples


@after("def fitting(o, d, m):")
def one_two_and_eight_products_fit(counts):
    assert counts == [1, 2, 8]


@after("z = np.log(0.9 / 0.1)  # where the sigmoid is 0.9")
def at_0_9_the_sigmoid_hands_back_0_18(central_difference, sigmoid, z):
    assert round(2 * central_difference(sigmoid, z), 9) == 0.18


@after("prediction, target = np.array([[0.5], [2], [-1], [0]]), np.zeros((4, 1))")
def the_bias_gets_2_and_0(to_bias, share, prediction):
    assert to_bias.tolist() == [2, 0]
    assert (share == prediction / 4).all()  # the 1/m is in what is handed back


@after("rng = np.random.default_rng(5)")
def both_uses_of_a_weight_add_up(both, first, second, central_difference):
    assert abs(first + second - both).max() < 1e-7
    assert abs(first - both).max() > 1  # one use alone is something else
    assert abs(central_difference(lambda w: 1 * w * w, 5.0) - 10) < 1e-6


@after("rng = np.random.default_rng(7)")
def the_columns_give_our_gradients_transposed(theirs, d1, d, o, ours):
    assert [gradient.shape for gradient in theirs] == [(d1, d), (d1, 1), (o, d1)]
    assert all(abs(one.T - other).max() < 1e-7 for one, other in zip(theirs, ours, strict=True))


@after('equivalent_rate(0.5, "S2", m=5)')
def the_rate_of_a_sum_of_five_is_a_fifth(equivalent_rate):
    assert equivalent_rate(0.5, "S2", m=5) == 0.1
