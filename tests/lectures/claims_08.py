"""What lecture 08 says of its own cells; each is tried right after the cell that it names."""

import numpy as np

from tests.support.claims import Claims

CLAIMS = Claims()
after = CLAIMS.after


@after('deep = Net([64, 16, 10], "identity", "half_mean_squared", rng)')
def two_linear_layers_are_one(one, X, deep):
    assert np.allclose(deep.forward(X), one, rtol=0, atol=1e-13)


@after('narrow = Net([64, 8, 64], "identity", "half_mean_squared", rng)')
def a_narrow_layer_has_rank_8(narrow):
    assert np.linalg.matrix_rank(narrow.W[0] @ narrow.W[1]) == 8


@after("[float(sigmoid_prime(sigmoid(z))) for z in (0.0, 5.0)], 0.25**8")
def the_sigmoid_slope_is_at_most_a_quarter(sigmoid_prime, sigmoid):
    assert sigmoid_prime(sigmoid(0.0)) == 0.25
    assert 0.25**8 == 1 / 65536
    assert round(float(sigmoid_prime(sigmoid(5.0))), 4) == 0.0066


@after("images, labels = load_digits()")
def the_sigmoid_deltas_vanish(sizes, shrunk):
    assert sizes["sigmoid"][-1] / sizes["sigmoid"][0] > 10_000
    assert 0.15 < shrunk.min() <= shrunk.max() < 0.35
    assert all(0.5 < sizes[name][-1] / sizes[name][0] < 2 for name in ("tanh", "relu"))


@after("silent = (net.A[1] == 0).mean()")
def half_of_the_units_are_silent_and_a_dead_one_stays(silent, net):
    assert 0.3 < silent < 0.7
    assert (net.dW[0][:, 0] == 0).all()
    assert net.db[0][0] == 0
    assert (net.dW[0][:, 1] != 0).any()


@after("[W.shape for W in big.W]")
def the_network_has_203_530_parameters(big):
    assert (256 * 785, 10 * 257) == (200_960, 2_570)
    assert big.theta.size == 200_960 + 2_570 == 203_530
    assert sum(W.size for W in big.W) == 203_264
    assert sum(b.size for b in big.b) == 266


@after("z = np.array([[0, 0, np.log(2)]])")
def the_softmax_and_its_loss_by_hand(softmax, z, softmax_cross_entropy):
    assert np.allclose(softmax(z), [[1 / 4, 1 / 4, 1 / 2]])
    assert round(softmax_cross_entropy(z, [2])[0], 4) == 0.6931
    assert round(softmax_cross_entropy(np.zeros((1, 10)), [3])[0], 4) == 2.3026


@after("few, truth = images[known[:20]], labels[known[:20]]")
def the_gradient_check_passes_on_2410_parameters(net, report):
    assert net.theta.size == 2_410
    assert report.passed


@after("z = np.array([[1000.0, 0.0]])")
def a_large_logit_overflows_only_in_the_naive_formula(
    naive, softmax, z, softmax_cross_entropy, net
):
    assert np.isnan(naive[0, 0])
    assert (softmax(z) == [[1, 0]]).all()
    assert softmax_cross_entropy(z, [1])[0] == 1000
    assert abs(net.deltas[-1][0].sum()) < 1e-15


@after("show = known[:12]")
def there_are_1797_images_1200_known(images, known, unseen):
    assert (len(images), len(known), len(unseen)) == (1797, 1200, 597)


@after("start = net.loss(images[known], labels[known])")
def an_epoch_has_38_updates(updates, start, net, images, known, labels):
    assert updates == 3 * 38
    assert 2 < start < 3
    assert net.loss(images[known], labels[known]) < 0.5


@after('print(f"classified correctly: ')
def it_reads_95_per_cent_of_the_unseen(history, share, net, known, unseen):
    assert history[-1] < 0.02
    assert history.validation[-1] > 5 * history[-1]
    assert share(net, known) > 0.98
    assert share(net, unseen) > 0.95


@after("losses = {}")
def one_large_batch_is_slower(losses):
    assert losses[1200] > 5 * losses[32]


@after("trial.fit(images[known], labels[known], 0.001, 20, 32, rng)")
def a_rate_of_0_001_hardly_moves(share, trial, unseen):
    assert share(trial, unseen) < 0.5


@after("hundred = known[:100]")
def width_lowers_bias_and_not_variance(read):
    assert max(read["[2]"]) < 0.7
    assert read["[64]"][0] == read["[]"][0] == 1
    assert max(read["[64]"][1], read["[]"][1]) < 0.93
    assert read["[64]"][1] > read["[8]"][1]
    assert abs(read["[64]"][1] - read["[]"][1]) < 0.05


@after("found = {}")
def depth_stops_sigmoids_and_not_relu(found):
    assert found["sigmoid", 1] > 0.85
    assert found["sigmoid", 3] < 0.5
    assert found["sigmoid", 6] < 0.2
    assert all(found["relu", depth] > 0.93 for depth in (1, 3, 6))


@after("trial.fit(images[known], labels[known], 0.1, 20, 32, rng)")
def adam_trains_four_sigmoid_layers(plain, share, trial, unseen):
    assert plain < 0.2
    assert share(trial, unseen) > 0.85


@after("def table_network(rows, X):")
def parity_needs_512_units(odd, table_network, rows, bits):
    assert (table_network(rows, bits) == odd).all()


@after("def wave(x):")
def more_stairs_are_closer(errors):
    assert errors[5] > 3 * errors[20] > 9 * errors[80]
    assert (round(errors[5], 2), round(errors[20], 2)) == (0.29, 0.07)


@after("near = 0.5 + np.array([-1e-9, 0.0])")
def the_jump_stays_off_by_one_half(at_jump):
    assert all(off > 0.499 for off in at_jump.values())


@after("def fold(x):")
def five_folding_layers_make_32_pieces(pieces):
    assert pieces == 2**5 == 32
    assert 2**20 - 1 == 1_048_575


@after("def parameters(widths):")
def the_counts_of_the_fourier_network(parameters):
    assert [512 * 256 + 256, 256 * 256 + 256, 256 * 3 + 3] == [131_328, 65_792, 771]
    assert parameters([512, 256, 256, 256, 3]) == 263_683
    assert parameters([512, 256, 256, 256, 256, 3]) == 329_475


@after("P, C = pixels(colour_image(32))")
def waves_of_scale_3_paint_best(runs):
    assert min(runs["position only"][:2]) > 0.02
    assert max(runs["waves, scale 3"][:2]) < 0.02
    assert runs["waves, scale 30"][0] < 0.02
    assert runs["waves, scale 30"][1] > 0.1


@after("theta, rate, decay = np.full(5, 0.5), 0.02, 0.8  # γ = 1, so γρ = ρ")
def the_estimates_are_near_sixths(theta):
    assert np.abs(theta - np.arange(1, 6) / 6).max() < 0.1


@after('results = {"1.0": (-13, 51), "2.0": (-7, 38), "2.1": (-1, 40), "3.0": (6, 20)}')
def the_points_per_game(per_game):
    assert [f"{points:.2f}" for points in per_game.values()] == ["-0.25", "-0.18", "-0.03", "0.30"]
