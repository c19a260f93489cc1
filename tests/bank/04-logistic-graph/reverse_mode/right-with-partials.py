# score: 10
def reverse_mode(x, y, w):
    adjoints = {"L": 1.0}
    for (child, parent), slope in reversed(list(local_partials(x, y, w).items())):
        adjoints[parent] = adjoints.get(parent, 0.0) + slope * adjoints[child]
    del adjoints["L"]
    return adjoints
