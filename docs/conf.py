"""How Sphinx makes the site: lectures run anew, every warning an error, nothing from elsewhere.

What a page shows is in it: formulas are MathML, which needs no script, and a widget is its still.
"""

import os
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from math_core import LatexToMathML
from sphinx.addnodes import download_reference, pending_xref
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.writers.html5 import HTML5Translator

project = "Backprop by hand"
language = "en_GB"
extensions = ["myst_nb"]
exclude_patterns = ["README.md"]

html_theme = "furo"
html_title = project
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_use_index = False
html_show_copyright = False
html_math_renderer = "mathml"

myst_enable_extensions = ["amsmath", "dollarmath"]
myst_heading_anchors = 3

nb_execution_mode = "force"
nb_execution_show_tb = True
nb_execution_timeout = 120
nb_output_stderr = "error"  # where Python tells its warnings
# A page has no kernel that could answer a widget.
nb_mime_priority_overrides = [("html", "application/vnd.jupyter.widget-view+json", None)]

_MATHS = LatexToMathML()

# In a raised place Chromium sets a bracket of a given size too low and a prime too small. So the
# bracket gets a row of its own, and the prime, which is high already, stands in the line.
_NAME = (
    r"(?P<name><mi[^>]*>[^<]*</mi>|<mrow><mspace/><mi>[^<]*</mi></mrow>|"
    r"<mover[^>]*><mi>[^<]*</mi><mo[^>]*>[^<]*</mo></mover>)"
)
_HIGH = r"<mo>(?P<prime>[′″‴])</mo>"
_PRIMED = r'<mrow>\g<name><mo lspace="0" rspace="0">\g<prime></mo></mrow>'
_REPAIRS = {
    r"(<ms(?:up|ub|ubsup)>)(<mo minsize[^>]*>[^<]*</mo>)": r"\1<mrow>\2</mrow>",
    rf"<msup>{_NAME}{_HIGH}</msup>": _PRIMED,
    rf"<msup>{_NAME}<mrow>{_HIGH}": rf"<msup>{_PRIMED}<mrow>",
    rf"<msubsup>{_NAME}(?P<low>(?:(?!msubsup).)*?){_HIGH}</msubsup>": (
        rf"<msub>{_PRIMED}\g<low></msub>"
    ),
}


def _mathml(formula: nodes.Element, *, displaystyle: bool) -> str:
    mathml = _MATHS.convert_with_local_state(formula.astext(), displaystyle=displaystyle)
    for found, better in _REPAIRS.items():
        mathml = re.sub(found, better, mathml)
    return mathml


def _inline(page: HTML5Translator, formula: nodes.Element) -> None:
    page.body.append(_mathml(formula, displaystyle=False))
    raise nodes.SkipNode


def _block(page: HTML5Translator, formula: nodes.Element) -> None:
    page.body.append(f'<div class="math">{_mathml(formula, displaystyle=True)}</div>')
    raise nodes.SkipNode


class _Downloads(SphinxTransform):
    # A link out of the lectures, as to an exercise, gives the reader that file.
    default_priority = 200

    def apply(self, **_: Any) -> None:
        for link in list(self.document.findall(pending_xref)):
            for path in map(Path, (f"{link['reftarget']}.ipynb", f"{link['reftarget']}.md")):
                if path.is_absolute() and path.is_file():
                    target = os.path.relpath(path, self.env.srcdir)
                    file = download_reference("", "", *link.children, reftarget=f"/{target}")
                    link.replace_self(file)


def _drop_widget_scripts(_: Sphinx, env: Any) -> None:
    for page in env.nb_metadata.values():
        page.pop("js_files", None)


def setup(app: Sphinx) -> None:
    """Tell Sphinx how formulas and links are written, and keep the scripts of widgets away."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    app.add_transform(_Downloads)
    app.connect("env-updated", _drop_widget_scripts)
