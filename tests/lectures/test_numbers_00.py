"""What the page on notation says of five books, against the library's table and by other means."""

import re

import sympy as sp

from nnlib.notation import SOURCES
from tests.support.lecture_text import words

PAGE = words("00-notation")
BOOKS = ("Davis", "CS109A", "Columns", "Hoiem", "Wu")


def rows(head):
    """Read the table under a head: the cells of each row, without the frame."""
    table = PAGE.split(head)[1].split("\n\n")[0]
    return [re.split(r"\s*\|\s*", line.strip("| ")) for line in table.split("\n")[2:]]


def rosetta():
    head, *_ = re.findall(r"^\| row .*\|$", PAGE, re.M)
    found = {cells[0].split(" ", 1)[1]: cells[1:] for cells in rows(head)}
    assert head.strip("| ").split(" | ") == ["row", "ours", *BOOKS]
    return found


def test_the_table_tells_each_books_loss_and_rate_as_the_library_does():
    table = rosetta()
    for column, source in enumerate(SOURCES.values(), start=1):
        assert table["loss"][column] == source.loss
        assert table["rate"][column] == source.rate
        assert source.title in PAGE


def test_the_table_has_a_cell_for_every_book():
    for cells in rosetta().values():
        assert len(cells) == 1 + len(BOOKS)
        assert all(cells)


def test_layouts_agree_with_the_library():
    for source, told in zip(SOURCES.values(), rosetta()["input"][1:], strict=True):
        if "column" in told or "row" in told:
            assert source.samples.removesuffix("s") in told
    weights = rosetta()["weights"]
    told = dict(zip(SOURCES, weights[1:], strict=True))
    for source in ("S0", "S2", "S3"):
        order = SOURCES[source].weights.split(", used")[0]
        assert order in ("(in, out)", "(out, in)")
        assert order in told[source]


def test_the_scales_hold_for_any_residuals():
    m = 4
    r = sp.symbols("r1:5", real=True)
    ours = sum(each**2 for each in r) / (2 * m)
    losses = {
        "ours": ours,
        "Davis": sp.Rational(1, 2 * m) * sum(each**2 for each in r),
        "Columns": sp.Rational(1, 2) * sum(each**2 for each in r),
        "Hoiem": sp.Rational(1, m) * sum(each**2 for each in r),
        "Wu": sp.Rational(1, 2) * sum(each**2 for each in r),
    }
    table = {cells[0]: cells[1:] for cells in rows("| book | loss | scale |")}
    assert set(table) == {*losses, "CS109A"}
    for book, loss in losses.items():
        scale = sp.simplify(loss / ours)
        told = {"$1$": 1, "$2$": 2, "$m$": m}[table[book][1]]
        assert scale == told
        for each in r:
            assert sp.simplify(sp.diff(loss, each) - told * sp.diff(ours, each)) == 0
    assert table["CS109A"][1].startswith("$m$")
    rates = {book: cells[2].split(";")[0] for book, cells in table.items()}
    assert rates["Wu"] == r"$\alpha = \eta/m$"
    assert rates["CS109A"] == r"$\lambda = \eta/m$"
    assert rates["Hoiem"] == r"$\eta/2$"


def test_a_factor_goes_through_the_recursion_unchanged():
    # Two layers of one unit each: the delta of the first is linear in that of the second.
    delta, w, a, m = sp.symbols("delta w a m")
    hidden = delta * w * a * (1 - a)
    assert sp.simplify(hidden.subs(delta, m * delta) - m * hidden) == 0
