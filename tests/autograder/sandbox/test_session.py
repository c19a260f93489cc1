"""Kernels: what cells show, what limits stop, and what is still there afterwards."""

import os
import signal
import time

import numpy as np
import pytest

from autograder.question.answer import AnswerError
from autograder.sandbox.remote import RemoteAnswer
from autograder.sandbox.session import Sandbox, Session
from autograder.sandbox.wire import LONGEST_MESSAGE
from tests.support.processes import descendants


def text(ran) -> str:
    return "".join(output.get("text", "") for output in ran.outputs)


def result(ran) -> str:
    return ran.outputs[-1].data["text/plain"]


# --- cells ---------------------------------------------------------------------------------------


def test_a_cell_shows_what_it_shows_in_a_notebook(session):
    ran = session.run_cell("import sys\nprint('out')\nprint('err', file=sys.stderr)\n1 + 1")
    assert [o.output_type for o in ran.outputs] == ["stream", "stream", "execute_result"]
    assert [o.text for o in ran.outputs[:2]] == ["out\n", "err\n"]
    assert result(ran) == "2"
    error = session.run_cell("1 / 0").outputs[-1]
    assert (error.output_type, error.ename) == ("error", "ZeroDivisionError")
    assert "1 / 0" in "".join(error.traceback)


def test_a_plot_is_a_picture_and_figures_do_not_pile_up(session):
    plot = "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"
    for _ in range(2):
        (shown,) = (o for o in session.run_cell(plot).outputs if o.output_type == "display_data")
        assert set(shown.data) == {"image/png", "text/plain"}
    assert result(session.run_cell("plt.get_fignums()")) == "[]"


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("await __import__('asyncio').sleep(0, 3)", "3"),
        ("%time 1 + 1", "2"),
        ("from nnlib.datasets import load_heart\nlen(load_heart().y)", "303"),
        ("import sympy\nsympy.diff('x**2')", "2*x"),
        ("get_ipython().ask_exit()\nexit()\n5", "5"),
        (
            "from concurrent.futures import ThreadPoolExecutor as T\nT(2).submit(abs, -7).result()",
            "7",
        ),
        ("open('notes.txt', 'w').write('abc')", "3"),
        ("!ls\n4", "4"),
        ("files = !ls\nlist(files)", "[]"),
        ("%pip install numpy\n%cd .\n6", "6"),
        ("%cd ..\n7", "7"),
        ("import getpass\ngetpass.getuser()", "'student'"),
    ],
)
def test_what_notebooks_do_works(session, code, value):
    ran = session.run_cell(code)
    if "open(" in code and "namespaces" not in session._sandbox.active:
        assert ran.outputs[-1].ename == "PermissionError"
    else:
        assert result(ran) == value


def test_each_kernel_begins_like_every_other(sandbox):
    seen = []
    for _ in range(2):
        with Session(sandbox) as session:
            session.run_cell("import random\nimport numpy as np")
            seen.append(
                result(session.run_cell("random.random(), np.random.rand(), sorted(globals())"))
            )
            session.run_cell("leftover = 1\nnp.leftover = 2\nimport os\nos.environ['LEFT'] = '3'")
    assert seen[0] == seen[1]


def test_files_beside_the_notebook_can_be_read(sandbox):
    with Session(sandbox, {"data/points.csv": "MSwy"}) as session:
        ran = session.run_cell("open('data/points.csv').read()")
        if "namespaces" in sandbox.active:
            assert result(ran) == "'1,2'"
        else:
            assert ran.outputs[-1].output_type == "error"


def test_files_that_cannot_be_written_are_left_out(sandbox):
    with Session(sandbox, {"large": "A" * LONGEST_MESSAGE}) as session:
        assert result(session.run_cell("1 + 1")) == "2"


# --- limits --------------------------------------------------------------------------------------

LOOPS = {
    "hears": "while True: pass",
    "deaf": "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "in C": "sum(range(10**18))",
}


