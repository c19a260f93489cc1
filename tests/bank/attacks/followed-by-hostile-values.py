# question: 03-three-layer/gradients
# score: 0
# Fills its names with what is slow, endless or raises as soon as anybody looks at it.
import sys
import threading


class Hostile(np.ndarray):
    def __getattribute__(self, name):
        while True:
            pass


class Endless(list):
    def __iter__(self):
        while True:
            yield self

    def __len__(self):
        raise SystemExit

    def __repr__(self):
        raise KeyboardInterrupt


class Shapes:
    shape = property(lambda self: sys.exit())
    size = -1

    def __array__(self, *_, **__):
        return np.zeros(10**12)


MANY = dict.fromkeys(map(str, range(10**6)), 1.0)
LINES = compile("\n".join(f"x{n} = {n}" for n in range(10_000)), "<lines>", "exec")


def helper(X):
    values, longer = MANY, [X] * 10**6
    return values and longer and X


def gradients(X, Y, params, f, df):
    a = np.ndarray.__new__(Hostile, (2, 2))
    b, c = Endless(), Shapes()
    d = [b]
    d.append(d)
    thread = threading.Thread(target=helper, args=(X,))
    thread.start()
    thread.join()
    helper(X)
    exec(LINES, globals(), {})
    sys.settrace(lambda *_: sys.exit())
    sys.settrace(None)
    return {name: np.zeros_like(value) for name, value in params.items()}
