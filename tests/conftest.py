from hypothesis import settings

from autograder import fast_start  # noqa: F401 – before anything that imports nbformat

# The same examples in every run, and no example is too slow: nothing here measures time.
settings.register_profile("course", deadline=None, derandomize=True)
settings.load_profile("course")
