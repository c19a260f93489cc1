"""Errata of the CS109A slides on networks and on the computational graph."""

import numpy as np
import sympy as sp

from .rows import GRAPH, House, Trial, right, row, sigma, slope, wrong

x, y, w = sp.symbols("x y w", real=True)
AT = {x: 3, y: 1, w: 3}
XI = [-w * x]
XI += [sp.exp(XI[0])]
XI += [1 + XI[1]]
XI += [1 / XI[2]]
XI += [sp.log(XI[3])]
TINY = np.exp(-9.0)


def number(expression):
    return float(expression.subs(AT))


@row(
    "E1-10", "M", GRAPH, "slides 31, 32, 65 to 67, 71, 72",
    printed=wrong("logistic_graph_xi4_by_xi3"),
    holds=right("logistic_graph_xi4_by_xi3"),
    why="the square is missing. The column beside it has it, so it was probably lost in typing",
)  # fmt: skip
def _():
    return Trial(slope(lambda u: 1 / u, 1.5), -1 / 1.5**2, -1 / 1.5)


@row(
    "E1-11", "M", GRAPH, "slide 32",
    printed=rf"$L^B = (1 - y)\,\xi_6$ and {wrong('logistic_graph_adjoint_xi7')}, where "
    r"$\xi_6 = \log(1 - p)$",
    holds=r"$L^B = -(1 - y)\,\xi_7$ and " + right("logistic_graph_adjoint_xi7"),
    why="the loss is *minus* a logarithm. The final line of the slide is right again. (Our number "
    "for that node is 7.)",
)  # fmt: skip
def _():
    # With the label 0 the loss of p is −log(1 − p), and that is what L^B has to give.
    return Trial([-np.log(0.4), slope(lambda v: -v, -0.9)], [-np.log(0.4), -1], [np.log(0.4), 1])


@row(
    "E1-12", "M", GRAPH, "slide 32",
    printed=r"$\log(1 - p) = \log \frac{1}{1 + e^{-WX}}$",
    holds=r"$\log(1 - p) = \log \frac{e^{-WX}}{1 + e^{-WX}}$",
    why="what is printed is $\\log p$; the derivative beside it belongs to the right form",
)  # fmt: skip
def _():
    z = 1.4
    return Trial(np.log(1 - sigma(z)), -z - np.log(1 + np.exp(-z)), -np.log(1 + np.exp(-z)))


@row(
    "E1-16", "N", GRAPH, "slides 51, 57 to 61",
    printed="$h$ for the affine sum, and $h_1$, $h_2$ for the outputs of hidden units",
    holds="$z$ for a sum, $a$ for what a unit returns",
    why="read as sums, $h_1$ and $h_2$ would make the whole network linear",
)  # fmt: skip
def _():
    def q(x, unit):
        return 1.5 * unit(2 * x - 1) - 0.7 * unit(x + 0.5) + 0.2

    def bend(unit):
        return q(1.0, unit) - 2 * q(0.0, unit) + q(-1.0, unit)

    return Trial(bend(lambda z: 0.5 + 0.5 * np.tanh(z / 2)), bend(sigma), bend(lambda z: z))


@row(
    "E1-20", "M", GRAPH, "slides 65, 66, 71, 72",
    printed=r"$+1/(1 + e^{-9})$ for the partial of $\xi_4$, so " + wrong("worked_tangent_xi4"),
    holds=f"{right('worked_xi4_by_xi3')}, so {right('worked_tangent_xi4')}",
    why="the minus of $-1/\\xi_3^2$ got lost when the number was put in. From there on every "
    "running derivative has the wrong sign",
)  # fmt: skip
def _():
    holds, printed = 3 * TINY / (1 + TINY) ** 2, -3 * TINY / (1 + TINY)
    return Trial([number(sp.diff(XI[3], w))], [holds], [printed])


@row(
    "E1-21", "M", GRAPH, "slides 65, 66, 71",
    printed=wrong("worked_gradient"),
    holds=right("worked_gradient"),
    why="more weight makes $p$ larger and the loss smaller, so the sign must be minus. The size "
    "is right only since a second slip undoes the first: multiplied out, the printed partials "
    "give $0.00037022941$. The digits were cut, not rounded",
)  # fmt: skip
def _():
    multiplied = 3 * TINY * (1 + TINY) / (1 + TINY)
    assert f"{multiplied:.11f}" == "0.00037022941"
    truth = number(sp.diff(-y * XI[4], w))
    assert f"{-truth:.11f}" == "0.00037018373"
    return Trial(1e4 * truth, -3.70183727958695, 1e4 * 0.00037018372)


