# score: 0
# says: is not written yet
def chain(functions, derivatives, x):
    raise NotImplementedError()