@pytest.mark.parametrize("loop", LOOPS)
def test_an_endless_cell_is_stopped_and_costs_itself_alone(sandbox, loop):
    with Session(sandbox, cell=1) as session:
        session.run_cell("a = 5")
        start = time.monotonic()
        assert session.run_cell(LOOPS[loop]).stopped == "time"
        assert time.monotonic() - start < 20
        assert result(session.run_cell("a")) == "5"


@pytest.mark.deep
def test_a_cell_that_was_stopped_is_not_waited_for_again(sandbox):
    with Session(sandbox, cell=5, call=1) as session:
        session.run_cell("a = 5\nwhile True: pass")
        start = time.monotonic()
        for _ in range(3):
            assert session.run_cell("import os\nos._exit(0)").stopped == "died"
        assert result(session.run_cell("a")) == "5"
        assert time.monotonic() - start < 15  # three times five, if it were


def test_what_a_cell_defined_before_it_was_stopped_stays(sandbox):
    with Session(sandbox, cell=1) as session:
        assert session.run_cell("b = 7\nprint('before')\nwhile True: pass").stopped == "time"
        assert result(session.run_cell("b")) == "7"


def test_a_cell_that_ends_the_process_is_left_out_from_then_on(session):
    session.run_cell("a = 1")
    assert session.run_cell("a = 2\nimport os\nos._exit(0)").stopped == "died"
    assert session.run_cell("a = 3\nimport ctypes\nctypes.string_at(8)").stopped == "died"
    assert result(session.run_cell("a")) == "1"


def test_cells_that_end_the_process_in_every_kernel_end(session):
    # The first cell arms the second: run again, each would end the new kernel too.
    for _ in range(3):
        assert session.run_cell("import os\nos._exit(1)").stopped == "died"
    assert result(session.run_cell("1")) == "1"


def test_a_notebook_has_a_time_of_its_own(sandbox):
    with Session(sandbox, cell=30, total=1) as session:
        assert session.run_cell("while True: pass").stopped == "time"
        start = time.monotonic()
        assert session.run_cell("while True: pass").stopped == "time"
        assert time.monotonic() - start < 20
    with Session(sandbox, {"a.txt": ""}, total=0) as session:
        assert session.run_cell("1").stopped == "time"


def test_a_flood_of_text_is_cut(session):
    ran = session.run_cell("for _ in range(200): print('x' * 100_000)")
    assert ran.stopped is None
    assert len(text(ran)) == 2**20


# --- calls ---------------------------------------------------------------------------------------


def test_functions_stay_here_and_are_asked(session):
    session.run_cell("def twice(f, x): return f(f(x)), f.__name__")
    asked = []

    def f(x):
        asked.append(x)
        return x + 1

    result, name = RemoteAnswer(session).call("twice", f, np.arange(3.0))
    assert result.tolist() == [2.0, 3.0, 4.0]
    assert [type(x) for x in asked] == [np.ndarray, np.ndarray]
    assert name == "function"


def test_what_a_function_here_raises_is_raised_there(session):
    session.run_cell(
        "def call(f):\n    try:\n        f(1)\n    except ZeroDivisionError as e: return str(e)"
    )
    assert RemoteAnswer(session).call("call", lambda x: x / 0) == "division by zero"
    session.run_cell("def call(f): return f(object())")
    with pytest.raises(AnswerError, match="TypeError: this function takes numbers and arrays"):
        RemoteAnswer(session).call("call", abs)


def test_random_numbers_are_the_same_there(session):
    session.run_cell("def draw(rng): return rng.normal(size=5)")
    there = RemoteAnswer(session).call("draw", np.random.default_rng(3))
    assert there.tolist() == np.random.default_rng(3).normal(size=5).tolist()


