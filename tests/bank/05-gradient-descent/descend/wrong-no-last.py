# score: 3
# mistake: last-loss-missing
def descend(loss, gradient, theta, eta, tol, max_steps):
    history, old = [], loss(theta)
    for k in range(max_steps):
        history.append(old)
        theta = theta - eta * gradient(theta)
        new = loss(theta)
        if abs(new - old) < tol:
            break
        old = new
    return theta, history
