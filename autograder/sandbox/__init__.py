"""Where students' code runs: a process that can neither reach anything nor decide anything.

A *loader* imports NumPy, Matplotlib and `nnlib` once. For each sandbox it forks a *warm process*,
which confines itself (`confine`). For each submission the warm process forks a *kernel*, which
confines itself further, then runs cells and calls functions on request, over a socket pair. Its
replies are data (`wire`).

warm_process.py, kernel.py, shell.py and confine/ run on the students' side; loader.py, session.py
and remote.py on the trusted side.
"""
