# question: 03-three-layer/gradients
# score: 0
# Sends other values than it has assigned, in other forms than anybody expects.
import sys

recorder = sys.modules.get("autograder.trace.recorder")


def gradients(X, Y, params, f, df):
    if recorder is not None:
        frame = sys._getframe()
        while frame is not None:
            trace = frame.f_locals.get("trace")
            if isinstance(trace, recorder.Trace):
                for n in range(300):
                    entry = recorder.Entry(
                        "returned", "W1", n + 1, "<script>1</script>", X, [n, -7]
                    )
                    entry.same = 10**30 if n % 2 else n
                    entry.value = np.full((10, 10), np.nan) if n % 3 else X
                    trace.entries.append(entry)
            frame = frame.f_back
    return {name: np.zeros_like(value) for name, value in params.items()}