@row(
    "E1-22", "T", GRAPH, "slides 65, 66, 71",
    printed="a $-3$ in the last row",
    holds="nothing",
    why="no cell of that row has this value",
)  # fmt: skip
def _():
    loss = -y * XI[4]
    last = [number(loss), -1.0, number(sp.diff(loss, w))]
    return Trial(-3.0 in [round(value, 6) for value in last], False, True)


@row(
    "E1-23", "M", GRAPH, "slide 71",
    printed=r"a column headed $dL/d\xi_n$",
    holds=r"a column of $d\xi_n/dW$, as on slide 65",
    why="forward mode carries tangents. For $\\xi_5$ the head promises $-1$, and the cell holds "
    "the size of the tangent",
)  # fmt: skip
def _():
    return Trial([number(sp.diff(XI[4], w))], [3 * TINY / (1 + TINY)], [-1.0])


@row(
    "E1-24", "L", GRAPH, "slide 72",
    printed='the table of reverse mode: "Type equation here."',
    holds="the adjoints in section 7 of lecture 4",
    why="the table was never filled in",
)  # fmt: skip
def _():
    return House(("**adjoint**", "graph_table("))


LINES = (
    ("def x1(a,x): return –a*X", "def x1(a, x): return -a * x"),
    ("def derx5(x) return 1/x", "def derx5(x): return 1 / x"),
    ("def der1(y,x): return –y*x", "def xL(y, x): return -y * x"),
)


def _compiles(line):
    try:
        compile(line, "slide 67", "exec")
    except SyntaxError:
        return False
    return True


@row(
    "E1-25", "M", GRAPH, "slide 67",
    printed="Python pairs: `X` returned for an argument `x`, dashes for minus signs, a colon "
    "missing, three functions called `der1`, and `-a` as the derivative of `-a*x`",
    holds="the pairs in section 5 of lecture 4; by the weight $a$ the derivative is $-x$",
    why="three lines are no Python, and by $x$ is not by $W$",
)  # fmt: skip
def _():
    assert not any(_compiles(printed) for printed, _ in LINES)
    assert all(_compiles(repaired) for _, repaired in LINES)
    return Trial(slope(lambda a: -a * 2.0, 0.7), -2.0, -0.7)


@row(
    "E1-26", "N", GRAPH, "slides 67, 69",
    printed=r"$\xi_0 = X$ on one slide, $\xi_0 = W$ on another",
    holds="two leaves with two names",
    why="a graph has one node per name",
)  # fmt: skip
def _():
    leaves = XI[0].free_symbols
    return Trial(len(leaves), len({"x", "w"}), len({"xi0" for _ in leaves}))


@row(
    "E1-27", "N", GRAPH, "slides 31, 69",
    printed=r"$\xi_1 = -W^TX$ in the tables, $\xi_1 = W^TX$ with $e^{-\xi_1}$ in the graph",
    holds="either; lecture 4 takes the second",
    why="both are right. Who mixes them gets $p$ and $1 - p$ exchanged",
)  # fmt: skip
def _():
    tables, graph = -0.5 * 3, 0.5 * 3
    truth = float(sp.N(XI[3].subs({w: 0.5, x: 3})))
    return Trial(truth, 1 / (1 + np.exp(-graph)), 1 / (1 + np.exp(-tables)))


@row(
    "E1-28", "N", GRAPH, "slides 32, 69",
    printed=r"two nodes called $\xi_9$; $\xi_5$ and $\xi_6$ not those of slide 32",
    holds="one numbering",
    why="values are stored under these names: the second $\\xi_9$ would overwrite the first",
)  # fmt: skip
def _():
    printed = ["W", *(f"xi{i}" for i in range(1, 10)), "xi9", "L"]
    repaired = [*printed[:10], "xi10", "L"]
    return Trial(len(printed), len(dict.fromkeys(repaired)), len(dict.fromkeys(printed)))


@row(
    "E1-29", "O", GRAPH, "slide 70",
    printed='forward mode is "easier"; one partial per node',
    holds="one partial per *parent*, and adjoints add up where a node feeds several. Reverse mode "
    "gives all weights in one pass, forward mode one weight per pass",
    why="$p$ feeds both branches of the loss: with one partial, half of its adjoint is missing",
)  # fmt: skip
def _():
    label, p = 0.25, 0.6
    truth = slope(lambda p: -(label * np.log(p) + (1 - label) * np.log(1 - p)), p)
    branches = [-label / p, (1 - label) / (1 - p)]
    return Trial(truth, sum(branches), branches[0])
