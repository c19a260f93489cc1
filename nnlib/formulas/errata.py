"""Gradients that the sources misprint, as the page of errata shows them."""

from nnlib.formulas.formula import Erratum

# The letters of the slides, and ours.
_SLIDES = {"W": "w", "X": "x", "L": "J"}

ERRATA = (
    Erratum("S0", r"f'(u) = \tfrac12 \sqrt u^{\,-1/2}", "root_outer"),
    Erratum(
        "S1", r"\frac{d\xi_4}{dW} = -\frac{3e^{-9}}{1 + e^{-9}}", "worked_tangent_xi4", _SLIDES
    ),
    Erratum("S1", r"\frac{dL}{dW} = +0.00037018372", "worked_gradient", _SLIDES),
    Erratum("S1", r"\frac{\partial\xi_4}{\partial\xi_3} = -1/\xi_3", "logistic_graph_xi4_by_xi3"),
    # There ξ₆ is log(1 − p), and L only the branch that holds it.
    Erratum(
        "S1",
        r"\frac{\partial L}{\partial\xi_6} = 1 - y",
        "logistic_graph_adjoint_xi7",
        {r"\xi_6": r"\xi_7", "L": "J"},
    ),
    Erratum(
        "S1",
        r"\frac{\partial L}{\partial p} = -\frac yp - \frac{1 - y}{1 - p}",
        "neuron_loss_by_probability",
        _SLIDES,
    ),
    Erratum(
        "S1", r"\frac{dL}{d\beta_0} = 1", "neuron_loss_by_intercept", {"L": "J", r"\beta_0": "b"}
    ),
    Erratum(
        "S3",
        r"\frac{\partial E}{\partial w_{13}} = 2\,(g_5 - y)\, w_{35} \max(x_1, 0)",
        "relu_network_hidden_weight",
        {"g_5": r"\hat y"},
    ),
    Erratum(
        "S1",
        r"\frac{df}{d\beta_0} = 2\sum_{i=1}^m (y_i - \beta_0 - \beta_1 x_i)",
        "line_intercept",
        {"df": "dJ", r"\beta_0": "b", r"\beta_1": "w"},
    ),
)
