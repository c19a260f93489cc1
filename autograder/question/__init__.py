"""What a question is: its definition, the access to an answer, forbidden calls, the oracle."""
