"""What a question is: its definition, the one door to an answer, what is forbidden, the oracle."""
