"""Words that are put together: what several texts need."""


def capitalise(text: str) -> str:
    """Return a text with its first letter in upper case, and all others as they are."""
    return text[:1].upper() + text[1:]
