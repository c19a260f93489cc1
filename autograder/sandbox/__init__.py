"""Where students' code runs: a process that can neither reach anything nor decide anything.

A *loader* has NumPy, Matplotlib and `nnlib` loaded. For each sandbox it forks a *warm* process,
which shuts itself in (`confine`). For each submission that forks a *kernel*, which shuts itself in
once more and then runs cells and calls functions for whoever holds the other end of its socket
pair. What comes back is data (`wire`).

warm.py, kernel.py, shell.py and confine/ run on the students' side; loader.py, session.py and
remote.py on the trusted side.
"""
