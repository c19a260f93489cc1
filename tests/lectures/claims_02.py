"""What lecture 02 says of its own cells; each is tried right after the cell that it names."""

import numpy as np

from tests.support.claims import Claims

CLAIMS = Claims()
after = CLAIMS.after


@after("def R(z):")
def the_rates_of_the_root_multiply(shift_r, nudge):
    assert round(0.5 * 7**-0.5, 5) == 0.18898
    assert round(5 * 0.5 * 7**-0.5, 5) == 0.94491
    assert abs(shift_r / nudge - 0.94491) < 2e-4


@after("wrong = 5 * 0.5 * 3**-0.5")
def the_wrong_place_is_wrong_by_1_53(wrong, right):
    assert round(wrong / right, 2) == 1.53


@after("def power(x):")
def the_power_rule_agrees_for_three_exponents(by_rule, measured):
    assert all(abs(measured[n] - by_rule[n]) < 1e-8 * abs(by_rule[n]) for n in by_rule)


@after("def nest(w):")
def the_nest_has_the_slope_9_over_root_7(z, central_difference, nest):
    assert round(z.value, 3) == 7.937
    assert abs(z.tangent - 9 / np.sqrt(7)) < 1e-14
    assert round(z.tangent, 5) == 3.40168
    assert abs(central_difference(nest, -1.0) - z.tangent) < 1e-9


@after("u = Dual(0.0, 1.0)")
def ten_sigmoids_are_flatter_than_a_millionth(slopes):
    assert all(slope <= 0.25**link for link, slope in enumerate(slopes, 1))
    assert round(0.25**10 * 1e7, 1) == 9.5


@after('x = Var(2.0, "x")')
def both_paths_of_x_to_the_x_add_up(base, exponent, x, central_difference):
    assert (base, round(exponent, 3)) == (4, 2.773)
    assert abs(x.adjoint - (base + exponent)) < 1e-14
    assert abs(central_difference(lambda x: x**x, 2.0) - x.adjoint) < 1e-8


@after("rng = np.random.default_rng(2)")
def three_paths_are_a_matrix_product(dz_dy, dy_dx, dz_dx, central_difference, z_of, x):
    assert (dz_dy.shape, dy_dx.shape, dz_dx.shape) == ((3,), (3, 2), (2,))
    assert abs(dz_dx - central_difference(z_of, x)).max() < 1e-9


@after("def slope(w):")
def the_descent_ends_where_the_slope_is_0(slope, way):
    assert (round(slope(1.0), 2), round(slope(-2.0), 2)) == (3.72, -1.86)
    assert abs(slope(way[-1])) < 1e-6
    assert round(way[-1], 4) == -0.5671


@after("def by_hand(w):")
def the_slope_by_hand_is_wrong_without_a_message(by_hand, nest, Dual, central_difference, improved):
    assert abs(by_hand(-1.0) - nest(Dual(-1.0, 1.0)).tangent) < 1e-14
    assert abs(central_difference(improved, -1.0) - improved(Dual(-1.0, 1.0)).tangent) < 1e-9
    assert by_hand(-1.0) > 3 * central_difference(improved, -1.0)


@after("exact = 5 / (2 * np.sqrt(7))")
def the_secants_have_the_slopes_told(R):
    assert round(R(4.0) - R(3.0), 3) == 0.818
    assert round((R(4.0) - R(2.0)) / 2, 3) == 1.025


@after("def forward_difference(f, x, h):")
def the_errors_shrink_10_and_100_times(ratios):
    assert abs(ratios / [10, 100] - 1).max() < 0.01


@after("steps = 10.0 ** np.arange(-14, 0.5, 0.5)")
def each_difference_has_its_valley(best):
    assert 1e-9 < best["forward difference"] < 1e-6
    assert 1e-7 < best["central difference"] < 1e-4


@after("eps = np.finfo(float).eps")
def the_best_step_for_the_root_is_1_7e_5(third, h_best, eps, exact, central_difference, R):
    assert round(third, 4) == 0.3616
    assert round(h_best * 1e5, 1) == 1.7
    assert (round(eps**0.5 * 1e8, 1), round(eps ** (1 / 3) * 1e6)) == (1.5, 6)
    assert abs(central_difference(R, 3.0, h_best) / exact - 1) < 1e-10


@after("def bend(x):")
def truncation_costs_7_times_as_much_at_2_7(bend):
    assert round(bend(2.7) / bend(4.5)) == 7


@after("measured = complex_step(R, 3.0)  # with h = 1e-30")
def the_complex_step_is_exact(measured, exact):
    assert abs(measured - exact) < 4e-16


@after("report = gradient_check(z_of, slip, x, np.random.default_rng(0))")
def kinks_and_slips_are_found(at_kinks, gradient_check, z_of, dz_dx, x, report):
    assert abs(at_kinks[0] - 0.55) < 1e-12
    assert at_kinks[1] == 0
    assert gradient_check(z_of, dz_dx, x, np.random.default_rng(0)).passed
    assert not report.passed
    assert abs(report.worst[0].ratio - 2) < 1e-6
