"""Following the values of an answer: which variable is the first that is off."""
