"""What lecture 04 says of its own cells; each is tried right after the cell that it names."""

import numpy as np

from tests.support.claims import Claims

CLAIMS = Claims()
after = CLAIMS.after


@after("heart = load_heart()")
def there_are_303_patients_139_of_them_ill(heart):
    assert heart.X.shape == (303, 13)
    assert heart.y.sum() == 139


@after("w, b = 1.5, -3.0")
def the_curve_is_half_at_its_centre_with_a_quarter_of_the_slope(
    curve, centre, central_difference, w
):
    assert curve(centre) == 0.5
    assert abs(central_difference(curve, centre) - w / 4) < 1e-9
    assert round(float(curve(centre + 2 / w)), 2) == 0.88


@after("cost = -np.log([1 - 0.9, 0.4])")
def being_sure_and_wrong_costs_2_30(cost):
    assert cost.round(2).tolist() == [2.30, 0.92]


@after("x_one, y_one = 1.7, 1.0")
def the_gradient_of_a_patient_agrees_with_a_difference(by_hand, central_difference, loss_of, theta):
    assert abs(by_hand - central_difference(loss_of, theta)).max() < 1e-9


@after("x, mean, spread = standardise(rate)")
def the_fit_falls_to_0_5955_with_its_centre_at_146(history, w_beats, b_beats):
    assert round(history[0], 4) == 0.6931  # p = 1/2 for everyone costs log 2
    assert round(history[-1], 4) == 0.5955
    assert round(-b_beats / w_beats) == 146
    assert round(float(w_beats), 4) == -0.0434
    assert round(10 * float(w_beats) / 4, 2) == -0.11


@after("pairs = {")
def every_pair_of_function_and_slope_agrees(pairs, complex_step):
    assert all(abs(complex_step(f, 0.7) - df(0.7)) < 1e-14 for f, df in pairs.values())


@after("w = Dual(0.0, tangent=1.0)")
def the_dual_number_has_the_tangent_one_half(xi4, J):
    assert xi4.tangent == 0.5
    assert abs(J.tangent - 0.5) < 1e-15


@after("adjoint = {row.name: row.adjoint for row in rows}")
def both_modes_have_the_numbers_of_the_tables(adjoint, tangent):
    assert [adjoint[f"xi{k}"] for k in range(9, 0, -1)] == [
        -1,
        -1,
        -0.75,
        -1.5,
        -0.25,
        1,
        -0.25,
        -0.25,
        0.25,
    ]
    assert adjoint["w"] == tangent["J"] == 0.5  # both modes end at the same number
    assert [tangent[f"xi{k}"] for k in range(1, 10)] == [2, -2, -2, 0.5, 1, -0.5, -1, -0.75, 0.25]


@after("def loss_of_w(w):")
def the_formula_and_a_difference_agree_with_both_modes(by_hand, adjoint, by_difference):
    assert by_hand == adjoint["w"]
    assert abs(by_difference - adjoint["w"]) < 1e-9


@after("steep = logistic_graph(x=3, y=1, w=3)")
def at_w_3_the_gradient_has_vanished(vanished, steep_rows):
    assert abs(vanished["w"] - -0.000370183728) < 1e-12
    assert abs(vanished["xi1"] - -1.233945760e-4) < 1e-13
    assert abs(vanished["xi4"] - -1.000123409804) < 1e-12
    assert round(steep_rows[4].value, 5) == 0.99988


@after("inputs, label = [0.4, -1.2, 0.7, 2.0], 1")
def both_modes_agree_on_five_weights(forward, reverse):
    assert np.allclose(forward, reverse, rtol=0, atol=1e-15)
