"""Every gradient that a lecture displays, as one object: LaTeX, SymPy expression, `nnlib` function.

`FORMULAS["three_layer_second_delta"]` shows itself in a notebook; `Formula` tells what it holds.
The tests prove each one: its LaTeX as it is written, its expression, `nnlib` and a central
difference give the same numbers. They let a lecture display no gradient that is not here.
`ERRATA` are wrong forms that a source has in print: the page of errata alone shows them.

`import nnlib` leaves this room out, since SymPy is slow to load.
"""

from nnlib.formulas import (
    chain_rule,
    columns_network,
    deltas,
    digits,
    least_squares,
    logistic,
    logistic_graph,
    perceptron,
    scalar_chain,
    small_networks,
    three_layer,
    vectorised,
    xor_mlp,
)
from nnlib.formulas.errata import ERRATA
from nnlib.formulas.formula import Erratum, Formula, Forward, sides

__all__ = ["ERRATA", "FORMULAS", "Erratum", "Formula", "Forward", "sides"]

FORMULAS = {
    formula.name: formula
    for room in (
        chain_rule,
        perceptron,
        scalar_chain,
        three_layer,
        logistic,
        logistic_graph,
        least_squares,
        vectorised,
        columns_network,
        deltas,
        xor_mlp,
        digits,
        small_networks,
    )
    for formula in room.FORMULAS
}
