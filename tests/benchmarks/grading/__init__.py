"""How fast a class is graded, beside plain nbgrader and otter: `make bench-grading`.

`sample` makes the class, `contenders` grade it, each in another way, `clock` measures them, `start`
times kernels, and `breakdown` tells where our own time goes. `memory` and `same` watch long runs.
"""
