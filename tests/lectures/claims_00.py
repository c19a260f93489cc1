"""What the page on notation says of its own cells, tried after the cell that it names."""

import numpy as np

from nnlib.functions import sign, step
from nnlib.notation import from_plus_minus
from tests.support.claims import Claims

CLAIMS = Claims()
after = CLAIMS.after


@after("m, eta = 4, 0.6")
def our_network_has_these_shapes_and_gradients(
    Yhat, X, net, J, Y, W1, b1, Z1, A1, W2, b2, D1, D2, Z2, central_difference, loss_from
):
    assert np.allclose(net.forward(X), Yhat)
    assert np.isclose(net.backward(Y), J)
    assert (X.shape, W1.shape, b1.shape, Z1.shape, A1.shape) == (
        (4, 2),
        (2, 3),
        (3,),
        (4, 3),
        (4, 3),
    )
    assert (W2.shape, b2.shape, Yhat.shape) == ((3, 1), (1,), (4, 1))
    assert (D1.shape, D2.shape, net.theta.shape) == (Z1.shape, Z2.shape, (13,))
    assert np.allclose(central_difference(loss_from, Z1), D1, atol=1e-9)
    assert np.isclose(net.dW[0][1, 2], X[:, 1] @ D1[:, 2])  # one weight, added over samples
    assert np.isclose(net.db[0][2], D1[:, 2].sum())


@after("def davis(x):")
def davis_and_columns_give_our_numbers(
    inputs, W_H, b_h, H, Yhat, by_davis, Z1, O_hat, back, X, W1, b1
):
    assert (inputs.shape, W_H.shape, b_h.shape, H.shape) == ((2, 4), (3, 2), (3, 1), (3, 4))
    assert np.allclose(by_davis.T, Yhat)
    assert np.allclose(H.T, Z1)
    assert np.allclose(O_hat.T, Yhat)
    assert all((found == ours).all() for found, ours in zip(back, (X, W1, b1), strict=True))


@after("def loss_in_columns(weights, bias):")
def gradients_in_columns_are_transposed(by_weights, net, by_bias, by_h, inputs):
    assert np.allclose(by_weights.T, net.dW[0], atol=1e-9)
    assert np.allclose(by_bias[:, 0], net.db[0], atol=1e-9)
    assert np.isclose(by_h[2] @ inputs[1], by_weights[2, 1])  # one weight, added over columns
    assert np.isclose(by_h[2].sum(), by_bias[2, 0])


@after("n, features, hidden = 4, 2, 3  # Wu's n, m and m^(1)")
def wu_and_hoiem_give_our_numbers(by_wu, A1, b1, Z1, W_10, x_0, w_13):
    assert np.allclose(by_wu, A1)
    assert np.allclose(W_10 @ x_0 + b1, Z1[0])
    assert w_13 == W_10[0, 0]


@after("with_ones = np.column_stack([np.ones(m), X])  # (m, 1 + d)")
def a_leading_one_holds_the_bias(with_ones, taller, Z1, f_0, p, Yhat):
    assert (with_ones.shape, taller.shape) == ((4, 3), (3, 3))
    assert np.allclose(with_ones @ taller, Z1)
    assert np.isclose(f_0, Z1[0, 0])
    assert np.isclose(p, Yhat[0, 0])


@after("A, B = Yhat, A1  # from the output backward; with three layers, C comes next")
def outputs_give_the_slopes(x_2, B, slopes, sigmoid, Z2, Z1, H_hat):
    assert np.allclose(x_2, B[0])
    assert np.allclose(slopes[0], sigmoid(Z2 + 1e-30j).imag / 1e-30)
    assert np.allclose(slopes[1], sigmoid(Z1 + 1e-30j).imag / 1e-30)
    assert np.allclose((B * (1 - B)).T, H_hat * (1 - H_hat))


@after("delta_1 = [")
def the_deltas_of_wu_are_m_times_ours(delta_2, m, D2, delta_1, D1):
    assert np.allclose(delta_2, m * D2[:, 0])
    assert np.allclose(delta_1, m * D1)


@after("labels, z = Y[:, 0], Z2[:, 0]")
def signs_and_bits_are_the_same_classes(
    signs, labels, loss, loss_pm, slope, slope_pm, values, to_plus_minus
):
    assert signs.tolist() == [-1, 1, 1, -1]
    assert (from_plus_minus(signs) == labels).all()
    assert np.isclose(loss, loss_pm)
    assert np.allclose(slope, slope_pm)
    assert (sign(values) == to_plus_minus(step(values))).all()
    assert step(0.0) == sign(0.0) == 1


@after('half_sum, squared_mean = LOSSES["half_squared"], LOSSES["squared"]')
def every_loss_has_its_scale(loss_scale, m, SOURCES, theirs, house, equivalent_rate, eta):
    assert [loss_scale(source, m) for source in SOURCES] == [1, 4, 4, 2, 4]
    assert all(np.isclose(theirs[s][0], loss_scale(s, m) * house[s][0]) for s in SOURCES)
    assert all(np.allclose(theirs[s][1], loss_scale(s, m) * house[s][1]) for s in SOURCES)
    assert all(np.isclose(equivalent_rate(eta, s, m), eta / loss_scale(s, m)) for s in SOURCES)


@after("def learned(loss, rate):")
def converted_rates_take_the_same_steps(house, learned, equivalent_rate, eta, m):
    assert np.allclose(house, learned("half_squared", equivalent_rate(eta, "S4", m)))
    assert np.allclose(house, learned("squared", equivalent_rate(eta, "S3", m)))
    assert not np.allclose(house, learned("half_squared", eta), atol=0.1)


@after("schedule = inverse_time(0.1)")
def the_rate_falls_as_one_over_t(schedule):
    assert np.allclose([schedule(t) for t in (1, 2, 4)], [0.1, 0.05, 0.025])


@after("L = len(net.W)")
def the_network_has_thirteen_parameters(L, widths, net):
    assert L == 2
    assert widths == [2, 3, 1]
    assert net.theta.size == sum((widths[k] + 1) * widths[k + 1] for k in range(L)) == 13
