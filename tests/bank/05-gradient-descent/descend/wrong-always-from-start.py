# score: 3
# mistake: M36
def descend(loss, gradient, theta, eta, tol, max_steps):
    start = theta
    history = [loss(theta)]
    for k in range(max_steps):
        theta = start - eta * gradient(theta)
        history.append(loss(theta))
        if abs(history[-1] - history[-2]) < tol:
            break
    return theta, history