def test_a_generator_goes_on_there_as_if_it_had_drawn_there(session):
    session.run_cell("def draw(f, rng): return f(3, rng=rng).tolist(), rng.random()")

    def f(n, rng):
        return rng.permutation(n)

    rng = np.random.default_rng(3)
    order, number = rng.permutation(3).tolist(), rng.random()
    assert RemoteAnswer(session).call("draw", f, np.random.default_rng(3)) == (order, number)
    session.run_cell(
        "import numpy as np\ndef other(f): return f(3, np.random.Generator(np.random.MT19937()))"
    )
    with pytest.raises(AnswerError, match="TypeError"):
        RemoteAnswer(session).call("other", f)


def test_threads_may_ask_a_function_too(session):
    session.run_cell(
        "from concurrent.futures import ThreadPoolExecutor\n"
        "def spread(f):\n"
        "    with ThreadPoolExecutor(8) as pool: return list(pool.map(f, range(50)))"
    )
    assert RemoteAnswer(session).call("spread", lambda x: x * x) == [x * x for x in range(50)]


def test_a_function_that_was_kept_is_told_to_have_ended(session):
    session.run_cell("kept = []\ndef keep(f):\n    kept.append(f)\n    return kept[0](2)")
    answer = RemoteAnswer(session)
    assert answer.call("keep", lambda x: x + 1) == 3
    with pytest.raises(AnswerError, match="can be called only until yours") as caught:
        answer.call("keep", lambda x: x + 1)
    assert caught.value.kind == "crash"
    session.run_cell(
        "import threading\nstart = threading.Event()\nraised = []\n"
        "def call_late(f):\n"
        "    start.wait()\n"
        "    try: f(1)\n"
        "    except RuntimeError as error: raised.append(str(error))\n"
        "def leave(f):\n"
        "    global late\n"
        "    late = threading.Thread(target=call_late, args=(f,))\n"
        "    late.start()\n"
        "    return 1"
    )
    assert answer.call("leave", lambda x: x) == 1
    assert "only until yours" in result(session.run_cell("start.set()\nlate.join()\nraised"))


def test_functions_are_handed_back_by_number_and_others_do_not_cross(session):
    session.run_cell("def use(g, f): return g(f, 3), g(f=f, x=4)")
    assert RemoteAnswer(session).call("use", lambda f, x: f(x) + 1, lambda x: 10 * x) == (31, 41)
    session.run_cell("def use(g): return g(lambda x: x, 3)")
    with pytest.raises(AnswerError, match="a function of your own cannot cross"):
        RemoteAnswer(session).call("use", lambda f, x: f(x))


def test_functions_stand_in_during_a_call_and_no_longer(session):
    session.run_cell("def f(x): return x")
    session.run_cell("def g(x):\n    global kept\n    kept = f\n    return f(x)")
    answer = RemoteAnswer(session)
    assert answer.replace_functions({"f": lambda x: 7 * x}).call("g", 2) == 14
    assert answer.call("f", 2) == 2
    session.run_cell("def g(x): return kept(x)")
    with pytest.raises(AnswerError):
        answer.call("g", 2)
    session.run_cell("def h(x): return f(x)")
    assert answer.call("h", 2) == 2


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("g = 3", "missing"),
        ("def f(x): raise NotImplementedError", "not written"),
        ("def f(x): return 1 / 0", "crash"),
        ("def f(x):\n    x[0] = 9", "changed input"),
        ("def f(x): return object()", "type"),
        ("def f(x): return [[[[[[[[[[x]]]]]]]]]]", "type"),
        ("def f(x): return 10**5000", "type"),
        ("import os\ndef f(x): os._exit(0)", "died"),
        ("def f(x):\n    while True: pass", "time"),
        ("def f(x): raise KeyboardInterrupt", "time"),
    ],
)
def test_what_keeps_an_answer_from_being_judged_is_told(sandbox, code, kind):
    with Session(sandbox, call=3 if kind == "time" else 60) as session:
        session.run_cell(code)
        with pytest.raises(AnswerError) as caught:
            RemoteAnswer(session).call("f", np.arange(3.0))
        assert caught.value.kind == kind
        # Whatever happened, the next question is asked as if nothing had.
        session.run_cell("def g(x): return x + 1")
        assert RemoteAnswer(session).call("g", 1) == 2


