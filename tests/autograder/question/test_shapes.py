"""What NumPy complains of, in the words of the course."""

import linecache

import numpy as np
import pytest

from autograder.question.answer import Answer, AnswerError

D, W = np.ones((3, 5)), np.ones((6, 5))
PARAMS = {"W1": np.ones((4, 2)), "b1": np.ones(7)}


def crash(body: str) -> str:
    """What a student is told of a function with this body, written in a cell."""
    lines = ["def f(D, W, params):\n", *(f"    {line}\n" for line in body.splitlines())]
    linecache.cache["<cell>"] = (0, None, lines, "<cell>")
    names: dict = {"np": np}
    exec(compile("".join(lines), "<cell>", "exec"), names)
    with pytest.raises(AnswerError) as caught:
        Answer(names).call("f", D, W, PARAMS)
    assert caught.value.kind == "crash"
    return caught.value.message


PAIR = "`D` is (3, 5), `W` is (6, 5): "
TOLD = {
    "return D @ W": f"at the line `return D @ W`: {PAIR}this product does not fit.",
    "return np.dot(D, W)": f"{PAIR}this product does not fit.",
    "return D.dot(W)": f"{PAIR}this product does not fit.",
    "return np.matmul(D, W)": f"{PAIR}this product does not fit.",
    "return (D\n    @ W)": f"{PAIR}this product does not fit.",
    "δ = D; return np.sin(δ @ W)": "`δ` is (3, 5), `W` is (6, 5): this product does not fit.",
    "return D.T @ (W * 2)": "`D.T` is (5, 3), `W * 2` is (6, 5): this product does not fit.",
    "return D @ W.T @ W.T": "`D @ W.T` is (3, 6), `W.T` is (5, 6): this product does not fit.",
    "return D @ params['W1']": "`params['W1']` is (4, 2): this product does not fit.",
    "return D @ 3": "`3` is a single number: this product does not fit.",
    "return D + W": f"{PAIR}this sum does not fit.",
    "D -= W": f"{PAIR}this difference does not fit.",
    "return np.sin(D) * W": "`np.sin(D)` is (3, 5), `W` is (6, 5): this product entry by entry",
    "return np.maximum(D, W)": f"{PAIR}the shapes in this line do not fit together.",
    "return np.einsum('ij,jk->ik', D, W)": f'{PAIR}"ij,jk->ik" does not fit.',
    # What is not known is not said.
    "return np.sin(D) @ np.cos(W)": "this product does not fit: 5 on the left, 6 on the right.",
    "return np.float64(3) @ D": "one factor of this product is a single number.",
    # What is no matter of shapes keeps NumPy's words, as does what cannot be told better.
    "return D.reshape(4, 4)": "ValueError: cannot reshape array of size 15 into shape (4,4), at",
    "D[0] = W": "ValueError: could not broadcast input array from shape (6,5) into shape (5,), at",
    "return int('x')": "ValueError: invalid literal for int() with base 10: 'x', at the line",
}


@pytest.mark.parametrize(("body", "told"), TOLD.items(), ids=TOLD)
def test_a_line_that_does_not_fit_is_told_in_its_own_names(body, told):
    said = crash(body)
    assert told in said
    assert "gufunc" not in said


def test_nothing_of_the_student_s_runs_while_shapes_are_told():
    class Sly:
        @property
        def T(self):
            raise AssertionError("read")

        def __matmul__(self, other):
            return np.ones((3, 5)) @ other

    names = {"np": np, "sly": Sly()}
    exec(compile("def f(W):\n    return sly @ W", "<sly>", "exec"), names)
    with pytest.raises(AnswerError) as caught:
        Answer(names).call("f", W)
    assert "gufunc" not in caught.value.message
