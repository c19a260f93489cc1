"""Data that cross the border: the same on the other side, and nothing but data."""

import json
import socket
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autograder.question.answer import LARGEST_ARRAY, Unreadable
from autograder.sandbox.wire import (
    LONGEST_TEXT,
    MOST_ENTRIES,
    Channel,
    DeadlineError,
    WireError,
    decode,
    encode,
    make_printable,
)

KINDS = st.sampled_from(["?", "i1", "u2", "i8", "f2", "f4", "f8", "c8", "c16"])
NUMBERS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.complex_numbers()
    | st.text(st.characters(exclude_categories=["Cs"]))
    | KINDS.flatmap(lambda kind: arrays.arrays(kind, arrays.array_shapes(min_dims=0, min_side=0)))
)
DATA = st.recursive(
    NUMBERS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text("abc") | st.tuples(st.text("ab")), inner, max_size=3)
    ),
    max_leaves=5,
)


def over_the_wire(data):
    return decode(json.loads(json.dumps(encode(data))))


@given(DATA)
def test_data_come_through_unchanged(data):
    there = over_the_wire(data)
    np.testing.assert_equal(there, data)
    assert type(there) is type(data)
    assert getattr(there, "dtype", None) == getattr(data, "dtype", None)


def test_scalars_of_numpy_stay_scalars_and_unreadable_entries_stay_told():
    x, why = over_the_wire((np.float32(1.5), Unreadable("a lambda")))
    assert type(x) is np.float32
    assert why == Unreadable("a lambda")


def test_a_generator_goes_on_where_it_was():
    rng = np.random.default_rng(3)
    rng.normal(size=7)
    other = decode(json.loads(json.dumps(encode(rng))), lambda number: print)
    assert (other.integers(1000, size=20) == rng.integers(1000, size=20)).all()


def test_a_function_crosses_as_a_number_only():
    numbers = {abs: 3, max: 1}
    assert encode([abs, max], numbers.__getitem__) == [{"function": 3}, {"function": 1}]
    with pytest.raises(WireError):
        encode(abs)
    with pytest.raises(WireError):
        decode({"function": 0})


@pytest.mark.parametrize("value", [object(), {1, 2}, np.array([object()]), np.array(["a"]), b"x"])
def test_what_is_no_data_does_not_cross(value):
    with pytest.raises(WireError):
        encode(value)


DEEP: list = []
for _ in range(50):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    "reply",
    [
        DEEP,
        [0] * (LARGEST_ARRAY + 1),
        {"array": "O", "shape": [1], "data": "AAAA"},
        {"array": "<f8", "shape": [1], "data": "AAAA"},
        {"array": "<f8", "shape": [-1], "data": ""},
        {"array": "<f8", "shape": [True], "data": "AAAAAAAAAAA="},
        {"array": "<f8", "shape": [2**40, 2**40, 0], "data": ""},
        {"array": "<f8", "shape": [0] * 70, "data": ""},
        {"array": "<f8", "shape": [0, *[10**6] * 31], "data": ""},
        {"array": "<f8", "shape": "many", "data": ""},
        {"array": "<f8", "shape": [1], "data": "not base64!"},
        {"array": "<f8", "shape": [LARGEST_ARRAY + 1], "data": ""},
        {"array": ["<f8"], "shape": [1], "data": ""},
        {"array": "V8", "shape": [1], "data": "AAAAAAAAAAA="},
        {"tuple": "abc"},
        {"dict": {"a": 1}},
        {"dict": [[1, 2, 3]]},
        {"dict": [[{"array": "<f8", "shape": [], "data": "AAAAAAAAAAA="}, 1]]},
        {"complex": [1]},
        {"complex": ["1", "2"]},
        {"complex": [10**400, 0]},
        {"unreadable": 3},
        {"function": 0},
        {"generator": {"bit_generator": "PCG64"}},
        {"pickle": "gASVAAAA"},
        {},
    ],
    ids=lambda reply: str(reply)[:40],
)
def test_a_forged_reply_is_refused(reply):
    with pytest.raises(WireError):
        decode(reply)


def test_a_truth_value_is_true_or_false():
    forged = decode({"array": "|b1", "shape": [3], "data": "AAL/"})
    assert forged.view("u1").tolist() == [0, 1, 1]


def test_what_is_told_to_a_person_steers_nothing():
    assert make_printable("a\x1b[2Jb\x00\u202e\n") == "a [2Jb   "
    assert len(decode("x" * 10**6)) == LONGEST_TEXT


def test_half_characters_are_replaced():
    assert decode(["a\ud800b"]) == ["a?b"]


# --- messages ------------------------------------------------------------------------------------


@pytest.fixture
def ends():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Channel(ours), theirs


def soon() -> float:
    return time.monotonic() + 0.2


def test_a_message_arrives_whole(ends):
    ours, theirs = ends
    message = {"numbers": list(range(100_000))}
    import threading

    sender = threading.Thread(target=Channel(theirs).send, args=(message,))
    sender.start()
    assert ours.receive(time.monotonic() + 30) == message
    sender.join()


@pytest.mark.parametrize(
    "sent",
    [
        b"\xff" * 8,  # 16 exabytes to come
        b"\0" * 7 + b"\x04" + b"abcd",  # no JSON
        b"\0" * 5 + b"\x0f\x42\x40" + b"[" * 1_000_000,  # brackets, a million deep
        b"\0" * 7 + b"\x04" + b"\xff\xfe\xfd\xfc",  # no text
    ],
)
def test_rubbish_is_no_message(ends, sent):
    ours, theirs = ends
    theirs.setblocking(False)
    import threading

    theirs.setblocking(True)
    sender = threading.Thread(target=theirs.sendall, args=(sent,), daemon=True)
    sender.start()
    with pytest.raises(WireError):
        ours.receive(time.monotonic() + 30)


def test_a_message_of_very_many_entries_is_not_read(ends):
    ours, theirs = ends
    import threading

    rest = b"[" + b"[]," * MOST_ENTRIES + b"[],[]]"
    sent = len(rest).to_bytes(8) + rest
    sender = threading.Thread(target=theirs.sendall, args=(sent,), daemon=True)
    sender.start()
    with pytest.raises(WireError, match="too long"):
        ours.receive(time.monotonic() + 30)


def test_silence_is_told_and_so_is_a_message_that_stops_halfway(ends):
    ours, theirs = ends
    with pytest.raises(DeadlineError):
        ours.receive(soon())
    theirs.sendall(b"\0" * 7 + b"\x09" + b"half")
    with pytest.raises(DeadlineError):
        ours.receive(soon())


def test_a_closed_end_is_told(ends):
    ours, theirs = ends
    theirs.close()
    with pytest.raises(WireError, match="closed"):
        ours.receive(time.monotonic() + 30)
    with pytest.raises(WireError, match="closed"):
        ours.send({})
