"""Pages and parts of pages as Jinja templates: whatever is put into one is escaped."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template


@cache
def load_template(name: str) -> Template:
    """Return the template in a file of this package."""
    environment = Environment(
        loader=PackageLoader("autograder"),
        autoescape=True,
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template(name)


def render(name: str, **values: Any) -> str:
    """Return the text that a template makes of values."""
    return load_template(name).render(values)
