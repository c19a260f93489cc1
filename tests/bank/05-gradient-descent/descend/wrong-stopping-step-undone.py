# score: 2
# mistake: stopping-loss-missing
def descend(loss, gradient, theta, eta, tol, max_steps):
    history = [loss(theta)]
    for k in range(max_steps):
        old, theta = theta, theta - eta * gradient(theta)
        history.append(loss(theta))
        if abs(history[-1] - history[-2]) < tol:
            return old, history[:-1]
    return theta, history