def test_a_crash_names_the_line_of_the_answer(session):
    session.run_cell("def f(x):\n    y = x + 1\n    return y.nothing")
    with pytest.raises(AnswerError, match=r"at the line `return y\.nothing`"):
        RemoteAnswer(session).call("f", 1)


def test_a_variable_is_data(session):
    session.run_cell("import numpy as np\ndirection = np.array([1, -1])\nnothing = object()")
    assert RemoteAnswer(session).value("direction").tolist() == [1, -1]
    with pytest.raises(AnswerError, match="holds an object"):
        RemoteAnswer(session).value("nothing")


def test_a_warm_process_that_is_gone_is_replaced(loader):
    with Sandbox(os.getpid(), loader=loader) as sandbox:
        sandbox.fork_kernel()
        assert sandbox._process is not None
        os.killpg(sandbox._process, signal.SIGKILL)
        assert result(sandbox.fork_kernel().run_cell("1 + 1", 30)) == "2"


# --- kernels that something else ends -------------------------------------------------------------


def kill_kernel(sandbox: Sandbox) -> None:
    """End the kernel as the machine does when it has no memory left."""
    assert sandbox._process is not None
    os.kill(descendants(sandbox._process)[-1], signal.SIGKILL)


def kill_every_kernel(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on, kill each kernel of a session before anything is asked of it."""
    ensure = session.ensure_kernel

    def ensure_and_kill():
        kernel = ensure()
        kill_kernel(session._sandbox)
        return kernel

    monkeypatch.setattr(session, "ensure_kernel", ensure_and_kill)


def test_a_cell_whose_kernel_is_killed_is_run_once_more(session):
    session.run_cell("a = 1")
    kill_kernel(session._sandbox)
    assert result(session.run_cell("a + 1")) == "2"


def test_cells_that_run_again_are_not_lost_if_that_kernel_is_killed_too(session, monkeypatch):
    session.run_cell("a = 1")
    forked = iter([True])
    fork = session._sandbox.fork_kernel

    def fork_and_kill_once():
        kernel = fork()
        if next(forked, False):
            kill_kernel(session._sandbox)
        return kernel

    monkeypatch.setattr(session._sandbox, "fork_kernel", fork_and_kill_once)
    kill_kernel(session._sandbox)
    assert result(session.run_cell("a + 1")) == "2"


def test_a_warm_process_that_is_killed_during_a_cell_costs_nothing(session):
    session.run_cell("a = 1")
    os.killpg(session._sandbox._process, signal.SIGKILL)
    assert result(session.run_cell("a + 1")) == "2"


def test_what_is_killed_twice_is_not_what_ended_itself(session, monkeypatch):
    before = session.ended
    assert session.run_cell("import os\nos._exit(0)").stopped == "died"
    kill_every_kernel(session, monkeypatch)
    assert session.run_cell("1").stopped == "killed"
    assert session.ended - before == {"died": 2, "killed": 2}


def test_code_in_a_kernel_cannot_look_as_if_the_machine_had_ended_it(session):
    kill = "import os, signal, threading\n"
    for code in (
        "os.kill(os.getpid(), signal.SIGKILL)",
        "signal.pthread_kill(threading.get_ident(), signal.SIGKILL)",
        "import fcntl; fcntl.fcntl(0, 10, signal.SIGKILL)",
    ):
        ran = session.run_cell(kill + code)
        assert ran.stopped is None
        assert ran.outputs[-1].ename == "PermissionError"
    ran = session.run_cell(kill + "os.kill(os.getpid(), signal.SIGTERM)")
    assert ran.stopped == "died"
