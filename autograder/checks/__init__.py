"""The pytest checks, one file per assignment, one class per question."""
