"""The door to a student's work: what passes, what does not, and what is said."""

from array import array
from collections import UserList, deque
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autograder.diagnosis import judge
from autograder.question.answer import Answer, AnswerError, Unreadable, copy_data


class Crafty(np.ndarray):
    def __eq__(self, other):
        return np.True_


class Fake(float):
    def __sub__(self, other):
        return 0.0


def test_results_lose_their_classes():
    result = copy_data((np.arange(3.0).view(Crafty), Fake(2.5), np.float32(1.5)), "it")
    assert [type(entry) for entry in result] == [np.ndarray, float, float]
    assert result[1] - 1 == 1.5


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-10, 10)
        | st.floats(allow_nan=False)
        | st.text()
        | arrays.arrays(
            np.float64, arrays.array_shapes(max_dims=2, max_side=3), elements=st.floats(-1, 1)
        ),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=6,
    )
)
def test_data_passes_unchanged(data):
    np.testing.assert_equal(copy_data(data, "it"), data)


def test_what_a_dict_holds_besides_is_no_matter():
    told = copy_data({"Wo": 1.5, 7: "seven", ("xi1", "w"): 2, "f": len, (1, 2): 3}, "it")
    assert told.pop("f") == Unreadable(
        "It holds a builtin_function_or_method; numbers and arrays were expected."
    )
    assert told == {"Wo": 1.5, ("xi1", "w"): 2}


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (Fraction(3, 4), 0.75),
        (Decimal("0.5"), 0.5),
        (np.array(2.5, dtype=object), 2.5),
        (np.array(None, dtype=object), None),
        (np.array([1, 2.5], dtype=object), [1, 2.5]),
        (np.longdouble(0.5), 0.5),
        (array("d", [1, 2.5]), [1, 2.5]),
        (deque([1, 2.5]), [1, 2.5]),
        (range(3), [0, 1, 2]),
        (memoryview(array("d", [1, 2.5])), [1, 2.5]),
        (UserList([1, deque([2])]), [1, [2]]),
        (np.array([[1, 2], [3]], dtype=object), [[1, 2], [3]]),
        (MappingProxyType({"w": (1, 2)}), {"w": (1, 2)}),
    ],
)
def test_numbers_come_in_many_types(value, number):
    np.testing.assert_equal(copy_data(value, "it"), number)


class Untrue(UserList):
    """A sequence that tells another length than it has, and never ends."""

    def __len__(self):
        return 2

    def __iter__(self):
        return iter(int, 1)


class Broken(UserList):
    def __len__(self):
        raise LookupError


def nested(depth: int) -> list:
    return [] if depth == 0 else [nested(depth - 1)]


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        (iter([1]), "list_iterator"),
        (np.array([object()]), "object"),
        (nested(50), "nested too deeply"),
        (range(10**9), "far too many"),
        (Broken(), "cannot be read: LookupError"),
        ([[0] * 1000] * 1001, "far too many"),
        ([[[[[[[range(9)] * 9] * 9] * 9] * 9] * 9] * 9] * 9, "far too many"),
        (Decimal("sNaN"), "holds a single number that cannot be worked with"),
        (Fraction(10**400), "holds a single number that cannot be worked with"),
        (np.timedelta64(3, "s"), "holds a timedelta64; numbers"),
        (np.array([3], "m8[s]"), "holds a timedelta64; numbers"),
        (np.datetime64("2026-01-01"), "holds a datetime64; numbers"),
        (np.zeros(2, "i4,f8"), "holds a void; numbers"),
        (b"12", "holds a bytes; numbers"),
        (object(), "It holds an object; numbers"),
        ({1, 2}, "holds a set; numbers"),
        (np.broadcast_to(np.float64(1), (10**5, 10**3)), "far too many"),
        (np.random.default_rng(0), "Generator"),
    ],
)
def test_what_is_not_data_is_refused(value, complaint):
    with pytest.raises(AnswerError, match=complaint) as caught:
        copy_data(value, "it")
    assert caught.value.kind == "type"


def test_a_sequence_that_never_ends_is_read_as_far_as_its_length_says():
    assert copy_data(Untrue(), "it") == [0, 0]


def call(code: str, *arguments, name: str = "f"):
    names: dict = {"np": np}
    exec(code, names)
    return Answer(names).call(name, *arguments)


def kind_of(code: str, *arguments) -> str:
    with pytest.raises(AnswerError) as caught:
        call(code, *arguments)
    return caught.value.kind


