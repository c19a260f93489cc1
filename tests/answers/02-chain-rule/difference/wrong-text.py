# score: 0
# says: not made of numbers
def central_difference(f, x, h):
    return "the rise over the run"
