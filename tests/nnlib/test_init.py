"""What `import nnlib` brings, and what it does not."""

import subprocess
import sys

import nnlib


def test_import_loads_numpy_alone():
    heavy = ["matplotlib", "IPython", "ipywidgets", "sklearn", "scipy", "sympy", "autograder"]
    script = f"import sys, nnlib; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_every_name_that_is_offered_exists():
    for name in nnlib.__all__:
        assert getattr(nnlib, name) is not None