def test_failures_are_told_apart():
    assert kind_of("g = 1") == "missing"
    assert kind_of("f = 1") == "missing"
    assert kind_of("def f(): raise NotImplementedError()") == "not written"
    assert kind_of("def f(): return 1 / 0") == "crash"
    assert kind_of("def f(): raise SystemExit(0)") == "crash"
    assert kind_of("def f():\n    return f()") == "crash"
    assert kind_of("def f(): return (n for n in [1])") == "type"


@pytest.mark.parametrize("body", ["print(1)", "return x if x > 1 else None", "return None"])
def test_what_is_not_returned_is_asked_for(body):
    with pytest.raises(AnswerError, match="`f` returned None: is there a `return` on every path"):
        call(f"def f(x): {body}", 0)


@pytest.mark.parametrize(
    ("change", "argument"),
    [
        ("x += 1", np.ones(2)),
        ("x[0] = np.nan", np.ones(2)),
        ("x.resize((3,), refcheck=False)", np.ones(2)),
        ("x['w'] *= 2", {"w": np.ones(2)}),
        ("x['new'] = 1", {"w": np.ones(2)}),
        ("x.append(1)", [1, 2]),
        ("x[0][0] = 7", [np.zeros(2)]),
    ],
)
def test_a_changed_argument_is_noticed_and_the_original_kept(change, argument):
    with pytest.raises(AnswerError, match="changed its second argument") as caught:
        call(f"def f(first, x):\n    {change}\n    return 1", 0, argument)
    assert caught.value.kind == "changed input"
    untouched = {"ndarray": [1, 1], "dict": {"w": [1, 1]}}.get(type(argument).__name__)
    if untouched:
        np.testing.assert_equal(
            argument,
            {k: np.array(v) for k, v in untouched.items()}
            if isinstance(untouched, dict)
            else np.array(untouched),
        )


def test_a_generator_is_there_to_be_advanced():
    rng = np.random.default_rng(3)
    drawn = call("def f(rng): return [rng.permutation(4) for _ in range(2)]", rng)
    again = [rng.permutation(4) for _ in range(2)]
    np.testing.assert_equal(drawn, again)


def test_functions_may_be_passed_and_called():
    functions = [np.exp, lambda x: 2 * x]
    assert call("def f(functions, x): return functions[1](x)", functions, 3.0) == 6.0


def test_a_list_of_functions_must_stay_as_it_was():
    with pytest.raises(AnswerError, match="changed its first argument"):
        call("def f(functions): return functions.pop()(0)", [np.exp, np.sin])


@pytest.mark.parametrize(
    "result",
    [
        "[np.ones((2, 3)), np.ones(3)]",
        "[(np.ones((2, 3)), np.ones(3)), (np.ones((3, 1)), np.ones(1))]",
        "{('xi1', 'w'): 2.0, ('L', 'xi9'): -1.0}",
        "([(2, 1)], [np.float32(0.5)], np.zeros(2).tolist())",
    ],
)
def test_results_of_many_forms_pass(result):
    expected = eval(result, {"np": np})
    np.testing.assert_equal(call(f"def f(): return {result}"), expected)


def test_prints_and_warnings_stay_out(capfd):
    code = "import sys, warnings\ndef f(z):\n    print('loud'); print('x', file=sys.stderr)\n"
    code += "    warnings.warn('careful', stacklevel=1)\n    return np.exp(z)"
    assert call(code, np.float64(1e4)) == np.inf
    assert capfd.readouterr() == ("", "")


def test_a_variable_can_be_asked_for():
    answer = Answer({"direction": [1, -1], "function": len})
    assert answer.value("direction") == [1, -1]
    with pytest.raises(AnswerError, match="No `other` was found"):
        answer.value("other")
    with pytest.raises(AnswerError, match="builtin_function"):
        answer.value("function")


def test_what_is_not_written_is_named():
    with pytest.raises(AnswerError, match="`direction` is not written yet") as caught:
        Answer({"direction": ...}).value("direction")
    assert caught.value.kind == "not written"
    helper = "def g(x):\n    raise NotImplementedError()\n"
    with pytest.raises(AnswerError, match="`g`, which `f` needs, is not written yet") as caught:
        call(f"{helper}def f(x):\n    return g(x)", 1)
    assert caught.value.kind == "not written"
    with pytest.raises(AnswerError, match=r"^`f` is not written yet"):
        call("def f(x): raise NotImplementedError", 1)


def test_a_crash_in_a_function_that_was_handed_in_quotes_the_line_of_the_answer():
    def slope(f):
        return f("no number")

    with pytest.raises(AnswerError, match=r'at the line `return f\("no number"\)`') as caught:
        Answer({"slope": slope}).call("slope", judge.to_numbers)
    assert caught.value.kind == "crash"
