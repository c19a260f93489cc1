"""What the command does without; to be imported before anything else."""

import sys

# jsonschema, which comes with nbformat, would take a second and a half to load a grammar of web
# addresses, which no notebook is held to. It goes without if this is not there.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
