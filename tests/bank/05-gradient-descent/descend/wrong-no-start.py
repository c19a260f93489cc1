# score: 3
# mistake: starting-loss-missing
def descend(loss, gradient, theta, eta, tol, max_steps):
    history, old = [], loss(theta)
    for k in range(max_steps):
        theta = theta - eta * gradient(theta)
        history.append(loss(theta))
        if abs(history[-1] - old) < tol:
            break
        old = history[-1]
    return theta, history
