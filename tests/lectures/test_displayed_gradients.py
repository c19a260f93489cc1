"""A lecture displays no gradient that is not in the registry, where each has been proved."""

import ast
import re

import nbformat
import pytest

from nnlib.formulas import ERRATA, FORMULAS, sides
from tests.support.lecture_text import LECTURES, text

MATHS = re.compile(
    r"\$\$(.+?)\$\$|\\\[(.+?)\\\]|\\begin\{(?:align|equation)\*?\}(.+?)\\end\{(?:align|equation)\*?\}"
    r"|(?<!\\)\$([^$]+?)\$",
    re.S,
)
APART = re.compile(r"(?<!\\)[,;]|\\q?quad\b|\\text\s*\{[^}]*\}|\\\\|\\(?:begin|end)\{\w+\*?\}")
DERIVATIVE = re.compile(
    r"\\frac (\{ )?(\\partial|d)\b.* (\{ )?\2 .*"  # ∂a/∂b, da/db
    r"|\\nabla .*"
    r"|(\\?\w+|\\operatorname \{ [^}]* \}) '+( \(.*\))?"  # f′(x)
    r"|(D|\\delta) [_^] .*"  # D⁽ˡ⁾
    r"|d (\\?\w+)( [_^] .*)?"  # dW
)


def equations(maths):
    """Take formulas apart: at commas, gaps, words and line ends, where no bracket is open."""
    parts, depth, last = [""], 0, 0
    for gap in APART.finditer(maths):
        text = maths[last : gap.start()]
        depth += len(re.findall(r"[(\[{]", text)) - len(re.findall(r"[)\]}]", text))
        parts[-1] += text
        if depth == 0:
            parts.append("")
        else:
            parts[-1] += gap[0]
        last = gap.end()
    parts[-1] += maths[last:]
    left = ""
    for part in parts:
        if re.match(r"[&\s]*(=|\\approx)", part):
            part = left + part  # a line that goes on with the one above
        left = re.split(r"&?=", part)[0]
        yield part


def gradients(markdown):
    """Find each equation with a derivative alone on one side: (derivative, relation, other)."""
    text = re.sub(r"`[^`]*`", "", markdown)
    maths = ("".join(filter(None, found.groups())) for found in MATHS.finditer(text))
    found = [equation for each in maths for equation in equations(each)]
    # In a table the two sides may stand in neighbouring cells.
    for left, right in re.findall(r"^\| *\$([^$|]+)\$ *\| *\$([^$|]+)\$ *\|", text, re.M):
        if DERIVATIVE.fullmatch(sides(left)[0]) and not sides(left)[1]:
            found.append(f"{left} = {right}")
    for equation in found:
        left, rights = sides(equation)
        for relation, right in rights:
            if DERIVATIVE.fullmatch(left):
                yield left, relation, right
            elif DERIVATIVE.fullmatch(right):
                yield right, relation, left


def printed(equations):
    return {(left, *right) for left, rights in map(sides, equations) for right in rights}


# In a table of errata, the first cell of a row is in print, and what follows holds.
ROW = re.compile(r"^\|([^|]*)(\|.*)$", re.M)


def said(path):
    """Return what a lecture says, in its text and in what its code prints or draws."""
    strings = [
        node.value
        for node in ast.walk(ast.parse(text(path, "code")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return "\n".join([text(path, "markdown"), *strings])


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_every_displayed_gradient_is_in_the_registry(path):
    number = path.stem[:2]
    # A lecture may use what an earlier one has derived; the page on notation shows all.
    known = printed(f.latex for f in FORMULAS.values() if number == "00" or f.lecture <= number)
    assert [gradient for gradient in gradients(said(path)) if gradient not in known] == []


def test_the_page_on_errata_displays_none_but_those_and_known_misprints():
    page = LECTURES[0].with_name("where-the-books-disagree.md").read_text(encoding="utf-8")
    rows = ROW.findall(page)
    known = printed(formula.latex for formula in FORMULAS.values())
    said = list(gradients("\n".join([ROW.sub("", page), *(right for _, right in rows)])))
    assert len(said) >= 10
    assert [gradient for gradient in said if gradient not in known] == []
    quoted = list(gradients("\n".join(left for left, _ in rows)))
    assert set(quoted) == printed(erratum.latex for erratum in ERRATA)


@pytest.mark.parametrize(
    ("markdown", "lefts"),
    [
        (r"so $\frac{\partial J}{\partial W} = X^\top D$, as", [r"\frac{\partial J}{\partial W}"]),
        (
            r"$\partial J/\partial w_i = 2 x_i$ and $dL/dw = 3$",
            [r"\partial J/\partial w_i", "dL/dw"],
        ),
        (r"$$dW_2 = C^\top D_2, \qquad db = 1$$", ["dW_2", "db"]),
        (r"$$R(z) = z^2, \quad R'(z) = 2z$$", ["R'(z)"]),
        (r"$\sigma' \approx 0.25$", [r"\sigma'"]),
        (r"$$\nabla_w J = X$$", [r"\nabla_w J"]),
        (r"$$\delta_{ij}^{(l)} = 1 \text{ but } D^{(l)} = 2$$", [r"\delta_{ij}^{(l)}", "D^{(l)}"]),
        (r"$p - y = \partial L/\partial z$", [r"\partial L/\partial z"]),
        (r"$dL/dw \overset{t' := 1}{=} 0$", ["dL/dw"]),
        ("$$\\begin{aligned} dL/dw &= a \\\\ &= f(b, c) \\end{aligned}$$", ["dL/dw", "dL/dw"]),
        ("\\begin{align}\ndL/dw &= a \\\\ dL/db &= c\n\\end{align}", ["dL/dw", "dL/db"]),
        (r"| $\partial L/\partial z$ | $p - y$ | why |", [r"\partial L/\partial z"]),
    ],
)
def test_a_gradient_is_found_however_it_is_set(markdown, lefts):
    assert [left for left, _, _ in gradients(markdown)] == [sides(left)[0] for left in lefts]


@pytest.mark.parametrize(
    "markdown",
    [
        r"the derivative $\partial J/\partial w$ is what we need, not $f'(x)$",
        r"we let $t' := 1$, and write `dW = X.T @ D`",
        r"$\hat y = f(x)$, $d = 3$, $Z = XW + b$, $m \ge 2$",
        r"$\theta \leftarrow \theta - \eta \nabla_\theta J$",
        r"| $\partial L/\partial z$ | how the loss follows the sum |",
    ],
)
def test_what_claims_no_gradient_is_left_alone(markdown):
    assert list(gradients(markdown)) == []


def test_a_wrong_form_is_found(tmp_path):
    right = r"$\partial J/\partial p = -\frac yp + \frac{1 - y}{1 - p}$"
    notebook = nbformat.v4.new_notebook()
    path = tmp_path / "04-lecture.ipynb"
    for shown in (right, right.replace("+", "-")):
        notebook.cells = [nbformat.v4.new_markdown_cell(f"## 1. One\n\n{shown}")]
        nbformat.write(notebook, path)
        if shown == right:
            test_every_displayed_gradient_is_in_the_registry(path)
        else:
            with pytest.raises(AssertionError):
                test_every_displayed_gradient_is_in_the_registry(path)
