# score: 0
# says: worked out by hand
from nnlib.optim import GradientDescent


def descend(loss, gradient, theta, eta, tol, max_steps):
    place, optimiser, history = np.array(theta, dtype=float), GradientDescent(eta), [loss(theta)]
    for _ in range(max_steps):
        optimiser.step(place, np.asarray(gradient(place), dtype=float))
        history.append(loss(place))
        if abs(history[-1] - history[-2]) < tol:
            break
    return place, history
