"""Notebooks in the form in which they are kept."""

import nbformat

from autograder.__main__ import main
from tests.support.classes import ROOT

EXERCISE = ROOT / "exercises" / "03-three-layer" / "03-three-layer.ipynb"


def test_tidy_brings_a_notebook_into_stored_form(tmp_path, capsys):
    stored = EXERCISE.read_text()
    path = tmp_path / "used.ipynb"
    path.write_text(stored)
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["widgets"] = {}
    notebook.cells[1].update(execution_count=3, id="random")
    notebook.cells[1].outputs = [nbformat.v4.new_output("stream", text="hello")]
    nbformat.write(notebook, path)
    assert main(["tidy", str(tmp_path)]) == 0
    assert path.read_text() == stored
    assert main(["tidy", str(tmp_path)]) == 0
    assert capsys.readouterr().out.count("tidied") == 1
    assert list(tmp_path.iterdir()) == [path]
