"""A student's call ends when its time is over, whatever it catches, and leaves no alarm behind."""

import contextlib
import signal
import threading
import time

import pytest

from autograder.question.answer import Answer, AnswerError
from autograder.question.time_limit import OutOfTimeError, TimeLimit

ENDLESS = {
    "empty loop": "while True: pass",
    "everything swallowed": "while True:\n  try:\n    while True: pass\n  except: pass",
    "base exceptions swallowed": "while True:\n  try: n = 1\n  except BaseException: pass",
    "two layers": """while True:
  try:
    try:
      while True: len([])
    except: continue
  except: continue""",
    "finally": "while True:\n  try:\n    while True: len([])\n  finally: continue",
    "asleep": "import time\ntime.sleep(600)",
    "suppressed": """import contextlib
while True:
  with contextlib.suppress(BaseException):
    while True: pass""",
}


def function(body: str):
    names: dict = {}
    exec("def f():\n" + "\n".join(f"  {line}" for line in body.splitlines()), names)
    return names["f"]


@pytest.fixture(autouse=True)
def no_alarm_is_left():
    """Pytest's own alarm ends a test that hangs: it must be there as before."""
    handler, (seconds, _) = signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)
    yield
    assert signal.getsignal(signal.SIGALRM) == handler
    left, _ = signal.getitimer(signal.ITIMER_REAL)
    assert (left > 0) == (seconds > 0)
    assert left <= seconds


@pytest.mark.parametrize("body", ENDLESS.values(), ids=ENDLESS)
def test_what_never_ends_is_stopped(body):
    answer = Answer({"f": function(body)}, ("nnlib.graph.",), TimeLimit(0.05))
    for _ in range(2):  # the second call has no time left
        with pytest.raises(AnswerError, match="`f`: it took too long and was stopped") as caught:
            answer.call("f")
        assert caught.value.kind == "time"


def test_calls_share_the_time_and_what_comes_between_does_not_count():
    limit = TimeLimit(0.6)
    limit.call(time.sleep, 0.4)
    time.sleep(0.8)
    with pytest.raises(OutOfTimeError):
        limit.call(function("import time\ntime.sleep(0.4)"))


def test_a_call_in_time_gives_what_it_gives():
    assert TimeLimit(60).call(divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        TimeLimit(60).call(divmod, 7, 0)


def test_outside_of_the_main_thread_there_is_no_limit():
    results = []
    work = threading.Thread(target=lambda: results.append(TimeLimit(0.01).call(sum, (1, 2))))
    work.start()
    work.join()
    assert results == [3]


def test_an_alarm_of_someone_else_still_rings():
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(True))
    old = signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        with contextlib.suppress(OutOfTimeError):
            TimeLimit(0.05).call(function("while True: pass"))
        assert not rung
        end = time.monotonic() + 30
        while not rung and time.monotonic() < end:
            time.sleep(0.01)
        assert rung
    finally:
        signal.signal(signal.SIGALRM, before)
        signal.setitimer(signal.ITIMER_REAL, *old)
