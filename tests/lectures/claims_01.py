"""What lecture 01 says of its own cells; each is tried right after the cell that it names."""

from tests.support.claims import Claims

CLAIMS = Claims()
after = CLAIMS.after


@after("z = np.array([-2.0, 0.0, 0.5])")
def the_sign_is_twice_the_step_less_one(sign, z, step):
    assert (sign(z) == 2 * step(z) - 1).all()


@after("x, y, w, b = perceptron_example()")
def the_sum_is_minus_12_and_the_answer_0(z, predict, w, b, x):
    assert z == -12
    assert predict(w, b, x) == 0


@after("def g(x):")
def the_power_rule_agrees_with_a_difference(slope, g):
    assert abs(slope - 3 * g(0.5) ** 2 * (2 * 0.5)) < 1e-8


@after("loss, _ = half_mean_squared(np.array([predict(w, b, x)]), np.array([y]))")
def the_loss_is_one_half(loss):
    assert loss == 0.5


@after("def loss_of(weights):")
def the_exact_gradient_is_0(exact):
    assert (exact == 0).all()


@after("dw, db = gradient(w, b, x, y)")
def the_surrogate_gradient_is_1_2_minus_3_minus_1(dw, db):
    assert (dw == [1, 2, -3]).all()
    assert db == -1


@after("w_new, b_new = update(w, b, x, y, 1)")
def one_update_gives_the_new_weights_and_the_right_answer(w_new, b_new, x, predict):
    assert (w_new == [0, -1, 1]).all()
    assert b_new == -2
    assert w_new @ x + b_new == 3
    assert predict(w_new, b_new, x) == 1


@after("change = (w_new @ x + b_new) - (w @ x + b)")
def one_update_moves_the_sum_by_15(change, x, predict, update, w, y, b):
    assert change == x @ x + 1 == 15
    assert predict(*update(w, b - 8, x, y, 1), x) == 0  # from z = -20 one step is not enough


@after("raw_dw, raw_db = raw_gradient(w, b, x, y)")
def the_raw_gradient_is_13_times_as_long(raw_dw, raw_db, dw):
    assert (raw_dw == [13, 26, -39]).all()
    assert raw_db == -13
    assert (raw_dw == 13 * dw).all()


@after("z_raw = (w - raw_dw) @ x + (b - raw_db)")
def a_raw_step_lands_on_183_and_a_gentle_one_on_1(z_raw, z_gentle, y, z):
    assert z_raw == 183
    assert abs(z_gentle - 1) < 1e-12
    assert ((y - z) ** 2 / 2, (y - z_raw) ** 2 / 2) == (84.5, 16562)


@after("raw_gradient(w_new, b_new, x, y)")
def a_sample_that_is_right_changes_nothing(gradient, w_new, b_new, x, y):
    assert (gradient(w_new, b_new, x, y)[0] == 0).all()


@after("{gate: result.updates for gate, result in results.items()}")
def three_gates_are_learned(results):
    assert all(result.converged for result in results.values())


@after('X, labels = logic_gate("and")')
def from_zeros_the_rate_only_scales(slow, fast):
    assert slow.updates == fast.updates
    assert (fast.w == 4 * slow.w).all()
    assert fast.b == 4 * slow.b


@after("share = {")
def only_A_is_separable(results, share):
    assert [name for name, result in results.items() if result.converged] == ["A"]
    assert share["A"] == 1
    assert 0.5 < share["B"] < 1
    assert share["C"] <= 0.75


@after('X, xor = logic_gate("xor")')
def xor_comes_back_to_the_same_weights(long, short):
    assert not long.converged
    assert (long.w == short.w).all()
    assert long.b == short.b


@after('_, either = logic_gate("or")')
def xor_is_and_of_or_and_nand(xor, either, not_both):
    assert (xor == (either & not_both)).all()
