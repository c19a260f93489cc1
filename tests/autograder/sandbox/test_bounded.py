"""A helper that may be slow, greedy or dead: whoever asks it goes on."""

import gc
import os
from pathlib import Path

import pytest

from autograder.sandbox.bounded import SECONDS, Allowance, Bounded, OverLimitError

PROGRAM = """
import os
def double(x): return 2 * x
def spin():
    while True: pass
def spin_in_c(): return sum(range(10**12))
def take_memory(): return len(bytearray(2**30))
def fail(): raise RecursionError
def end(): os.abort()
def give_much(): return "x" * 2**25
def tell_process(): return os.getpid()
"""


@pytest.fixture(scope="module")
def helper(tmp_path_factory) -> Bounded:
    program = tmp_path_factory.mktemp("bounded") / "program.py"
    program.write_text(PROGRAM)
    return Bounded(program)


def test_it_gives_what_the_function_gives(helper):
    assert helper.call(Allowance(), "double", ["a", 1, "\ud800"]) == ["a", 1, "\ud800"] * 2


@pytest.mark.parametrize(
    "work", ["spin", "spin_in_c", "take_memory", "fail", "end", "give_much", "unknown"]
)
def test_what_goes_wrong_there_is_one_error_here(helper, work):
    with pytest.raises(OverLimitError):
        helper.call(Allowance(), work)
    assert helper.call(Allowance(), "double", 2) == 4


def test_time_is_taken_from_the_allowance(helper):
    allowance = Allowance(1.5 * SECONDS)
    for _ in range(2):
        with pytest.raises(OverLimitError):
            helper.call(allowance, "spin")
    assert allowance.seconds == 0
    with pytest.raises(OverLimitError):
        helper.call(allowance, "double", 2)


def test_a_fork_has_a_helper_of_its_own(helper):
    ours = helper.call(Allowance(), "tell_process")
    reading, writing = os.pipe()
    if not (child := os.fork()):
        try:
            os.write(writing, str(helper.call(Allowance(), "tell_process")).encode())
            helper._end()
            gc.collect()
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with open(reading) as told:
        theirs = int(told.read())
    assert theirs not in (ours, child)
    assert helper.call(Allowance(), "tell_process") == ours
    assert not Path(f"/proc/{theirs}").exists()
