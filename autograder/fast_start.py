"""A faster start of the commands: import this module before anything that imports nbformat."""

import sys

# jsonschema, which nbformat imports, takes a second and a half to import a grammar of web addresses
# that no check of a notebook uses. Without that module, it works all the same.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
