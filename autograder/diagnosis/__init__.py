"""From an answer to verdicts and hints: judge, known mistakes, relations, error carried forward."""
